"""The tagger against coders: gold files, sheets and exports in, agreement out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.agreement import read_sheet, write_sheet
from nlp.agreement.exchange import doccano_lines, label_studio_tasks, write_tasks
from nlp.errors import ReadError, UsageError
from nlp.report import Narratives, Part, Report, Section, Span
from nlp.themes import sample, tag, validate

TEXTS = {
    "a": "推进五公开,举办培训班。",
    "b": "通过政府网站公开文件。",
    "c": "加强政府网站建设。",
}


def gold(tmp_path: Path, name: str = "gold.jsonl") -> Path:
    given = {"a": (True, False), "b": (False, False), "c": (False, True)}
    lines = [
        json.dumps(
            {
                "id": unit, "report": "云岭县2023", "text": text,
                "themes": {
                    "五公开": {"coder1": given[unit][0], "coder2": given[unit][0]},
                    "网站建设": {"coder1": given[unit][1], "coder2": unit != "a", "evidence": "网站"},
                },
            },
            ensure_ascii=False,
        )
        for unit, text in TEXTS.items()
    ]  # fmt: skip
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_gold_file(tmp_path: Path) -> None:
    result = validate([gold(tmp_path)], resamples=20)
    agreed = result.reference("agreed")
    assert agreed.f1.value == 1
    assert result.reference("coder2").counts.missed == 1
    assert result.coders[0].counts.both == 2
    missed = next(one for one in result.disagreements if one.unit == "b")
    assert (missed.label, missed.values["gongkai"], missed.text) == ("网站建设", False, TEXTS["b"])
    assert json.dumps(result.to_dict(), ensure_ascii=False)


def test_a_sheet_that_people_filled_in(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    units = [{"unit": unit, "group": "云岭县2023", "text": text} for unit, text in TEXTS.items()]
    path = write_sheet(tmp_path / "李.xlsx", units, ["五公开", "网站建设"], rules=["点名才算。"])
    book = load_workbook(path)
    for row, values in enumerate(((1, 0), (0, None), (0, "是")), start=2):
        for column, value in enumerate(values, start=4):
            book.worksheets[0].cell(row, column).value = value
    book.save(path)
    codings = read_sheet(path)
    assert {coding.coder for coding in codings} == {"李"}
    assert len(codings) == 5
    result = validate([path], resamples=10)
    assert result.reference("李").f1.value == 1
    assert [one.name for one in result.references] == ["李"]


def test_label_studio_and_doccano(tmp_path: Path) -> None:
    units = [{"unit": unit, "group": "g", "text": text} for unit, text in TEXTS.items()]
    tasks = label_studio_tasks(units)
    given = {"a": ["五公开"], "b": [], "c": ["网站建设"]}
    for task in tasks:
        choices = {"value": {"choices": given[task["data"]["unit"]]}}
        task["annotations"] = [{"completed_by": {"email": "wang@example.org"}, "result": [choices]}]
    (tmp_path / "studio.json").write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    lines = [json.loads(line) for line in doccano_lines(units)]
    for line in lines:
        line["label"] = given[line["unit"]]
    (tmp_path / "赵.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    result = validate([tmp_path / "studio.json", tmp_path / "赵.jsonl"], resamples=10)
    assert [one.name for one in result.references] == ["agreed", "wang@example.org", "赵"]
    for one in result.references:
        label = {found.label: found for found in one.labels}
        assert label["五公开"].counts.f1 == label["网站建设"].counts.f1 == 1
        # the coder went through every text, so what was not given is a no
        assert label["监督保障"].counts.found == 1


def test_marked_spans_are_labels_of_their_text(tmp_path: Path) -> None:
    doccano = {"id": 1, "text": "持续推进五公开。", "label": [[4, 7, "五公开"]]}
    (tmp_path / "钱.jsonl").write_text(json.dumps(doccano), encoding="utf-8")
    marked = {"value": {"start": 4, "end": 7, "labels": ["五公开"]}}
    studio = {
        "id": 1,
        "data": {"text": "持续推进五公开。"},
        "annotations": [{"completed_by": "孙", "result": [marked]}],
    }
    (tmp_path / "studio.json").write_text(json.dumps([studio]), encoding="utf-8")
    for coder, file in (("钱", "钱.jsonl"), ("孙", "studio.json")):
        one = validate([tmp_path / file], resamples=10).reference(coder)
        assert one.f1.value == 1
        # nobody was asked about the finer themes
        assert "惠企政策" not in {found.label for found in one.labels}


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_tasks_that_were_written_are_read_back(tmp_path: Path, suffix: str) -> None:
    units = [{"unit": unit, "group": "g", "text": text} for unit, text in TEXTS.items()]
    file, *interface = write_tasks(tmp_path / f"tasks{suffix}", units, ["五公开"])
    assert [path.name for path in interface] == (["tasks.interface.xml"] if suffix == ".json" else [])
    content = file.read_text(encoding="utf-8")
    tasks = json.loads(content) if suffix == ".json" else [json.loads(line) for line in content.splitlines()]
    assert [(task.get("data") or task)["unit"] for task in tasks] == list(TEXTS)


def test_a_label_the_codebook_does_not_have(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": 1, "text": "x", "themes": {"渔业": {"a": True}}}), encoding="utf-8")
    with pytest.raises(ReadError, match="没有主题 '渔业'"):
        validate([path])


def test_a_line_that_is_no_record(tmp_path: Path) -> None:
    path = gold(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "{}\n", encoding="utf-8")
    with pytest.raises(ReadError, match="第 4 行"):
        validate([path])


def test_nobody_to_compare_with(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": 1, "text": "推进五公开。", "themes": {}}), encoding="utf-8")
    with pytest.raises((UsageError, ReadError)):
        validate([path])


def test_sampling_is_even_over_strata_and_leads_back_to_the_text() -> None:
    def report(year: int) -> Report:
        body = "举办政务公开业务培训班若干期,效果良好,学员满意。"
        text = body * 3
        cut = len(body)
        parts = tuple(
            Part(kind, "", at * cut, (at + 1) * cut) for at, kind in enumerate(("proactive", "platform", "other"))
        )
        return Report(
            text=text, source=f"云岭县{year}.txt", year=year, sections=(Section("overview", "", 0, len(text), parts),),
            narratives=Narratives(work=(Span(0, len(text)),)),
        )  # fmt: skip

    reports = [report(year) for year in (2021, 2022, 2022, 2022)]
    units = sample(reports, 6)
    assert [unit["stratum"].split("/")[0] for unit in units].count("2021") == 3
    assert units == sample(reports, 6)
    assert len(sample(reports, 100)) == 12
    name, span = units[0]["unit"].split("#")
    start, end = map(int, span.split("-"))
    source = next(one for one in reports if one.source == name)
    assert source.text[start:end] == units[0]["text"]
    assert tag(units[0]["text"]).get("监督保障") is not None
