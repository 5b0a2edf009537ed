"""Web pages: what a strangers' page holds, and which of it is the report (网页正文)."""
