"""``gongkai doctor``: what is installed, which engine segments, which fonts and tools are found (自检)."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import PackageNotFoundError, version

import typer

from nlp import resources
from nlp.cli.console import emit
from nlp.cli.language import say
from nlp.cli.manner import manner
from nlp.manifest import package_version


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return say("未安装", "not installed")


def _command() -> None:
    from nlp.render.fonts import chinese_font

    engine = "rjieba" if _installed("rjieba")[0].isdigit() else "jieba"
    font = chinese_font()
    rows = [
        ("gongkai", package_version()),
        ("Python", sys.version.split()[0]),
        (say("分词引擎", "segmenting engine"), f"{engine} {_installed(engine)}"),
        *((name, _installed(name)) for name in ("spacy", "scikit-learn", "pandas", "pypdfium2", "vl-convert-python")),
        (say("编码表等", "instruments"), str(resources.folder("models"))),
        (say("缓存", "cache"), str(resources.cache_folder())),
        (
            say("LibreOffice（读 .doc .wps）", "LibreOffice (for .doc .wps)"),
            shutil.which("soffice") or shutil.which("libreoffice") or say("没有找到", "not found"),
        ),
        (
            say("中文字体（PNG 图）", "Chinese font (for PNG)"),
            f"{font.family} {font.path}" if font else say("没有找到", "not found"),
        ),
    ]
    if manner.json:
        emit(dict(rows))
        return
    for name, value in rows:
        typer.echo(f"{name}: {value}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "doctor",
        help=say(
            "自检：版本、分词引擎、字体与外部工具。\n\n例：gongkai doctor",
            "Check versions, segmenting engine, fonts and tools.\n\nExample: gongkai doctor",
        ),
    )(_command)
