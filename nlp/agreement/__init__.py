"""Human coders and a machine among them: how far they agree (编码员一致性).

Labels in, figures out: nothing here knows what the labels mean. `codings` come from a sheet people filled in (`sheets`),
from Label Studio or doccano (`exchange`), or from a gold file; `agreement` compares them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
