"""A Chinese font for pictures (中文字体): a page uses its reader's fonts, a PNG must find one here or say what to install.

`FONT_PACKAGES` names one package per system; `gongkai doctor` shows what was found.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.errors import DependencyError

#: start of a file name (lower case, without blanks and hyphens) -> family, in order of preference
_FAMILIES: tuple[tuple[str, str], ...] = (
    ("notosanscjk", "Noto Sans CJK SC"), ("notosanssc", "Noto Sans SC"), ("sourcehansans", "Source Han Sans SC"),
    ("pingfang", "PingFang SC"), ("msyh", "Microsoft YaHei"), ("simhei", "SimHei"),
    ("wqymicrohei", "WenQuanYi Micro Hei"), ("wqyzenhei", "WenQuanYi Zen Hei"), ("stheiti", "STHeiti"),
    ("hiraginosansgb", "Hiragino Sans GB"), ("notoserifcjk", "Noto Serif CJK SC"), ("notoserifsc", "Noto Serif SC"),
    ("sourcehanserif", "Source Han Serif SC"), ("songti", "Songti SC"), ("simsun", "SimSun"),
    ("droidsansfallback", "Droid Sans Fallback"), ("uming", "AR PL UMing CN"), ("ukai", "AR PL UKai CN"),
)  # fmt: skip
_SUFFIXES = {".ttf", ".ttc", ".otf", ".otc"}
FONT_PACKAGES: dict[str, str] = {
    "linux": "fonts-noto-cjk（Debian、Ubuntu：apt install fonts-noto-cjk；Fedora：google-noto-sans-cjk-fonts）",
    "darwin": "系统自带的苹方（PingFang）字体，或 brew install font-noto-sans-cjk-sc",
    "win32": "系统“可选功能”中的“简体中文补充字体”",
}


@dataclass(frozen=True, slots=True)
class Font:
    """A font that has Chinese characters: family name and file."""

    family: str
    path: Path


def font_folders() -> tuple[Path, ...]:
    """Return the folders in which this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local")))
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", local / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    data = Path(os.environ.get("XDG_DATA_HOME", str(home / ".local" / "share")))
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), data / "fonts", home / ".fonts")


def find_font(folders: tuple[Path, ...]) -> Font | None:
    """Return the best Chinese font in some folders, or None."""
    best: tuple[int, int, Path] | None = None
    for folder in folders:
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            rank = _rank(file)
            if rank is not None and (best is None or (*rank, file) < best):
                best = (*rank, file)
    return Font(_FAMILIES[best[0]][1], best[2]) if best else None


def _rank(file: Path) -> tuple[int, int] | None:
    if file.suffix.lower() not in _SUFFIXES:
        return None
    name = file.stem.lower().replace("-", "").replace(" ", "").replace("_", "")
    for place, (start, _) in enumerate(_FAMILIES):
        if name.startswith(start):
            return place, 0 if "regular" in name or "bold" not in name else 1
    return None


@cache
def chinese_font() -> Font | None:
    """Return a Chinese font of this system, or None."""
    return find_font(font_folders())


def font_advice() -> str:
    """Return in one line what to install where no Chinese font was found."""
    return f"未找到中文字体，图片里的汉字会成方框：请安装 {FONT_PACKAGES.get(sys.platform, FONT_PACKAGES['linux'])}"


def require_font() -> Font:
    """Return a Chinese font.

    Raises
    ------
    DependencyError
        When there is none; the message names the package to install.
    """
    font = chinese_font()
    if font is None:
        raise DependencyError(font_advice())
    return font
