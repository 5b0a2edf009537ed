"""Font programs of a PDF are left unread where the fonts tell what all their characters mean, and only there."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.readers import read
from nlp.readers.formats import pdf
from nlp.readers.pdf.programs import without_programs
from nlp.report import Report


def file_of(meanings: str, *, fonts: int = 1, kind: str = "Type1", told: bool = True) -> bytes:
    """A file with one program of a font for characters 0 to 3, which so many fonts share; the last may tell nothing."""
    table = zlib.compress(meanings.encode())
    font = f"<</Type/Font/Subtype/{kind}/FirstChar 0/LastChar 3/FontDescriptor 2 0 R"
    parts = [
        b"\n2 0 obj <</Type/FontDescriptor/FontFile 9 0 R>> endobj",
        b"\n3 0 obj <<>>\nstream\n" + table + b"\nendstream endobj",
    ]
    for number in range(fonts):
        tells = "/ToUnicode 3 0 R" if told or number < fonts - 1 else ""
        parts.append(f"\n{10 + number} 0 obj {font}{tells}>> endobj".encode())
    return b"%PDF-1.6" + b"".join(parts)


ALL = "3 beginbfchar\n<01> <5929>\n<02> <5730>\n<03> <4EBA>\nendbfchar"
RANGE = "1 beginbfrange\n<01> <03> <5929>\nendbfrange"


@pytest.mark.parametrize("data", [file_of(ALL), file_of(RANGE), file_of(ALL, fonts=2)])
def test_a_program_is_not_found_where_every_character_is_told(data: bytes) -> None:
    without = without_programs(data)
    assert len(without) == len(data)
    assert b"/FontFile " not in without
    assert without.replace(b"/FontFil_ ", b"/FontFile ") == data


@pytest.mark.parametrize(
    "data",
    [
        file_of("2 beginbfchar\n<01> <5929>\n<02> <5730>\nendbfchar"),
        file_of(""),
        file_of("1 beginbfrange\n<zz> <__> <5929>\nendbfrange"),
        file_of(ALL).replace(b"/LastChar 3", b"/LastChar " + b"9" * 5000),
        file_of(ALL, told=False),
        file_of(ALL, fonts=2, told=False),
        file_of(ALL, kind="TrueType"),
        file_of(ALL).replace(b"/FontDescriptor 2 0 R", b"/FontDescriptor 4 0 R"),
        file_of(ALL).replace(b"\n3 0 obj", b"\n7 0 obj"),
        file_of(ALL).replace(b"stream\n", b"stream\nnot packed"),
        b"%PDF-1.6 no fonts",
        b"/FontFile 1 0 R",
    ],
    ids=[
        "one_untold",
        "none_told",
        "no_figures",
        "endless_figure",
        "no_table",
        "another_font",
        "true_type",
        "unused",
        "missing",
        "packed",
        "none",
        "bare",
    ],
)
def test_a_program_that_may_be_needed_is_left(data: bytes) -> None:
    assert without_programs(data) == data


@pytest.mark.parametrize("piece", [b"/FontFile ", b"/FontDescriptor 2 0 R ", b"/FontFile 9 0 R /FontDescriptor 2 0 R "])
def test_a_file_made_to_be_slow_is_left_as_it_is(piece: bytes) -> None:
    data = file_of(ALL) + piece * 300_000
    assert without_programs(data) is data


PIECES = st.sampled_from([b"/FontFile 2 0 R", b"\n2 0 obj", b"endobj", b"/FontDescriptor 2 0 R", b"/ToUnicode 2 0 R", b"/Subtype/Type1",
                          b"/FirstChar 0", b"/LastChar 9", b"stream\n", b"obj", b"\xff", b" "])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map(b"".join))
def test_whatever_is_given_keeps_its_length(data: bytes) -> None:
    assert len(without_programs(data)) == len(data)


def told(report: Report) -> tuple[list[str], str | None, int | None]:
    return [report.quote(span) for span in report.narratives.all], report.issuer, report.year


def test_the_samples_say_the_same_with_and_without(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = sorted(samples.glob("*.pdf"))
    assert all(without_programs(file.read_bytes()) != file.read_bytes() for file in files)
    without = [told(read(file)) for file in files]
    monkeypatch.setattr(pdf, "without_programs", lambda data: data)
    assert without == [told(read(file)) for file in files]
