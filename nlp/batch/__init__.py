"""Many reports (批处理): the only layer that knows where work runs and where results are written."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
