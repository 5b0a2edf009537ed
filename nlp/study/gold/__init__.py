"""Agreement with annotations of four kinds (与标注比较): themes, concreteness, links between years, follow-up.

The kind of a file is told from its records. What `validate` measures with the shipped instruments on the data they were
fitted on is no estimate for new data: those figures are on the instruments' cards, by cross-validation.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
