"""Pages onto disk (采集): one at a time per host with a pause, robots respected, resumed, the raw bytes kept."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from nlp.errors import InputError
from nlp.fetch.guard import check
from nlp.fetch.transport import AGENT, Answer, TransferError, get
from nlp.manifest import sha256, write_bytes, write_json

_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt",
    "application/msword": ".doc", "application/vnd.ms-works": ".wps",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
_KNOWN = (".html", ".htm", ".shtml", ".pdf", ".doc", ".docx", ".wps", ".txt")


@dataclass(frozen=True, slots=True)
class Limits:
    """Politeness and caps (间隔与上限).

    pause : seconds between requests to one host; seconds : a request may take; max_bytes : of one page; tries : before an
    address counts as failed; allow_private : whether addresses of internal networks may be asked.
    """

    pause: float = 2.0
    seconds: float = 60.0
    max_bytes: int = 50_000_000
    tries: int = 3
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one address (采集结果).

    address : as listed; status : ``fetched``, ``unchanged``, ``refused`` (not to be asked) or ``failed``; file : where it
    was kept, sha256 : of its bytes, both empty where nothing was; message : why it was refused or failed.
    """

    address: str
    status: str
    file: str = ""
    sha256: str = ""
    message: str = ""


def fetch(
    addresses: Iterable[str],
    folder: str | Path,
    *,
    limits: Limits | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Fetched]:
    """Bring pages onto disk, one after the other (采集).

    Beside each file stands a record ``<file>.json`` with address, time, sha256 and the server's validators. An address
    that is on disk already is asked for conditionally where the server gave a validator, and otherwise left alone.

    Parameters
    ----------
    addresses : http or https.
    folder : where files and records go; a file is written whole or not at all.
    limits : see `Limits`.
    sleep : how to wait; tests give their own.

    Yields
    ------
    Fetched
        One an address, in order. Nothing raises: what cannot be fetched says why.
    """
    fetcher = _Fetcher(Path(folder), limits or Limits(), sleep)
    for address in addresses:
        try:
            yield fetcher.bring(address)
        except TransferError as error:
            yield Fetched(address, "failed", message=str(error))
        except InputError as error:
            yield Fetched(address, "refused", message=str(error))


class _Fetcher:
    def __init__(self, folder: Path, limits: Limits, sleep: Callable[[float], None]) -> None:
        self.folder = folder
        self.limits = limits
        self.sleep = sleep
        self.asked: dict[str, float] = {}
        self.robots: dict[str, RobotFileParser | None] = {}

    def bring(self, address: str) -> Fetched:
        known = self._known(address)
        target = check(address, allow_private=self.limits.allow_private)
        if known and not (known.get("etag") or known.get("last_modified")):
            return Fetched(address, "unchanged", known["file"], known["sha256"])
        if not self._allowed(target.origin, address):
            return Fetched(address, "refused", message=f"{address}：网站的 robots.txt 不允许采集")
        headers = {}
        if known and known.get("etag"):
            headers["If-None-Match"] = known["etag"]
        if known and known.get("last_modified"):
            headers["If-Modified-Since"] = known["last_modified"]
        answer = self._ask(address, target.origin, headers)
        if known and answer.status == 304:
            return Fetched(address, "unchanged", known["file"], known["sha256"])
        if answer.status != 200 or not answer.body:
            return Fetched(address, "failed", message=f"{address}：服务器答复 {answer.status}，{len(answer.body)} 字节")
        return self._keep(address, answer)

    def _ask(self, address: str, origin: str, headers: dict[str, str]) -> Answer:
        limits = self.limits
        for attempt in range(limits.tries):
            self._wait_turn(origin)
            try:
                return get(
                    address, headers=headers, max_bytes=limits.max_bytes, seconds=limits.seconds,
                    allow_private=limits.allow_private,
                )  # fmt: skip
            except TransferError as error:
                if not error.again or attempt + 1 == limits.tries:
                    raise
                # back off: twice as long each time, or as the server asks, but never beyond a page's own time
                self.sleep(min(limits.seconds, error.wait if error.wait is not None else limits.pause * 2**attempt))
        raise TransferError(f"{address}：没有再试")

    def _wait_turn(self, origin: str) -> None:
        if origin in self.asked:
            since = time.monotonic() - self.asked[origin]
            if since < self.limits.pause:
                self.sleep(self.limits.pause - since)
        self.asked[origin] = time.monotonic()

    def _allowed(self, origin: str, address: str) -> bool:
        if origin not in self.robots:
            self.robots[origin] = self._rules(origin)
        rules = self.robots[origin]
        return rules is None or rules.can_fetch(AGENT, address)

    def _rules(self, origin: str) -> RobotFileParser | None:
        """Return a host's rules, or None where it has none (a missing or broken robots.txt allows)."""
        self._wait_turn(origin)
        try:
            answer = get(
                f"{origin}/robots.txt", headers={}, max_bytes=500_000, seconds=min(20.0, self.limits.seconds),
                allow_private=self.limits.allow_private,
            )  # fmt: skip
        except InputError:
            return None
        if answer.status != 200:
            return None
        rules = RobotFileParser()
        rules.parse(answer.body.decode("utf-8", errors="replace").splitlines())
        return rules

    def _stem(self, address: str) -> str:
        parts = urlsplit(address)
        plain = re.sub(r"[^0-9A-Za-z]+", "-", f"{parts.hostname}{parts.path}").strip("-")[:80]
        return f"{plain}-{sha256(address.encode())[:10]}"

    def _known(self, address: str) -> dict[str, str] | None:
        for record in self.folder.glob(f"{self._stem(address)}.*.json"):
            known: dict[str, str] = json.loads(record.read_text(encoding="utf-8"))
            file = self.folder / known["file"]
            if file.is_file() and sha256(file.read_bytes()) == known["sha256"]:
                return known
        return None

    def _keep(self, address: str, answer: Answer) -> Fetched:
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        printed = Path(urlsplit(answer.address).path).suffix.lower()
        suffix = _SUFFIXES.get(kind) or (printed if printed in _KNOWN else ".html")
        name = f"{self._stem(address)}{suffix}"
        done = Fetched(address, "fetched", name, sha256(answer.body))
        write_bytes(self.folder / name, answer.body)
        record = {
            **{key: value for key, value in asdict(done).items() if key in ("address", "file", "sha256")},
            "final_address": answer.address,
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "content_type": answer.headers.get("content-type", ""),
            "etag": answer.headers.get("etag", ""),
            "last_modified": answer.headers.get("last-modified", ""),
        }
        write_json(self.folder / f"{name}.json", record)
        return done
