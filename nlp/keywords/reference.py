"""What a term's frequency is measured against: term counts of other texts (参照语料)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from nlp import resources
from nlp.errors import ReadError, UnknownNameError
from nlp.keywords.corpus import Corpus, Texts, corpus
from nlp.manifest import write_bytes
from nlp.segment.choices import Wording
from nlp.segment.content import counts, is_content

#: shipped references
REPORTS, GENERAL = "reports", "general"
#: how a saved reference's name ends
SUFFIX = ".tsv"
_HEAD = "term\tdocuments\tcount"


@dataclass(frozen=True, slots=True)
class Reference:
    """Term counts to compare with.

    name : for messages; documents : number of texts, 0 where only occurrences are known; tokens : all occurrences;
    counts : term -> occurrences; document_counts : term -> texts that hold it.
    """

    name: str
    documents: int
    tokens: int
    counts: Mapping[str, int]
    document_counts: Mapping[str, int]

    def counted_as(self, wording: Wording) -> Reference:
        """Return the reference with only the terms that `wording` counts, as only those count in the target."""
        leave = wording.left_out()
        kept = {term: count for term, count in self.counts.items() if counts(term, leave, wording)}
        return replace(self, counts=kept, tokens=sum(kept.values()))


def reference_of(
    texts: Corpus | Texts, name: str = "given", *, wording: Wording | None = None, words: int = 1
) -> Reference:  # fmt: skip
    """Return the counts of reports, of texts or of a corpus as a reference.

    Parameters
    ----------
    texts : what to count.
    name : for messages.
    wording : terms kept whole and words left out; the shipped ones by default.
    words : content words in a term.
    """
    counted = texts if isinstance(texts, Corpus) else corpus(texts, wording=wording, words=words)
    return Reference(name, len(counted), counted.tokens, counted.counts, counted.document_counts)


def named_reference(name: str) -> Reference:
    """Return a reference by name (参照语料).

    Parameters
    ----------
    name : ``"reports"`` (published reports, counts only; see ``corpora/reference``), ``"general"`` (the frequencies of
        jieba's dictionary, counted on general Chinese and without our terms), or the path of a ``.tsv`` written by
        `save_reference`.

    Raises
    ------
    UnknownNameError
        When there is none of that name.
    ReadError
        When the file is missing or is no such table.
    """
    if name.endswith(SUFFIX):
        return load_reference(name)
    if name == REPORTS:
        return _reports()
    if name == GENERAL:
        return _general()
    raise UnknownNameError("参照语料", name, (REPORTS, GENERAL, f"以 {SUFFIX} 结尾的路径"))


@cache
def _reports() -> Reference:
    return load_reference(resources.path("corpora", "reference", "reports.tsv"), name=REPORTS)


@cache
def _general() -> Reference:
    from nlp.segment.engine import tokenizer

    none: frozenset[str] = frozenset()
    counts = {word: count for word, count in tokenizer().FREQ.items() if count and is_content(word, none)}
    return Reference(GENERAL, 0, sum(counts.values()), counts, {})


def save_reference(found: Reference, path: str | Path) -> None:
    """Write a reference as a table: a line with the number of texts, then ``term, documents, count``, sorted by term.

    Parameters
    ----------
    found : the reference, as `reference_of` counts it; path : the file to write; counts only, no text.
    """
    rows = (f"{term}\t{found.document_counts.get(term, 0)}\t{found.counts[term]}" for term in sorted(found.counts))
    write_bytes(Path(path), "\n".join([f"# documents\t{found.documents}", _HEAD, *rows, ""]).encode())


def load_reference(path: str | Path, *, name: str = "") -> Reference:
    """Return a reference that `save_reference` wrote (读回参照词频).

    Parameters
    ----------
    path : the table; name : what results call it, by default the file's name without suffix.

    Raises
    ------
    ReadError
        When the file is missing or is no such table.
    """
    file = Path(path)
    try:
        first, head, *rows = file.read_text(encoding="utf-8").splitlines()
        documents = int(first.removeprefix("# documents\t"))
        fields = [(term, int(holding), int(count)) for term, holding, count in (row.split("\t") for row in rows)]
    except OSError as error:
        raise ReadError(f"参照语料 {str(path)!r} 读不了（{error.strerror}）：请给出词频文件") from error
    except ValueError as error:
        raise ReadError(f"参照语料 {str(path)!r} 不是词频表（{error}）：请用 save_reference 生成") from error
    if head != _HEAD:
        raise ReadError(f"参照语料 {str(path)!r} 的列是 {head!r}：应为 {_HEAD!r}")
    counts = {term: count for term, _, count in fields}
    holding = {term: documents for term, documents, _ in fields}
    return Reference(name or file.stem, documents, sum(counts.values()), counts, holding)
