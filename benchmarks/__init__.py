"""Speed of every stage, as a ratio to ``jieba.lcut`` on the same text in the same run (速度基准)."""
