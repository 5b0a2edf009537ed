"""Which runs of words read like a name (词形): the parts of speech a term is made of, and the words it never begins with."""

from __future__ import annotations

import re

from nlp.segment.choices import Wording
from nlp.segment.content import is_content
from nlp.segment.engine import tokenizer
from nlp.segment.places import looks_like_place
from nlp.segment.speech import part_of_speech

Run = tuple[str, ...]

#: parts of speech of the words of a term (ICTCLAS): nouns, verbs and adjectives used as nouns, distinguishing words
_NOMINAL = ("n", "vn", "an", "b", "j", "x", "l", "eng")
_HEADS = ("n", "vn", "j", "x")
#: single characters that end a word of their own making: 传播力, 办结率, 公开栏
_SUFFIXES = frozenset("力性度率量员师室厅馆站台网屏栏柜窗墙群号库单表册图卡码链圈券关课队组法学")
#: an unknown word that begins with one of these has swallowed a preposition: 对区
_PREPOSITIONS = frozenset("对将把在从向与和及由为以按就经被给让使并各该本")
#: acts that happen somewhere, 专栏公开, so that what stands before them is no part of a name
_PUBLISHING = (
    "主动公开", "集中公开", "公开", "发布", "更新", "公示", "公布", "推送", "张贴", "答复", "提供", "上网", "流动",
)  # fmt: skip
_NAMED_ACTS = ("信息公开", "政务公开", "信息发布")
#: what is said of things, not a thing: 规范性, 专业化, 能力
_PROPERTIES = ("性", "化", "度", "能力", "理念", "意识", "水平", "质量", "素质", "成果")
#: they open a predicate, whatever they stand before: 管理标准 + 定期检查 is no term
_MANNER = ("定期", "不定期", "及时", "按时", "逐一", "逐项", "全面")
#: who governs a place, named by it: 实验区管委会
_BODY = re.compile("(?:[区县市乡镇]|街道)(?:党工委|工委|管委会|管理委员会|人民政府)$")
_FUNCTION = ("d", "p", "c", "u", "r", "m", "q", "f", "t", "y", "e", "o", "ad", "zg", "i")
_SHORTEST = 3


class Shape:
    """Says of runs of words whether they read like a term, and of words whether a term can end beside them.

    Parameters
    ----------
    wording : terms kept whole, which count as nouns, and words that name nothing.
    """

    def __init__(self, wording: Wording) -> None:
        self._lexicon = wording.lexicon
        self._left_out = wording.left_out()
        self._places = wording.places
        self._frequency: dict[str, int] = tokenizer().FREQ
        self._tags: dict[str, str] = {}
        # a verb that ends longer terms of the lexicon names an act: 审核 in 内容审核
        self._acts = frozenset(
            term[-2:] for term in wording.lexicon.terms if len(term) > _SHORTEST and term[-2:] in self._frequency
        )

    def is_term(self, run: Run) -> bool:
        """Return whether a run reads like a name: three characters or more, nominal throughout, a thing at its end."""
        return (
            sum(map(len, run)) >= _SHORTEST
            and self._begins(run[0])
            and all(self._continues(word) for word in run[1:-1])
            and self._ends(run[-1])
        )

    def is_new(self, term: str) -> bool:
        """Return whether neither the lexicon nor jieba's dictionary has a term, and it names no place nor who governs it."""
        if term in self._lexicon or self._frequency.get(term):
            return False
        return self._places or not (term in self._left_out or looks_like_place(term) or _BODY.search(term))

    def bounds(self, word: str) -> bool:
        """Return whether a word beside a term says where the term ends: a function word, a stop word, a verb."""
        tag = self._tag(word)
        return word in self._left_out or len(word) == 1 or tag.startswith(_FUNCTION) or (tag[0] == "v" and tag != "vn")

    def runs_on(self, last: str, following: str) -> bool:
        """Return whether what follows takes the last word of a run along: 平台 + 安全 before 稳定 is 平台, 安全稳定."""
        return self._tag(last).startswith("a") and self._tag(following).startswith(("a", "v"))

    def is_act(self, word: str) -> bool:
        """Return whether a word may be a verb: at the head of a clause it is one, 培训 in 培训业务骨干."""
        return self._tag(word).startswith("vn") or (word in self._lexicon and self._tag(word[:2]).startswith("v"))

    def _begins(self, word: str) -> bool:
        return (
            len(word) > 1
            and is_content(word, self._left_out, self._lexicon)
            and not looks_like_place(word)
            and not (word[0] in _PREPOSITIONS and word not in self._frequency and word not in self._lexicon)
            and self._tag(word).startswith((*_NOMINAL, "ns"))
        )

    def _continues(self, word: str) -> bool:
        return (
            len(word) > 1
            and word not in self._left_out
            and not word.startswith(_MANNER)
            and self._tag(word).startswith(_NOMINAL)
        )

    def _ends(self, word: str) -> bool:
        if len(word) == 1:
            return word in _SUFFIXES
        if (
            word.startswith(_MANNER)
            or word.endswith(_PROPERTIES)
            or (word.endswith(_PUBLISHING) and not word.endswith(_NAMED_ACTS))
        ):
            return False
        if not is_content(word, self._left_out, self._lexicon):
            return False
        return self._tag(word).startswith(_HEADS) or word in self._acts

    def _tag(self, word: str) -> str:
        tag = self._tags.get(word)
        if tag is None:
            tag = self._tags[word] = part_of_speech(word, self._lexicon)
        return tag
