"""Verification (检验问责): checking carried out, set up, made regular or tied to a consequence."""

from __future__ import annotations

import re

from nlp.plans.cues import Hit, Pattern, Scan, Terms, cues

_TERMS = Terms("verification")

#: an attitude verb before it in the same clause makes a check a topic: 加大检查力度, 完善考核机制
_ATTITUDE = re.compile(
    r"(?:加强|强化|加大|完善|健全|优化|改进|提升|提高|深化|做好|抓好|抓牢|注重|突出|细化|规范|落实|创新|发挥|拓宽|丰富|推进|重视|严肃)(?:对|了)?(?:[^，。；、并每逐按]{0,14}|[^，。；、并每逐按]{0,6}、[^，。；、并每逐按]{0,4})$"
)
#: characters before a check in which an attitude verb could govern it
_REACH = 20
#: what makes it a system rather than a check; improving the system itself is no check
_SYSTEM = re.compile("机制|制度|体系|办法|方式|指标|力度|标准|权重|比重|作用|工作力度|能力|水平|队伍|意识")

#: what a check leads to: it counts in an appraisal, its result is made known, what fails is sent back
_CONSEQUENCES = (
    Pattern("纳入 列入 计入", "[^，。；]{0,14}(?:考核|绩效|督查|目标管理|考评|评价|述职)"),
    Pattern(
        "办理 整改 落实 调整 检查 测评 评议 采纳 完成 评估 抽查",
        "(?:情况|结果)[^，。；]{0,8}(?:公示|通报|公布|抄送|上报|报送)",
    ),
    # what is denied until it is put right; what is denied an applicant is a decision on a request, and no check
    Pattern("不予", "(?!公开|答复|提供|处理|解释|重复|受理申请|信息)[一-龥]{2}"),
    Pattern("与", "[^，。；、]{2,14}挂钩"),
    Pattern("点名", "(?!单|册|录|称)"),
    Pattern(
        "作为 列为 写入 计为",
        "[^，。；]{0,14}(?:考核|绩效|督查|考评|述职|评优)[^，。；]{0,6}?(?:内容|依据|指标|事项|报告)",
    ),
    Pattern(
        "公示 公布 通报 公开 晒出 反馈",
        "(?:整改|检查|考核|测评|评议|评估|抽查|督查|核查)(?:情况|结果)",
        then="整检考测评抽督核",
    ),
    # what fails goes to those who can act on it
    Pattern("抄送 抄报 移交 移送 抄告", "[^，。；]{0,8}?(?:纪委|监委|纪检|监察|督查|效能办|审计|组织部)"),
)


@cues.register("verification")
def verification(scan: Scan) -> list[Hit]:
    """Return checks that are carried out (strong); checking as a topic (加强监督检查) is weak."""
    key = scan.key
    hits: list[Hit] = []
    for start, end, grade, rule in _TERMS.hits(scan):
        topic = rule == "check" and (_SYSTEM.match(key, end) or _ATTITUDE.search(_before(key, start)))
        hits.append((start, end, 0.3 if topic else grade, rule))
    hits += [(start, end, 1.0, "consequence") for start, end in scan.spans(_CONSEQUENCES)]
    return hits


def _before(key: str, start: int) -> str:
    """Return what stands before a place in the same clause."""
    window = max(0, start - _REACH)
    return key[max(window, *(key.rfind(mark, window, start) + 1 for mark in "，。；：")) : start]
