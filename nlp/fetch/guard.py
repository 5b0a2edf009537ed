"""Which addresses may be fetched (地址检查): http and https, and no machine of the reader's own network unless allowed."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from nlp.errors import InputError


class RefusedError(InputError):
    """An address that is not fetched, whatever it holds (拒绝采集)."""


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: its parts, and the IP address that was checked and will be connected to."""

    address: str
    parts: SplitResult
    ip: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port: what politeness and robots.txt go by."""
        return f"{self.parts.scheme}://{self.parts.netloc.rpartition('@')[2]}"

    @property
    def path(self) -> str:
        """Path and query, as sent."""
        return (self.parts.path or "/") + (f"?{self.parts.query}" if self.parts.query else "")


def check(address: str, *, allow_private: bool) -> Target:
    """Return the checked target of an address.

    The name is resolved here, and the connection goes to the address that was checked: a name that resolves to
    something else a moment later changes nothing.

    Raises
    ------
    RefusedError
        When the scheme is not http or https, the host is missing or unknown, or it is a private address.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise RefusedError(f"{address!r} 不是有效的网址（{error}）") from error
    if parts.scheme not in ("http", "https"):
        raise RefusedError(f"{address!r} 的协议是 {parts.scheme or '（无）'}：只采集 http 和 https")
    if not parts.hostname:
        raise RefusedError(f"{address!r} 没有主机名：请写完整的网址")
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RefusedError(f"{address!r} 的主机 {parts.hostname} 无法解析：请检查网址或网络") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not allow_private and not all(ipaddress.ip_address(ip.partition("%")[0]).is_global for ip in addresses):
        raise RefusedError(f"{address!r} 指向内部网络地址 {addresses[0]}：确需采集请加 --allow-private")
    return Target(address, parts, addresses[0], port)
