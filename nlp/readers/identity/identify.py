"""Who reports on which year (发布机关与年度): from the title first, then from what else the page says.

Nothing is guessed from one weak hint: an unknown agency or year stays unknown, and the reader is told.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.readers.identity import years
from nlp.readers.identity.issuers import NAMELESS, UNKNOWN, Issuer, issuer
from nlp.readers.identity.titles import title
from nlp.readers.outline.document import Document
from nlp.report import NO_ISSUER, Section

_NAME = "[\u4e00-\u9fff]{2,30}?"
_ENDING = "(?:人民政府|管委会|管理委员会|局|厅|署|委员会|办公室|办公厅|办事处|实验区|开发区|[市县区州盟旗镇乡])"
#: 来源：青桐县人民政府 on a saved page
_SOURCE = re.compile(
    f"(?:信息来源|来源|发布机构|发布机关|发布单位|公开主体)[：: ]*({_NAME}{_ENDING})(?![\u4e00-\u9fff])"
)
#: 本报告由青桐县人民政府办公室编制, 请与青桐县人民政府办公室联系
_AUTHOR = re.compile(
    f"(?:由|与|汇总|请联系)({_NAME}{_ENDING})(?:各有关单位|政府信息|（|\\(|根据|按照|依据|编制|负责|联系|办公室编制|办公室联系|，|办公室，|。|办公室。)"
)
#: the subject of the first sentence: 2022年，青桐县坚持…
_SUBJECT = re.compile(
    f"(?:年度?[，,]?|^)({_NAME}{_ENDING})(?:以|坚持|认真|深入|严格|全面|始终|高度|切实|紧紧|紧扣|积极|按照|在|政府信息公开|政务公开|办公室)"
)
#: an office inside an agency, which answers the telephone for it (内设机构)
_INSIDE = re.compile(
    "(?<=[局厅署委会院镇乡])(?:党政|综合|党政综合|行政|秘书|文秘|指挥中心|信息中心)?(?:办公室|办|[科股室])?$"
)
#: 我局, 市教育局: names for whoever knows which place is meant; 市南区, 本溪市, 全州县 are places
_SELF = re.compile(f"^(?:{NAMELESS}|[省市县区州旗](?![中南北]区))")
_SIGNED = re.compile(f"^({_NAME}{_ENDING})$", re.MULTILINE)
#: 青桐县公安局办公室 signs for the bureau
_OFFICE = re.compile("(?<=[局厅])办公室$")
#: a signature stands within so many characters below the last section
_TAIL = 200
#: how far into the page the lines before the first heading are asked
_HEAD = 4000


class Identity(NamedTuple):
    """Title, where its line ends in the text (0 without), agency and year, and what is doubtful about them."""

    title: str | None
    end: int
    issuer: Issuer
    year: int | None
    warnings: tuple[str, ...]


def identify(document: Document, before: int, account: Section | None, tail: int, given: str | None) -> Identity:
    """Return title, agency and year of a report.

    before : where the first heading stands; account : the first section, whose sentences name agency and year;
    tail : where the last section ends, the signature after it; given : the format's own title.
    """
    found = title(document, before, given)
    # the key of a traditional copy is simplified, and so are the names of places in the table
    head = document.key[: min(before, _HEAD)]
    body = document.key[account.start : account.end] if account else ""
    named = found.years if found else ()
    covered = years.period(head) or (None if named else years.period(document.key))
    year, warnings = years.settle(named, covered, body)
    agency = issuer(found.agency, context=document.key) if found and found.agency else UNKNOWN
    if agency.region == UNKNOWN.region and _SELF.match(agency.name or ""):
        agency = UNKNOWN
    if agency.id is None or agency.level is None:
        agency, told = _otherwise(document, head, body, tail)
        warnings += told
    else:
        agency = _as_signed(document, agency, tail)
    return Identity(found.text if found else given, found.end if found else 0, agency, year, tuple(warnings))


def _as_signed(document: Document, agency: Issuer, tail: int) -> Issuer:
    """Return an agency that the title calls by a short name (青桐县卫健委) as it signs in full (云岭市青桐县卫生健康委员会)."""
    signed = _SIGNED.search(document.key[tail : tail + _TAIL])
    if signed is None or len(signed[1]) <= len(agency.name or ""):
        return agency
    full = issuer(signed[1], context=document.key)
    return full if full.id == agency.id and full.level == agency.level else agency


def _otherwise(document: Document, head: str, body: str, tail: int) -> tuple[Issuer, list[str]]:
    """Ask signature, the page's own fields, the first sentence and the preamble, in this order."""
    for name in _hints(document.key[tail:], head, body):
        found = issuer(name, context=document.key)
        if found.id is not None and found.level is not None:
            return found, [f"发布机关据正文推定为{found.name}"]
    return UNKNOWN, [NO_ISSUER]


def _hints(after: str, head: str, body: str) -> list[str]:
    hints = [match[1] for match in _SIGNED.finditer(after[:_TAIL])]
    hints += [match[1] for match in _SUBJECT.finditer(body[:120])]
    hints += [match[1] for match in _SOURCE.finditer(head)]
    hints += [_INSIDE.sub("", match[1].removesuffix("办公室")) for match in _AUTHOR.finditer(head)]
    return [_OFFICE.sub("", hint) for hint in hints if not _SELF.match(hint)]
