"""Reports about places that do not exist, put together from our own sentences, and the ways real ones get dirty.

A report is composed with a known overview and a known section five; every way of dirtying it leaves those two as they
are but for white space, width of punctuation and script, so that reading it back can be checked exactly.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from nlp.text import fold

PLACES = ("青桐县", "云岭市", "白石区", "澜溪市鹿鸣区", "禾丰县", "枫林市", "苍梧岭县", "月河区")
BODIES = ("", "人民政府", "市场监督管理局", "教育局", "民政局")

OPENINGS = (
    "{year}年，{place}坚持公开为常态、不公开为例外，围绕群众最关心的事项推进信息公开，各项工作平稳有序。",
    "{year}年，在上级部门的指导下，{place}把信息公开同日常业务一起部署、一起检查，公开质量有所提高。",
    "一年来，{place}认真执行《条例》，以群众看得懂、找得到为标准，持续改进公开工作。",
    "{year}年{place}政府信息公开工作紧扣年度要点，突出重点领域，注重实际效果，现将有关情况说明如下。",
)
PROACTIVE = (
    "全年通过门户网站公开各类信息{n}条，其中规划计划{m}条、财政资金{m}条。",
    "在政务新媒体发布信息{n}条，制作图解{m}件，召开新闻发布会{m}场。",
    "围绕就业、教育、医疗等领域编制事项目录，逐项明确公开主体、时限和渠道。",
    "对{m}件涉企政策同步开展解读，解读形式包括问答、长图和短视频。",
)
ON_REQUEST = (
    "共收到申请{m}件，均在法定期限内答复，没有因答复引起的纠错。",
    "修订办理流程，设专人登记、转办、催办，疑难件由法制机构会商。",
    "申请渠道包括当面、信函和网络三种，办理进度可以查询。",
)
MANAGEMENT = (
    "严格执行先审后发，落实三审三校，全年撤下不宜公开的内容{m}条。",
    "对现行有效的规范性文件逐件核对，清理失效文件{m}件，统一了格式。",
    "公文办理时同步认定公开属性，不予公开的写明理由。",
)
PLATFORM = (
    "改版门户网站，新开专栏{m}个，优化检索和无障碍功能。",
    "依托政务服务大厅设立查阅点{m}处，配备查询设备和工作人员。",
    "归并低效账号{m}个，保留的账号按月巡检。",
)
SUPERVISION = (
    "把信息公开列入年度考核，权重不低于百分之四，按季通报。",
    "举办业务培训{m}期，参训{n}人次，并开展一次社会评议。",
    "全年没有发生责任追究的情形。",
)
PROBLEMS = (
    "政策解读的形式还比较单一，群众参与不多",
    "个别单位更新不及时，栏目内容存在空缺",
    "基层人员变动频繁，业务能力有待提高",
    "依申请公开的答复文书不够规范",
    "线下查阅点的作用发挥不充分",
)
MEASURES = (
    "丰富解读形式，重要文件一律配图解，年内制作短视频不少于{m}个",
    "建立更新台账，每月检查一次，逾期未更新的予以通报",
    "组织两期集中培训，把案例讲透，新上岗人员先培训后上岗",
    "统一答复文书模板，由法制机构逐件审核",
    "在镇街增设查阅点{m}处，并公布开放时间",
)
CLOSINGS = (
    "无。",
    "{year}年，没有收取信息处理费。",
    "本年度没有其他需要报告的事项。",
    "{year}年，依照规定收取信息处理费的情况为零，其他事项无。",
)
PREAMBLES = (
    "本报告根据《中华人民共和国政府信息公开条例》编制，数据统计期限自{year}年1月1日起至{year}年12月31日止。"
    "如对本报告有疑问，请与{place}政务公开办公室联系，电话：0000-1234567。",
    "按照《条例》和国务院办公厅有关格式的要求，现公布{place}{year}年度报告。报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。",
    "根据有关规定，编制本报告。所列数据的统计期限从{year}年1月1日到12月31日止。",
)
#: wordings of the titles of sections one and five, as agencies print them; none is taken from one report
OVERVIEW_TITLES = (
    "总体情况",
    "概述",
    "综述",
    "总结概述",
    "基本情况",
    "工作总体情况",
    "总体工作情况",
    "工作概况",
    "政府信息公开工作总体情况",
)
PROBLEM_TITLES = (
    "存在的主要问题及改进情况",
    "主要问题和改进措施",
    "存在的主要问题及整改措施",
    "存在问题及下一步工作计划",
    "存在的主要问题及改造情况",
    "存在的问题和改进措施",
    "存在不足及下一步打算",
    "存在困难和改进方向",
    "政府信息公开工作存在的主要问题及改进情况",
    "工作中存在的不足及改进措施",
)
TABLE_TITLES = ("主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况")
CLOSING_TITLES = ("其他需要报告的事项", "需要报告的其他事项", "其他需要说明的事项", "其他事项")
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Composed:
    """A clean report: `headings` and `bodies` of its six sections, line by line; what must be read back."""

    title: str
    preamble: str
    headings: tuple[str, ...]
    bodies: tuple[tuple[str, ...], ...]
    issuer: str
    year: int
    five: int = 4

    @property
    def overview(self) -> str:
        return "".join(self.bodies[0])

    @property
    def problems(self) -> str:
        return "".join(self.bodies[self.five])

    def lines(self) -> list[str]:
        """The report as lines, headings on lines of their own."""
        found = [self.title, self.preamble]
        for heading, body in zip(self.headings, self.bodies, strict=True):
            found += [heading, *body] if heading else body
        return found

    def text(self) -> str:
        return "\n".join(line for line in self.lines() if line)


def compose(seed: int) -> Composed:
    """Return the report of a seed; neighbours differ in place, year, wording and form."""
    r = random.Random(seed)
    place, body, year = r.choice(PLACES), r.choice(BODIES), r.randint(2019, 2024)
    fill = {"place": place, "year": year}

    def pick(pool: tuple[str, ...], count: int) -> str:
        chosen = r.sample(pool, min(count, len(pool)))
        return "".join(s.format(n=r.randint(100, 9000), m=r.randint(2, 60), **fill) for s in chosen)

    names = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
    pools = (PROACTIVE, ON_REQUEST, MANAGEMENT, PLATFORM, SUPERVISION)
    suffix, stop = r.choice(("方面", "情况", "")), r.choice(("。", "：", ""))
    glue = stop or ("\n" if not suffix else r.choice(("\n", "")))
    overview = [pick(OPENINGS, 1)]
    for index, (name, pool) in enumerate(zip(names, pools, strict=True)):
        overview += f"（{_NUMERALS[index]}）{name}{suffix}{glue}{pick(pool, r.randint(2, 4))}".split("\n")
    headings = [r.choice(OVERVIEW_TITLES), *TABLE_TITLES, r.choice(PROBLEM_TITLES), r.choice(CLOSING_TITLES)]
    bodies = [overview, *_tables(r), _section_five(r, year, fill, pick), [pick(CLOSINGS, 1)]]
    return Composed(
        title=r.choice(
            (f"{place}{body}{year}年政府信息公开工作年度报告", f"{year}年{place}{body}政府信息公开工作年度报告")
        ),
        preamble=pick(PREAMBLES, 1),
        headings=tuple(f"{_NUMERALS[index]}、{title}" for index, title in enumerate(headings)),
        bodies=tuple(tuple(lines) for lines in bodies),
        issuer=place + (body or "人民政府"),
        year=year,
    )


FREE_TITLES = (
    ("概述", "基本情况", "工作概述", "政府信息公开工作基本情况", "综述"),
    ("主动公开政府信息的情况", "主动公开政府信息情况", "政府信息主动公开情况", "信息公开情况"),
    ("依申请公开政府信息和不予公开政府信息的情况", "依申请公开政府信息办理情况", "政府信息依申请公开情况"),
    ("政府信息公开的收费及减免情况", "收费及减免情况", "政府信息公开支出和收费情况"),
    ("因政府信息公开申请行政复议、提起行政诉讼的情况", "复议、诉讼和申诉情况", "行政复议和行政诉讼情况"),
    (
        "存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进措施",
        "主要问题和改进措施",
        "存在的不足及下一步打算",
    ),
    ("其他需要报告的事项", "需要说明的事项", "其他有关情况"),
)
OWN_SECTIONS = (
    ("加强组织领导", "成立了由主要负责人任组长的领导小组，明确专人负责，经费列入预算。"),
    ("制度建设情况", "修订了公开指南和目录，建立审核、发布、备查三项制度。"),
    ("咨询处理情况", "全年接待咨询{m}人次，其中电话咨询{m}人次。"),
    ("重点领域信息公开工作推进情况", "公开财政预决算和征地拆迁信息{m}条，公开招投标公告{m}条。"),
)


def compose_free(seed: int) -> Composed:
    """Return a report of 2008 to 2018: sections of its own choice, titles of its own wording, no statutory tables."""
    r = random.Random(seed)
    place, year = r.choice(PLACES), r.randint(2008, 2018)
    fill: dict[str, object] = {"place": place, "year": year}

    def pick(pool: tuple[str, ...], count: int) -> str:
        return "".join(s.format(n=r.randint(100, 900), m=r.randint(2, 60), **fill) for s in r.sample(pool, count))

    bodies = [
        pick(OPENINGS[:3], 1) + pick(SUPERVISION, 2),
        pick(PROACTIVE, 2),
        pick(ON_REQUEST, 2),
        "没有收取费用。",
        "没有发生此类情形。",
    ]
    sections = [(r.choice(titles), [body]) for titles, body in zip(FREE_TITLES, bodies, strict=False)]
    sections.append((r.choice(FREE_TITLES[5]), _section_five(r, year, fill, pick)))
    if r.random() < 0.6:
        sections.append((r.choice(FREE_TITLES[6]), ["无。"]))
    for title, text in r.sample(OWN_SECTIONS, r.randint(0, 2)):
        sections.insert(r.randint(1, 5), (title, [text.format(m=r.randint(2, 60))]))
    if r.random() < 0.3:
        del sections[next(i for i, (title, _) in enumerate(sections) if title in FREE_TITLES[3])]
    five = next(i for i, (title, _) in enumerate(sections) if title in FREE_TITLES[5])
    return Composed(
        title=f"{place}{year}年政府信息公开工作年度报告",
        preamble=pick(PREAMBLES[2:], 1),
        headings=tuple(f"{_NUMERALS[i]}、{title}" for i, (title, _) in enumerate(sections)),
        bodies=tuple(tuple(lines) for _, lines in sections),
        issuer=place + "人民政府",
        year=year,
        five=five,
    )


def _section_five(r: random.Random, year: int, fill: dict[str, object], pick: Callable[..., str]) -> list[str]:
    lacks = r.sample(PROBLEMS, r.randint(2, 3))
    acts = [s.format(m=r.randint(2, 9)) for s in r.sample(MEASURES, r.randint(2, 3))]
    first = "".join(f"{_NUMERALS[i]}是{s}；" for i, s in enumerate(lacks))[:-1] + "。"
    second = "".join(f"{_NUMERALS[i]}是{s}。" for i, s in enumerate(acts))
    form = r.randint(0, 3)
    if form == 0:
        return [f"（一）存在的主要问题。{first}", f"（二）改进措施。{second}"]
    if form == 1:
        return [
            f"{year}年，{fill['place']}信息公开工作取得一定成绩，但仍存在一些不足：{first}",
            f"{year + 1}年，我们将做好以下工作：{second}",
        ]
    if form == 2:
        return [f"对照要求，还存在一些差距。{first}针对上述问题，下一步将{second}"]
    return [f"存在的主要问题：{first}", f"改进情况：{second}"]


def _tables(r: random.Random) -> list[list[str]]:
    n = lambda top: str(r.randint(0, top))  # noqa: E731
    second = ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", "规章", "0", "0", n(9)]
    second += [
        "行政规范性文件",
        n(99),
        n(99),
        n(999),
        "第二十条第（五）项",
        "信息内容",
        "本年处理决定数量",
        "行政许可",
        n(99999),
    ]
    third = [
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况",
        "自然人",
        "法人或其他组织",
        "总计",
    ]
    rows = (
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "（一）予以公开",
        "（二）部分公开",
    )
    rows += ("1.属于国家秘密", "（七）总计", "四、结转下年度继续办理")
    for row in rows:
        third += [row] if row.startswith("三、") else [row, n(99), n(9), "0", "0", "0", "0", n(99)]
    fourth = [
        "行政复议",
        "行政诉讼",
        "结果维持",
        "结果纠正",
        "其他结果",
        "尚未审结",
        "总计",
        "未经复议直接起诉",
        "复议后起诉",
    ]
    fourth += ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2 + [n(9) for _ in range(15)]
    return [second, third, fourth]


# --- what goes wrong with the report itself: a report becomes another


def no_tables(report: Composed, r: random.Random) -> Composed:
    """The tables were lost: headings two to four follow one another."""
    return replace(report, bodies=(report.bodies[0], (), (), (), *report.bodies[4:]))


def numbers_restart(report: Composed, r: random.Random) -> Composed:
    """Numbers typed wrongly: repeated, skipped, started over."""
    marks = r.choice(("一二三三四五", "一二三四四五", "一二三四六七", "一二一二三四", "一二三五六七"))
    headings = tuple(mark + heading[1:] for mark, heading in zip(marks, report.headings, strict=True))
    return replace(report, headings=headings)


def arabic(report: Composed, r: random.Random) -> Composed:
    """1、 or 1. instead of 一、"""
    dot = r.choice(("、", ".", "．"))
    return replace(report, headings=tuple(f"{i}{dot}{heading[2:]}" for i, heading in enumerate(report.headings, 1)))


def broken_numbers(report: Composed, r: random.Random) -> Composed:
    """一 、 一. 一， 一 or 第一部分 where 一、 should stand."""

    def broken(heading: str) -> str:
        return r.choice(("{} 、{}", "{}.{}", "{}，{}", "{}、 {}", "{} {}", "第{}部分 {}")).format(
            heading[0], heading[2:]
        )

    return replace(report, headings=tuple(map(broken, report.headings)))


def no_numbers(report: Composed, r: random.Random) -> Composed:
    """The titles stand alone on their lines, without numbers."""
    return replace(report, headings=tuple(heading[2:] for heading in report.headings))


def drop_one(report: Composed, r: random.Random) -> Composed:
    """One heading is lost; its body is not."""
    gone = r.randrange(6)
    return replace(report, headings=tuple("" if i == gone else heading for i, heading in enumerate(report.headings)))


def copied_title(report: Composed, r: random.Random) -> Composed:
    """Section four stands under the title of section three."""
    headings = (*report.headings[:3], "四、" + report.headings[2][2:], *report.headings[4:])
    return replace(report, headings=headings)


def split_measures(report: Composed, r: random.Random) -> Composed:
    """Problems and measures as two sections, what follows renumbered."""
    five = report.bodies[4]
    if len(five) != 2:
        return report
    headings = (*report.headings[:4], "五、存在问题", "六、改进措施", "七、" + report.headings[5][2:])
    return replace(report, headings=headings, bodies=(*report.bodies[:4], five[:1], five[1:], report.bodies[5]))


# --- how it lies on the page: a report becomes a text


def plain(report: Composed, r: random.Random) -> str:
    return report.text()


def glued_headings(report: Composed, r: random.Random) -> str:
    """Headings run into their text: 一、总体情况2021年，…"""
    lines = [report.title, report.preamble]
    for heading, body in zip(report.headings, report.bodies, strict=True):
        lines += [heading + body[0], *body[1:]] if body else [heading]
    return "\n".join(lines)


def one_line(report: Composed, r: random.Random) -> str:
    """The whole report on one line, tables glued into runs of digits."""
    joint = r.choice(("", " "))
    pieces = [report.title, report.preamble]
    for heading, body in zip(report.headings, report.bodies, strict=True):
        pieces += [heading, joint.join(body)]
    return joint.join(piece for piece in pieces if piece)


def glued_tables(report: Composed, r: random.Random) -> str:
    """Each table is one line, and the next heading hangs on its digits."""
    lines = [report.title, report.preamble]
    carry = ""
    for index, (heading, body) in enumerate(zip(report.headings, report.bodies, strict=True)):
        lines.append(carry + heading)
        carry = ""
        if 1 <= index <= 3:
            carry = "".join(body)
            if r.random() < 0.5:
                lines.append(carry)
                carry = ""
        else:
            lines += body
    return "\n".join(line for line in lines if line)


def page_marks(report: Composed, r: random.Random) -> str:
    """Lines wrapped as in a PDF, with page marks between, inside sentences too."""
    found = []
    for number, line in enumerate(report.text().split("\n")):
        if len(line) < 60 or number < 2:
            found.append(line)
            continue
        cuts = [line[i : i + 38] for i in range(0, len(line), 38)]
        at = r.randint(1, len(cuts) - 1)
        found += [*cuts[:at], r.choice(("— {} —", "- {} -", "－{}－")).format(number), *cuts[at:]]
    return "\n".join(found)


def markdown(report: Composed, r: random.Random) -> str:
    """### or ** on some headings."""
    form = ("### {}", "**{}**", "{}", "## {}")
    return replace(report, headings=tuple(r.choice(form).format(h) if h else "" for h in report.headings)).text()


def spaced(report: Composed, r: random.Random) -> str:
    """Blanks at line starts, empty lines between."""
    return "\n\n".join("　　" + line for line in report.lines() if line)


def contents_first(report: Composed, r: random.Random) -> str:
    """A list of the titles stands before the report."""
    dots = r.choice(("", "……{}", " {}"))
    contents = [heading + dots.format(i + 1) for i, heading in enumerate(report.headings) if heading]
    return "\n".join([report.title, "目录", *contents, *report.lines()[1:]])


def chrome(report: Composed, r: random.Random) -> str:
    """What a saved page has above and below."""
    above = [
        "首页",
        "政务公开",
        "互动交流",
        f"当前位置：首页 > 政府信息公开年报 > {report.title}",
        "字体：大 中 小",
        f"来源：{report.issuer}",
    ]
    below = [
        "附件下载",
        "分享到：",
        "上一篇：没有了",
        "【打印】 【关闭】",
        "主办：某某办公室",
        "网站标识码：0000000000",
        "版权所有",
    ]
    r.shuffle(above)
    r.shuffle(below)
    date = f"{report.year + 1}年1月{r.randint(2, 28)}日"
    signed = [report.issuer, date] if r.random() < 0.6 else []
    return "\n".join([*above, report.text(), *signed, *below])


# --- how it is typed: a text becomes another


def as_typed(text: str) -> str:
    return text


def half_width(text: str) -> str:
    """Punctuation typed half-width."""
    return text.translate(str.maketrans("，：；（）", ",:;()"))


def traditional(text: str) -> str:
    """Some characters in their traditional form, as a converted copy has them."""
    return text.translate(
        str.maketrans(
            "总体情况开动请处复议诉讼问题进报告项务关县办机", "總體情況開動請處復議訴訟問題進報告項務關縣辦機"
        )
    )


Change = Callable[[Composed, random.Random], Composed]
Layout = Callable[[Composed, random.Random], str]
CHANGES: tuple[Change, ...] = (
    no_tables, numbers_restart, arabic, broken_numbers, no_numbers, drop_one, copied_title, split_measures,
)  # fmt: skip
LAYOUTS: tuple[Layout, ...] = (
    plain, glued_headings, one_line, glued_tables, page_marks, markdown, spaced, contents_first, chrome,
)  # fmt: skip
TYPING: tuple[Callable[[str], str], ...] = (as_typed, half_width, traditional)
#: of these, what can be done to a report of the free form
FREE_LAYOUTS: tuple[Layout, ...] = (plain, glued_headings, page_marks, markdown, spaced, contents_first, chrome)
#: headings without numbers, or with broken ones, are found at the beginning of lines only
_NEED_LINES = (no_numbers, broken_numbers, arabic)


@dataclass(frozen=True)
class Dirtied:
    """A dirtied report: the text, what was done to it, and what must be read back."""

    text: str
    ways: str
    overview: str
    problems: str
    report: Composed


def dirtied(report: Composed, r: random.Random) -> Dirtied:
    """Return the report dirtied in up to three ways at once."""
    changes = [r.choice(CHANGES)] if r.random() < 0.6 else []
    layouts = LAYOUTS
    if changes and changes[0] in _NEED_LINES:
        layouts = tuple(layout for layout in LAYOUTS if layout not in (one_line, glued_headings, glued_tables))
    return dirty(report, r, changes, r.choice(layouts), r.choice(TYPING) if r.random() < 0.5 else as_typed)


def dirty(
    report: Composed, r: random.Random, changes: list[Change], layout: Layout, typing: Callable[[str], str]
) -> Dirtied:
    """Return the report dirtied in the ways given."""
    changed = report
    for change in changes:
        changed = change(changed, r)
    problems = bare(report.problems)
    if len(changed.headings) > len(report.headings):
        problems = bare(changed.bodies[4][0] + changed.headings[5] + changed.bodies[5][0])
    ways = " ".join(way.__name__ for way in (*changes, layout, typing))
    return Dirtied(typing(layout(changed, r)), ways, bare(report.overview), problems, report)


def bare(text: str) -> str:
    """What of a text must come back: its characters without blanks, in one width and script."""
    return re.sub(r"\s", "", fold(text)).replace("*", "").replace("#", "")
