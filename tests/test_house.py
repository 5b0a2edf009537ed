"""The foundations: settings, registry, manifest, resources, and an import that stays light."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import nlp
from nlp import errors, resources, settings
from nlp.errors import UnknownNameError, UsageError
from nlp.manifest import Failure, manifest, write_bytes, write_json

HEAVY = ("jieba", "spacy", "sklearn", "pandas", "numpy", "scipy", "altair")


def loaded_after(code: str) -> set[str]:
    """Return which heavy packages a fresh interpreter holds after some code."""
    script = f"{code}\nimport sys, json; print(json.dumps([m for m in {HEAVY!r} if m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_after("import nlp") == set()


def test_reading_tagging_and_plans_load_nothing_heavy() -> None:
    text = "持续推进基层政务公开标准化规范化建设。"
    code = f"import nlp; nlp.tag('{text}', learned=False); nlp.plans('一是加强培训。')"
    assert loaded_after(code) == set()
    # the clause model is an array
    assert loaded_after(f"import nlp; nlp.tag('{text}')") == {"numpy"}


def test_every_public_name_is_there_and_listed_in_order() -> None:
    assert nlp.__all__ == sorted(nlp.__all__)
    for name in nlp.__all__:
        assert getattr(nlp, name) is not None


def test_a_wrong_public_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="taag"):
        _ = nlp.taag


def test_verbs_that_are_packages_can_be_called_whatever_was_imported_first() -> None:
    code = "import nlp.plans.find, nlp.topics, nlp.keywords, nlp; assert callable(nlp.plans) and callable(nlp.topics)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_user_settings_lie_over_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "gongkai.toml"
    file.write_text("[topics]\nk = 3\n", encoding="utf-8")
    merged = settings.load(file)
    assert merged["topics"]["k"] == 3
    assert merged["topics"]["seed"] == settings.defaults()["topics"]["seed"]


@pytest.mark.parametrize(
    "wrong",
    ["[topics]\nkk = 3\n", "[topics]\nk = 'many'\n", "topics = 3\n", "not toml", "[batch]\nworkers = -3\n", "[topics]\nk = 0\n",
     "[read]\nconfidence = nan\n", "[read]\nconfidence = 2\n"],
)  # fmt: skip
def test_wrong_settings_are_named(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.toml"):
        settings.load(file)


def test_an_unknown_name_gets_the_nearest() -> None:
    error = UnknownNameError("measure", "tfid", ["tfidf", "textrank"])
    assert "tfidf" in str(error)
    assert "\n" not in str(error)


def test_a_resource_folder_must_exist() -> None:
    assert resources.path("models", "defaults.toml").is_file()
    with pytest.raises(UsageError, match="modles"):
        resources.folder("modles")


def test_files_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "file.json"
    write_json(target, {"甲": 1})
    assert json.loads(target.read_text(encoding="utf-8")) == {"甲": 1}
    with pytest.raises(TypeError):
        write_json(target, {"x": object()})
    with pytest.raises(TypeError):
        write_bytes(target, "not bytes")  # type: ignore[arg-type]
    assert json.loads(target.read_text(encoding="utf-8")) == {"甲": 1}
    assert [file.name for file in target.parent.iterdir()] == ["file.json"]


def test_a_manifest_depends_on_its_inputs_only() -> None:
    made = manifest(inputs={"b": "2", "a": "1"}, settings={}, failures=[Failure("x", "ReadError", "坏")])
    assert list(made["inputs"]) == ["a", "b"]
    assert made["failures"] == [{"source": "x", "error": "ReadError", "message": "坏"}]
    assert made == manifest(inputs={"a": "1", "b": "2"}, settings={}, failures=[Failure("x", "ReadError", "坏")])


def raised_messages(root: Path) -> list[tuple[str, str]]:
    """Return ``(place, message)`` for every error of ours that the package raises with a literal message."""
    ours = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.GongkaiError)
    }
    found = []
    for file in sorted((root / "nlp").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            call = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ours and call.args:
                texts = [part.value for part in ast.walk(call.args[0]) if isinstance(part, ast.Constant)]
                words = "".join(text for text in texts if isinstance(text, str))
                if words:
                    found.append((f"{file.name}:{node.lineno}", words))
    return found


def test_errors_speak_in_chinese_on_one_line(root: Path) -> None:
    messages = raised_messages(root)
    assert len(messages) > 80
    foreign = [place for place, words in messages if not any(char > "\u2e80" for char in words) or "\n" in words]
    assert foreign == []
