"""gongkai (公开): reads, tags, compares and scores the prose of 政府信息公开工作年度报告.

The verbs (`read`, `tag`, `segment`, `keywords`, `topics`, `compare`, `plans`, `reuse`, `analyze`) and the result types
are loaded when first used: ``import nlp`` itself imports neither jieba, spaCy, scikit-learn nor pandas.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
