"""Themes (主题): a codebook people trust, and tags with the words they rest on.

`tag` reads characters, not tokens: one automaton over folded text finds every term, then context rules decide whether a
mention counts. See ``models/codebooks/README.md`` for the instruments and how well they do.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
