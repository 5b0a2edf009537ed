"""The documentation builds strictly, needs nothing from outside, and what it tells people to type works."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from real import ROOT
from render.render_browser import browsing, chromium

import nlp
from nlp import resources, settings
from nlp.fetch import read_addresses

pytest.importorskip("mkdocs", reason="mkdocs is not installed: the documentation was not built")
pytestmark = pytest.mark.slow

DOCS = ROOT / "docs"
RECIPES = sorted(path for path in (DOCS / "how-to").glob("*.md") if path.stem != "fetch")
#: what makes a browser load something when the page is shown
LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "use": "href"}
Fence = tuple[str, str, str]


# ---------------------------------------------------------------- the built site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built where no address outside can be reached."""
    folder = tmp_path_factory.mktemp("site")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, **nowhere, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class Loaded(HTMLParser):
    """The addresses a page loads, and the text between its tags."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if address := given.get(LOADING.get(tag, "")):
            self.addresses.append(address)
        self.addresses += re.findall(r"url\(['\"]?([^'\")]+)", given.get("style") or "")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def text_of(page: Path) -> str:
    return "".join(Loaded(page).words).replace("\u200b", "")


def test_no_page_loads_anything_from_outside(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 25
    for page in pages:
        if page.name == "404.html":  # its addresses begin at the root of a server
            continue
        for address in Loaded(page).addresses:
            assert not re.match(r"(?:[a-z]+:)?//", address), f"{page}: {address}"
            assert (page.parent / unquote(address.partition("#")[0].partition("?")[0])).exists(), f"{page}: {address}"


def test_no_stylesheet_loads_anything_from_outside(site: Path) -> None:
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        assert not re.search(r"(?:url\(\s*['\"]?|@import\s*['\"])\s*(?:https?:)?//", sheet.read_text(encoding="utf-8"))


@pytest.mark.skipif(chromium() is None, reason="Chromium is not installed: the pages were not tried in a browser")
def test_from_a_folder_it_is_shown_and_searched_without_a_request_out(site: Path) -> None:
    found = "document.querySelector('.md-search-result__list').innerText"
    wait = f"new Promise(done => {{ const t = setInterval(() => {found} && done(clearInterval(t)), 50) }})"
    with browsing() as browser:
        for name, fragment in (("explanation/wording.html", ""), ("index.html", "?q=具体性")):
            browser.open(site / name, fragment=fragment, width=390, phone=True)
            if fragment:
                browser.run(wait)
                assert "具体性" in browser.run(found).replace("\u200b", "")
            else:  # the search opens with a wide shade that swells and goes
                assert browser.run("document.documentElement.scrollWidth") <= 390
            assert [asked for asked in browser.requests if not asked.startswith(("file:", "data:"))] == []
            assert browser.complaints == []


@pytest.mark.parametrize(
    ("language", "folder", "head", "usage"),
    [("zh", "reference", "命令：", "用法：gongkai"), ("en", "en", "Commands:", "Usage: gongkai")],
)
def test_every_command_is_in_the_reference(site: Path, language: str, folder: str, head: str, usage: str) -> None:
    page = text_of(site / folder / "commands.html")
    listed = subprocess.run(
        [sys.executable, "-m", "nlp", "--help"], capture_output=True, text=True, encoding="utf-8", check=True,
        env={**os.environ, "GONGKAI_LANG": language},
    ).stdout  # fmt: skip
    names = re.findall(r"^  ([a-z]+) ", listed.partition(head)[2], re.M)
    assert len(names) >= 10
    assert [name for name in names if f"{usage} {name}" not in page] == []
    assert "例：" not in page if language == "en" else "Example" not in page


def test_every_public_name_is_in_the_reference(site: Path) -> None:
    page = (site / "reference" / "library.html").read_text(encoding="utf-8")
    headings = set(re.findall(r'<h3 id="nlp\.[^>]*>\s*nlp\.(\w+)', page))
    assert set(nlp.__all__) <= headings


def test_formulas_are_drawn_and_no_markup_is_left_over(site: Path) -> None:
    assert (site / "explanation" / "keywords.html").read_text(encoding="utf-8").count("<math") > 10
    for page in site.rglob("*.html"):
        for left in (".. math::", ":math:", "<math", "-------", "--8<--", "<!-- names", "<!-- commands"):
            assert left not in text_of(page), f"{page}: {left}"


def test_every_instrument_has_its_page() -> None:
    described = {readme.parent.name for readme in (ROOT / "models").glob("*/README.md")}
    assert described | {"samples", "gold"} == {page.stem for page in (DOCS / "instruments").glob("*.md")}


# ---------------------------------------------------------------- what it tells people to type


def fences(page: Path) -> Iterator[Fence]:
    """Yield the language, title and content of each fence."""
    pattern = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```', re.M | re.S)
    yield from pattern.findall(page.read_text(encoding="utf-8"))


def lines(page: Path) -> list[str]:
    return [line for language, _, body in fences(page) if language == "bash" for line in body.splitlines() if line]


def run(command: str | list[str], folder: Path) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command, shell=isinstance(command, str), cwd=folder, capture_output=True, text=True, encoding="utf-8",
        check=False, env={**os.environ, "PATH": path},
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def follow(page: Path, folder: Path) -> str:
    """Do what a page says in an empty folder, and return what its Python prints."""
    for language, title, body in fences(page):
        if title:
            (folder / title).write_text(body, encoding="utf-8")
        for command in body.splitlines() if language == "bash" else ():
            run(command, folder)
            if re.match(r"gongkai sample .*\.xlsx$", command):
                fill_in(folder / command.split()[-1])
    program = "\n".join(body for language, _, body in fences(page) if language == "python")
    return run([sys.executable, "-c", program], folder) if program else ""


def fill_in(sheet: Path) -> None:
    """Code a sheet as a person would who goes by the words alone."""
    from openpyxl import load_workbook

    book = load_workbook(sheet)
    head, *rows = book.worksheets[0].iter_rows()
    for row in rows:
        for title, cell in zip(head[3:-1], row[3:-1], strict=True):
            cell.value = int(str(title.value)[:2] in str(row[2].value))
    book.save(sheet)


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder the tutorial leaves behind, and what it printed."""
    folder = tmp_path_factory.mktemp("tutorial")
    return folder, follow(DOCS / "tutorial.md", folder)


def test_the_tutorial_ends_with_what_it_promises(tutorial: tuple[Path, str]) -> None:
    folder, printed = tutorial
    made = set(re.findall(r"-o (\S+)", "\n".join(lines(DOCS / "tutorial.md"))))
    assert len(made) >= 5
    assert all((folder / name).exists() for name in made)
    assert all((folder / "结果" / name).exists() for name in ("index.html", "report.docx", "tables", "manifest.json"))
    assert printed.splitlines()[-1] == "True"


def test_the_front_page_says_nothing_the_tutorial_does_not_do(tutorial: tuple[Path, str]) -> None:
    assert set(lines(DOCS / "index.md")) <= set(lines(DOCS / "tutorial.md"))
    (program,) = (body for language, _, body in fences(DOCS / "index.md") if language == "python")
    assert run([sys.executable, "-c", program], tutorial[0]).strip()


def test_the_english_page_works_when_followed(tmp_path: Path) -> None:
    printed = follow(DOCS / "en" / "index.md", tmp_path)
    assert {line.split()[0] for line in printed.splitlines()} == {"plan", "problem"}
    assert (tmp_path / "result" / "report.docx").exists()


@pytest.mark.parametrize("page", RECIPES, ids=lambda page: page.stem)
def test_the_recipes_work(page: Path, tmp_path: Path) -> None:
    shutil.copytree(resources.path("corpora", "samples"), tmp_path / "样例", ignore=shutil.ignore_patterns("*.json"))
    assert len(list(fences(page))) >= 3
    printed = follow(page, tmp_path)
    assert bool(printed.strip()) == any(language == "python" for language, _, _ in fences(page))


def test_the_list_of_addresses_and_the_settings_are_read(tmp_path: Path) -> None:
    for page in ("how-to/fetch.md", "reference/settings.md"):
        for _, title, body in fences(DOCS / page):
            if title:
                (tmp_path / title).write_text(body, encoding="utf-8")
    assert len(read_addresses(tmp_path / "地址.csv")) == 2
    assert settings.load(tmp_path / "gongkai.toml") != settings.defaults()


# ---------------------------------------------------------------- the columns of the tables


def documented() -> dict[str, set[str]]:
    """Return the columns of each table as the reference lists them."""
    page = (DOCS / "reference" / "tables.md").read_text(encoding="utf-8")
    shared, *sections = re.split(r"^## ", page.partition("## ")[2], flags=re.M)
    common = {
        name: columns(shared.partition(f"**{name}**")[2].partition("**对比身份**")[0])
        for name in ("报告身份", "对比身份")
    }
    tables = {}
    for section in sections:
        heading, _, body = section.partition("\n")
        own = columns(body)
        for name, begins in common.items():
            own |= begins if f"以{name}开头" in body else set()
        tables[heading.split("`")[1]] = own
    return tables


def columns(table: str) -> set[str]:
    return set(re.findall(r"^\| `(\w+)` \|", table, re.M))


def test_the_reference_lists_every_column_of_every_table(tutorial: tuple[Path, str]) -> None:
    listed = documented()
    files = sorted((tutorial[0] / "结果" / "tables").glob("*.csv"))
    assert {file.stem for file in files} == set(listed)
    for file in files:
        with file.open(encoding="utf-8-sig", newline="") as rows:
            found = set(next(csv.reader(rows), []))
        if found:
            assert found == listed[file.stem], file.stem
