"""What changed inside a pair, word by word (改写): meaning kept apart from form, no confetti of single characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from nlp.phrasing.lexicon import lexicon
from nlp.phrasing.matched import matched
from nlp.phrasing.result import Edit, Passage
from nlp.phrasing.tokens import FIGURE, Run, Tokens
from nlp.phrasing.units import Unit
from nlp.similarity import ENUMERATOR
from nlp.text import fold

_NAME = re.compile(
    r"[《〔]|^(?![在为由对向将把按与和以各])[一-龥]{2,10}(?:省|市|区|县|州|镇|乡|街道|局|厅|委|处|办公室|办公厅|中心|公司|平台|小程序|专栏|大会|全会)$"
    r"|(?:十[一二三四五六七八九]大|二十大|[一二三四五六七]中全会)"
)
_EDGES = frozenset("，。；：、！？,;:!?. ")
_PAIRS = {"（": "）", "）": "（", "〔": "〕", "〕": "〔", "【": "】", "】": "【"}
_OPEN, _CLOSE = frozenset("（〔【"), frozenset("）〕】")
_LOOSE = _EDGES | _OPEN | _CLOSE | {'"'}  # what may be left out at either end
_SHORT = 2  # an unchanged stretch shorter than this between two changes is chance, not wording kept
_COMMON = 2  # a stem shared by both sides of a change is cut off from so many characters on


@dataclass(frozen=True, slots=True)
class Change:
    """The two sides of a link compared.

    similarity : share of the characters of both sides that stand unchanged, figures counted as unchanged; reworded :
    more than figures, years and punctuation changed; padding : the only changes are empty intensifiers.
    """

    edits: tuple[Edit, ...]
    similarity: float
    reworded: bool
    padding: bool


def compare(before: Tokens, after: Tokens, old: Sequence[Unit], new: Sequence[Unit]) -> Change:
    """Compare the two sides of a link word by word.

    Headings and enumerators are passed over: an item that got another number did not change.

    Parameters
    ----------
    before, after : the tokens of the two reports; old, new : the units of each side, in text order.
    """
    left, right = before.run([(u.core, u.end) for u in old]), after.run([(u.core, u.end) for u in new])
    edits = _before_numbers(before, after, old, new)
    for a, b in _differing(left, right):
        edits.extend(_edits(left, a, right, b))
    if not edits:
        return Change((), 1.0, reworded=False, padding=False)
    edits = _without_shifts(before, after, edits)
    reworded = [edit for edit in edits if edit.kind != "figure"]
    changed = sum([side.end - side.start for edit in reworded for side in (edit.old, edit.new) if side])
    similarity = 1 - changed / ((left.size + right.size) or 1)
    return Change(tuple(edits), max(0.0, similarity), bool(reworded), _padding_only(before, after, reworded))


def _without_shifts(before: Tokens, after: Tokens, edits: list[Edit]) -> list[Edit]:
    """Leave out words that only went to another place of the sentence: added here, removed there."""
    if len(edits) < 2:
        return edits
    waiting: dict[tuple[str, bool], list[int]] = {}
    shifted: set[int] = set()
    for at, edit in enumerate(edits):
        if edit.old and edit.new:
            continue
        word, added = before.folded(edit.old) + after.folded(edit.new), edit.old is None
        if waiting.get((word, not added)):
            shifted |= {at, waiting[word, not added].pop()}
        else:
            waiting.setdefault((word, added), []).append(at)
    return [edit for at, edit in enumerate(edits) if at not in shifted]


def _before_numbers(before: Tokens, after: Tokens, old: Sequence[Unit], new: Sequence[Unit]) -> list[Edit]:
    """Return the intensifiers put before a heading or enumerator on one side only."""
    left, right = _ahead(before, old), _ahead(after, new)
    shared = min(len(left), len(right))
    gone = [_edit(before, after, passage, None) for passage in left[shared:]]
    return [*gone, *[_edit(before, after, None, passage) for passage in right[shared:]]]


def _ahead(tokens: Tokens, units: Sequence[Unit]) -> list[Passage]:
    padding = lexicon().padding
    spans = [(unit.start, unit.core) for unit in units if unit.start < unit.core and padding.search(fold(unit.ahead))]
    run = tokens.run(spans) if spans else None
    return [run.passage(range(at, at + 1)) for at, key in enumerate(run.keys) if padding.fullmatch(key)] if run else []


def _differing(old: Run, new: Run) -> list[tuple[range, range]]:
    """Return the stretches of places in the two runs that differ; a short unchanged one between two changes belongs to them."""
    if old.keys == new.keys:
        return []
    found = []
    for (first, past), (third, last) in matched(old, new):
        for a, b, c, d in _stretches(old.keys[first:past], new.keys[third:last]):
            found.append((range(first + a, first + b), range(third + c, third + d)))
    return found


def _stretches(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    if not old or not new:
        return [(0, len(old), 0, len(new))]
    merged: list[tuple[int, int, int, int]] = []
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            continue
        first, third = code.src_start, code.dest_start
        if merged and _chance(old[merged[-1][1] : first]):
            first, _, third, _ = merged.pop()
        merged.append((first, code.src_end, third, code.dest_end))
    return merged


def _chance(between: Sequence[str]) -> bool:
    return sum(map(len, between)) < _SHORT and _EDGES.isdisjoint(between)


def _edits(left: Run, old: range, right: Run, new: range) -> list[Edit]:
    """Return the edits of one stretch: figures that changed into figures apart, all else as one change."""
    found: list[Edit] = []
    old, new = _bare(left, old), _bare(right, new)
    for a, b in _figures_apart(left, old, right, new):
        before = _passage(left, a if a == old else _bare(left, a))
        after = _passage(right, b if b == new else _bare(right, b))
        if before and after and not left.fixed(a) and not right.fixed(b):
            before, after = _without_stem(left.owner, right.owner, before, after)
        if before or after:
            found.append(_edit(left.owner, right.owner, before, after))
    return found


def _figures_apart(left: Run, old: range, right: Run, new: range) -> list[tuple[range, range]]:
    """Split a stretch at figures that stand opposite each other: all of them, or at either end."""
    while old and new and left.keys[old[0]] == right.keys[new[0]]:
        old, new = old[1:], new[1:]
    while old and new and left.keys[old[-1]] == right.keys[new[-1]]:
        old, new = old[:-1], new[:-1]
    if not old or not new:
        return [(old, new)] if old or new else []
    here, there = left.figures(old), right.figures(new)
    if here == there and any(here):
        pairs = zip(old, new, strict=True)
        return [(range(a, a + 1), range(b, b + 1)) for a, b in pairs if left.keys[a] != right.keys[b]]
    if here[0] and there[0]:
        return [(old[:1], new[:1]), *_figures_apart(left, old[1:], right, new[1:])]
    if here[-1] and there[-1]:
        return [*_figures_apart(left, old[:-1], right, new[:-1]), (old[-1:], new[-1:])]
    return [(old, new)]


def _bare(run: Run, places: range) -> range:
    """Return the places without separators or halves of a bracket at either end; a lone enumerator is nothing."""
    keys, first, past = run.keys, places.start, places.stop
    if past - first == 1 and keys[first][0].isalnum():
        return places[:0] if ENUMERATOR.fullmatch(keys[first]) else places
    while first < past and keys[first] in _LOOSE and _loose(keys[first:past], 0, _CLOSE):
        first += 1
    while first < past and keys[past - 1] in _LOOSE and _loose(keys[first:past], -1, _OPEN):
        past -= 1
    left = keys[first:past]
    spoken = any(key[0].isalnum() or key[0] == "《" for key in left)
    return range(first, past) if spoken and not ENUMERATOR.fullmatch("".join(left)) else places[:0]


def _loose(keys: list[str], at: int, strange: frozenset[str]) -> bool:
    """Return whether the token at either end is a separator, or one of a pair of marks whose other half is missing."""
    key = keys[at]
    if key in _EDGES or key in strange:
        return True
    if key == '"':
        return keys.count(key) % 2 == 1
    return key in _PAIRS and _PAIRS[key] not in keys


def _passage(run: Run, places: range) -> Passage | None:
    return run.passage(places) if places else None


def _without_stem(before: Tokens, after: Tokens, old: Passage, new: Passage) -> tuple[Passage | None, Passage | None]:
    """Cut off what both sides begin or end with: 管理 → 政务新媒体管理 is an addition of 政务新媒体."""
    left, right = before.folded(old), after.folded(new)
    head = _shared(left, right)
    head = head if head >= _COMMON else 0
    tail = _shared(left[head:][::-1], right[head:][::-1])
    tail = tail if tail >= _COMMON else 0
    return _cut(old, head, tail), _cut(new, head, tail)


def _shared(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b or a.isdigit():
            break
        count += 1
    return count


def _cut(passage: Passage, head: int, tail: int) -> Passage | None:
    text = passage.text[head : len(passage.text) - tail]
    start = passage.start + head + len(text) - len(text.lstrip())
    text = text.strip()
    return Passage(start, start + len(text), text) if text else None


def _edit(before: Tokens, after: Tokens, old: Passage | None, new: Passage | None) -> Edit:
    return Edit(_kind(before.folded(old), after.folded(new)), old, new)


def _kind(old: str, new: str) -> str:
    words = lexicon()
    if old and new and FIGURE.fullmatch(old) and FIGURE.fullmatch(new):
        return "figure"
    bare = words.padding.sub("", old)
    if bare == words.padding.sub("", new) and (bare or not (old and new)):
        return "strengthened" if len(new) > len(old) else "softened"
    if not old or not new:
        return "added" if new else "removed"
    for scale in words.scales:
        if old in scale and new in scale:
            return "strengthened" if scale.index(new) > scale.index(old) else "softened"
    return "name" if _NAME.search(old) and _NAME.search(new) else "replaced"


def _padding_only(before: Tokens, after: Tokens, reworded: Sequence[Edit]) -> bool:
    words = lexicon()
    sides = ((before.folded(edit.old), after.folded(edit.new)) for edit in reworded)
    return bool(reworded) and all(words.padding.sub("", old) == words.padding.sub("", new) for old, new in sides)
