"""Chinese names for the tables behind a brief, their columns and the codes in them (表头), as an office reads them in a workbook."""

from __future__ import annotations

from typing import Any

from nlp.phrasing.result import STATUS_TITLES
from nlp.plans.result import CUE_TITLES, TENSE_TITLES
from nlp.render.catalogue import LEVEL_TITLES
from nlp.render.marks import MARKS
from nlp.render.readings import FATES
from nlp.report import SECTION_TITLES
from nlp.themes.result import STRENGTH_TITLES

#: sheet -> its name on the tab
SHEETS: dict[str, str] = {
    "reports": "报告", "themes": "主题证据", "prevalence": "主题分布", "plans": "问题与措施", "clauses": "措施分句",
    "measures": "表述指标", "pairs": "逐句对照", "edits": "句内改动", "lifespans": "表述存续",
    "figures": "历年数字", "follow_up": "承诺兑现", "profiles": "措施概貌",
    "recurrence": "反复出现", "kept": "线索与兑现", "keywords": "关键词",
    "topics": "话题", "topic_weights": "话题占比", "reuse": "雷同表述", "failures": "失败台账",
}  # fmt: skip
#: column -> its heading
COLUMNS: dict[str, str] = {
    "source": "文件", "issuer": "机关", "issuer_id": "机关标识", "issuers": "机关数", "region_code": "行政区划代码",
    "level": "层级", "year": "年度", "years": "年度", "outline": "报告格式", "title": "名称", "sha256": "SHA-256",
    "confidence": "把握程度", "province": "省", "city": "市", "county": "县", "work_characters": "工作叙述字数",
    "problems_characters": "问题部分字数", "tables": "表格数", "warnings": "提示", "theme": "主题标识", "parent": "上级主题",
    "strength": "写法", "section": "章节", "start": "起", "end": "止", "quote": "原文", "rule": "规则", "kind": "类别",
    "kind_title": "类别名称", "item": "序号", "tense": "时态", "answers": "对应问题序号", "problem": "对应问题",
    "text": "原文", "score": "得分", "concreteness": "具体性等级",
    "reason": "理由", "action": "具体动作", "object": "具体对象", "instrument": "手段载体", "quantity": "数量", "time": "时限频次",
    "actor": "责任主体", "verification": "检验问责", "scope": "适用范围", "vague": "空泛用语", "old_year": "上年",
    "new_year": "今年", "old_source": "上年文件", "new_source": "今年文件", "pair": "对照序号", "status": "状态",
    "status_title": "状态名称", "similarity": "相似度", "padding": "只增减空泛用语", "shared": "共有用语", "old_start": "上年起", "old_end": "上年止",
    "old_text": "上年原文", "new_start": "今年起", "new_end": "今年止", "new_text": "今年原文", "novelty": "新增率",
    "recycled": "沿用率", "dropped": "删去率", "wording_kept": "用词保留", "order_change": "次序变动", "cosine": "余弦相似度",
    "jaccard": "杰卡德相似度", "edit": "编辑相似度", "modification": "修改相似度", "evidence": "今年依据",
    "evidence_start": "依据起", "rank": "名次", "term": "词", "count": "次数", "documents": "文档数",
    "reference_count": "参照次数", "measure": "度量", "topic": "话题序号", "label": "建议名称", "share": "占比", "words": "高频词",
    "frex": "特有词", "example_source": "例句文件", "example": "例句", "weight": "占比", "passage": "雷同序号",
    "origin": "可能来源", "first": "首见年度", "last": "末见年度", "figure": "序号", "unit": "单位", "value": "数值",
    "sentence": "所在句", "measures": "措施数", "mean": "平均分", "concrete": "四级以上占比", "slogans": "一级占比",
    "missing": "缺少的线索", "unanswered": "无措施的问题", "unprompted": "无对应问题的措施", "cue": "线索", "has_cue": "有此线索",
    "delivered": "已兑现", "partly": "部分兑现", "followed": "可追踪措施", "rate": "兑现率",
    "part": "分项", "present": "点名或叙述", "frame": "套语", "fate": "最后下文", "error": "错误类别", "message": "原因与办法",
}  # fmt: skip
#: in one sheet a column may need a name of its own
_SPECIAL: dict[tuple[str, str], str] = {
    ("lifespans", "passage"): "表述序号", ("lifespans", "years"): "出现年数", ("figures", "label"): "统计项目",
    ("reports", "title"): "标题", ("themes", "title"): "主题", ("prevalence", "title"): "主题",
}  # fmt: skip


_FATES = {status: MARKS[mark].title for status, mark in FATES.items()}
_PARTS = {
    "proactive": "主动公开", "on_request": "依申请公开", "management": "信息管理", "platform": "平台建设",
    "supervision": "监督保障", "problems": "存在问题", "done": "已改进", "planned": "拟改进", "other": "其他",
}  # fmt: skip
#: column -> code -> how it is read
_VALUES: dict[str, dict[str, str]] = {
    "level": LEVEL_TITLES, "strength": STRENGTH_TITLES, "tense": TENSE_TITLES, "cue": CUE_TITLES,
    "outline": {"free": "自由格式", "2019": "2019年格式", "2021": "2021年格式"},
    "section": {**SECTION_TITLES, "": "全部叙述文字"}, "part": _PARTS,
    # a plan nobody speaks of again is 未见下文; a sentence that is gone is 删去
    "status": {**_FATES, **STATUS_TITLES, "returned": "重新出现"}, "fate": _FATES,
    "kind": {
        "problem": "问题", "plan": "措施", "all": "全部叙述文字", **SECTION_TITLES,
        **{kind: MARKS[kind].title for kind in ("template", "sideways", "boilerplate")},
    },
}  # fmt: skip
_MEANT: dict[tuple[str, str], dict[str, str]] = {("follow_up", "status"): _FATES}


def sheet_title(name: str) -> str:
    """Return a sheet's name as shown; an unknown one is its own."""
    return SHEETS.get(name, name)


def column_title(sheet: str, column: str) -> str:
    """Return a column's heading as shown; an unknown one is its own."""
    return _SPECIAL.get((sheet, column)) or COLUMNS.get(column, column)


def shown_value(sheet: str, column: str, value: Any) -> Any:
    """Return a value as shown: a code in words, a yes or no in Chinese, anything else as it is."""
    if isinstance(value, bool):
        return "是" if value else "否"
    known = _MEANT.get((sheet, column)) or _VALUES.get(column)
    return known.get(value, value) if known and isinstance(value, str) else value
