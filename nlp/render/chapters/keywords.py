"""Words that stand out (关键词): each year's top terms beside the next year's, so that rise and fall can be seen."""

from __future__ import annotations

from nlp.keywords.measure import measures
from nlp.keywords.result import Keyword
from nlp.render.brief import Block, Cell, Column, Entry, EvidenceList, Paragraph, Run, Section, Table, cell, plain
from nlp.render.catalogue import Catalogue, Issuer, place_of
from nlp.render.marks import clip_of

ANCHOR = "keywords"
_TOP = 15
_CLIPS = 2
#: words listed as risen or fallen; agencies they are listed for
_LISTED, _AGENCIES = 8, 40


def chapter(catalogue: Catalogue) -> Section | None:
    """Return the chapter on keywords, or None where there are none."""
    used = {word.measure for words in catalogue.study.keywords for word in words}
    if not used:
        return None
    named = "、".join(measures[name].title for name in sorted(used))
    text = f"每份报告叙述文字中得分最高的{_TOP}个词（度量：{named}），括号内为出现次数。" + (
        "" if catalogue.one_year else "＋为上一份报告的前列中没有的词，↑为名次上升，↓为名次下降。"
    )
    changes = _changes(catalogue)
    sections = [_of_issuer(catalogue, issuer) for issuer in catalogue.issuers]
    blocks: list[Block] = [Paragraph(plain(text), quiet=True), *([changes] if changes else [])]
    blocks.extend(section for section in sections if section)
    return Section(ANCHOR, "关键词", tuple(blocks))


def _changes(catalogue: Catalogue) -> Table | None:
    """Return which words came to the front and which left it, between an agency's last two years; None without two."""
    rows = []
    for issuer in catalogue.issuers[:_AGENCIES]:
        if len(issuer.reports) < 2:
            continue
        before, now = issuer.reports[-2:]
        years = " → ".join(catalogue.year_label(position) for position in (before, now))
        rows.append(
            (*catalogue.agency_cells(issuer), cell(years), _only(catalogue, now, before), _only(catalogue, before, now))
        )
    if not rows:
        return None
    columns = (
        *catalogue.agency_columns(),
        Column("年度"),
        Column("升进前列的词", "long"),
        Column("退出前列的词", "long"),
    )
    more = f"只列前{_AGENCIES}个机关，其余见数据表。" if len(catalogue.issuers) > _AGENCIES else ""
    note = f"最近两年相比；括号内为在本年报告中的次数，点词看原文。{more}"
    return Table(
        "tab-keywords", "升进与退出前列的词", columns, tuple(rows), head=1 + len(catalogue.agency_columns()), note=note
    )


def _only(catalogue: Catalogue, here: int, there: int) -> Cell:
    """Return the words that stand out in one report and not in the other."""
    others = {word.term for word in catalogue.study.keywords[there][:_TOP]}
    ranked = catalogue.study.keywords[here][:_TOP]
    words = [(rank, word) for rank, word in enumerate(ranked) if word.term not in others]
    runs: list[Run] = []
    for rank, word in words[:_LISTED]:
        link = f"k{here}-{rank}" if word.spans else ""
        runs += [Run("　" if runs else ""), Run(f"{word.term}（{word.count}）", link=link)]
    return Cell(tuple(runs) or plain("—"), "、".join(word.term for _, word in words))


def _of_issuer(catalogue: Catalogue, issuer: Issuer) -> Section | None:
    words = [catalogue.study.keywords[position][:_TOP] for position in issuer.reports]
    if not any(words):
        return None
    anchor = f"{ANCHOR}-{issuer.key}"
    rows = tuple(
        (cell(rank + 1), *(_term(catalogue, issuer, place, rank) for place in range(len(words))))
        for rank in range(max(map(len, words)))
    )
    heads = tuple(Column(catalogue.year_label(position)) for position in issuer.reports)
    alone = len(catalogue.issuers) == 1
    caption = "各年度关键词" if alone else f"{issuer.name}：各年度关键词"
    table = Table(f"tab-{anchor}", caption, (Column("名次", "number"), *heads), rows)
    entries = tuple(
        _entry(catalogue, position, rank, word)
        for position, ranked in zip(issuer.reports, words, strict=True) for rank, word in enumerate(ranked) if word.spans
    )  # fmt: skip
    proof = "关键词的原文依据" if alone else f"关键词的原文依据（{issuer.name}）"
    blocks = (table, EvidenceList(proof, entries)) if entries else (table,)
    gist = "、".join(word.term for word in words[-1][:5])
    return Section(
        anchor, "各年度关键词" if alone else issuer.name, blocks, issuer.key, fold=True, gist=gist, aside=True
    )


def _term(catalogue: Catalogue, issuer: Issuer, place: int, rank: int) -> Cell:
    position = issuer.reports[place]
    words = catalogue.study.keywords[position][:_TOP]
    if rank >= len(words):
        return cell("")
    word = words[rank]
    sign = ""
    if place:
        before = [old.term for old in catalogue.study.keywords[issuer.reports[place - 1]]]
        sign = "＋" if word.term not in before else _moved(before.index(word.term), rank)
    link = f"k{position}-{rank}" if word.spans else ""
    return cell(f"{sign}{word.term}（{word.count}）", link=link, value=word.term)


def _moved(before: int, now: int) -> str:
    return "↑" if now < before else "↓" if now > before else ""


def _entry(catalogue: Catalogue, position: int, rank: int, word: Keyword) -> Entry:
    report = catalogue.study.reports[position]
    quotes = tuple(clip_of(report, s, e, label=place_of(report, s)) for _, s, e in word.spans[:_CLIPS])
    title = f"{word.term} · {catalogue.year_label(position)} · {word.count}处，得分{word.score:.3g}"
    return Entry(f"k{position}-{rank}", title, quotes)
