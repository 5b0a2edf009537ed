"""Object (对象): what is acted on. A named or finished thing, a thing that can be pointed at, or only a work area."""

from __future__ import annotations

import re
from bisect import bisect_left

from nlp.plans.cues import Hit, Pattern, Scan, Terms, cues

_TERMS = Terms("object")

_TITLE = Pattern("《", "[^》]{3,60}》")
_BACKGROUND = re.compile("《(?:新|新修订的?)?(?:中华人民共和国)?(?:政府信息公开)?条例》|《中华人民共和国[^》]*法》")
#: a name in quotation marks with what it names: "惠农一本账"专区; a way of working named so is only specific
_QUOTED = Pattern(
    '"',
    '[^"，。；]{2,20}"(?:(?P<thing>[^，。；、"推促加提做抓建搞办]{0,6}?(?:专栏|专区|专题|栏目|平台|系统|小程序|公众号|活动|行动|品牌|工程|热线|信箱|数据库|节目|直播间))'
    "|[^，。；、推促加提做抓建搞办]{0,4}(?:机制|制度|渠道|模式|体系|流程|方式|做法|榜))",
)
#: what is held is an object (组织业务培训); the same word after an attitude is a topic (加强业务培训)
_EVENT = Pattern(
    "组织 开展 举办 举行 召开",
    "(?!领导|实施|协调)[^，。；]{0,16}?(?P<event>培训|轮训|宣讲|竞赛|测试|考试|调研|座谈|研讨|观摩|演练|整治|行动|活动"
    "|自查|互查|普查|排查|抽查|测评|评查|检查|督查|评议|回头看)",
)

#: a thing told apart from its like by words few use: 水质公告, 扶贫项目照片
_HEADS = Pattern(
    "公告 公示 通告 照片 数据 决定 条款 文件 制度 站点 点位 场所 期限 时限 要素 改造 适配 调查 报告 名录 名单 合同 图纸 样式 版式 模块 接口 系统"
    " 设备 终端 资料 档案 记录 标识 指引 条目 费用",
    "",
)
#: how far before it, in characters, and how many of them outside the common stock
_REACH = 8
_NARROWED = 2
#: what is counted is a thing: 印发通报4期, 编制分析报告12份
_COUNTED = Pattern(
    "印发 编发 编制 编印 制作 撰写 发布 推送 发放 制发 下发 归集 清理 修订 制定 开设 新增 关停 注销 举办 召开"
    " 组织 开展 完成 公开 答复 办理 办结 回复 收集",
    r"(?=[一-龥]{2,14}+\d)(?!不少于|不低于|不超过|不多于|至少|最多|超过|累计|共|约)(?P<thing>[一-龥]{2,10}?)(?:不少于|不低于|不超过|不多于|至少|最多|超过|累计|共|约|达|近)?\d[\d,.]*[万余多]*(?:期|份|篇|条|件|册|场|次|个|项|家|张|部|处|本|套|类|名|人次)",
)


@cues.register("object")
def object_(scan: Scan) -> list[Hit]:
    """Return objects by how narrow they are: named documents, deliverables, specific things, areas."""
    hits = _TERMS.hits(scan)
    hits += [(*match.span("event"), 0.7, "event") for match in _EVENT.matches(scan)]
    hits += [(*match.span("thing"), 0.7, "counted") for match in _COUNTED.matches(scan)]
    titles = (match for match in _TITLE.matches(scan) if not _BACKGROUND.match(match[0]))
    hits += [(*match.span(), 1.0, "title") for match in titles]
    hits += [(*match.span(), 1.0 if match["thing"] else 0.7, "quoted") for match in _QUOTED.matches(scan)]
    hits += _narrowed(scan)
    return hits


def _narrowed(scan: Scan) -> list[Hit]:
    found: list[Hit] = []
    for start, end in _HEADS.spans(scan):
        own = scan.own_places(max(0, start - _REACH), start)
        if len(own) >= _NARROWED:
            before = scan.key[own[0] : start]
            piece = own[0] + max(map(before.rfind, "，。；：、")) + 1
            own = own[bisect_left(own, piece) :]
        if len(own) >= _NARROWED:
            found.append((own[0], end, 0.7, "narrowed"))
    return found
