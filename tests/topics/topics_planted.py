"""A corpus with known topics: overlapping vocabularies under heavy boilerplate shared by all."""

from __future__ import annotations

import numpy as np

#: words of six themes; neighbours share three words, and all speak through the same boilerplate
THEMES = (
    "部门预算 三公经费 财政预决算 专项资金 政府采购 绩效评价 财政收支 审计结果 直达资金 政府债务",
    "审计结果 直达资金 政府债务 疫情防控 核酸检测 复工复产 疫苗接种 疫情通报 防疫知识 健康码",
    "防疫知识 健康码 疫苗接种 政务新媒体 微信公众号 短视频 粉丝数 抖音号 两微一端 客户端",
    "两微一端 客户端 短视频 政府网站 站内搜索 集约化 适老化改造 无障碍浏览 死链 错别字",
    "死链 错别字 集约化 依申请公开 答复书 补正告知书 申请人 第三方意见 法定期限 行政复议",
    "法定期限 行政复议 申请人 政策解读 一图读懂 新闻发布会 专家解读 视频解读 解读材料 简明问答",
)
BOILERPLATE = ["培训", "考核", "平台", "渠道", "制度", "公众", "群众", "监督", "服务", "管理", "意识", "队伍"]


def planted(texts: int = 360, *, seed: int = 7) -> tuple[list[list[str]], list[int], list[int]]:
    """Return the words of each text, its theme, and the report it stands in; half of all words are boilerplate."""
    random = np.random.default_rng(seed)
    words, themes = [], []
    for number in range(texts):
        theme = number % len(THEMES)
        own = random.choice(THEMES[theme].split(), random.integers(8, 15)).tolist()
        shared = random.choice(BOILERPLATE, len(own)).tolist()
        words.append(random.permutation(own + shared).tolist())
        themes.append(theme)
    return words, themes, [number // 18 for number in range(texts)]


def reports(count: int = 12, *, seed: int = 7) -> list[str]:
    """Return texts of sentences, a few of every theme each."""
    words, _themes, _ = planted(count * 18, seed=seed)
    lines = ["、".join(text) + "。" for text in words]
    return ["\n".join(lines[i * 18 : (i + 1) * 18]) for i in range(count)]
