"""A narrative becomes words (分词): domain terms first, then jieba's words by a fast engine.

Loaded when first used, so that importing this package costs nothing.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
