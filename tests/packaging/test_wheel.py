"""The wheel, installed in an empty environment outside the checkout, does the main job."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from nlp import kernel

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, **given: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "GONGKAI_SHARED")} | given
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, capture_output=True, text=True, encoding="utf-8", env=clean, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def build(root: Path, out: Path, **given: str) -> Path:
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, root, cwd=out, **given)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(root, tmp_path_factory.mktemp("dist"))


def loops(wheel: Path) -> list[str]:
    """What of the kernel a wheel carries beside its module."""
    names = zipfile.ZipFile(wheel).namelist()
    return [name for name in names if name.startswith("nlp/kernel/") and not name.endswith("__init__.py")]


@pytest.mark.skipif(kernel.compiled is None, reason="no compiler was at hand when the package was installed")
def test_the_wheel_carries_the_compiled_loops_and_not_their_source(wheel: Path) -> None:
    (name,) = loops(wheel)
    assert Path(name).suffix in (".so", ".pyd")
    assert not wheel.name.endswith("-none-any.whl")


@pytest.mark.parametrize(
    "given", [{"GONGKAI_WITHOUT_KERNEL": "1"}, {"CC": "no-such-compiler", "LDSHARED": "no-such-compiler"}]
)
def test_without_a_compiler_there_is_a_wheel_without_them(root: Path, tmp_path: Path, given: dict[str, str]) -> None:
    wheel = build(root, tmp_path, **given)
    assert loops(wheel) == []
    assert wheel.name.endswith("-py3-none-any.whl")


def test_the_wheel_carries_models_and_samples(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("models", "corpora/samples"):
        files = [f for f in (root / folder).rglob("*") if f.is_file() and "__pycache__" not in f.parts]
        assert files
        for file in files:
            assert f"nlp/{file.relative_to(root).as_posix()}" in names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_it_runs_in_an_empty_environment(wheel: Path, root: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    bin_folder = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = (bin_folder / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "-c", root / "constraints.txt", wheel, cwd=tmp_path)
    samples = run(
        bin_folder / "python",
        "-c",
        "from nlp import resources; print(resources.path('corpora', 'samples'))",
        cwd=tmp_path,
    ).stdout.strip()
    assert Path(samples).is_relative_to(tmp_path)
    out = tmp_path / "result"
    done = run(bin_folder / "gongkai", "analyze", samples, "-o", out, "--also", "docx", cwd=tmp_path)
    assert done.stdout.strip() == str(out / "index.html")
    assert {"index.html", "manifest.json", "report.docx", "tables"} <= {f.name for f in out.iterdir()}
