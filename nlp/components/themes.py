"""``gongkai_themes``: theme tags as spans of a spaCy document (spaCy 主题组件).

language.add_pipe("gongkai_themes", config={"codebook": "gongkai"})
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from nlp.report import narrative_of
from nlp.themes import load_codebook
from nlp.themes.tagger import tag

NAME = "gongkai_themes"


class ThemeTagger:
    """Writes ``doc.spans["themes"]``: one span an evidence, its label the theme's title, in text order.

    A span is widened to whole tokens, whatever the tokenizer; the exact characters stand in ``span.id_`` as
    ``"start:end"``, the strength and the rule in the group's ``attrs`` under that key.

    Parameters
    ----------
    codebook : name or path of the codebook.
    passing : write mentions in passing too.
    key : the span group's name.
    """

    def __init__(self, codebook: str = "gongkai", *, passing: bool = False, key: str = "themes") -> None:
        self.codebook = codebook
        self.passing = passing
        self.key = key
        self._book = load_codebook(codebook)

    def __call__(self, doc: Doc) -> Doc:
        """Add the span group to a document."""
        spans: list[Span] = []
        details: dict[str, Any] = {}
        for found in tag(narrative_of(doc.text), self._book).themes:
            if found.strength == "passing" and not self.passing:
                continue
            for evidence in found.evidence:
                where = f"{evidence.start}:{evidence.end}"
                span = doc.char_span(
                    evidence.start, evidence.end, label=found.title, span_id=where, alignment_mode="expand"
                )
                if span is not None:
                    spans.append(span)
                    details[f"{found.theme} {where}"] = {"strength": found.strength, "rule": evidence.rule}
        spans.sort(key=lambda span: (span.start_char, span.end_char, span.label_))
        doc.spans[self.key] = SpanGroup(doc, name=self.key, attrs=details, spans=spans)
        return doc


@Language.factory(NAME, default_config={"codebook": "gongkai", "passing": False, "key": "themes"})
def create_component(
    nlp: Language,  # noqa: ARG001  # spaCy passes the pipeline under this very name, and the component's
    name: str,  # noqa: ARG001
    codebook: str,
    passing: bool,
    key: str,
) -> ThemeTagger:
    """Return the component for a pipeline; see `ThemeTagger` for the settings."""
    return ThemeTagger(codebook, passing=passing, key=key)
