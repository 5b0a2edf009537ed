"""PDF: lines by where they stand, fonts that are not there, streams measured before they are unpacked (PDF 版面)."""
