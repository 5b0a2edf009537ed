"""The title of a report (标题), and the agency's name and years in it."""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.readers.identity import years
from nlp.readers.outline.document import Document
from nlp.text import fold

_NUMERAL_YEAR = "[二2][〇○零0Oo][〇○零0Oo一二三四五六七八九1-9]{2}"


def _broken(chain: str) -> str:
    """Return a pattern in which any two Chinese characters may stand on different lines (工 / 作年度报告)."""
    return re.sub("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff(])|(?<=[)?])(?=[\u4e00-\u9fff(])", r"\\s?", chain)


#: what the genre is called; 政府信息公开工作年度报告 and its many variants, set on two lines too
GENRE = re.compile(
    # each way begins with a character of its own, so that the search is fast
    _broken("(?:政府信息(?:年度)?公开|政务信息(?:年度)?公开|信息(?:年度)?公开|政务公开)(?:工作)?(?:情况)?的?")
    + f"\\s?(?:{_NUMERAL_YEAR} ?年?)?\\s?"
    + _broken("(?:年?度)?(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:总结)?(?:报告|年报)")
)
_YEARS = re.compile(f"{_NUMERAL_YEAR} ?(?:年 ?度?)?")
#: …年度报告（青桐县水利局), or the name on the line below
_NAME_BEHIND = re.compile("\\s?（([\u4e00-\u9fff]{4,25})）|\n ?([\u4e00-\u9fff]{4,25})(?=\n)")
#: …年度报告（2023年度）, on the line below too
_YEAR_BEHIND = re.compile(f"\\s?（ ?{_NUMERAL_YEAR} ?年?度?）")
#: what a title may begin with that is no part of it
_LEADING = re.compile(
    "^(?:[【\\[（(].{0,12}?[】\\]）)]|关于(?:发布|公布|印发|公开|报送|做好)?|转发|发布|公布|标题[：:]|[#*> ]+|[·•\\-—>»]+"
    # the number of the document, glued to what stands below it
    "|[\u4e00-\u9fff]{1,14}[〔\\[（(]20[0-9]{2}[〕\\]）)] ?第?[0-9]{1,4} ?号"
    # a preamble announces what it stands before: 现公布青桐县教育局2021年…, 特编制…
    "|(?:信息|文件|公文)?名称[：:]?|现?特?[将予此]?(?:向社会)?(?:公布|公开|发布)|特?[将此]?编制(?:了|完成)?(?=[\u4e00-\u9fff]{2})|形成了?)+"
)
_BREAKS = frozenset('，。；：、！？“”"《》|｜>»【】,;:_')
_BREAK = re.compile(f"[\\s{''.join(sorted(_BREAKS))}]")
#: what follows the name of a document that only speaks of such reports
_QUOTED = re.compile("格式|有关|编制|的?通知|〉|》的?(?:通知|要求|规定|格式)")
_LONGEST = 60
#: characters before the first heading that can hold a title; chrome of a page can be long
_REACH = 6000
_ORGAN = re.compile(
    "(?:人民|政府|委员会|委|会|办公[室厅]|办|局|厅|院|中心|处|站|所|署|部|镇|乡|街道|[区市县省州旗盟]|(?<!署)海关|公署|公司|集团|大学|学校|学院|队|馆|社|行|台|园)$"
)
#: words that no agency's name begins with or holds; but there are 发展和改革局, 和平区, 将乐县, 天等县, 全州县, 本溪市
_NO_AGENCY = re.compile(
    "^(?:全(?![椒南州])|各|本(?!溪)|我|该|其|现|由|做好|编制)|的|(?<!天)等|(?<=[局委会厅院府办部站所心])和|和(?:各|其|有关|所属|下属|直属)|将(?![乐军])"
    "|根据|按照|要求|公布|发布|社会(?!保障|保险|组织|工作|救助|福利|事务|事业|治安|发展)"
)


#: 现将我乡2020年度…报告如下: a sentence that speaks of the report, and no title
_OWN = re.compile("现[将就把].{0,10}?[我本][省市县区州旗局厅委办镇乡街]")

#: what stands around an agency's name once the year is out
_AROUND = re.compile("^(?:度|年度|上半年|全年)|(?:（[^（）]{1,20}）)?(?:度|年度|全年|关于|的|发布|公布)?$")


class Title(NamedTuple):
    """A title as printed, blanks closed up; where it ends; the agency's name in it ("" without), and the years."""

    text: str
    end: int
    agency: str
    years: tuple[int, ...]


def title(document: Document, before: int, given: str | None) -> Title | None:
    """Return the title of a report.

    before : where the first heading stands: a title stands above it; given : what the format says the title is.
    """
    best: tuple[float, Title] | None = None
    limit = min(before, _REACH) if before else _REACH
    for match in GENRE.finditer(document.key, 0, limit):
        found = _around(document, match)
        # of the same title, the last: the one above may stand in a table of the document's data
        if found and (best is None or _worth(found) > best[0] or found.text == best[1].text):
            best = (_worth(found), found)
    if best and best[0] >= 1.0:
        return _announced(best[1], given) or _completed(best[1], given)
    if given and (named := GENRE.search(given)):
        return _read(fold(given[: named.start()]), named.group(), 0)
    return best[1] if best else None


def _worth(found: Title) -> float:
    return 1.0 * bool(found.years) + 1.0 * bool(found.agency) + 0.5 * ("报告" in found.text)


def _announced(found: Title, given: str | None) -> Title | None:
    """Return the format's title where it says all, and the page only announces what its agency does not name."""
    named = GENRE.search(given) if given and _OWN.match(found.text) else None
    told = _read(fold(named.string[: named.start()]), named.group(), 0) if named else None
    return told if told and told.agency and told.years else None


def _completed(found: Title, given: str | None) -> Title:
    """Take the agency's name from the format's title where the page prints only year and genre."""
    if found.agency or not given or not (match := GENRE.search(given)):
        return found
    other = _read(given[: match.start()], match.group(), 0)
    return found._replace(agency=other.agency) if other.years in ((), found.years) else found


def _around(document: Document, match: re.Match[str]) -> Title | None:
    """Read the title whose genre word was found: it begins at the line's start or the last break before it."""
    text = document.key
    line = text.rfind("\n", 0, match.start()) + 1
    begin = line
    if match.start() - line > _LONGEST or _BREAK.search(text, line, match.start()):
        begin = _begin(text, line, match.start())
    if begin and text[begin - 1] in '《“"' and _QUOTED.match(text, match.end()):
        return None
    head = text[begin : match.start()]
    if not _LEADING.sub("", _YEARS.sub("", head).strip()):
        head = (_line_above(text, line) if begin == line else _label(text[line : begin - 1])) + head
    behind = _YEAR_BEHIND.match(text, match.end())
    end = behind.end() if behind else match.end()
    found = _read(head, text[match.start() : end], end)
    if found.agency or not (named := _NAME_BEHIND.match(text, end)):
        return found
    return found._replace(agency=_agency(named[1] or named[2]))


def _begin(text: str, line: int, genre: int) -> int:
    """Return where the title begins in a line that holds more: after the last break, blanks around a year aside."""
    begin = genre
    while begin > line and genre - begin < _LONGEST:
        before = text[begin - 1]
        if (before in _BREAKS or before.isspace()) and not (before == " " and _inside(text, line, begin)):
            break
        begin -= 1
    return begin


def _inside(text: str, line: int, at: int) -> bool:
    """Whether the blank before `at` stands inside a title: beside a year (洪泽区 2023 年)."""
    after = text[at : at + 4]
    before = text[max(line, at - 5) : at - 1]
    return after[:1] == "年" or after[:4].isdigit() or before[-4:].isdigit() or before[-1:] == "年"


def _line_above(text: str, line: int) -> str:
    """Return the line above where it is an agency's name, with or without a year (a title set on two lines)."""
    if not line:
        return ""
    above = text[text.rfind("\n", 0, line - 1) + 1 : line - 1].replace(" ", "")
    return above if 2 <= len(above) <= 30 and _agency(_bare(_YEARS.sub("", above))) else ""


def _label(before: str) -> str:
    """Return what stands before the break that a title begins behind, where it is an agency's name (教育局：2023年…)."""
    return before if _agency(before) else ""


def _read(head: str, genre: str, end: int) -> Title:
    head = _LEADING.sub("", "".join(head.split()))
    genre = "".join(genre.split())
    agency = _bare(_YEARS.sub("", head))
    if not _agency(agency) and (year := _YEARS.search(head)):
        # 青桐县教育局2012年教育信息公开…: what stands between the year and the genre word is its subject
        agency = _bare(head[: year.start()])
    if agency.endswith("人民"):
        # 青桐县人民政府信息公开…: the genre word took 政府 away
        agency += "政府"
    return Title(head + genre, end, _agency(agency), tuple(years.named(head + genre)))


def _bare(name: str) -> str:
    return _AROUND.sub("", name)


def _agency(name: str) -> str:
    """Return `name` where it reads like an agency's, else ""."""
    return name if _ORGAN.search(name) and not _NO_AGENCY.search(name) else ""
