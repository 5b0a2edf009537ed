"""Markdown and JSON, the registry of writers, and writing whole or not at all."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from render_composed import study_of

from nlp.errors import UnknownNameError
from nlp.render import brief_of_study, write, writers
from nlp.render.brief import Brief, Findings, quotes_of, text_of
from nlp.render.forms.markdown import escaped
from nlp.render.writing import Writer
from nlp.study import Study


def test_the_registry_holds_the_five_forms() -> None:
    assert set(writers) >= {"html", "docx", "xlsx", "md", "json"}


def test_an_unknown_suffix_names_the_nearest(brief: Brief, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="是不是 'docx'"):
        write(brief, tmp_path / "x.doc")


def test_a_new_form_is_one_registered_function(brief: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shout(brief: Brief, name: str) -> list[tuple[str, bytes]]:
        return [(f"{name}-side/part.txt", b"part"), (name, brief.title.encode())]

    member: Writer = shout
    monkeypatch.setitem(writers._members, "txt", member)
    path = write(brief, tmp_path / "x.txt")
    assert path.read_text(encoding="utf-8") == brief.title
    assert (tmp_path / "x.txt-side" / "part.txt").read_bytes() == b"part"


def test_markdown_holds_every_quote_with_its_place(brief: Brief, tmp_path: Path) -> None:
    text = write(brief, tmp_path / "x.md").read_text(encoding="utf-8")
    quotes = [quote for block in brief.walk() for quote in quotes_of(block)]
    assert all(f"{escaped(quote.source)} {quote.start}–{quote.end}" in text for quote in quotes)
    assert all(f"## {escaped(section.title)}" in text for section in brief.sections)


def test_markdown_tables_keep_their_shape(brief: Brief, tmp_path: Path) -> None:
    lines = write(brief, tmp_path / "x.md").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if line.startswith("|---") or line.startswith("|---:"):
            width = line.count("|")
            assert lines[number - 1].replace("\\|", "").count("|") == width
            assert lines[number + 1].replace("\\|", "").count("|") == width


def test_json_of_a_study_is_its_findings_and_tables(brief: Brief, study: Study, tmp_path: Path) -> None:
    record = json.loads(write(brief, tmp_path / "x.json").read_bytes())
    said = [text_of(item.runs) for block in brief.walk() if isinstance(block, Findings) for item in block.items]
    assert [finding["text"] for finding in record["findings"]] == said
    assert len(record["tables"]["reports"]) == len(study.reports)


def test_json_of_a_record_is_that_record(study: Study, tmp_path: Path) -> None:
    small = replace(brief_of_study(study_of(study.reports[:2])), record=study.comparisons[0].to_dict())
    assert json.loads(write(small, tmp_path / "x.json").read_bytes()) == study.comparisons[0].to_dict()


def test_looking_at_the_choices_loads_nothing_heavy() -> None:
    code = (
        "import sys; from nlp.render import write, writers; list(writers);"
        "print([m for m in ('altair', 'docx', 'jieba', 'jinja2', 'pandas', 'sklearn', 'spacy', 'xlsxwriter') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
