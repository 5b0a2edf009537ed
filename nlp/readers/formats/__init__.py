"""File formats, one module each (文件格式)."""
