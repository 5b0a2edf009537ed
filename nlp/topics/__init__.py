"""Topics a model learns from a corpus, with the figures that tell how good they are (话题模型).

Loaded when first used, so that importing this package costs nothing.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
