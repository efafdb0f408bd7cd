"""SHA-256 of files, and the digest fields of RFC 9530."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from pathlib import Path

from rokhas_desktop.sandbox.platform.problems import Problem

_MEMBER = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]*):")


def field(sha256: str) -> str:
    """The value of a digest field for a hexadecimal SHA-256."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"


def parse(name: str, value: str | None) -> str:
    """The hexadecimal SHA-256 of a digest field.  Refuses (malformed-request) a field without one."""
    found = _MEMBER.search(value or "")
    try:
        digest = base64.b64decode(found.group(1), validate=True) if found else b""
    except binascii.Error:
        digest = b""
    if len(digest) != hashlib.sha256().digest_size:
        raise Problem("malformed-request", f"{name}: sha-256")
    return digest.hex()


def of_bytes(data: bytes) -> str:
    """Hexadecimal SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def of_file(path: Path, start: int = 0, length: int | None = None) -> str:
    """Hexadecimal SHA-256 of ``length`` bytes of a file (of all that follow, if None) from ``start``."""
    digest = hashlib.sha256()
    left = length if length is not None else path.stat().st_size - start
    with path.open("rb") as file:
        file.seek(start)
        while left > 0 and (block := file.read(min(left, 1 << 20))):
            digest.update(block)
            left -= len(block)
    return digest.hexdigest()
