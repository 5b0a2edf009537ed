"""Outlines as data (报告格式): which sections a report of one era has, and how their titles may be worded.

Every ``models/outlines/*.toml`` is one outline. Its wordings are chains of words (see the comment in ``2021.toml``); the
wordings of all outlines together make one grammar of titles, because a page of 2013 may well be titled as in 2021.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, NamedTuple

from nlp import resources
from nlp.errors import UsageError
from nlp.text import fold

#: what titles end in (情况 概述 事项 措施 问题 计划 打算 方向 意见 不足 …): the slow search is for such lines only
TITLE_ENDS = frozenset("况述项施措径望想题划算向见议排足难结要路点法求务标景策案距板节项会访诉讼议复请用费免督理作")
#: what ends a sentence, up to the beginning of the next
SENTENCE_START = "[。！？；\n][ ”）]*+"
#: how much of a line is looked at for a title; the longest official one has 24 characters
WINDOW = 64
#: the quality of a title in a wording that is plain enough
SURE = 2.0
#: the words that may stand before any wording: whose section it is, which year's, "工作中"
_LEAD = ("year", "whose", "topic", "filler", "weight")
#: the more particular wording first: an alternation takes the first that fits
_ORDER = ("requests", "review", "problems", "measures", "extra", "other", "disclosure", "overview")


@dataclass(frozen=True, slots=True)
class Outline:
    """One era's prescribed sections (报告格式).

    years : first and last year it was in force; marks : strings only this era's tables contain;
    titles : section kind -> official title; numbers : section kind -> official number.
    """

    name: str
    title: str
    years: tuple[int, int]
    marks: tuple[str, ...]
    titles: Mapping[str, str]
    numbers: Mapping[str, int]


class Title(NamedTuple):
    """What a title says: the section `kind`, where the title ends in the window, and how sure the wording is (0 to 3)."""

    kind: str
    end: int
    quality: float


@dataclass(frozen=True, slots=True)
class Grammar:
    """The wordings of all outlines, compiled.

    titles : matched where a title begins; core : the same without what may stand before; rows : table rows shaped
    like headings; after : what follows the report proper; tables : (string, kind) that only the statutory tables hold;
    prescribed : what a line says that is a prescribed title and nothing else, known without matching.
    """

    titles: re.Pattern[str]
    core: str
    rows: re.Pattern[str]
    after: re.Pattern[str]
    tables: tuple[tuple[str, str], ...]
    official: Mapping[str, frozenset[str]]
    numbers: Mapping[str, frozenset[int]]
    prescribed: Mapping[str, Title]

    def classify(self, window: str, stop: int) -> Title | None:
        """Return what the title at the beginning of a folded window says, or None.

        stop : where the line or the sentence ends in the window; a title that ends just there is the whole of it.
        """
        if stop == len(window) and (known := self.prescribed.get(window)):
            return known
        if self.rows.match(window):
            return None
        if match := self.titles.match(window):
            return self._judged(match)
        if not stop or window[stop - 1] not in TITLE_ENDS:
            return None
        match = _compiled(self.core).search(window, 0, stop)
        if match and stop - match.end() <= 1 and not match.group("weak"):
            return Title(_kind(match), match.end(), 1.2)
        return None

    def whole(self, words: str) -> Title | None:
        """Return the title that some folded words are, from the first to the last; None where they say anything else."""
        found = self.classify(words, len(words))
        return found if found and found.end == len(words) else None

    def prescribes(self, title: str) -> bool:
        """Return whether a title is, to the letter, one that a format prescribes."""
        return title in self.prescribed

    def _judged(self, match: re.Match[str]) -> Title:
        kind = _kind(match)
        quality = 1.0 if match.group("weak") else 3.0 if match.group() in self.official.get(kind, ()) else 2.2
        return Title(kind, match.end(), quality)


@dataclass(frozen=True, slots=True)
class PartGrammar:
    """How the sub-headings of one section are worded, and how measures begin without one.

    kind : what part a sub-heading (of a matching key) opens, ``other`` where it says nothing we know;
    glued : a title that runs into its text, up to its end;
    named : a part's own name, and that it is not the beginning of a longer word;
    turn : what a sentence begins with that turns to measures, back : and back to what is wrong;
    labels : sub-headings without a number; labelled : the same where a sentence begins;
    lacks : words of what is wrong;
    done, coming : words of a turn that say the measures are taken, or to come.
    """

    kind: Callable[[str], str]
    glued: re.Pattern[str]
    named: re.Pattern[str]
    turn: re.Pattern[str]
    labels: re.Pattern[str]
    labelled: re.Pattern[str]
    back: re.Pattern[str]
    lacks: re.Pattern[str]
    done: re.Pattern[str]
    coming: re.Pattern[str]

    def tense(self, sentence: str) -> str:
        """Return ``done`` where a turn says that the measures were taken, else ``planned``."""
        return "done" if self.done.search(sentence) and not self.coming.search(sentence) else "planned"


def _kind(match: re.Match[str]) -> str:
    # the group that closed last is the kind itself, or the one around all that is weak
    if match.lastgroup and match.lastgroup != "weak":
        return match.lastgroup
    named = (name for name, found in match.groupdict().items() if found is not None and name != "weak")
    return next(named).removeprefix("weak_")


@cache
def outlines() -> tuple[Outline, ...]:
    """Return the outlines, by first year."""
    return tuple(sorted((_outline(table) for table in _tables()), key=lambda outline: outline.years))


def _outline(table: Mapping[str, Any]) -> Outline:
    sections = table["section"]
    return Outline(
        table["name"],
        table["title"],
        (table["years"][0], table["years"][1]),
        tuple(table.get("marks", ())),
        {section["kind"]: section["title"] for section in sections if "title" in section},
        {section["kind"]: section["number"] for section in sections if "number" in section},
    )


@cache
def _tables() -> tuple[dict[str, Any], ...]:
    files = sorted(resources.path("models", "outlines").glob("*.toml"))
    return tuple(tomllib.loads(file.read_text(encoding="utf-8")) for file in files)


@cache
def grammar() -> Grammar:
    """Return the grammar of titles, compiled once."""
    words = _words()
    sections = [section for table in _tables() for section in table["section"]]
    core = _alternatives(sections, words)
    lead = "(?:" + "|".join(_word(words, name) for name in _LEAD) + ")*"
    bare = Grammar(
        titles=re.compile(f"(?:{lead})(?:{core})"),
        core=core,
        rows=_joined("rows", words),
        after=_joined("after", words),
        tables=tuple((fold(mark), section["kind"]) for section in sections for mark in section.get("table", ())),
        official=_by_kind(sections, "title", fold),
        numbers=_by_kind(sections, "number", int),
        prescribed={},
    )
    titles = {title for titles in bare.official.values() for title in titles}
    return replace(bare, prescribed={t: known for t in titles if (known := bare.classify(t, len(t)))})


@cache
def part_grammar(section: str) -> PartGrammar:
    """Return the grammar of the parts of ``overview`` or ``problems``, compiled once."""
    words = _words()
    entries = [entry for table in _tables() for entry in table.get("part", ()) if entry["of"] == section]
    turn = next(table["turn"] for table in _tables() if "turn" in table)
    cues = "|".join(cue for entry in entries for cue in entry["cues"] if not cue.startswith("^"))
    names = "|".join(entry["name"] for entry in entries if "name" in entry)
    tail = "(?:" + "|".join(_word(words, name) for name in ("topic", "filler", "mend", "and")) + "|建设|办理|载体)*"
    labels = f"(?P<bracket>【?)(?P<label>{turn['labels']})(?:】|[：:] ?|$)"
    kinds = [(entry["kind"], re.compile("|".join(entry["cues"]))) for entry in entries]
    return PartGrammar(
        kind=_first_that_fits(kinds),
        glued=re.compile(f"[^，。；、：\n]{{0,12}}?(?:{cues}){tail}?(?:方面|情况)"),
        named=re.compile(f"(?:{names})(?:方面|情况|工作)*(?!政府信息|信息|的|和|与|、|工作|领域)")
        if names
        else re.compile("(?!)"),
        turn=re.compile("|".join(turn["wordings"])),
        labels=re.compile(labels, re.MULTILINE),
        labelled=re.compile(SENTENCE_START + labels, re.MULTILINE),
        back=re.compile(turn["back"]),
        lacks=re.compile(
            _word(words, "lack") + "|不够|有待|尚未|还需|亟待|欠缺|滞后|不强|不高|较少|单一|需(?:进一步|要)"
        ),
        done=re.compile("|".join(turn["done"])),
        coming=re.compile("|".join(turn["coming"])),
    )


def _first_that_fits(kinds: Sequence[tuple[str, re.Pattern[str]]]) -> Callable[[str], str]:
    """The same few hundred sub-headings stand in nearly all reports, so what they say is remembered."""

    @lru_cache(maxsize=2048)
    def kind(title: str) -> str:
        return next((kind for kind, pattern in kinds if pattern.search(title)), "other")

    return kind


def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for table in _tables():
        for name, alternatives in table.get("words", {}).items():
            words.setdefault(name, []).extend(alternatives)
    return words


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that most texts do without, once it is needed."""
    return re.compile(pattern)


def _by_kind(sections: Sequence[Mapping[str, Any]], key: str, convert: Any) -> dict[str, frozenset[Any]]:
    found: dict[str, set[Any]] = {}
    for section in sections:
        if key in section:
            found.setdefault(section["kind"], set()).add(convert(section[key]))
    return {kind: frozenset(values) for kind, values in found.items()}


def _alternatives(sections: Sequence[Mapping[str, Any]], words: Mapping[str, Sequence[str]]) -> str:
    strong, weak = [], []
    for kind in _ORDER:
        chains = [chain for section in sections if section["kind"] == kind for chain in section.get("wordings", ())]
        if chains:
            strong.append(f"(?P<{kind}>{'|'.join(_expand(chain, words) for chain in chains)})")
        vague = [chain for section in sections if section["kind"] == kind for chain in section.get("weak", ())]
        if vague:
            weak.append(f"(?P<weak_{kind}>{'|'.join(_expand(chain, words) for chain in vague)})")
    return "|".join(strong) + "|(?P<weak>" + "|".join(weak) + ")"


def _joined(part: str, words: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    chains: Iterable[str] = (chain for table in _tables() for chain in table.get(part, {}).get("wordings", ()))
    return re.compile("|".join(_expand(chain, words) for chain in chains))


def _word(words: Mapping[str, Sequence[str]], name: str) -> str:
    if name not in words:
        raise UsageError(f"models/outlines：[words] 下没有 {name!r}：可用 {'、'.join(sorted(words))}")
    return "|".join(_expand(word, words) for word in sorted(words[name], key=len, reverse=True))


def _expand(chain: str, words: Mapping[str, Sequence[str]]) -> str:
    plain = re.sub(r"\((?!\?)", "(?:", chain)
    return re.sub(r"\{([a-z]+)\}", lambda match: f"(?:{_word(words, match[1])})", plain)
