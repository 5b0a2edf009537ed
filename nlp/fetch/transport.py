"""One request (一次请求): to the checked address, capped in size and time, redirects followed by hand and checked anew."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import urllib3

from nlp.errors import InputError
from nlp.fetch.guard import Target, check

AGENT = "gongkai (+research on government information disclosure; one request at a time)"
_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_REDIRECTS = 5
_PIECE = 65_536


class TransferError(InputError):
    """A request that failed; whether another try may help is in `again` (传输失败)."""

    def __init__(self, message: str, *, again: bool = False, wait: float | None = None) -> None:
        super().__init__(message)
        self.again = again
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def get(address: str, *, headers: Mapping[str, str], max_bytes: int, seconds: float, allow_private: bool) -> Answer:
    """Return the answer to one GET.

    Parameters
    ----------
    max_bytes : cap of the body as sent and as unpacked; seconds : cap of the whole, redirects included.

    Raises
    ------
    RefusedError
        When the address, or one it redirects to, may not be fetched.
    TransferError
        When the transfer failed, was too large or too slow.
    """
    deadline = time.monotonic() + seconds
    for _ in range(_MAX_REDIRECTS + 1):
        answer = _once(check(address, allow_private=allow_private), headers, max_bytes, deadline)
        if answer.status not in _REDIRECTS:
            return answer
        location = answer.headers.get("location")
        if not location:
            raise TransferError(f"{address}：转向（{answer.status}）没有说明去处")
        address = urljoin(address, location)
    raise TransferError(f"{address}：转向超过 {_MAX_REDIRECTS} 次")


def _once(target: Target, headers: Mapping[str, str], max_bytes: int, deadline: float) -> Answer:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TransferError(f"{target.address}：超过时限", again=True)
    host = target.parts.hostname or ""
    timeout = urllib3.Timeout(connect=min(left, 10.0), read=min(left, 15.0))
    options = {"port": target.port, "timeout": timeout, "retries": False}
    pool: urllib3.HTTPConnectionPool
    if target.parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(target.ip, server_hostname=host, assert_hostname=host, **options)  # type: ignore[arg-type]
    else:
        pool = urllib3.HTTPConnectionPool(target.ip, **options)  # type: ignore[arg-type]
    sent = {"Host": target.parts.netloc.rpartition("@")[2], "User-Agent": AGENT, "Accept-Encoding": "gzip", **headers}
    try:
        response = pool.request("GET", target.path, headers=sent, preload_content=False, redirect=False)
        body = _body(response, target.address, max_bytes, deadline)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise TransferError(f"{target.address}：连接失败（{type(error).__name__}）", again=True) from error
    finally:
        pool.close()
    kept = {key.lower(): value for key, value in response.headers.items()}
    if response.status == 429 or response.status >= 500:
        wait = kept.get("retry-after", "")
        raise TransferError(
            f"{target.address}：服务器答复 {response.status}",
            again=True,
            wait=float(wait) if wait.isdecimal() else None,
        )
    return Answer(target.address, response.status, kept, body)


def _body(response: urllib3.BaseHTTPResponse, address: str, max_bytes: int, deadline: float) -> bytes:
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise TransferError(f"{address}：声明有 {declared} 字节，超过上限 {max_bytes}")
    pieces: list[bytes] = []
    size = 0
    # read1 returns what has arrived: a server that drips one byte at a time cannot hold us past the deadline
    while piece := response.read1(_PIECE, decode_content=True):
        size += len(piece)
        pieces.append(piece)
        if size > max_bytes:
            raise TransferError(f"{address}：超过大小上限 {max_bytes} 字节")
        if time.monotonic() > deadline:
            raise TransferError(f"{address}：超过时限", again=True)
    body = b"".join(pieces)
    encoded = response.headers.get("Content-Encoding")
    if declared.isdecimal() and not encoded and len(body) != int(declared) and response.status != 304:
        raise TransferError(f"{address}：只收到 {len(body)} 字节，应有 {declared} 字节", again=True)
    return body
