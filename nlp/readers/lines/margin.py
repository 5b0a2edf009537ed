"""Where a program broke the lines of a text (硬换行): which lines reach the margin, so that a sentence may go on in the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import sub

from nlp.readers.lines.source import NUMBERED, Line, made

_SENTENCE_END = frozenset("。！？；：!?;:")
_NARROWEST, _WIDEST, _SLACK, _INDENT = 30, 130, 4, 4
#: fewer long lines tell nothing; more lines beyond any margin, and the text is not wrapped
_FEWEST_LONG, _MOST_WHOLE = 5, 0.1


def measured(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with `full` set where the text is hard-wrapped and a line reaches the margin (硬换行).

    Some programs break lines by columns, some by characters, and some put blanks beside figures afterwards: whichever
    fits most lines.
    """
    texts = [line[0] for line in lines]
    if not _may_be_wrapped(texts):
        return list(lines)
    full = max([_reaching(texts, sizes) for sizes in dict.fromkeys(_ways(lines, texts))], key=len)
    if not full:
        return list(lines)
    return [
        made(line.text, line.spans, line.heading, line.opens, full=True) if at in full else line
        for at, line in enumerate(lines)
    ]


def widths(texts: Sequence[str]) -> list[int]:
    """Return how many half-width columns each text takes (显示宽度); none of them may hold a line break."""
    # in GBK a character takes as many bytes as columns
    return list(map(len, "\n".join(texts).encode("gbk", "replace").split(b"\n")))


def _may_be_wrapped(texts: Sequence[str]) -> bool:
    """Whether there are enough long lines, few beyond any margin, and enough of them stop inside a sentence."""
    long = [size for size in map(len, texts) if 2 * size >= _NARROWEST]
    if _no_margin(long):
        return False
    reaching = [size for size in long if size >= _NARROWEST]
    broken = [text for text in texts if 2 * len(text) + _INDENT >= _NARROWEST and text[-1] not in _SENTENCE_END]
    return 4 * len(broken) >= len(reaching)


def _no_margin(long: Sequence[int]) -> bool:
    return len(long) < _FEWEST_LONG or len([size for size in long if size > _WIDEST]) > _MOST_WHOLE * len(long)


def _ways(lines: Sequence[Line], texts: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """Yield the sizes of the lines with their indents: in columns, in columns without blanks, in characters.

    Blanks are made from the distance of characters where a text comes out of a PDF.
    """
    indents = [_INDENT if line.opens else 0 for line in lines]
    lengths, columns, blanks = list(map(len, texts)), widths(texts), [text.count(" ") for text in texts]
    yield _columns(lengths, columns, indents)
    if any(blanks):
        yield _columns(list(map(sub, lengths, blanks)), list(map(sub, columns, blanks)), indents)
    yield tuple([indent + min(2 * length, _WIDEST + 1) for length, indent in zip(lengths, indents, strict=True)])


def _columns(lengths: Sequence[int], columns: Sequence[int], indents: Sequence[int]) -> tuple[int, ...]:
    """The widths where they matter: none for a short line, beyond the widest for a long one."""
    return tuple(
        [
            indent + (0 if 2 * length < _NARROWEST else width if length <= _WIDEST else _WIDEST + 1)
            for length, width, indent in zip(lengths, columns, indents, strict=True)
        ]
    )


def _reaching(texts: Sequence[str], sizes: Sequence[int]) -> frozenset[int]:
    """The lines that reach the margin, which most long ones do, few end a sentence at and hardly one passes; none without."""
    long = [size for size in sizes if size >= _NARROWEST]
    if _no_margin(long):
        return frozenset()
    counts = Counter(long)
    lines = [counts.get(size, 0) for size in range(max(long) + 1)]
    margin = max(counts, key=lambda top: (sum(lines[top - _SLACK + 1 : top + 1]), top))
    # no shorter line reaches any margin
    near = [(at, size) for at, size in enumerate(sizes) if size > _NARROWEST - _SLACK - _INDENT]
    # where indents were lost, what most lines reach may be the end of first lines
    return _at(texts, near, margin, len(long)) or _at(texts, near, margin + _INDENT, len(long))


def _at(texts: Sequence[str], sizes: Sequence[tuple[int, int]], margin: int, long: int) -> frozenset[int]:
    """The lines that reach a margin; none where it is no margin.

    sizes : which line, and its size; long : how many lines are long.
    """
    if 10 * len([at for at, size in sizes if size > margin + 1]) > long:
        return frozenset()
    reaching = [
        at
        for at, size in sizes
        if margin - _SLACK < size <= margin + 1 or (margin - _SLACK - _INDENT < size <= margin and _is_open(texts[at]))
    ]
    broken = [at for at in reaching if texts[at][-1] not in _SENTENCE_END]
    return frozenset(reaching) if 2 * len(reaching) >= long and 2 * len(broken) >= len(reaching) else frozenset()


def _is_open(text: str) -> bool:
    """Whether a sentence goes on behind a line: the first of a paragraph whose indent was lost is shorter by that."""
    return text[-1] not in _SENTENCE_END and ("，" in text or not NUMBERED.match(text))
