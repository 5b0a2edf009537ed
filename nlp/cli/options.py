"""Arguments and options that several commands share (通用参数)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from nlp.batch.outputs import FORMS
from nlp.cli.language import say
from nlp.errors import UsageError
from nlp.manifest import check_writable

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...",
        help=say(
            "报告文件、文件夹，或含 text 列的表格（.jsonl .csv .xlsx）", "files, folders, or tables with a text column"
        ),
        show_default=False,
    ),
]


def file_to_write(zh: str, en: str, forms: Callable[[], Sequence[str]], *, many: bool = False) -> Any:
    """Return the option ``-o FILE``, which may be given again where `many`.

    The file's suffix must be one of `forms`, and it is known at once whether it can be written.
    """

    def one(path: Path) -> None:
        check_writable(path)
        if path.suffix.lower() not in forms():
            raise _unknown_form(path, forms())

    def look(given: Path | Sequence[Path] | None) -> Path | Sequence[Path] | None:
        for path in (given,) if isinstance(given, Path) else given or ():
            one(path)
        return given

    again = say("；可多次给出", "; may be given again") if many else ""
    return typer.Option(
        "-o", "--output", metavar="FILE", help=say(zh, en) + again, show_default=False, callback=look
    )  # fmt: skip


def _unknown_form(path: Path, forms: Sequence[str]) -> UsageError:
    """Return the error of a suffix nothing is written in: with the form that begins like it, or how a PDF is made."""
    suffix = path.suffix.lower()
    near = next((form for form in forms if suffix and form.startswith(suffix)), "")
    zh, en = (f"；是不是 {near}？", f"; did you mean {near}?") if near else ("", "")
    if suffix == ".pdf" and ".docx" in forms:
        zh, en = "；要 PDF，先写成 .docx 或 .html，打开后打印或导出", "; for a PDF write .docx or .html and print that"
    known = sorted(forms)
    return UsageError(
        f"{path} 的扩展名不是能写的格式：可用 {'、'.join(known)}{zh}",
        english=f"{path}: nothing is written in that form: available {', '.join(known)}{en}",
    )


def folder_to_write(zh: str, en: str, name: str = "-o", *more: str) -> Any:
    """Return an option that names a folder, made where it is not there; whether it can be is known at once."""

    def look(path: Path | None) -> Path | None:
        if path is not None:
            check_writable(path, folder=True)
        return path

    return typer.Option(name, *more, metavar="FOLDER", help=say(zh, en), show_default=False, callback=look)


def table_to_write(*more: str) -> Any:
    """Return the option ``-o FILE`` of a command that prints records; `more` are the suffixes only it knows."""
    forms = (*FORMS, *more)
    known = " ".join(forms)
    return file_to_write(
        f"写到文件，扩展名决定格式（{known}）；不给则输出 JSON Lines",
        f"a file whose suffix picks the form ({known}); default JSON Lines",
        lambda: forms,
    )


Output = Annotated[Path | None, table_to_write()]
Lexicon = Annotated[
    Path | None,
    typer.Option(
        "--lexicon", metavar="FILE",
        help=say("自己的词表，一行一词，与自带的合用", "a word list to keep whole, one a line, beside the shipped one"),
        show_default=False,
    ),
]  # fmt: skip
Stop = Annotated[
    Path | None,
    typer.Option(
        "--stop", metavar="FILE",
        help=say("自己的停用词，空格或换行分隔", "words to leave out, parted by blanks or line breaks"),
        show_default=False,
    ),
]  # fmt: skip
Places = Annotated[bool, typer.Option("--places", help=say("地名也算词语", "names of places count as well"))]
Figures = Annotated[
    Path | None, folder_to_write("图表另存为 SVG 与 PNG 文件", "write the charts as SVG and PNG files too", "--figures")
]
Workers = Annotated[
    int, typer.Option("--workers", min=0, help=say("进程数，0 为全部核心", "processes, 0 for all cores"))
]
