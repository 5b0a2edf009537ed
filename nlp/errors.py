"""One exception tree. Every message is one line of Chinese: the value, what was expected, and the remedy.

What people who type a command meet most says the same in English too (`GongkaiError.english`).

GongkaiError
├── UsageError          the call itself is wrong (exit status 2)
│   ├── CodebookError   an instrument does not hold together
│   └── UnknownNameError  no such measure, codebook, reader or writer; names the nearest
├── DependencyError     something this needs is not installed; says what to install
└── InputError          one input cannot be used; a batch notes it and goes on
    ├── ReadError       the file cannot be read at all
    └── NotAReportError the file reads well, but is not one annual report
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class GongkaiError(Exception):
    """Base of every error this package raises on purpose.

    Parameters
    ----------
    message : one line of Chinese.
    english : the same in English, for a command whose user's locale is not Chinese; empty where there is none.
    """

    def __init__(self, message: str = "", *, english: str = "") -> None:
        super().__init__(message)
        self.english = english


class UsageError(GongkaiError):
    """The call is wrong, whatever the input says (用法错误)."""


class CodebookError(UsageError):
    """A codebook does not hold together (编码表有误)."""


class UnknownNameError(UsageError):
    """A registered name that does not exist.

    Parameters
    ----------
    kind : what was looked up, in Chinese, for example ``"关键词指标"``.
    name : the name asked for.
    choices : the names there are.
    """

    def __init__(self, kind: str, name: str, choices: Iterable[str]) -> None:
        known = sorted(choices)
        near = get_close_matches(str(name), known, n=1, cutoff=0.5)
        hint = f"；是不是 {near[0]!r}？" if near else ""
        meant = f"; did you mean {near[0]!r}?" if near else ""
        super().__init__(
            f"没有名为 {name!r} 的{kind}：可用 {'、'.join(known) or '（无）'}{hint}",
            english=f"there is no {name!r} to choose: available {', '.join(known) or '(none)'}{meant}",
        )
        self.name = name
        self.choices = tuple(known)


_LONGEST_SHOWN = 40


def wrong_type(value: object, wanted: str, remedy: str) -> UsageError:
    """Return the error for a value that is not of the type asked for: 应为…，给的是…：怎么办.

    Parameters
    ----------
    value : what was given; wanted : what was expected; remedy : what to do instead. The last two in Chinese.
    """
    return UsageError(f"应为{wanted}，给的是 {type(value).__name__} {repr(value)[:_LONGEST_SHOWN]}：{remedy}")


def at_least(least: int, /, **given: object) -> None:
    """Check that options are whole numbers from some number up (检查整数选项).

    Parameters
    ----------
    least : the smallest allowed; given : the options by name.

    Raises
    ------
    UsageError
        When one of them is not.
    """
    for name, value in given.items():
        if not isinstance(value, int) or value < least:
            raise UsageError(f"{name} 是 {value!r}：应为 {least} 以上的整数")


class DependencyError(GongkaiError):
    """Something outside Python's packages is missing (缺少依赖)."""


class InputError(GongkaiError):
    """One input cannot be used; a batch writes it to the ledger and goes on (输入有误)."""


class ReadError(InputError):
    """The file cannot be read at all (无法读取)."""


class NotAReportError(InputError):
    """The file reads well, but is not one annual report (不是一份年度报告)."""
