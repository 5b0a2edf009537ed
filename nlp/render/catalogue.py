"""Who is who in a study (目录): agencies in order, their reports by year, and the names that headings and columns use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from nlp.render.brief import Cell, Column, Section, cell
from nlp.report import LEVELS, SECTION_TITLES, Report
from nlp.themes.result import ThemeTag

if TYPE_CHECKING:
    from nlp.study import Comparison, Study

LEVEL_TITLES: dict[str, str] = {
    "national": "国家", "province": "省级", "city": "市级", "county": "县级", "township": "乡级", "department": "部门",
}  # fmt: skip
_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """Return 1 to 99 as Chinese numerals, as headings are numbered."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def percent(share: float | None) -> str:
    """Return a share of 1 as a whole percentage, a dash for None; never 0% or 100% unless it is exactly that."""
    if share is None:
        return "—"
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{100 * share:.0f}%"


def parts_of(total: float, shares: Sequence[float]) -> list[str]:
    """Return the parts of a share as percentages that add up to how the whole is printed; empty for a part of nothing.

    Each is rounded down, and those with the largest remainders up, until the sum is right (最大余额法).
    """
    whole = round(100 * total)
    floors = [int(100 * share) for share in shares]
    order = sorted(range(len(shares)), key=lambda n: floors[n] - 100 * shares[n])
    for n in order[: max(0, whole - sum(floors))]:
        floors[n] += 1
    return ["" if not share else f"{part}%" if part else "<1%" for share, part in zip(shares, floors, strict=True)]


def place_of(report: Report, offset: int) -> str:
    """Return the title of the section an offset stands in."""
    section = next((s for s in report.sections if s.start <= offset < s.end), None)
    return SECTION_TITLES.get(section.kind, section.heading) if section else "正文"


_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[）)、.．]+\s*|[：:。.，,\s]+$")


def part_of(report: Report, offset: int) -> str:
    """Return the heading of the sub-item an offset stands in, without its number; of the section where there is none."""
    parts = (part for section in report.sections for part in section.parts if part.start <= offset < part.end)
    heading = next((part.heading for part in parts), "")
    return short(_NUMBER.sub("", heading), 14) or place_of(report, offset)


@dataclass(frozen=True, slots=True)
class Issuer:
    """One agency: `key` for anchors, its printed name, and the positions of its reports and comparisons.

    mixed : two agencies set side by side stand here as one.
    """

    key: str
    name: str
    level: str
    reports: tuple[int, ...]
    comparisons: tuple[int, ...]
    mixed: bool = False


class Catalogue:
    """Looks up names and positions in a study; made once for a brief."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self._same = {id(report): i for i, report in enumerate(study.reports)}
        self._equal = {_identity(report): i for i, report in enumerate(study.reports)}
        self._files = Counter(_file(report.source) for report in study.reports)
        self._doubles = Counter((_issuer_key(report), report.year) for report in study.reports)

    @cached_property
    def issuers(self) -> tuple[Issuer, ...]:
        """The agencies, higher levels first, then in the study's order."""
        members: dict[str, list[int]] = {}
        compared = {self.sides(comparison)[::-1] for comparison in self.study.comparisons}
        home = {new: _issuer_key(self.study.reports[old]) for new, old in compared}
        for i, report in enumerate(self.study.reports):
            # reports that are compared belong together, whatever their heads say
            members.setdefault(home.get(i, _issuer_key(report)), []).append(i)
        order = {key: n for n, key in enumerate(members)}
        ranked = sorted(members, key=lambda key: (self._rank(members[key]), order[key]))
        return tuple(self._issuer(f"g{n}", members[key]) for n, key in enumerate(ranked, 1))

    def _rank(self, reports: list[int]) -> int:
        level = self.study.reports[reports[-1]].level
        return LEVELS.index(level) if level in LEVELS else len(LEVELS)

    def _issuer(self, key: str, reports: list[int]) -> Issuer:
        last = self.study.reports[reports[-1]]
        mine = set(reports)
        comparisons = tuple(
            n for n, comparison in enumerate(self.study.comparisons) if self.position(comparison.alignment.new) in mine
        )
        # an office that was renamed keeps its identifier; two identifiers are two agencies set side by side
        names = {_issuer_key(self.study.reports[i]): _name(self.study.reports[i]) for i in reports}
        name = "与".join(names.values()) if len(names) > 1 else _name(last)
        return Issuer(key, name, LEVEL_TITLES.get(last.level or "", ""), tuple(reports), comparisons, len(names) > 1)

    def under(self, anchor: str, issuer: Issuer, inner: tuple[Section, ...]) -> tuple[Section, ...]:
        """Return an agency's sections under its name, or as they are where there is only one agency.

        The only section on an agency's only report takes the agency's name itself.
        """
        if len(self.issuers) == 1:
            return inner
        if len(issuer.reports) == len(inner) == 1:
            return (replace(inner[0], title=issuer.name),)
        return (Section(f"{anchor}-{issuer.key}", issuer.name, inner, issuer.key),)

    def bar_label(self, issuer: Issuer, years: str) -> str:
        """Return what a bar or strip of a chart is about: agency and year, the year alone for one agency."""
        name = f"{short(short_name(issuer.name), 12)} " if len(self.issuers) > 1 else ""
        return name + years.replace(" ", "").replace("年", "")

    def facet(self, position: int) -> tuple[str, str]:
        """Return the panel and the column a report has in a chart: agency and year, of one year the agency alone."""
        issuer = self.issuer_of(position)
        if len(self.issuers) > 1 and len(self.study.reports) == len(self.issuers):
            return "", short(short_name(issuer.name), 8)
        return short(short_name(issuer.name), max(4, 3 * len(issuer.reports))), self.year_mark(position)

    @property
    def one_year(self) -> bool:
        """Whether several agencies stand beside one another, one report each."""
        return len(self.study.reports) == len(self.issuers) > 1

    def agency_columns(self) -> tuple[Column, ...]:
        """Return the head of the column that names the agency: none where there is only one."""
        return (Column("机关"),) if len(self.issuers) > 1 else ()

    def agency_cells(self, issuer: Issuer) -> tuple[Cell, ...]:
        """Return the cell that goes with `agency_columns`."""
        return (cell(issuer.name),) if len(self.issuers) > 1 else ()

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years there are reports of."""
        return tuple(sorted({report.year for report in self.study.reports if report.year is not None}))

    def position(self, report: Report) -> int:
        """Return where a report stands in the study, -1 where it does not."""
        return self._same.get(id(report), self._equal.get(_identity(report), -1))

    def year_label(self, position: int) -> str:
        """Return a report's year in words; its file is named where the agency has two reports of that year."""
        report = self.study.reports[position]
        year = f"{report.year}年" if report.year else "年份不详"
        if self._doubles[_issuer_key(report), report.year] > 1:
            return f"{year}（{short(_file(report.source), 24)}）"
        return year

    def label(self, position: int) -> str:
        """Return a report's agency and year in words; the year alone where the brief is about one agency."""
        issuer = self.issuer_of(position)
        if len(self.issuers) == 1 and not issuer.mixed:
            return self.year_label(position)
        # one agency goes by one name, however its name was printed that year
        name = _name(self.study.reports[position]) if issuer.mixed else issuer.name
        return f"{short(name, 20)}{self.year_label(position)}"

    @cached_property
    def _homes(self) -> dict[int, Issuer]:
        return {position: issuer for issuer in self.issuers for position in issuer.reports}

    def issuer_of(self, position: int) -> Issuer:
        """Return the agency of a report."""
        return self._homes[position]

    @cached_property
    def _tags(self) -> list[dict[str, ThemeTag]]:
        return [{tag.theme: tag for tag in tags.themes} for tags in self.study.tags]

    def tag(self, position: int, theme: str) -> ThemeTag | None:
        """Return the tag of a theme, by its id, in a report, or None."""
        return self._tags[position].get(theme)

    @cached_property
    def theme_order(self) -> dict[str, int]:
        """Id of a theme -> its place in the codebook."""
        return {theme.id: n for n, theme in enumerate(self.study.codebook.themes)}

    def sides(self, comparison: Comparison) -> tuple[int, int]:
        """Return the positions of the earlier and the later report."""
        return self.position(comparison.alignment.old), self.position(comparison.alignment.new)

    def year_mark(self, position: int) -> str:
        """Return a report's year as a chart's column is headed."""
        year = self.study.reports[position].year
        return self.year_label(position).removesuffix("年") if year else "不详"

    def file_label(self, position: int) -> str:
        """Return the name of a report's file; its whole source where another file is called the same."""
        source = self.study.reports[position].source
        return _file(source) if self._files[_file(source)] == 1 else source

    @cached_property
    def by_source(self) -> dict[str, int]:
        """Source of a report -> its position."""
        return {report.source: i for i, report in enumerate(self.study.reports)}

    @cached_property
    def span_of_years(self) -> str:
        """The years in words, as in 2019—2022年."""
        years = self.years
        if not years:
            return "年份不详"
        return f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"


def short_name(name: str) -> str:
    """Return an agency's name as charts show it: a government by its place alone."""
    return name.removesuffix("人民政府") or name


def short(text: str, limit: int) -> str:
    """Return text cut to `limit` characters, the cut shown."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _file(source: str) -> str:
    return re.split(r"[/\\]", source)[-1]


def _name(report: Report) -> str:
    return report.issuer or report.issuer_id or report.source or "未知机关"


def _issuer_key(report: Report) -> str:
    return report.issuer_id or report.issuer or report.source


def _identity(report: Report) -> tuple[str, str, int | None, int]:
    return report.source, report.sha256, report.year, len(report.text)
