"""Turns the clean texts beside it into the files of ``corpora/samples``, each as dirty as real ones are.

Run by hand (``python corpora/samples-source/build.py``) after a change of a source; the results are committed. All is
deterministic. The PDF files need LibreOffice (``soffice``) and the Noto Sans CJK fonts, the Word files python-docx.
The kinds of dirt are those met on real sites: chrome, layout tables, split headings, undeclared GBK, page marks,
flattened tables, half-width punctuation, headings glued to the text, hard line breaks.
"""

from __future__ import annotations

import html
import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).resolve().parent
SAMPLES = SOURCES.parent / "samples"

_SECTION = re.compile(r"[一二三四五六]、\S{4,30}$")
_ITEM = re.compile(r"（[一二三四五六七八九十]）[^。；：]{2,22}$")
_SIGNATURE = re.compile(r"(?:\S{4,20}(?:人民政府|办公室|管理局))$|\d{4}年\d{1,2}月\d{1,2}日$")


@dataclass(frozen=True)
class Block:
    """A paragraph of a source: `kind` is title, section, item, text or signature; or table, with its `rows`."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def parse(source: str) -> list[Block]:
    """Return the blocks of a source text: one paragraph a line, table rows between bars."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            blocks.append(Block("table", rows=tuple(rows)))
            rows = []
        if line:
            blocks.append(Block(_kind(line, first=not blocks), line))
    return blocks


def _kind(line: str, *, first: bool) -> str:
    if first:
        return "title"
    for kind, pattern in (("section", _SECTION), ("item", _ITEM), ("signature", _SIGNATURE)):
        if pattern.match(line):
            return kind
    return "text"


# --- web pages -------------------------------------------------------------------------------------------------------

_STYLE = "body{font:16px/1.9 SimSun}.nav li{display:inline}table{border-collapse:collapse}td{border:1px solid}"
_SCRIPT = 'var tip="<p>您访问的链接即将离开本网站，是否继续？</p>";function share(to){window.open(to);}'


#: header rows of the statutory tables: the column they begin at, and how many columns each cell spans
_HEADERS: dict[str, tuple[int, tuple[int, ...]]] = {
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": (0, (1, 7)),
    "自然人": (1, (1, 5, 1)),
    "商业企业": (2, (1, 1, 1, 1, 1)),
    "行政复议": (0, (5, 10)),
    "未经复议直接起诉": (5, (5, 5)),
}


def _layout(row: tuple[str, ...], width: int) -> Iterator[tuple[int, int, str]]:
    """Yield column, span and text of each cell; a row shorter than the table has its last cell spread."""
    short = (*[1] * (len(row) - 1), width - len(row) + 1)
    column, spans = _HEADERS.get(row[0], (0, short))
    for span, text in zip(spans, row, strict=True):
        yield column, span, text
        column += span


def _table_html(block: Block) -> str:
    width = max(map(len, block.rows))
    lines = []
    for row in block.rows:
        cells = ["<td></td>"] * next(_layout(row, width))[0]
        for _, span, text in _layout(row, width):
            cells.append(f'<td colspan="{span}">{text}</td>' if span > 1 else f"<td>{text}</td>")
        cells += ["<td></td>"] * (width - sum(span for _, span, _ in _layout(row, width)) - cells.count("<td></td>"))
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def _paragraph_html(block: Block) -> str:
    if block.kind == "table":
        return _table_html(block)
    text = html.escape(block.text, quote=False)
    return f"<p><strong>{text}</strong></p>" if block.kind in {"section", "item"} else f"<p>　　{text}</p>"


def _page(title: str, before: str, body: str, after: str, *, charset: str = '<meta charset="utf-8">') -> str:
    return (
        f"<!DOCTYPE html>\n<html><head>{charset}<title>{title}-政府信息公开</title><style>{_STYLE}</style>"
        f"<script>{_SCRIPT}</script></head>\n<body>\n{before}\n{body}\n{after}\n</body></html>\n"
    )


def _navigation(*names: str) -> str:
    return '<ul class="nav">' + "".join(f'<li><a href="#">{name}</a></li>' for name in names) + "</ul>"


def _links(heading: str, *names: str) -> str:
    links = "".join(f'<p><a href="#">{name}</a></p>' for name in names)
    return f'<div class="links"><h4>{heading}</h4>{links}</div>'


def portal_page(blocks: list[Block]) -> bytes:
    """A portal's page: navigation, share bar, an injected line of a gambling site, related links, footer."""
    title = blocks[0].text
    before = "\n".join((
        _navigation("首页", "走进云汀", "新闻中心", "政务公开", "办事服务", "互动交流", "无障碍阅读", "英文版"),
        '<div><a href="#">欢乐棋牌下载注册就送彩金</a></div>',
        '<div class="crumb">当前位置：首页 &gt; 政务公开 &gt; 政府信息公开年报 &gt; 正文</div>',
        f"<h1>{title}</h1>",
        '<div class="meta">发布时间：2020-01-22 09:15　来源：市政府办公室　浏览次数：<span id="hits">1357</span>　'
        "字体：【大 中 小】　分享到：<a>微信</a> <a>微博</a> <a>QQ空间</a></div>",
    ))  # fmt: skip
    body = '<div class="article">\n' + "\n".join(map(_paragraph_html, blocks[1:])) + "\n</div>"
    after = "\n".join((
        "<div>【打印本页】 【关闭窗口】 扫一扫在手机打开当前页</div>",
        _links("相关链接", "云汀市2018年政府信息公开工作年度报告", "云汀市政府信息公开指南", "依申请公开流程图"),
        _navigation("网站地图", "联系我们", "关于我们", "隐私声明"),
        "<div>主办：云汀市人民政府办公室　网站标识码：0000000001　建议使用1024×768以上分辨率浏览</div>",
    ))  # fmt: skip
    return _page(title, before, body, after).encode("utf-8")


def spans_page(blocks: list[Block]) -> bytes:
    """A page pasted from a word processor: every heading split over spans, conditional comments, empty paragraphs."""
    lines = ["<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"]
    for block in blocks:
        if block.kind in {"title", "section", "item"}:
            cut = 2 if block.kind == "section" else min(4, len(block.text) // 2)
            pieces = block.text[:cut], block.text[cut : cut + 3], block.text[cut + 3 :]
            spans = "".join(f'<span style="font-family:黑体">{piece}</span>' for piece in pieces)
            lines.append(f'<p class="MsoNormal"><b>{spans}</b></p>')
        else:
            lines += [_paragraph_html(block), '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>']
    before = _navigation("首页", "机构职能", "政策文件", "政务公开", "政民互动")
    before += "<p>索引号：YT-000-2023-00011　公开日期：2023-01-30</p>"
    after = "<div>分享：<a>微信</a><a>微博</a></div>" + _navigation("版权声明", "网站纠错", "适老化版")
    return _page(blocks[0].text, before, "\n".join(lines), after).encode("utf-8")


def gbk_page(blocks: list[Block]) -> bytes:
    """An old page in GBK that declares no encoding; its paragraphs are parted by ``<br>`` only."""
    title, *rest = blocks
    lines = [
        _table_html(block) if block.kind == "table" else f"　　{html.escape(block.text, quote=False)}<br>"
        for block in rest
    ]
    menu = " | ".join(("首页", "禾渚概况", "新闻动态", "政务公开", "网上办事", "禾您说"))
    before = (
        f"<table><tr><td>{menu}</td></tr></table><center><font size=5><b>{title.text}</b></font><br>"
        "来源：县政府办　日期：2021-01-20　点击：402</center>"
    )
    after = (
        "<hr><center>上一篇：禾渚县2019年政府信息公开工作年度报告<br>下一篇：没有了<br>"
        "版权所有：禾渚县人民政府</center>"
    )
    return _page(title.text, before, "\n".join(lines), after, charset="").encode("gbk")


def nested_page(blocks: list[Block]) -> bytes:
    """A page whose whole report stands in nested layout tables, beside a column of links."""
    rows = "\n".join(f"<tr><td>{_paragraph_html(block)}</td></tr>" for block in blocks)
    names = "公开指南", "公开制度", "法定主动公开内容", "公开年报"
    menu = "".join(f"<tr><td><a>{name}</a></td></tr>" for name in names)
    crumb = "您所在的位置：首页 / 乡镇公开 / 青箬镇 / 公开年报"
    report = f"<table><tr><td><table>\n{rows}\n</table></td></tr></table>"
    body = (
        f'<table width="1000"><tr><td colspan="2"><table><tr><td>{crumb}</td></tr></table></td></tr>'
        f'<tr><td width="200"><table>{menu}</table></td><td>{report}</td></tr>'
        '<tr><td colspan="2">技术支持：禾渚县融媒体中心　您是第20317位访客</td></tr></table>'
    )
    return _page(blocks[0].text, "", body, "").encode("utf-8")


# --- plain text ------------------------------------------------------------------------------------------------------

_HALF = str.maketrans("，；：？！（）", ",;:?!()")


def cells_text(blocks: list[Block]) -> bytes:
    """A saved page as text: half-width punctuation, one table cell a line, an empty line between all, chrome around."""
    lines = ["禾渚县人民政府", "无障碍浏览", "手机版", "首页", "政务公开", "网上办事", "分享"]
    lines += [blocks[0].text, "访问量:", "286"]
    for block in blocks[1:]:
        lines += [cell for row in block.rows for cell in row] if block.kind == "table" else [block.text]
    lines += ["关联稿件", "禾渚县2018年政府信息公开年度报告"]
    lines += ["分享:", "TOP 【打印】 【关闭】", "扫一扫在手机打开当前页"]
    return ("\n\n".join(lines).translate(_HALF) + "\n").encode("utf-8")


def glued_text(blocks: list[Block]) -> bytes:
    """A page copied as one line: headings glued to the text before and after, tables run together."""
    title, *rest = blocks
    place = title.text.split("人民政府")[0].split("20")[0]
    body = "".join("".join(cell for row in block.rows for cell in row) or block.text for block in rest)
    before = f"当前位置： 首页 > 政务公开 > 政府信息公开年报 {title.text} 来源：{place} 字号：大 中 小 微信 微博 打印"
    return f"{before} {body} 附件下载 相关链接：\n".encode()


def wrapped_text(blocks: list[Block]) -> bytes:
    """The text of a printed page: lines broken after 34 characters wherever that falls, a page mark every 22 lines."""
    lines: list[str] = [blocks[0].text, ""]
    for block in blocks[1:]:
        if block.kind == "table":
            lines += [" ".join(row) for row in block.rows]
        else:
            text = block.text if block.kind in {"section", "signature"} else "　　" + block.text
            lines += [text[i : i + 34] for i in range(0, len(text), 34)]
    marked: list[str] = []
    for number, line in enumerate(lines, 1):
        marked.append(line)
        if number % 22 == 0:
            marked += ["", f"— {number // 22} —", ""]
    return ("\n".join(marked) + "\n").encode("utf-8")


def pipes_text(blocks: list[Block]) -> bytes:
    """A page turned into Markdown by a machine: hundreds of empty bars before the title, ``###`` on some headings."""
    lines = ["| " * 120, "| 首页 | 机构概况 | 新闻 | 政务公开 | 网上办事 |", "| " * 90, "", f"# {blocks[0].text}", ""]
    for i, block in enumerate(blocks[1:]):
        if block.kind == "table":
            width = max(map(len, block.rows))
            lines += ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in block.rows]
        else:
            lines += [f"### {block.text}" if block.kind in {"section", "item"} and i % 2 else block.text, ""]
    lines += ["[上一篇](#) [下一篇](#)", "", "| " * 40]
    return ("\n".join(lines) + "\n").encode("utf-8")


def column_text(blocks: list[Block]) -> bytes:
    """A text saved with a byte order mark and tabs: the preamble lists all titles, an advertisement between tables."""
    lines = ["收藏本站\t设为首页\t繁体", blocks[0].text, "信息来源：市市场监管局\t发布日期：2023-01-18\t阅读：96次"]
    for block in blocks[1:]:
        lines += ["\t".join(row) for row in block.rows] if block.kind == "table" else ["\u3000\u3000" + block.text]
        if block.kind == "table" and "规章" in block.rows[2][0]:
            lines.append("高价回收礼品烟酒联系客服微信")
    lines += ["返回顶部", "主办单位：云汀市市场监督管理局"]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


# --- Word and PDF ----------------------------------------------------------------------------------------------------


def _cells(document: Any, block: Block) -> None:
    from docx.shared import Cm

    width = max(map(len, block.rows))
    table = document.add_table(rows=len(block.rows), cols=width, style="Table Grid")
    table.autofit = False
    first = 5.5 if width == 8 else 15 / width
    for number, column in enumerate(table.columns):
        column.width = Cm(first if number == 0 else (15 - first) / (width - 1))
    for line, row in zip(table.rows, block.rows, strict=True):
        targets = line.cells
        for column, span, text in _layout(row, width):
            targets[column].text = text
            if span > 1:
                targets[column].merge(targets[column + span - 1])


def _set_styles(document: Any, font: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in (("Normal", 11), ("Title", 20), ("Heading 1", 14), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name = font
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
            fonts.set(qn(script), font)
        # a theme font would win over the named one
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
        style.font.bold, style.font.color.rgb, style.font.size = False, RGBColor(0, 0, 0), Pt(size)


def _paragraph(document: Any, block: Block) -> None:
    from docx.shared import Pt

    style = {"title": "Title", "section": "Heading 1", "item": "Heading 2"}.get(block.kind)
    paragraph = document.add_paragraph(block.text, style=style)
    if block.kind == "text":
        paragraph.paragraph_format.first_line_indent = Pt(22)
    elif block.kind in {"title", "signature"}:
        paragraph.alignment = 1 if block.kind == "title" else 2


def _document(blocks: list[Block], *, font: str, head: str = "", mark: str = "") -> Any:
    import docx

    document = docx.Document()
    _set_styles(document, font)
    for block in blocks:
        (_cells if block.kind == "table" else _paragraph)(document, block)
    section = document.sections[0]
    if head:
        section.header.paragraphs[0].text = head
    if mark:
        _page_mark(section.footer.paragraphs[0], mark)
    properties = document.core_properties
    properties.title, properties.author = blocks[0].text, "gongkai"
    properties.created = properties.modified = datetime(2023, 2, 1, tzinfo=UTC)
    return document


def _page_mark(paragraph: Any, dash: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = 1
    paragraph.add_run(f"{dash} ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(f" {dash}")


def _docx_bytes(document: Any) -> bytes:
    """Save with fixed times, so that the same source gives the same bytes."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2023, 2, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def word(blocks: list[Block]) -> bytes:
    """A Word file with real headings, real tables and page numbers."""
    return _docx_bytes(_document(blocks, font="仿宋", mark="—"))


_CHANCE = re.compile(rb"(?<=/CreationDate\(D:)\d{14}|(?<=/DocChecksum /)[0-9A-F]{32}|(?<=<)[0-9A-F]{32}(?=>\s*[<\]])")


def _pdf(document: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "report.docx").write_bytes(_docx_bytes(document))
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
        filters = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
        subprocess.run(
            [*command, filters, "--outdir", folder, str(place / "report.docx")],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        data = (place / "report.pdf").read_bytes()
    return _CHANCE.sub(lambda found: b"20230201000000" if len(found[0]) == 14 else b"0" * 32, data)


def running_head_pdf(blocks: list[Block]) -> bytes:
    """A PDF with the title as running head and page marks that fall inside sentences."""
    return _pdf(_document(blocks, font="Noto Sans CJK SC", head=blocks[0].text, mark="—"))


def spaced_pdf(blocks: list[Block]) -> bytes:
    """A PDF whose section headings are spaced out, character by character."""
    spaced = [Block(b.kind, " ".join(b.text), b.rows) if b.kind in {"title", "section"} else b for b in blocks]
    return _pdf(_document(spaced, font="Noto Sans CJK SC", mark="-"))


_RADICALS = str.maketrans("一人工方面民行用长文", "⼀⼈⼯⽅⾯⺠⾏⽤⻓⽂")


def radical_pdf(blocks: list[Block]) -> bytes:
    """A PDF whose text layer has Kangxi and supplement radicals in place of common characters."""
    rows = [tuple(tuple(cell.translate(_RADICALS) for cell in row) for row in block.rows) for block in blocks]
    swapped = [Block(b.kind, b.text.translate(_RADICALS), r) for b, r in zip(blocks, rows, strict=True)]
    return _pdf(_document(swapped, font="Noto Sans CJK SC", mark="-"))


#: which source becomes which file, and how
FILES: dict[str, Callable[[list[Block]], bytes]] = {
    "yunting-2019.html": portal_page,
    "yunting-2020.docx": word,
    "yunting-2021.docx": word,
    "yunting-2022.html": spans_page,
    "hezhu-2019.txt": cells_text,
    "hezhu-2020.html": gbk_page,
    "hezhu-2021.pdf": spaced_pdf,
    "hezhu-2022.docx": word,
    "qingruo-2019.txt": glued_text,
    "qingruo-2020.pdf": running_head_pdf,
    "qingruo-2021.html": nested_page,
    "qingruo-2022.txt": wrapped_text,
    "yunting-scjg-2019.pdf": radical_pdf,
    "yunting-scjg-2020.txt": pipes_text,
    "yunting-scjg-2021.txt": glued_text,
    "yunting-scjg-2022.txt": column_text,
}


def built(only: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of every shipped file whose name ends in `only`."""
    for name, make in FILES.items():
        source = SOURCES / f"{Path(name).stem}.txt"
        if name.endswith(only) and source.is_file():
            yield name, make(parse(source.read_text(encoding="utf-8")))


if __name__ == "__main__":
    for name, data in built():
        (SAMPLES / name).write_bytes(data)
