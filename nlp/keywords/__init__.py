"""Terms that mark out a text, each with the counts behind its score (关键词).

Loaded when first used, so that importing this package costs nothing.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
