"""Word documents: what their XML says, the numbers Word writes by itself, and the package they come in (Word 文档)."""
