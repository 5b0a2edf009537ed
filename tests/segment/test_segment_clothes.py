"""Segmentation in the clothes of scikit-learn and spaCy, and parts of speech."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sklearn.base import clone
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.utils.estimator_checks import check_estimator

from nlp.errors import UsageError
from nlp.segment import Segmenter, segment, tagged

TEXTS = ["江州市举办政务公开培训班。", "全年制发解读材料42份，政务新媒体同步推送。"]


def test_segmenter_is_an_analyzer_and_a_step() -> None:
    counted = CountVectorizer(analyzer=Segmenter()).fit(TEXTS)
    assert "政务新媒体" in counted.get_feature_names_out()
    assert Segmenter(content=False).fit_transform(TEXTS) == [segment(text) for text in TEXTS]
    assert clone(Segmenter(places=True)).get_params()["places"] is True
    with pytest.raises(UsageError, match="一个字符串"):
        Segmenter().transform(TEXTS[0])


@pytest.mark.filterwarnings("ignore:Can't test estimator")
def test_segmenter_passes_the_checks_that_apply_to_text() -> None:
    results = check_estimator(Segmenter(), on_fail=None, on_skip=None)
    assert [r["check_name"] for r in results if r["status"] == "failed"] == []
    # what is skipped wants arrays of numbers
    assert {r["status"] for r in results} <= {"passed", "skipped"}


def test_parts_of_speech_are_those_of_the_same_words() -> None:
    found = tagged(TEXTS[0])
    assert [word for word, _ in found] == segment(TEXTS[0])
    assert dict(found)["政务公开"] == "nz"
    assert dict(found)["举办"] == "v"


def test_spacy_tokenizer_keeps_the_text_and_survives_saving(tmp_path: Path) -> None:
    import spacy

    from nlp.components import tokenizer

    config = {"nlp": {"tokenizer": {"@tokenizers": tokenizer.NAME}}}
    language = spacy.blank("zh", config=config)
    text = "江州市 政务公开办理\n情况"
    document = language(text)
    assert document.text == text
    assert [token.text for token in document] == segment(text)
    language.to_disk(tmp_path / "language")
    again = spacy.load(tmp_path / "language")
    assert [token.text for token in again(text)] == segment(text)
    assert language.from_bytes(language.to_bytes())(text).text == text


def test_importing_costs_nothing() -> None:
    code = (
        "import sys, json, nlp.segment, nlp.keywords, nlp.topics, nlp.components;"
        "print(json.dumps([m for m in ('jieba','rjieba','spacy','sklearn','numpy','pandas','scipy') if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
