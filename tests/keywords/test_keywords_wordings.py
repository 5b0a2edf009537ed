"""Fixed expressions: runs that recur and frames with a gap."""

from __future__ import annotations

import pytest

from nlp.errors import UsageError
from nlp.keywords import expressions

TEXTS = [
    "以标准目录为抓手，推进公开。云泽通平台全天候受理群众来信，办结率高。",
    "以专题培训为抓手，补齐短板；云泽通平台全天候受理群众来信。",
    "以第三方评估为抓手。其间云泽通平台全天候受理群众来信，回复率高。",
]


def test_frames_tell_what_fills_the_gap() -> None:
    found = {row.text: row for row in expressions(TEXTS)}
    frame = found["以…为抓手"]
    assert (frame.kind, frame.count, frame.documents) == ("frame", 3, 3)
    assert set(frame.fillers) == {"标准目录", "专题培训", "第三方评估"}


def test_runs_are_as_long_as_they_recur() -> None:
    runs = [row.text for row in expressions(TEXTS) if row.kind == "run"]
    assert "云泽通平台全天候受理群众来信" in runs
    assert not any(text != "云泽通平台全天候受理群众来信" and text in "云泽通平台全天候受理群众来信" for text in runs)


def test_places_quote_the_text() -> None:
    for row in expressions(TEXTS):
        assert row.count == len(row.found)
        for index, evidence in row.found:
            assert TEXTS[index][evidence.start : evidence.end] == evidence.quote
            opener, _, tail = row.text.partition("…")
            assert evidence.quote.startswith(opener)
            assert evidence.quote.endswith(tail)


def test_one_text_alone_is_enough_and_numbers_are_checked() -> None:
    assert any(row.text == "以…为抓手" for row in expressions("".join(TEXTS)))
    assert expressions("一句话。") == ()
    with pytest.raises(UsageError, match="top 是 0"):
        expressions(TEXTS, top=0)


def test_a_frame_is_as_long_as_it_always_is() -> None:
    assert "以…抓手" not in {row.text for row in expressions(TEXTS)}


def test_a_record_keeps_the_contract_of_a_keyword() -> None:
    row = next(row for row in expressions(TEXTS) if row.kind == "frame").to_dict()
    assert {"term", "score", "count", "documents", "reference_count", "measure"} <= row.keys()
    assert row["measure"] == "expressions"
