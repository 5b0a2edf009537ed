"""What the README tells people to type works, in both languages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nlp import resources

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.en.md")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / name).read_text(encoding="utf-8"), re.M | re.S)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's folder with the samples under both names the READMEs use."""
    for name in ("样例", "my-samples"):
        shutil.copytree(resources.path("corpora", "samples"), tmp_path / name)
    return tmp_path


def shell(command: str, folder: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command, shell=True, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    assert done.returncode == 0, command + done.stderr


@pytest.mark.parametrize("name", READMES)
def test_there_are_five_recipes(name: str) -> None:
    assert len(blocks(name, "python")) + len(blocks(name, "bash")) == 5


@pytest.mark.parametrize(("name", "number"), [(name, n) for name in READMES for n in range(4)])
def test_python_recipes_run_and_print(name: str, number: int, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", blocks(name, "python")[number]],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("name", READMES)
def test_shell_recipes_run(name: str, folder: Path) -> None:
    commands = [line for block in blocks(name, "bash") for line in block.splitlines() if line.strip()]
    assert len(commands) >= 3
    for command in commands:
        shell(command, folder)


@pytest.mark.parametrize("name", READMES)
def test_files_the_readme_names_are_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


def test_the_two_readmes_show_the_same_commands() -> None:
    commands = [
        set(re.findall(r"^\| `(gongkai \w+)", (ROOT / name).read_text(encoding="utf-8"), re.M)) for name in READMES
    ]
    assert commands[0] == commands[1]
    assert len(commands[0]) >= 10
