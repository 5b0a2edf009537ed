"""A corpus of composed reports with planted copies, to measure `nlp.phrasing.reuse` on (雷同检测的生成语料).

Sentences are put together from parts about places that do not exist; every sentence is its own unless it was planted as
a copy: word for word, lightly edited (two words and the figures), padded (an intensifier before each clause), or merged
(two sentences of one source made into one), or a single clause put into a sentence
of one's own, with other figures; only long clauses are planted, short ones arise by chance. Set phrases stand in many reports and belong to nobody.

    python -m benchmarks.generate_reuse 20000      # recall, precision, time and memory
"""

from __future__ import annotations

import random
import resource
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nlp.phrasing import reuse
from nlp.phrasing.result import ReusedCopy, ReusedPassage
from nlp.report import Narratives, Region, Report, Section, Span

MODES = ("verbatim", "edited", "padded", "merged", "clause")
_WORDS = {
    name: words.split()
    for name, words in tomllib.loads((Path(__file__).parent / "reuse_words.toml").read_text(encoding="utf-8")).items()
}
_PADDING = ("进一步", "不断", "持续", "切实", "扎实")
_SWAPS = {
    "方便": "便于", "便利": "方便", "帮助": "协助", "提醒": "告知", "引导": "带动", "保障": "维护", "通过": "利用", "借助": "凭借",
    "依托": "依靠", "结合": "配合", "会同": "联同", "联合": "携手", "印发": "下发", "修订": "修改", "编制": "编写", "开设": "设立",
    "举办": "开办", "建立": "设置", "公布": "发布", "走访": "上门走访", "说明": "解释", "清单": "目录", "指南": "手册", "台账": "记录",
    "同步": "同时", "全年": "年内", "累计": "总计", "问题": "情况", "监督": "评议", "进度": "进展", "老人": "长者", "避免": "防止",
}  # fmt: skip
_STOCK = (
    "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻落实党中央、国务院决策部署。",
    "坚持公开为常态、不公开为例外，切实保障人民群众的知情权、参与权、表达权和监督权。",
    "严格落实信息发布审核制度，坚持先审后发，确保公开内容准确权威。",
    "加强工作人员业务培训，不断提升政府信息公开工作能力和水平。",
)
_LONG = 22  # characters of a clause worth copying by itself
_LEVELS = ("province", "city", "county", "township")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Planted:
    """A copy and what it was copied from (two places for a merged one)."""

    mode: str
    originals: tuple[Place, ...]
    copy: Place


@dataclass(frozen=True, slots=True)
class Scores:
    """recall by mode and over all; precision over reported copies that are no set phrases."""

    recall: dict[str, float]
    precision: float


def _sentence(chance: random.Random) -> str:
    def pick(*names: str) -> str:
        return "".join(chance.choice(_WORDS[name]) for name in names)

    act, other = chance.sample(_WORDS["acts"], 2)
    first, second = pick("fields", "forms"), pick("fields", "forms")
    means, aim, again = pick("by", "means"), pick("does", "who", "what"), pick("does", "who", "what")
    count = f"{chance.randint(2, 980)}{pick('counts')}"
    shapes = (
        f"{means}{act}{first}{count}，同步{other}{second}，{aim}。",
        f"{act}{first}，{means}{other}{second}{count}，{aim}，{again}。",
        f"针对{first}不全的问题，{means}{act}{second}，全年完成{count}，{aim}。",
        f"为{aim}，{means}{act}{first}和{second}，累计{count}。",
    )
    return chance.choice(shapes)


def _edited(text: str, chance: random.Random) -> str:
    words = [word for word in _SWAPS if word in text]
    for word in chance.sample(words, min(2, len(words))):
        text = text.replace(word, _SWAPS[word], 1)
    return "".join(str(chance.randint(1, 9)) if char.isdigit() else char for char in text)


def _padded(text: str, chance: random.Random) -> str:
    return "，".join(chance.choice(_PADDING) + clause for clause in text.split("，"))


def _merged(texts: list[str]) -> str:
    return f"{texts[0].rstrip('。')}，{texts[1]}"


def _with_clause(text: str, chance: random.Random) -> str:
    """Return a sentence of its own with the longest clause of another in it."""
    longest = max(_clauses(text), key=len)
    copied = "".join(str(chance.randint(1, 9)) if char.isdigit() else char for char in longest)
    own = _clauses(_sentence(chance))
    own.insert(chance.randint(0, len(own)), copied)
    return "，".join(own) + "。"


def _clauses(text: str) -> list[str]:
    return text.rstrip("。").split("，")


class _Corpus:
    """Reports written one after another; a copy takes its original from a report already written."""

    def __init__(self, count: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.count = count
        self.planted: list[Planted] = []
        self.written: list[list[tuple[str, Place]]] = []
        self.issuers = max(6, count // 4)

    def reports(self) -> Iterator[Report]:
        for number in range(self.count):
            yield self._report(number)

    def _report(self, number: int) -> Report:
        issuer, year = number % self.issuers, 2019 + number // self.issuers
        source = f"g{number:05d}"
        own = self.chance.randint(14, 22)
        sentences: list[tuple[str, str, tuple[Place, ...]]] = [(_sentence(self.chance), "own", ()) for _ in range(own)]
        sentences.extend((text, "stock", ()) for text in _STOCK if self.chance.random() < 0.6)
        copied = [mode for mode in MODES if number > 10 and self.chance.random() < 0.35]
        sentences.extend(self._copied(mode, issuer) for mode in copied)
        self.chance.shuffle(sentences)
        return self._laid_out(source, issuer, year, sentences)

    def _copied(self, mode: str, issuer: int) -> tuple[str, str, tuple[Place, ...]]:
        while True:
            from_report = self.chance.randrange(len(self.written))
            if from_report % self.issuers != issuer:
                break
        picked = self.chance.sample(self.written[from_report], 2 if mode == "merged" else 1)
        if mode == "clause" and len(max(_clauses(picked[0][0]), key=len)) < _LONG:
            return self._copied(mode, issuer)
        texts = [text for text, _ in picked]
        made = {
            "verbatim": lambda: texts[0], "edited": lambda: _edited(texts[0], self.chance),
            "padded": lambda: _padded(texts[0], self.chance), "merged": lambda: _merged(texts),
            "clause": lambda: _with_clause(texts[0], self.chance),
        }[mode]()  # fmt: skip
        return made, mode, tuple(place for _, place in picked)

    def _laid_out(
        self, source: str, issuer: int, year: int, sentences: list[tuple[str, str, tuple[Place, ...]]]
    ) -> Report:
        text, own = "", []
        for sentence, mode, originals in sentences:
            place = Place(source, len(text), len(text) + len(sentence))
            text += sentence
            if mode == "own":
                own.append((sentence, place))
            elif mode != "stock":
                self.planted.append(Planted(mode, originals, place))
        self.written.append(own)
        span = Span(0, len(text))
        return Report(
            text=text, source=source, issuer=f"第{issuer}号机关", issuer_id=f"i{issuer}", year=year,
            level=_LEVELS[issuer % len(_LEVELS)], region=Region(),
            sections=(Section("overview", "一、总体情况", 0, len(text)),), narratives=Narratives(work=(span,)),
        )  # fmt: skip


def generate(count: int, *, seed: int = 20080501) -> tuple[list[Report], list[Planted]]:
    """Return `count` reports and the copies planted in them."""
    corpus = _Corpus(count, seed)
    reports = list(corpus.reports())
    return reports, corpus.planted


def score(found: tuple[ReusedPassage, ...], planted: list[Planted]) -> Scores:
    """Measure what was found against what was planted.

    A planted copy counts as found when one passage holds it and each of its originals. A reported copy is right when
    it is linked to the passage's source through planted copies; passages of kind ``boilerplate`` are left out.
    """
    groups: dict[tuple[str, int], set[int]] = defaultdict(set)
    copied = [passage for passage in found if passage.kind != "boilerplate"]
    whole = _Sentences(planted)
    for number, passage in enumerate(copied):
        for copy in passage.passages:
            groups[whole.of(copy)].add(number)
    hits, totals = Counter[str](), Counter[str]()
    related: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    for plant in planted:
        planted_at = (plant.copy.source, plant.copy.start)
        totals[plant.mode] += 1
        hits[plant.mode] += all(groups[planted_at] & groups[place.source, place.start] for place in plant.originals)
        for place in plant.originals:
            related[planted_at].add((place.source, place.start))
            related[place.source, place.start].add(planted_at)
    right = wrong = 0
    for passage in copied:
        places = [whole.of(copy) for copy in passage.passages]
        reach = _reach(places[0], related)
        right += sum(place in reach for place in places[1:])
        wrong += sum(place not in reach for place in places[1:])
    recall = {mode: hits[mode] / totals[mode] for mode in MODES if totals[mode]}
    recall["all"] = sum(hits.values()) / max(1, sum(totals.values()))
    return Scores(recall, right / max(1, right + wrong))


class _Sentences:
    """The planted sentences, by which a clause found in one of them is known to be part of it."""

    def __init__(self, planted: list[Planted]) -> None:
        self._places: dict[str, list[Place]] = defaultdict(list)
        for place in {place for plant in planted for place in (*plant.originals, plant.copy)}:
            self._places[place.source].append(place)

    def of(self, copy: ReusedCopy) -> tuple[str, int]:
        """Return where the sentence begins that holds a copy; where nothing was planted, where the copy does."""
        holding = (p.start for p in self._places.get(copy.source, ()) if p.start <= copy.start < p.end)
        return copy.source, next(holding, copy.start)


def _reach(start: tuple[str, int], related: dict[tuple[str, int], set[tuple[str, int]]]) -> set[tuple[str, int]]:
    found, waiting = {start}, [start]
    while waiting:
        for other in related.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def main(count: int) -> None:
    """Generate, search and print recall, precision, time and memory."""
    reports, planted = generate(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    found = reuse(reports)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    result = score(found, planted)
    print(f"{count} reports, {len(planted)} planted copies, {len(found)} shared passages")
    print("recall   ", {mode: round(value, 4) for mode, value in result.recall.items()})
    print("precision", round(result.precision, 4))
    print(
        f"{seconds:.1f} s, {(peak - before) / 1024:.0f} MB above the {before / 1024:.0f} MB of the reports themselves"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
