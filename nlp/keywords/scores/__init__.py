"""Keyword measures, one module each; every module here registers itself."""
