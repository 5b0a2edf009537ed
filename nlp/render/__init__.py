"""Results become a neutral Brief (对比报告), and a Brief becomes HTML, Word, Excel, Markdown or JSON.

`brief_of_study` and `brief_of_comparison` make the Brief, `write` writes it; the suffix picks the writer out of
`writers`, a registry to which a new form is one new file under ``render/forms/``.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
