"""The grammar of a report: headings, sections, parts, and which stretches are narrative (章节)."""
