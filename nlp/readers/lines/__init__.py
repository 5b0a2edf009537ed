"""What every format shares: characters of a file become lines, and lines become paragraphs (行与段)."""
