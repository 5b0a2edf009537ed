"""What changed inside a pair, word by word (改写): meaning kept apart from form, no confetti of single characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.phrasing.lexicon import lexicon
from nlp.phrasing.matched import matched
from nlp.phrasing.result import Edit, Passage
from nlp.phrasing.tokens import FIGURE, Run, Token, Tokens
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
    left, right = (tokens.run((u.core, u.end) for u in units) for tokens, units in ((before, old), (after, new)))
    edits = _before_numbers(before, after, old, new)
    for a, b in _differing(left, right):
        edits.extend(_edits(before.text, after.text, a, b))
    edits = _without_shifts(edits)
    reworded = [edit for edit in edits if edit.kind != "figure"]
    changed = sum(side.end - side.start for edit in reworded for side in (edit.old, edit.new) if side)
    similarity = 1 - changed / ((left.size + right.size) or 1)
    return Change(tuple(edits), max(0.0, similarity), bool(reworded), _padding_only(reworded))


def _without_shifts(edits: list[Edit]) -> list[Edit]:
    """Leave out words that only went to another place of the sentence: added here, removed there."""
    waiting: dict[tuple[str, bool], list[int]] = {}
    shifted: set[int] = set()
    for at, edit in enumerate(edits):
        lone = edit.new if edit.old is None else edit.old if edit.new is None else None
        if lone is None:
            continue
        word, added = fold(lone.text), edit.old is None
        if waiting.get((word, not added)):
            shifted |= {at, waiting[word, not added].pop()}
        else:
            waiting.setdefault((word, added), []).append(at)
    return [edit for at, edit in enumerate(edits) if at not in shifted]


def _before_numbers(before: Tokens, after: Tokens, old: Sequence[Unit], new: Sequence[Unit]) -> list[Edit]:
    """Return the intensifiers put before a heading or enumerator on one side only."""
    left, right = _ahead(before, old), _ahead(after, new)
    shared = min(len(left), len(right))
    gone = [_edit(_passage(before.text, [token]), None) for token in left[shared:]]
    return [*gone, *(_edit(None, _passage(after.text, [token])) for token in right[shared:])]


def _ahead(tokens: Tokens, units: Sequence[Unit]) -> list[Token]:
    padding = lexicon().padding
    run = tokens.run((unit.start, unit.core) for unit in units if unit.start < unit.core)
    return [token for token in run.tokens(0, len(run.at)) if padding.fullmatch(token.key)]


def _differing(old: Run, new: Run) -> list[tuple[list[Token], list[Token]]]:
    """Return the stretches of tokens that differ; a short unchanged one between two changes belongs to them."""
    if old.keys == new.keys:
        return []
    found = []
    for block in matched(old, new):
        for a, b, c, d in _stretches(old.keys[slice(*block.old)], new.keys[slice(*block.new)]):
            left, right = block.old[0], block.new[0]
            found.append((old.tokens(left + a, left + b), new.tokens(right + c, right + d)))
    return found


def _stretches(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    from rapidfuzz.distance import Indel

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


def _edits(old_text: str, new_text: str, old: list[Token], new: list[Token]) -> list[Edit]:
    """Return the edits of one stretch: figures that changed into figures apart, all else as one change."""
    found: list[Edit] = []
    old, new = _bare(old), _bare(new)
    for a, b in _figures_apart(old, new):
        before = _passage(old_text, a if a is old else _bare(a))
        after = _passage(new_text, b if b is new else _bare(b))
        if not any(token.figure or token.key[0] == "《" for token in (*a, *b)):
            before, after = _without_stem(before, after)
        if before or after:
            found.append(_edit(before, after))
    return found


def _figures_apart(old: list[Token], new: list[Token]) -> list[tuple[list[Token], list[Token]]]:
    """Split a stretch at figures that stand opposite each other: all of them, or at either end."""
    while old and new and old[0].key == new[0].key:
        old, new = old[1:], new[1:]
    while old and new and old[-1].key == new[-1].key:
        old, new = old[:-1], new[:-1]
    if not old or not new:
        return [(old, new)] if old or new else []
    opposite = len(old) == len(new) and all(a.figure == b.figure for a, b in zip(old, new, strict=True))
    if opposite and any(token.figure for token in old):
        return [([a], [b]) for a, b in zip(old, new, strict=True) if a.key != b.key]
    if old[0].figure and new[0].figure:
        return [(old[:1], new[:1]), *_figures_apart(old[1:], new[1:])]
    if old[-1].figure and new[-1].figure:
        return [*_figures_apart(old[:-1], new[:-1]), (old[-1:], new[-1:])]
    return [(old, new)]


def _bare(tokens: list[Token]) -> list[Token]:
    """Return the tokens without separators or halves of a bracket at either end; a lone enumerator is nothing."""
    if len(tokens) == 1 and tokens[0].key[0].isalnum():
        return [] if ENUMERATOR.fullmatch(tokens[0].key) else tokens
    first, past = 0, len(tokens)
    while first < past and _loose(tokens[first:past], 0, _CLOSE):
        first += 1
    while first < past and _loose(tokens[first:past], -1, _OPEN):
        past -= 1
    tokens = tokens[first:past]
    if not any(token.wordy for token in tokens):
        return []
    return [] if ENUMERATOR.fullmatch("".join(token.key for token in tokens)) else tokens


def _loose(tokens: list[Token], at: int, strange: frozenset[str]) -> bool:
    """Return whether the token at either end is a separator, or one of a pair of marks whose other half is missing."""
    key = tokens[at].key
    if key in _EDGES or key in strange:
        return True
    if key == '"':
        return sum(token.key == key for token in tokens) % 2 == 1
    pair = _PAIRS.get(key)
    return pair is not None and all(token.key != pair for token in tokens)


def _passage(text: str, tokens: list[Token]) -> Passage | None:
    if not tokens:
        return None
    start, end = tokens[0].start, tokens[-1].end
    return Passage(start, end, text[start:end])


def _without_stem(old: Passage | None, new: Passage | None) -> tuple[Passage | None, Passage | None]:
    """Cut off what both sides begin or end with: 管理 → 政务新媒体管理 is an addition of 政务新媒体."""
    if old is None or new is None:
        return old, new
    left, right = fold(old.text), fold(new.text)
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


def _edit(old: Passage | None, new: Passage | None) -> Edit:
    return Edit(_kind(fold(old.text) if old else "", fold(new.text) if new else ""), old, new)


def _kind(old: str, new: str) -> str:
    words = lexicon()
    if _is_figure(old) and _is_figure(new):
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


def _is_figure(text: str) -> bool:
    return bool(text) and FIGURE.fullmatch(text) is not None


def _padding_only(reworded: Sequence[Edit]) -> bool:
    words = lexicon()
    sides = ((fold(e.old.text) if e.old else "", fold(e.new.text) if e.new else "") for e in reworded)
    return bool(reworded) and all(words.padding.sub("", old) == words.padding.sub("", new) for old, new in sides)
