"""From the tables of a TOML file to a `Codebook` (读入编码表). See ``models/codebooks/README.md`` for the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from nlp.errors import CodebookError
from nlp.text import fold
from nlp.themes.bounds import unbounded
from nlp.themes.codebook import Codebook, Context, Cue, Example, Members, Theme
from nlp.themes.openings import quickened
from nlp.themes.result import Strength

Raw = Mapping[str, Any]

_BOOK_KEYS = {
    "name",
    "title",
    "version",
    "source",
    "language",
    "nested",
    "masks",
    "shared",
    "model",
    "words",
    "contexts",
    "themes",
}
_THEME_KEYS = {
    "id", "title", "parent", "definition", "since", "until", "status", "frame", "terms", "described", "mentions",
    "lookalikes", "cues", "together", "when", "unless", "never", "confused", "examples", "passing", "counters",
}  # fmt: skip
_CUE_KEYS = {"name", "role", "terms", "anchors", "pattern", "when", "unless", "never", "otherwise"}
_TOGETHER_KEYS = {"title", "members", "least", "within", "head", "leading", "items", "between"}
_PARTS = ("before", "after", "clause", "sentence", "lacks", "sentence_lacks", "previous", "next")
_ROLES = ("named", "described", "passing", "lookalike")
_SCOPES = ("clause", "sentence", "period", "passage")
_MARKED = re.compile(r"\{([^{}]+)\}")
_WORDS = re.compile(r"<([a-z_]+)>")


def codebook_of(raw: Raw, *, where: str, digest: str = "") -> Codebook:
    """Return the codebook that the tables describe.

    where : the file's name, for error messages.

    Raises
    ------
    CodebookError
        When a key is unknown, a value has the wrong shape, or a pattern does not compile.
    """
    _known(raw, _BOOK_KEYS, where)
    reader = _Reader(raw, where)
    themes = tuple(reader.theme(table) for table in raw.get("themes", ()))
    if not themes:
        raise CodebookError(f"{where}：没有主题：请至少给出一个 [[themes]] 表，含 id、title 和 terms")
    return Codebook(
        name=str(raw.get("name") or where), title=str(raw.get("title", "")), version=str(raw.get("version", "")),
        source=str(raw.get("source", "")), language=str(raw.get("language", "zh")),
        nested=raw.get("nested", "theme"), themes=themes, masks=tuple(raw.get("masks", ())),
        shared=tuple(raw.get("shared", ())), model=str(raw.get("model", "")), digest=digest, path=where,
    )  # fmt: skip


def _known(table: Raw, keys: set[str], where: str) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise CodebookError(f"{where}：不认识的键 {unknown[0]!r}：可用 {'、'.join(sorted(keys))}")


def marked(text: str, *, strength: Strength | None = None) -> Example:
    """Return the example whose evidence is marked with braces: ``"推进{五公开}"``."""
    plain, spans, past = "", [], 0
    for match in _MARKED.finditer(text):
        plain += text[past : match.start()]
        spans.append((len(plain), len(plain) + len(match[1])))
        plain += match[1]
        past = match.end()
    return Example(plain + text[past:], tuple(spans), strength)


def _any_of(words: list[str], *, at_start: bool) -> str:
    """Return the alternation of a word list; inside a pattern it is tried only where one of the first letters stands."""
    choice = "(?:" + "|".join(words) + ")"
    # at the start of a pattern the engine does the same by itself, and faster
    if at_start or not all(word[0].isalnum() for word in words):
        return choice
    return "(?=[" + "".join(sorted({word[0] for word in words})) + "])" + choice


class _Reader:
    """Reads themes; knows the word lists and contexts they may name."""

    def __init__(self, raw: Raw, where: str) -> None:
        self.where = where
        self.words = raw.get("words", {})
        self.contexts = {name: self.context(name, table) for name, table in raw.get("contexts", {}).items()}

    def pattern(self, source: str, at: str) -> re.Pattern[str]:
        """Compile a pattern; ``<name>`` stands for a word list, and non-ASCII characters are folded like the text."""

        def listed(match: re.Match[str]) -> str:
            if match[1] not in self.words:
                raise CodebookError(f"{self.where}：{at}：没有词表 {match[1]!r}：请在 [words] 下补上")
            return _any_of(self.words[match[1]], at_start=match.start() == 0)

        spelled = _WORDS.sub(listed, source)
        folded = "".join(char if char.isascii() else fold(char) for char in spelled)
        try:
            compiled = re.compile(quickened(folded))
        except re.error as error:
            raise CodebookError(f"{self.where}：{at}：正则表达式 {source!r} 无法编译（{error}）：请改正") from error
        if fault := unbounded(folded):
            raise CodebookError(
                f"{self.where}：{at}：正则表达式 {source!r} 可能永远跑不完（{fault}）：请限定次数，如 {{0,9}}"
            )
        return compiled

    def context(self, name: str, table: Raw) -> Context:
        """Return one named context."""
        at = f"语境 {name!r}"
        _known(table, {"title", *_PARTS}, f"{self.where}：{at}")
        parts = {part: self.pattern(table[part], f"{at} 的 {part}") for part in _PARTS if part in table}
        if not parts:
            raise CodebookError(f"{self.where}：{at} 没有条件：请给出 {'、'.join(_PARTS)} 之一")
        return Context(name=name, title=str(table.get("title", name)), **parts)

    def named(self, names: Iterable[str], at: str) -> tuple[Context, ...]:
        """Return the contexts of those names."""
        for name in names:
            if name not in self.contexts:
                raise CodebookError(f"{self.where}：{at}：没有语境 {name!r}：请补上 [contexts.{name}]")
        return tuple(self.contexts[name] for name in names)

    def theme(self, table: Raw) -> Theme:
        """Return one theme."""
        at = f"主题 {table.get('id') or table.get('title') or '?'!r}"
        _known(table, _THEME_KEYS, f"{self.where}：{at}")
        if not table.get("id") or not table.get("title"):
            raise CodebookError(f"{self.where}：{at} 缺 id 或 title：每个主题两者都要有")
        return Theme(
            id=str(table["id"]), title=str(table["title"]), definition=str(table.get("definition", "")),
            parent=table.get("parent"), cues=tuple(self.cues(table, at)),
            together=tuple(self.members(group, at) for group in table.get("together", ())),
            since=table.get("since"), until=table.get("until"), status=str(table.get("status", "")),
            frame=bool(table.get("frame", False)), confused=tuple(table.get("confused", {}).items()),
            examples=(
                *(marked(text) for text in table.get("examples", ())),
                *(marked(text, strength="passing") for text in table.get("passing", ())),
            ),
            counters=tuple(Example(text) for text in table.get("counters", ())),
        )  # fmt: skip

    def cues(self, table: Raw, at: str) -> Iterable[Cue]:
        """Yield the cues of a theme: its plain word lists first, then its ``cues`` tables."""
        plain = (("terms", "词语", "named"), ("described", "叙述", "described"), ("mentions", "提及", "passing"),
                 ("lookalikes", "形近", "lookalike"))  # fmt: skip
        for key, name, role in plain:
            if table.get(key):
                yield self.cue({"name": name, "role": role, "terms": table[key]}, table, at)
        for number, cue in enumerate(table.get("cues", ()), start=1):
            yield self.cue({"name": f"线索{number}", **cue}, table, at)

    def cue(self, cue: Raw, theme: Raw, at: str) -> Cue:
        """Return one cue; the theme's own contexts hold for all its cues."""
        at = f"{at}，线索 {cue['name']!r}"
        _known(cue, _CUE_KEYS, f"{self.where}：{at}")
        role = cue.get("role", "described")
        if role not in _ROLES:
            raise CodebookError(f"{self.where}：{at}：role 是 {role!r}：可用 {'、'.join(_ROLES)}")
        pattern = self.pattern(cue["pattern"], at) if "pattern" in cue else None
        terms = cue.get("anchors" if pattern else "terms", ())
        if isinstance(terms, str) or not terms:
            wanted = "anchors（每处匹配必含其一的词语）" if pattern else "terms"
            raise CodebookError(f"{self.where}：{at} 没有 {wanted}：请给出列表")
        other = cue.get("otherwise", "passing")
        return Cue(
            name=cue["name"], role=role, terms=tuple(dict.fromkeys(terms)), pattern=pattern,
            when=self.named(cue.get("when", theme.get("when", ())), at),
            unless=self.named((*cue.get("unless", ()), *theme.get("unless", ())), at),
            never=self.named((*cue.get("never", ()), *theme.get("never", ())), at),
            otherwise=None if other == "none" else other,
        )  # fmt: skip

    def members(self, group: Raw, at: str) -> Members:
        """Return one rule of members that count together."""
        _known(group, _TOGETHER_KEYS, f"{self.where}：{at}，together")
        members = tuple((m,) if isinstance(m, str) else tuple(m) for m in group.get("members", ()))
        least, within = group.get("least", 3), group.get("within", "sentence")
        if within not in _SCOPES:
            raise CodebookError(f"{self.where}：{at}：within 是 {within!r}：可用 {'、'.join(_SCOPES)}")
        if not isinstance(least, int) or not 1 < least <= len(members):
            raise CodebookError(f"{self.where}：{at}：least 是 {least!r}：应为 2 至 {len(members)}（成员个数）")
        return Members(
            title=group.get("title", ""), members=members, least=least, within=within, head=group.get("head", ""),
            leading=bool(group.get("leading", False)), items=tuple(group.get("items", ())),
            between=tuple(group.get("between", ())),
        )  # fmt: skip
