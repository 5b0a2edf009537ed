"""Characters and their boundaries: one-to-one normalisation, the matching key, sentences and clauses.

Nothing here changes the length of a text, so every offset stays true. NFKC is never applied to a text: it changes
lengths and turns the radical ⼾ into 戶.
"""

from __future__ import annotations

import json
import re
import unicodedata
from array import array
from functools import cache

from nlp import kernel, resources

#: CJK Radicals Supplement that PDF fonts put where the ideograph should be; Unicode gives no compatibility mapping.
_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺆⺇⺈⺊⺌⺍⺎⺒⺓⺗⺙⺛⺜⺝⺞⺟⺠⺢⺤⺥⺧⺩⺫⺬⺮⺯⺱⺲⺳⺴⺵⺶⺷⺸⺺⺻⺼⺽⺾⺿⻀⻁⻃⻄⻅⻆⻇⻉⻊⻋⻌⻍⻎⻏⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乙冂几刀卜小小兀巳幺心攵旡日月歺母民水爪爫牛王目示竹糸网罒网罒网羊羊羊肀聿肉臼艹艹艹虎西西见角角贝足车辶辶辶阝長镸长门阝阝雨青韦页风飞食食食马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟龟",
        strict=True,
    )
)


def _normal_table() -> dict[int, str]:
    table: dict[int, str] = {ord(radical): han for radical, han in _SUPPLEMENT.items()}
    # Kangxi radicals, compatibility ideographs, full-width letters and digits: Unicode's own mapping, one to one only.
    for first, past in ((0x2F00, 0x2FD6), (0xF900, 0xFADA), (0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B)):
        for code in range(first, past):
            mapped = unicodedata.normalize("NFKC", chr(code))
            if len(mapped) == 1 and mapped != chr(code):
                table[code] = mapped
    # ⼾ is printed for 户; Unicode maps it to the traditional form
    table[0x2F3E] = "户"
    for code in (0x00A0, 0x1680, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B), 0x000B, 0x000C, 0x0009, 0x0085):
        table[code] = " "
    for code in (*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F, 0xFFFC, 0xFFFE, 0xFFFF):
        table[code] = " "
    table[0x2028] = table[0x2029] = "\n"
    return table


_NORMAL = _normal_table()
#: the blanks that texts are full of are replaced at once
_BLANKS = ("\u3000", "\u00a0", "\t")
#: few other characters of an ordinary text change: finding those is ten times as fast as looking every one up
LOOKALIKES = re.compile(f"[{''.join(re.escape(chr(code)) for code in _NORMAL)}]")
#: marks that carry no text and are dropped by the readers (never by functions that promise the length)
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def normalise(text: str) -> str:
    """Return `text` with look-alike characters mapped one to one (等长规范化).

    Radicals and compatibility ideographs become ideographs, full-width letters and digits ASCII, exotic blanks and
    control characters a plain blank. ``len(normalise(text)) == len(text)``.
    """
    return LOOKALIKES.sub(lambda match: _NORMAL[ord(match[0])], blanked(text))


def blanked(text: str) -> str:
    """Return `text` with the blanks that texts are full of (ideographic, no-break, tab) as plain ones."""
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    return text


@cache
def _folding() -> tuple[dict[int, str], dict[str, str], re.Pattern[str]]:
    """Return the folding as a translation table, by character, and as a pattern of all characters it changes."""
    table = {code: char.lower() for code, char in _NORMAL.items()}
    table.update({ord(a): b for a, b in zip(",;:?!()", "，；：？！（）", strict=True)})
    table.update(dict.fromkeys(map(ord, "“”„‟＂「」『』〝〞"), '"'))
    table.update(dict.fromkeys(map(ord, "‘’＇`´"), "'"))
    table.update(dict.fromkeys(map(ord, "－—–―‐‑‒−ー─"), "-"))
    table.update({ord("％"): "%", ord("＋"): "+", ord("〈"): "《", ord("〉"): "》", ord("［"): "〔", ord("］"): "〕"})
    table.update({code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
    pairs = json.loads(resources.path("models", "script", "traditional.json").read_text(encoding="utf-8"))["pairs"]
    table.update({ord(pair[0]): pair[1] for pair in pairs})
    by_character = {chr(code): char for code, char in table.items()}
    return table, by_character, re.compile(f"[{''.join(map(re.escape, by_character))}]")


@cache
def _folded() -> bytes:
    """Return the folding as the compiled kernel takes it: of each character of the basic plane what becomes of it."""
    table, _, _ = _folding()
    folded = [table.get(code, chr(code)) for code in range(0x10000)]
    return array("H", [ord(char) if len(char) == 1 and char <= "\uffff" else 0 for char in folded]).tobytes()


#: from one foldable character in so many on, translating the whole text is faster than replacing one by one
_DENSE = 8


def fold(text: str) -> str:
    """Return the matching key of `text`, of the same length (匹配键).

    Two texts that differ only in the width of punctuation, the shape of quotes and dashes, letter case or traditional
    and simplified characters have the same key. Terms are folded when an automaton is built, texts when they are
    searched; quotes are always cut from the text itself.
    """
    if kernel.compiled is not None and (key := kernel.compiled.fold(text, _folded())) is not None:
        folded: str = key
        return folded
    table, by_character, foldable = _folding()
    # most texts of this genre hold next to nothing to fold, and translate looks every character up
    most = len(text) // _DENSE
    folded, found = foldable.subn(lambda match: by_character[match[0]], text, most + 1)
    return folded if found <= most else text.translate(table)


_OPEN = {"（": "）", "(": ")", "《": "》", "“": "”", "「": "」", "〔": "〕", "【": "】"}
_END = frozenset("。！？；!?;\n")
_CLOSERS = '”’』」）)》】"'
_MAX_BRACKET = 300


def _closing(text: str, at: int, end: int) -> int:
    """Return the position of the bracket that closes the one at `at`, or -1 when none closes on the same line."""
    opener, closer = text[at], _OPEN[text[at]]
    depth = 0
    for i in range(at, min(end, at + _MAX_BRACKET)):
        char = text[i]
        if char == "\n":
            return -1
        if char == opener:
            depth += 1
        elif char == closer:
            depth -= 1
            if depth == 0:
                return i
    return -1


_BOUNDARY = re.compile("[。！？；!?;\n（(《“「〔【]")
_COMMA = re.compile("[。！？；!?;\n，,（(《“「〔【]")


def _pieces(
    text: str, start: int, end: int, boundary: re.Pattern[str], breaks: frozenset[str]
) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    begin = position = start
    while match := boundary.search(text, position, end):
        at = match.start()
        if text[at] == "," and text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal():
            position = at + 1  # 1,204 is one number
        elif text[at] in breaks:
            position = at + 1
            while position < end and text[position] in _CLOSERS and text[at] != "\n":
                position += 1
            pieces.append((begin, position))
            begin = position
        else:
            closing = _closing(text, at, end)
            # a quotation that itself holds whole sentences ends one; a bracket or title never does
            position = closing + 1 if closing > 0 else at + 1
            if closing > 0 and text[closing - 1] in "。！？" and text[closing] in "”」":
                pieces.append((begin, position))
                begin = position
    if begin < end:
        pieces.append((begin, end))
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece)) is not None]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the sentences of ``text[start:end]`` (断句).

    A sentence ends at 。！？； or a line break, with closing quotes and brackets taken along; never inside a bracket,
    a 《title》 or a quotation that closes on the same line.
    """
    return _pieces(text, start, len(text) if end is None else end, _BOUNDARY, _END)


def clauses(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the clauses of ``text[start:end]``: sentences cut at commas as well (分句)."""
    return _pieces(text, start, len(text) if end is None else end, _COMMA, _END | {"，", ","})
