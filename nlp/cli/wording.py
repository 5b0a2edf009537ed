"""The words of the command library in the command's language (命令行用语): its headings, its notes, its errors.

Typer prints English and takes no translations, so what it prints is translated: the few fixed phrases of a help page, and
the errors of wrong usage, which become one line that names the value and the nearest right thing.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from typer.core import TyperCommand, TyperGroup

from nlp.cli.language import chinese, say

#: what stands in a help page -> what a Chinese reader reads; in this order
_HELP: tuple[tuple[str, str], ...] = (
    (r"^Usage: ", "用法："),
    (r"(?<=\S )\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]..."),
    (r"^Options:", "选项："),
    (r"^Commands:", "命令："),
    (r"^Arguments:", "参数："),
    (r" +\[required\]", "（必填）"),
    (r"\[default: ([^\]]*?)(?:; x>=\d+)?\]", r"（默认 \1）"),
    (r"Install completion for the current shell\.", "为当前 shell 装上命令补全"),
    (r"Show completion for the current shell, to copy it or\s+customize the\s+installation\.", "打印补全脚本，可自行安装"),
    (r"Show this message and exit\.", "显示这份说明"),
)  # fmt: skip
#: a type beside a name says nothing that its help does not; a list of paths is written as people write it
_TYPES = re.compile(r"(?<=\S) <[a-z]+(?:\[\w+\]| range)?>")
_MANY = re.compile(r"\{([\w|]+)(?:\.\.\.)?\}\.\.\.")
_CHOICE = re.compile(r"'([^']+)' (?:is not one of|不在可用的值) (.*?)(?:\.?$| 之中)")
_ERRORS: tuple[tuple[str, str], ...] = (
    (r"No such command '(.*?)'\. Did you mean (.*?)\?", r"没有名为 '\1' 的命令：是不是 \2？"),
    (r"No such command '(.*?)'\.", r"没有名为 '\1' 的命令"),
    (r"No such option: (\S+) Did you mean (.*?)\?", r"没有选项 \1：是不是 \2？"),
    (r"No such option: (\S+?)\.?$", r"没有选项 \1"),
    (r"Missing argument '(.*?)'\.", r"缺少参数 \1"),
    (r"Missing option (.*?)\.", r"缺少选项 \1"),
    (r"Missing command\.", "缺少子命令"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*?)\)", r"多出的参数：\1"),
    (r"Option '?(.*?)'? requires (?:an argument|\d+ arguments)\.?", r"选项 \1 后面要有值"),
    (r"Option '?(.*?)'? does not take a value\.?", r"选项 \1 后面不带值"),
    (r"Invalid value for (.*?): ", r"选项 \1 的值不对："),
    (r"Value error, ", ""),
    (r"'?([^\s']+)'? is not one of (.*?)\.?$", r"'\1' 不在可用的值 \2 之中"),
    (r"Input should be a valid integer.*", "应为整数"),
    (r"Input should be a valid number.*", "应为数字"),
    (r"Input should be greater than or equal to (\S+)", r"应不小于 \1"),
    (r"Input should be less than or equal to (\S+)", r"应不大于 \1"),
)  # fmt: skip


#: the command library lists likely options by the alphabet
_POSSIBLE = re.compile(r"(?<=No such option: )(\S+) \(Possible options: (.*?)\)")


def _nearest_option(found: re.Match[str]) -> str:
    near = get_close_matches(found[1], found[2].split(", "), n=1, cutoff=0)
    return f"{found[1]} Did you mean {near[0]}?"


def help_in_words(page: str) -> str:
    """Return a help page in the command's language."""
    # blanks in its place keep the columns
    page = _MANY.sub(r"\1...", _TYPES.sub(lambda found: " " * len(found[0]), page))
    if not chinese():
        return page
    for pattern, words in _HELP:
        page = re.sub(pattern, words, page, flags=re.M)
    return page


def error_in_words(error: Any) -> str:
    """Return an error of the command library as one line: what is wrong, and where help is to be had."""
    message = _POSSIBLE.sub(_nearest_option, " ".join(str(error.format_message()).split()))
    if chinese():
        for pattern, words in _ERRORS:
            message = re.sub(pattern, words, message)
    choice = _CHOICE.search(message)
    near = get_close_matches(choice[1], re.findall(r"'([^']+)'", choice[2]), n=1, cutoff=0.5) if choice else []
    if near:
        message += say(f"：是不是 '{near[0]}'？", f" Did you mean '{near[0]}'?")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "gongkai"
    return say("错误：", "error: ") + message + say(f"（用法见 {path} --help）", f" (see {path} --help)")


def in_short(command: Any) -> str:
    """Return what a command is for, as the list of commands has it: up to the first semicolon, never cut off."""
    first = " ".join((command.help or "").partition("\n\n")[0].split())
    return re.split("[；;]", first)[0].rstrip("。.")


class Command(TyperCommand):
    """A command whose help speaks the command's language."""

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002  (lines are wrapped, not cut)
        """Return the line of the list of commands."""
        return in_short(self)

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return help_in_words(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help speaks the command's language."""

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002  (lines are wrapped, not cut)
        """Return the line of the list of commands."""
        return in_short(self)

    def get_help(self, ctx: Any) -> str:
        """Return the help page."""
        return help_in_words(super().get_help(ctx))
