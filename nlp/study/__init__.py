"""Reports times analyses (研究): every place where two analyses meet, and the tables that come out.

The five analyses do not know one another. What one needs of another is passed in here: theme tags that link a plan to
its problem, plans that a comparison follows up, codebook titles that label a topic.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
