"""Fetching, against a server on the loopback address that misbehaves in every way."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from nlp.errors import UsageError
from nlp.fetch import Fetched, Limits, fetch, read_addresses

PAGE = "<html><title>年报</title><p>一、总体情况</p></html>".encode()
ROBOTS = b"User-agent: *\nDisallow: /private/\n"


class Misbehaving(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hits: ClassVar[Counter[str]] = Counter()

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int = 200, body: bytes = PAGE, kind: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        headers.setdefault("Content_Length", str(len(body)))
        for name, value in {"Content_Type": kind, **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        name = self.path.strip("/").partition("?")[0].replace("/", "_").replace(".", "_")
        self.hits[name] += 1
        self.close_connection = True
        getattr(self, f"page_{name}", lambda: self.answer(404, b"none"))()

    def page_robots_txt(self) -> None:
        self.answer(body=ROBOTS, kind="text/plain")

    def page_good(self) -> None:
        self.answer()

    def page_report_pdf(self) -> None:
        self.answer(body=b"%PDF-1.4", kind="application/pdf")

    def page_validated(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(304, b"")
        else:
            self.answer(ETag='"v1"')

    def page_flaky(self) -> None:
        self.answer(503, b"busy") if self.hits["flaky"] < 3 else self.answer()

    def page_throttled(self) -> None:
        self.answer(429, b"slow down", Retry_After="7") if self.hits["throttled"] < 2 else self.answer()

    def page_down(self) -> None:
        self.answer(500, b"down")

    def page_loop(self) -> None:
        self.answer(302, b"", Location="/loop")

    def page_away(self) -> None:
        self.answer(302, b"", Location="file:///etc/passwd")

    def page_nowhere(self) -> None:
        self.answer(302, b"")

    def page_moved(self) -> None:
        self.answer(301, b"", Location="/good")

    def page_huge(self) -> None:
        self.answer(body=b"x", Content_Length="99999999999")

    def page_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            pass

    def page_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def page_cut(self) -> None:
        self.answer(body=PAGE[:10], Content_Length=str(len(PAGE)))

    def page_bomb(self) -> None:
        body = gzip.compress(b"0" * 5_000_000)
        self.answer(body=body, Content_Encoding="gzip")

    def page_zipped(self) -> None:
        self.answer(body=gzip.compress(PAGE), Content_Encoding="gzip")

    def page_garbled(self) -> None:
        self.wfile.write(b"\x00\x01 nothing like HTTP\r\n\r\n")

    def page_silent(self) -> None:
        time.sleep(1.5)

    def page_empty(self) -> None:
        self.answer(body=b"")

    def page_private_x(self) -> None:
        self.answer()


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def waits() -> list[float]:
    return []


def bring(base: str, folder: Path, waits: list[float], *paths: str, **limits: float) -> list[Fetched]:
    Misbehaving.hits.clear()
    chosen = Limits(
        pause=0.5, seconds=limits.get("seconds", 5), max_bytes=int(limits.get("max_bytes", 200_000)), allow_private=True
    )
    return list(fetch([base + path for path in paths], folder, limits=chosen, sleep=waits.append))


def test_the_raw_bytes_are_kept_beside_a_record(base: str, tmp_path: Path, waits: list[float]) -> None:
    (done,) = bring(base, tmp_path, waits, "/good")
    assert done.status == "fetched"
    assert (tmp_path / done.file).read_bytes() == PAGE
    record = json.loads((tmp_path / f"{done.file}.json").read_text(encoding="utf-8"))
    assert record["address"] == f"{base}/good"
    assert record["sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert record["time"]


@pytest.mark.parametrize("path", ["/zipped", "/moved"])
def test_zipped_and_moved_pages_arrive(base: str, tmp_path: Path, waits: list[float], path: str) -> None:
    (done,) = bring(base, tmp_path, waits, path)
    assert (tmp_path / done.file).read_bytes() == PAGE


def test_the_suffix_tells_the_kind(base: str, tmp_path: Path, waits: list[float]) -> None:
    assert bring(base, tmp_path, waits, "/report.pdf")[0].file.endswith(".pdf")


def test_requests_to_one_host_are_spaced(base: str, tmp_path: Path, waits: list[float]) -> None:
    bring(base, tmp_path, waits, "/good", "/report.pdf")
    assert len(waits) == 2  # after robots.txt, and between the two
    assert all(0 < wait <= 0.5 for wait in waits)


def test_robots_are_respected(base: str, tmp_path: Path, waits: list[float]) -> None:
    (done,) = bring(base, tmp_path, waits, "/private/x")
    assert done.status == "refused"
    assert Misbehaving.hits["private_x"] == 0


def test_a_second_run_asks_conditionally_or_not_at_all(base: str, tmp_path: Path, waits: list[float]) -> None:
    bring(base, tmp_path, waits, "/good", "/validated")
    again = bring(base, tmp_path, waits, "/good", "/validated")
    assert [done.status for done in again] == ["unchanged", "unchanged"]
    assert (Misbehaving.hits["good"], Misbehaving.hits["validated"]) == (0, 1)


def test_a_spoiled_file_is_fetched_again(base: str, tmp_path: Path, waits: list[float]) -> None:
    (done,) = bring(base, tmp_path, waits, "/good")
    (tmp_path / done.file).write_bytes(b"half")
    (again,) = bring(base, tmp_path, waits, "/good")
    assert again.status == "fetched"
    assert (tmp_path / done.file).read_bytes() == PAGE


def test_a_busy_server_is_tried_again_with_back_off(base: str, tmp_path: Path, waits: list[float]) -> None:
    (done,) = bring(base, tmp_path, waits, "/flaky")
    assert done.status == "fetched"
    assert Misbehaving.hits["flaky"] == 3
    assert {0.5, 1.0} <= set(waits)


def test_the_server_says_how_long_to_wait_but_not_beyond_the_cap(base: str, tmp_path: Path, waits: list[float]) -> None:
    assert bring(base, tmp_path, waits, "/throttled")[0].status == "fetched"
    assert 5 in waits


@pytest.mark.parametrize(
    "path", ["/down", "/loop", "/nowhere", "/huge", "/endless", "/cut", "/bomb", "/garbled", "/empty", "/missing"]
)
def test_what_cannot_be_fetched_says_why_and_leaves_nothing(
    base: str, tmp_path: Path, waits: list[float], path: str
) -> None:
    (done,) = bring(base, tmp_path, waits, path)
    assert done.status == "failed"
    assert base + path.split("?", maxsplit=1)[0] in done.message or path == "/loop"
    assert "\n" not in done.message
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("path", ["/drip", "/silent"])
def test_slow_servers_do_not_hold_us(base: str, tmp_path: Path, waits: list[float], path: str) -> None:
    begun = time.monotonic()
    (done,) = bring(base, tmp_path, waits, path, seconds=0.6)
    assert done.status == "failed"
    assert time.monotonic() - begun < 8


def test_a_redirect_to_another_scheme_is_refused(base: str, tmp_path: Path, waits: list[float]) -> None:
    (done,) = bring(base, tmp_path, waits, "/away")
    assert done.status == "refused"
    assert "file" in done.message


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://example.org/x", "http://", "http://127.0.0.1/x", "http://[::1]/", "http://10.0.0.1/", "http://169.254.1.1/",
     "http://nosuchhost.invalid/", "not an address", "http://127.0.0.1:99999/"],
)  # fmt: skip
def test_addresses_that_are_never_fetched(tmp_path: Path, address: str) -> None:
    (done,) = list(fetch([address], tmp_path, sleep=lambda _: None))
    assert done.status == "refused"
    assert not list(tmp_path.iterdir())


def test_one_bad_address_does_not_stop_the_rest(base: str, tmp_path: Path, waits: list[float]) -> None:
    assert [d.status for d in bring(base, tmp_path, waits, "/down", "/good")] == ["failed", "fetched"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", "机关,网址\n甲,http://a/1\n乙,http://a/2\n甲,http://a/1\n"), ("a.jsonl", '{"url": "http://a/1"}\n{"url": "http://a/2"}\n'),
     ("a.txt", "http://a/1  # 甲\n\nhttp://a/2\n")],
)  # fmt: skip
def test_lists_of_addresses(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert read_addresses(tmp_path / name) == ("http://a/1", "http://a/2")


def test_a_list_without_a_column_of_addresses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("机关\n甲\n", encoding="utf-8")
    with pytest.raises(UsageError, match="网址"):
        read_addresses(tmp_path / "a.csv")
    with pytest.raises(UsageError, match="找不到"):
        read_addresses(tmp_path / "none.csv")
