"""Fixed expressions (固定表述): runs of words that recur, and frames with a gap such as 以…为抓手."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from nlp.errors import at_least
from nlp.keywords.corpus import Texts
from nlp.report import Evidence, Report, as_reports
from nlp.segment.choices import Wording, shipped
from nlp.segment.words import offsets, segment
from nlp.text import clauses

#: words of a run; a frame closes with one or two words
_SHORTEST, _LONGEST, _TAIL = 3, 8, 2
#: what opens a frame
_OPENERS = frozenset(
    {
        "以", "把", "将", "围绕", "按照", "坚持", "通过", "结合", "对", "从", "在", "由", "依托", "聚焦", "本着", "针对",
        "根据", "为", "让", "使", "与", "向", "作为", "立足", "紧扣", "紧盯",
    }
)  # fmt: skip
_MARKS = frozenset("，。；：、！？（）《》“”‘’\"'—…· \n")

Key = tuple[str, ...]
Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Expression:
    """A recurring wording.

    text : the words, with … for the gap of a frame; kind : ``run`` or ``frame``; count : occurrences; documents : texts
    that hold it; fillers : of a frame, some of what stands in the gap; found : its places, as ``(document, evidence)``.
    """

    text: str
    kind: Literal["run", "frame"]
    count: int
    documents: int
    fillers: tuple[str, ...]
    found: tuple[tuple[int, Evidence], ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form of a keyword, with the kind and, of a frame, some of what stands in its gap."""
        return {
            "term": self.text, "score": self.count * len(self.text), "count": self.count, "documents": self.documents,
            "reference_count": None, "measure": "expressions", "kind": self.kind, "fillers": list(self.fillers),
        }  # fmt: skip


def expressions(
    texts: Texts, *, least: int = 3, top: int = 50, wording: Wording | None = None
) -> tuple[Expression, ...]:  # fmt: skip
    """Return wordings that recur, those that cover most characters first (固定表述).

    A run is three to eight words inside a clause; one that only ever stands inside a longer run is left out. A frame is
    an opening word (以, 围绕 ...) and the last words of its clause, with at least two different fillers between them.

    Parameters
    ----------
    texts : one report or text, or several.
    least : occurrences at least, in two texts or more where there are several.
    top : how many.
    wording : whose lexicon keeps terms whole; the shipped ones by default.

    Raises
    ------
    UsageError
        When `least` or `top` is below 1.
    """
    at_least(1, least=least, top=top)
    reports = list(as_reports(texts))
    runs: dict[Key, list[Place]] = {}
    frames: dict[Key, list[Place]] = {}
    for index, report in enumerate(reports):
        for words, spans in _clauses(report, wording or shipped()):
            _add_runs(runs, index, words, spans)
            _add_frames(frames, index, words, spans)
    spread = min(2, len(reports))
    kept = [_expression("".join(key), "run", places, reports) for key, places in _maximal(runs, least, spread)]
    for (opener, *tail), places in _longest(frames):
        gaps = {_gap(place, opener, tail, reports) for place in places}
        if len(places) >= least and len(gaps) > 1 and len({place[0] for place in places}) >= spread:
            kept.append(_expression(f"{opener}…{''.join(tail)}", "frame", places, reports, tuple(sorted(gaps))[:5]))
    return tuple(sorted(kept, key=lambda found: (-found.count * len(found.text), found.text))[:top])


def _clauses(report: Report, wording: Wording) -> Iterator[tuple[list[str], list[tuple[int, int]]]]:
    for span in report.narratives.all:
        for start, end in clauses(report.text, span.start, span.end):
            words = segment(report.text[start:end], lexicon=wording.lexicon)
            pairs = [pair for pair in zip(words, offsets(words, start), strict=True) if pair[0] not in _MARKS]
            yield [word for word, _ in pairs], [place for _, place in pairs]


def _add_runs(runs: dict[Key, list[Place]], index: int, words: Sequence[str], spans: Sequence[tuple[int, int]]) -> None:
    for start in range(len(words)):
        for end in range(start + _SHORTEST, min(start + _LONGEST, len(words)) + 1):
            # marks were dropped: a run holds together only where its words touch
            if spans[end - 1][0] != spans[end - 2][1] or spans[end - 2][0] != spans[end - 3][1]:
                break
            runs.setdefault(tuple(words[start:end]), []).append((index, spans[start][0], spans[end - 1][1]))


def _add_frames(
    frames: dict[Key, list[Place]], index: int, words: Sequence[str], spans: Sequence[tuple[int, int]]
) -> None:
    for at, word in enumerate(words):
        for size in range(1, _TAIL + 1):
            if word in _OPENERS and len(words) - size > at + 1:
                frames.setdefault((word, *words[-size:]), []).append((index, spans[at][0], spans[-1][1]))


def _longest(frames: dict[Key, list[Place]]) -> Iterator[tuple[Key, list[Place]]]:
    """Yield the frames, but not 以…指导 where it always is 以…为指导."""
    explained: dict[Key, int] = {}
    for (opener, *tail), places in frames.items():
        if len(tail) == _TAIL:
            last = (opener, tail[-1])
            explained[last] = max(explained.get(last, 0), len(places))
    for key, places in frames.items():
        if len(key) > _TAIL or explained.get((key[0], key[-1]), 0) < len(places):
            yield key, places


def _maximal(runs: dict[Key, list[Place]], least: int, spread: int) -> Iterator[tuple[Key, list[Place]]]:
    """Yield the runs that recur, but none that only ever stands inside a longer one that recurs as well."""
    kept = {key: places for key, places in runs.items() if len(places) >= least}
    longer: dict[Key, int] = {}
    for key, places in kept.items():
        for part in (key[1:], key[:-1]):
            longer[part] = max(longer.get(part, 0), len(places))
    for key, places in kept.items():
        if len({place[0] for place in places}) >= spread and longer.get(key, 0) < len(places):
            yield key, places


def _gap(place: Place, opener: str, tail: Sequence[str], reports: Sequence[Report]) -> str:
    index, start, end = place
    return reports[index].text[start + len(opener) : end - sum(map(len, tail))]


def _expression(
    text: str, kind: Literal["run", "frame"], places: Sequence[Place], reports: Sequence[Report],
    fillers: tuple[str, ...] = (),
) -> Expression:  # fmt: skip
    found = tuple((index, reports[index].evidence(start, end, kind)) for index, start, end in places)
    return Expression(text, kind, len(places), len({index for index, _, _ in places}), fillers, found)
