"""The command ``gongkai``: one file a command, each of which parses, calls the library and prints."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from typing import Any

from nlp.cli.language import chinese, say
from nlp.cli.manner import Debug, Json, Quiet, mannered, speak

#: the order of commands in ``--help``; every other module here that has a `register` follows
_ORDER = (
    "analyze", "read", "tag", "plans", "compare", "keywords", "topics", "reuse", "validate", "codebook",
)  # fmt: skip
#: exit status of a run the user has stopped
_INTERRUPTED = 130
_SHARED = {"console", "english", "language", "manner", "options", "wording"}


def _application() -> object:
    import typer

    from nlp.cli.wording import Group

    app = typer.Typer(
        name="gongkai",
        cls=Group,
        help=say(
            "读、标、比、评政府信息公开工作年度报告的文字。\n\n例：gongkai analyze 我的文件夹 -o 结果",
            "Reads, tags, compares and scores the prose of Chinese disclosure reports.\n\n"
            "Example: gongkai analyze my-folder -o result",
        ),
        no_args_is_help=True,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    found = {module.name for module in pkgutil.iter_modules(__path__)} - _SHARED
    for name in sorted(found, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)):
        importlib.import_module(f"{__name__}.{name}").register(app)

    @app.callback(invoke_without_command=True)
    def _options(
        quiet: Quiet = False,
        as_json: Json = False,
        debug: Debug = False,
        settings: str = typer.Option(
            "",
            "--settings",
            metavar="FILE",
            help=say("设置文件，默认用当前文件夹的 gongkai.toml", "settings file"),
            show_default=False,
        ),
        version: bool = typer.Option(False, "--version", help=say("显示版本", "show the version")),
    ) -> None:
        speak(quiet=quiet, as_json=as_json, debug=debug)
        if settings:
            # through the environment, so that every process of the run finds it
            os.environ["GONGKAI_SETTINGS"] = settings
        if version:
            from nlp.manifest import package_version

            sys.stdout.write(f"gongkai {package_version()}\n")
            raise typer.Exit

    _spoken(app)
    return app


def _spoken(app: Any) -> None:
    """Make every command and subcommand speak the command's language, in the manner asked for."""
    from nlp.cli.wording import Command, Group

    for command in app.registered_commands:
        command.cls = Command
        command.callback = mannered(command.callback)
    for group in app.registered_groups:
        group.cls = Group
        _spoken(group.typer_instance)


def _run() -> int:
    """Run the application and return its exit status; wrong usage is told on one line."""
    from nlp.cli.console import talk
    from nlp.cli.wording import error_in_words

    application: Any = _application()
    try:
        status = application(prog_name="gongkai", standalone_mode=False)
    except Exception as error:
        # the command library's own errors, whichever module of it they come from, can word themselves
        if not hasattr(error, "format_message"):
            raise
        bare = type(error).__name__ == "NoArgsIsHelpError"
        talk(error.format_message() if bare else error_in_words(error))
        return int(getattr(error, "exit_code", 2))
    if status == _INTERRUPTED:
        raise KeyboardInterrupt
    return status if isinstance(status, int) else 0


def main() -> None:
    """Run the command; every foreseen error is one line on stderr and exit status 1 or 2."""
    from nlp.cli.console import FAILED, MISUSED, utf8_streams
    from nlp.cli.english import in_english
    from nlp.errors import GongkaiError, UsageError

    utf8_streams()
    try:
        sys.exit(_run())
    except GongkaiError as error:
        _tell(str(error) if chinese() else error.english or in_english(str(error)))
        sys.exit(MISUSED if isinstance(error, UsageError) else FAILED)
    except KeyboardInterrupt:
        from nlp.cli.console import talk

        talk(say("已中断；批量标注再运行一次即可接着做", "interrupted; run it again to go on"))
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        # the reader of our data has gone (gongkai read ... | head): nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        # a full disk, a file that another program holds open: inputs have been answered for long before
        where = error.filename or say("输出", "the output")
        what = error.strerror or str(error)
        _tell(
            say(
                f"读写 {where} 出错（{what}）：请检查路径、权限与磁盘空间",
                f"{where}: {what}; check path, rights and space",
            )
        )
        sys.exit(FAILED)


def _tell(message: str) -> None:
    """Say an error on one line, below its trace where that was asked for."""
    import traceback

    from nlp.cli.console import talk

    if os.environ.get("GONGKAI_DEBUG"):
        traceback.print_exc()
    talk(say("错误：", "error: ") + " ".join(message.split()))
