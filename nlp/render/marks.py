"""Every mark a run can carry: its Chinese name, a one-character tag and a family, so that colour never stands alone.

Colours are the writers' business; they follow the family, of which there are few, so that a page stays calm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from nlp.render.brief import Card, Quote, Run, Runs, WordingPair
from nlp.report import Report


@dataclass(frozen=True, slots=True)
class Mark:
    """title : the name in words; symbol : what is printed beside it; family : what it is coloured by; note : meaning."""

    title: str
    symbol: str
    family: str
    note: str = ""


#: symbols are of GB 2312 or GBK, so that every Chinese font has them
MARKS: dict[str, Mark] = {
    # wording: what became of a sentence
    "same": Mark("相同", "＝", "same", "与上年一样，或只差标点、年份、数字"),
    "edited": Mark("改写", "≈", "edited", "与上年某句对应，字词有改动"),
    "moved": Mark("移位", "↑↓", "moved", "与上年某句一样或相近，但换了部分或条目"),
    "new": Mark("新增", "＋", "new", "上年没有对应的句子"),
    "dropped": Mark("删去", "－", "dropped", "上年有，今年没有对应的句子"),
    # edits inside a sentence
    "added": Mark("增加的文字", "增", "added"),
    "removed": Mark("删去的文字", "删", "removed"),
    "figure": Mark("数字变化", "数", "kind"),
    "name": Mark("名称变化", "名", "kind"),
    "strengthened": Mark("语气加强", "强", "kind"),
    "softened": Mark("语气减弱", "弱", "kind"),
    "replaced": Mark("替换", "换", "kind"),
    # cues of concreteness
    "action": Mark("具体动作", "动", "what", "做什么事，看得出做没做"),
    "object": Mark("具体对象", "象", "what", "对着哪件事、哪份文件、哪个栏目"),
    "instrument": Mark("手段载体", "载", "what", "靠什么制度、平台、会议、清单"),
    "quantity": Mark("数量", "数", "check", "多少次、多少件、百分之几"),
    "time": Mark("时限频次", "时", "check", "到什么时候、多久一次"),
    "verification": Mark("检验问责", "验", "check", "考核、通报、督查、评估"),
    "actor": Mark("责任主体", "责", "who", "由谁做"),
    "scope": Mark("适用范围", "围", "who", "对谁、在哪里适用"),
    "problem": Mark("对应问题", "题", "who", "点出所针对的问题"),
    "vague": Mark("空泛用语", "空", "vague", "进一步、不断、切实等不增加内容的话"),
    # what became of a promise or a problem
    "delivered": Mark("已兑现", "●", "good", "今年报告写明做到了"),
    "partly": Mark("部分兑现", "◎", "partly", "今年报告写了相关工作，没写到这一承诺本身"),
    "repeated": Mark("再次承诺", "◇", "again", "今年报告又列为下一步打算"),
    "unmet": Mark("未见下文", "○", "none", "今年报告没有提到"),
    "recurs": Mark("问题再现", "◆", "again", "今年报告又列出同一问题"),
    "gone": Mark("不再提及", "□", "none", "今年报告没有再列这个问题"),
    # strengths of a theme
    "named": Mark("点名", "●", "strength3", "写出主题的名称或完整列举"),
    "described": Mark("叙述", "◎", "strength2", "没有点名，但写的就是这件事"),
    "passing": Mark("顺带提及", "○", "strength1", "只作为地点、渠道、目的或栏目名出现"),
    # items of section five
    "shortcoming": Mark("存在问题", "△", "again"),
    "planned": Mark("拟改进", "◇", "partly"),
    "done": Mark("已改进", "●", "good"),
    "ongoing": Mark("持续推进", "◎", "what"),
    # wording shared between agencies
    "template": Mark("上下级模板", "↓", "moved", "上级的表述被下级照用"),
    "sideways": Mark("同级雷同", "＝", "dropped", "同级机关之间相同"),
    "boilerplate": Mark("通用套话", "～", "same", "许多机关都这样写，看不出谁抄谁"),
    # wording of our own
    "strong": Mark("", "", "strong"),
    "note": Mark("", "", "note"),
    "term": Mark("证据用词", "", "term"),
}
CUE_MARKS = ("action", "object", "instrument", "quantity", "time", "verification", "actor", "scope", "problem", "vague")
WORDING_MARKS = ("same", "edited", "moved", "new", "dropped")
EDIT_MARKS = ("removed", "added", "figure", "name", "strengthened", "softened")


def mark_of(name: str) -> Mark:
    """Return a mark; an unknown name is its own title, so that new kinds show before they are drawn."""
    return MARKS.get(name) or Mark(name, "", "note")


def labelled(name: str) -> str:
    """Return symbol and title, as in ``"＋新增"``."""
    mark = mark_of(name)
    return f"{mark.symbol}{mark.title}"


def tally(items: Iterable[Card | WordingPair]) -> list[tuple[str, int]]:
    """Return how many items have each status, in the order of `MARKS`."""
    counts = Counter(item.status for item in items)
    order = {name: n for n, name in enumerate(MARKS)}
    return sorted(counts.items(), key=lambda pair: order.get(pair[0], len(order)))


#: a marked stretch of a report's text: start, end, name of the mark
MarkedSpan = tuple[int, int, str]


def quote_of(
    report: Report, start: int, end: int, spans: Iterable[MarkedSpan] = (), *, label: str = "", tags: bool = False
) -> Quote:
    """Return ``report.text[start:end]`` as a quote with marks on the spans inside it.

    Parameters
    ----------
    spans : offsets into the report's text; what lies outside ``start:end`` is cut off. They may overlap.
    label : who and when, in words.
    tags : print the mark's one-character tag where each span ends.
    """
    return Quote(report.source, start, end, _runs(report.text, start, end, spans, tags), label)


def _runs(text: str, start: int, end: int, spans: Iterable[MarkedSpan], tags: bool) -> Runs:
    inside = _joined((max(s, start), min(e, end), name) for s, e, name in spans if s < end and e > start and s < e)
    cuts = sorted({start, end, *(s for s, _, _ in inside), *(e for _, e, _ in inside)})
    runs = []
    for left, right in pairwise(cuts):
        covering = [span for span in inside if span[0] <= left and right <= span[1]]
        # the shortest span tells most about these characters
        covering.sort(key=lambda span: (span[1] - span[0], span[0]))
        marks = tuple(dict.fromkeys(name for _, _, name in covering))
        ending = dict.fromkeys(name for _, e, name in covering if e == right) if tags else {}
        runs.append(Run(text[left:right], marks, "".join(mark_of(name).symbol for name in ending)))
    return tuple(runs)


def _joined(spans: Iterable[MarkedSpan]) -> list[MarkedSpan]:
    """Return the spans with those of one mark that overlap made one, so that its tag is printed once."""
    joined: list[MarkedSpan] = []
    last: dict[str, int] = {}
    for start, end, name in sorted(spans):
        at = last.get(name)
        if at is not None and start < joined[at][1]:
            joined[at] = (joined[at][0], max(joined[at][1], end), name)
        else:
            last[name] = len(joined)
            joined.append((start, end, name))
    return joined


def clip_of(report: Report, start: int, end: int, *, label: str = "", around: int = 22) -> Quote:
    """Return a passage with up to `around` characters of its line on either side, the passage itself marked."""
    text = report.text
    left = max(start - around, text.rfind("\n", 0, start) + 1)
    stop = text.find("\n", end)
    right = min(end + around, len(text) if stop < 0 else stop)
    quote = quote_of(report, left, right, [(start, end, "term")], label=label)
    before = left > 0 and text[left - 1] not in "\n。！？；"
    after = right < len(text) and text[right - 1] not in "。！？；" and text[right] != "\n"
    return Quote(quote.source, left, right, quote.runs, label, (before, after))
