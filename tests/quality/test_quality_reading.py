"""Reading on real reports: the two narratives to the character, who and when, and dirtied copies of them.

What must come back was cut from the raw files between the two headings by hand and is kept here as hashes of its
characters without white space; no sentence of a report is in the repository.
"""

from __future__ import annotations

import json
import random
import re
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from real import needs_shared

from nlp.errors import NotAReportError
from nlp.readers import read, read_text
from nlp.report import Report

sys.path.append(str(Path(__file__).resolve().parent.parent / "readers"))
from composed_reports import Composed, bare, compose, dirtied

#: file -> (hash of 总体情况, hash of section five)
BODIES = {
    "real/hongze-2023.pdf": ("67f414ade0614795", "3bf5c39ba4381b44"),
    "real/hongze-2024.pdf": ("1ba9e2c7a1f7c302", "96135ee6a9463fd9"),
    "real/pingtan-2021.txt": ("0a491864951af820", "ca28c2ac7be141db"),
    "real/pingtan-2022.txt": ("d18fd5f73b75a1ca", "6886a1210cbaff9b"),
    "real/pingtan-2023.txt": ("cead836e23994d55", "7ea1e1e4ccc70969"),
    "real/suqian-2023.txt": ("1d5977e07705d3ab", "12530f3c6ba2c9e3"),
    "real/suqian-2024.txt": ("d89b6ed27a365455", "d57775e592c197b3"),
    "seeds/nanchang-2020.txt": ("45c0daa4eda3bbc8", "5e468baac60151fa"),
}
#: file -> (identifier, code, level, year, outline)
IDENTITIES = {
    "real/hongze-2023.pdf": ("320813-gov", "320813", "county", 2023, "2021"),
    "real/hongze-2024.pdf": ("320813-gov", "320813", "county", 2024, "2021"),
    "real/pingtan-2021.txt": ("350128-平潭综合实验区", "350128", "county", 2021, "2021"),
    "real/pingtan-2022.txt": ("350128-平潭综合实验区", "350128", "county", 2022, "2021"),
    "real/pingtan-2023.txt": ("350128-平潭综合实验区", "350128", "county", 2023, "2021"),
    "real/suqian-2023.txt": ("321300-gov", "321300", "city", 2023, "2021"),
    "real/suqian-2024.txt": ("321300-gov", "321300", "city", 2024, "2021"),
    "seeds/nanchang-2020.txt": ("360100-gov", "360100", "city", 2020, "2019"),
}
COPIES = 40
FLOOR = 0.97

pytestmark = needs_shared


def body(report: Report, kind: str) -> str:
    section = report.section(kind)
    return report.text[section.start : section.end] if section else ""


def fingerprint(text: str) -> str:
    return sha256(re.sub(r"\s", "", text).encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", BODIES)
def test_both_narratives_are_exact(shared: Path, name: str) -> None:
    report = read(shared / name)
    assert (fingerprint(body(report, "overview")), fingerprint(body(report, "problems"))) == BODIES[name]
    for kind, spans in (("overview", report.narratives.work), ("problems", report.narratives.problems)):
        assert fingerprint("".join(report.quote(span) for span in spans)) == fingerprint(body(report, kind))


@pytest.mark.parametrize("name", IDENTITIES)
def test_who_and_when(shared: Path, name: str) -> None:
    report = read(shared / name)
    found = (report.issuer_id, report.region.code, report.level, report.year, report.outline)
    assert found == IDENTITIES[name]


@pytest.mark.parametrize("name", BODIES)
def test_parts_of_section_five(shared: Path, name: str) -> None:
    section = read(shared / name).section("problems")
    assert section is not None
    kinds = [part.kind for part in section.parts]
    assert kinds in (["problems", "planned"], ["problems", "done"])


def test_a_comparison_of_two_years_is_refused(shared: Path) -> None:
    with pytest.raises(NotAReportError, match="两个年度并排"):
        read(shared / "real" / "peer-comparison-suqian-2023-2024.pdf")


def test_dirtied_copies_of_real_reports(shared: Path) -> None:
    exact = total = 0
    for name in BODIES:
        report = composed(read(shared / name))
        for seed in range(COPIES):
            copy = dirtied(report, random.Random(seed))
            found = read_text(copy.text)
            got = (bare(body(found, "overview")), bare(body(found, "problems")))
            exact += got == (copy.overview, copy.problems)
            total += 1
            if got != (copy.overview, copy.problems):
                assert found.warnings, (name, copy.ways)
    assert exact >= FLOOR * total


def test_items_of_a_section_are_narratives_as_they_are(shared: Path) -> None:
    """Annotated passages are items of a section: whole narratives, unless they begin with the section's own heading."""
    for file in ("themes.jsonl", "concreteness.jsonl"):
        for line in (shared / "gold" / file).read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            report = read_text(text)
            if re.match(r"\s*[一五]、", text):
                assert [section.kind for section in report.sections] in (["overview"], ["problems"])
            else:
                assert (report.whole, report.text) == (False, text)


def composed(report: Report) -> Composed:
    """Take a real report apart so that it can be dirtied; its tables are replaced by composed ones."""
    kinds = ("overview", "problems", "other")
    overview, problems, other = (tuple(body(report, kind).split("\n")) for kind in kinds)
    tables = compose(3).bodies[1:4]
    like = compose(3).headings
    five = report.section("problems")
    headings = ("一、总体情况", *like[1:4], five.heading if five else like[4], "六、其他需要报告的事项")
    title = f"{report.issuer}{report.year}年政府信息公开工作年度报告"
    preamble = body(report, "preamble").replace("\n", "")
    return Composed(
        title, preamble, headings, (overview, *tables, problems, other), report.issuer or "", report.year or 0
    )
