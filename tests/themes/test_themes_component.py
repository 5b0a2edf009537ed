"""The spaCy component: the same tags as spans of a document, whatever the tokenizer."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy")

from nlp.components.themes import ThemeTagger  # noqa: E402
from nlp.themes import tag  # noqa: E402

TEXT = "全面推进决策、执行、管理、服务和结果公开,加强政府网站建设。"


def expected() -> list[tuple[str, int, int]]:
    spans = [
        (found.title, e.start, e.end)
        for found in tag(TEXT).themes
        if found.strength != "passing"
        for e in found.evidence
    ]
    return sorted(spans, key=lambda span: (span[1], span[2], span[0]))


def test_spans_with_spacys_own_tokenizer() -> None:
    language = spacy.blank("zh")
    language.add_pipe("gongkai_themes")
    doc = language(TEXT)
    spans = [(span.label_, span.start_char, span.end_char) for span in doc.spans["themes"]]
    assert spans == expected()


def test_a_span_is_widened_to_whole_tokens_and_tells_the_exact_characters() -> None:
    from spacy.tokens import Doc

    doc = Doc(spacy.blank("zh").vocab, words=["推进五", "公开工作", "。"], spaces=[False] * 3)
    ThemeTagger()(doc)
    span = doc.spans["themes"][0]
    assert (span.text, span.id_) == ("推进五公开工作", "2:5")
    assert doc.text[2:5] == "五公开"


def test_the_document_can_be_kept() -> None:
    from spacy.tokens import Doc

    language = spacy.blank("zh")
    language.add_pipe("gongkai_themes", config={"codebook": "statutory", "passing": True})
    doc = language("通过政府公报公布文件。")
    again = Doc(language.vocab).from_bytes(doc.to_bytes())
    assert [span.label_ for span in again.spans["themes"]] == ["政府信息公开平台建设"]
    assert next(iter(again.spans["themes"].attrs.values()))["strength"] == "passing"


def test_displacy_shows_them() -> None:
    from spacy import displacy

    language = spacy.blank("zh")
    language.add_pipe("gongkai_themes")
    page = displacy.render(language(TEXT), style="span", options={"spans_key": "themes"}, jupyter=False)
    assert "五公开" in page
