"""The list of addresses is what its README says: official, each once, of known level and year, and readable by fetch."""

from __future__ import annotations

import csv
import re
from collections import Counter
from urllib.parse import urlsplit

from real import ROOT

from nlp.fetch import read_addresses
from nlp.readers.identity import regions
from nlp.readers.identity.issuers import issuer

SOURCES = ROOT / "corpora" / "sources"
TABLE = SOURCES / "reports.csv"
README = (SOURCES / "README.md").read_text(encoding="utf-8")
COLUMNS = ["issuer", "level", "province", "year", "url", "format", "seen"]
LEVELS = {"national", "province", "city", "county", "township", "department"}
FORMATS = {"html", "pdf", "doc"}
#: 《政府信息公开条例》 came into force in 2008; the list was gathered in 2026
YEARS = range(2008, 2026)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+gov\.cn")

with TABLE.open(encoding="utf-8", newline="") as _file:
    _reader = csv.DictReader(_file)
    ROWS: list[dict[str, str]] = list(_reader)
    HEADER = list(_reader.fieldnames or ())


def wrong(column: str, right: set[str]) -> list[str]:
    return [f"{row['issuer']} {row['year']}: {row[column]!r}" for row in ROWS if row[column] not in right]


def repeated(keys: list[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]


def test_the_columns_are_those_the_readme_explains() -> None:
    assert HEADER == COLUMNS
    assert re.findall(r"^\| `(\w+)` \|", README, re.M) == COLUMNS
    assert all(None not in row and None not in row.values() for row in ROWS), "a row is too long or too short"


def test_nothing_is_missing_or_padded() -> None:
    for row in ROWS:
        assert all(value == value.strip() for value in row.values()), row
        assert all(row[column] for column in COLUMNS if column != "province"), row


def test_levels_years_and_formats_are_known_ones() -> None:
    assert not wrong("level", LEVELS)
    assert not wrong("year", {str(year) for year in YEARS})
    assert not wrong("format", FORMATS)


def test_every_place_is_a_province_and_national_bodies_have_none() -> None:
    provinces = {row["province"] for row in ROWS} - {""}
    for name in provinces:
        length, places = regions.beginning(name)
        assert length == len(name), name
        assert {place.tier for place in places} == {"province"}, name
    assert not [row for row in ROWS if row["level"] == "national" and row["province"]]
    assert not [row for row in ROWS if row["level"] not in ("national", "department") and not row["province"]]


def test_the_province_is_where_the_issuer_lies() -> None:
    for row in ROWS:
        found = issuer(row["issuer"]).region.province
        assert found in (None, row["province"]), row


def test_addresses_are_on_official_hosts() -> None:
    for row in ROWS:
        parts = urlsplit(row["url"])
        assert parts.scheme in ("http", "https"), row
        assert HOST.fullmatch(parts.netloc), row  # neither a port nor a user name
        assert parts.path.strip("/"), row  # a page, not a front page
        assert re.fullmatch(r"[!-~]+", row["url"]), row


def test_each_page_and_each_report_is_listed_once() -> None:
    assert not repeated([re.sub(r"^https?://(?:www\.)?", "", row["url"]).rstrip("/") for row in ROWS])
    assert not repeated([f"{row['issuer']} {row['year']}" for row in ROWS])


def test_fetch_reads_every_address_in_order() -> None:
    assert read_addresses(TABLE) == tuple(row["url"] for row in ROWS)


def test_the_readme_counts_what_is_there() -> None:
    found = re.search(
        r"(\d+) 份政府信息公开工作年度报告的网址，(\d+) 个机关，(\d+) 个省.*?(\d{4})—(\d{4}) 年度", README, re.S
    )
    assert found
    years = sorted(int(row["year"]) for row in ROWS)
    places = {row["province"] for row in ROWS} - {""}
    counted = (len(ROWS), len({row["issuer"] for row in ROWS}), len(places), years[0], years[-1])
    assert tuple(map(int, found.groups())) == counted


def test_the_readme_explains_every_way_an_address_was_seen() -> None:
    explained = dict(re.findall(r"^- `([^`]+)`：(.+)$", README, re.M))
    ways = Counter(row["seen"] for row in ROWS)
    assert set(ways) == set(explained)
    for way, note in explained.items():
        if stated := re.search(r"（(\d+) 个）", note):
            assert int(stated[1]) == ways[way]


def test_it_holds_names_and_addresses_but_no_text() -> None:
    assert not [row for row in ROWS for column in COLUMNS if column != "url" and len(row[column]) > 45]
    assert not [row for row in ROWS if re.search("[，。；、]", row["issuer"])]
