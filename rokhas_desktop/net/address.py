"""Addresses, taken apart the same way wherever they are looked at."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from rokhas_desktop.net.errors import BadAddress

WEB = ("https", "http")


def parse(url: str, schemes: Collection[str] = WEB) -> SplitResult:
    """An address of one of ``schemes``.  Raises BadAddress."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise BadAddress(host=url[:200])
    return parts


def host(parts: SplitResult) -> str:
    """Name and port, without a user or a password that the address may hold."""
    return parts.netloc.rpartition("@")[2]


def server_name(url: str) -> str:
    """An https address's name and port, both said.  Raises BadAddress."""
    parts = parse(url, ("https",))
    return f"{parts.hostname}:{parts.port or 443}"
