"""What a report says anew, what it repeats, and from whom (表述比较).

`align` puts two years of one agency side by side; `timeline` follows three or more; `reuse` finds wording shared between
agencies and `boilerplate` scores how common each sentence is; `contrast` ranks wording that rises and falls between two
groups.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
