"""Certificates from a folder, as DER."""

from __future__ import annotations

import ssl
from pathlib import Path

from rokhas_desktop.cli.errors import NoCertificates

_BEGIN, _END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


def folder(path: Path) -> list[bytes]:
    """Every certificate in the files of a folder, PEM (several in a file too) or DER.  Raises NoCertificates."""
    found: list[bytes] = []
    try:
        for file in sorted(path.iterdir()):
            if file.is_file():
                found += _certificates(file.read_bytes())
    except OSError as error:
        raise NoCertificates(folder=str(path)) from error
    if not found:
        raise NoCertificates(folder=str(path))
    return found


def _certificates(data: bytes) -> list[bytes]:
    text = data.decode("ascii", errors="ignore")
    if _BEGIN not in text:
        return [data] if data[:1] == b"\x30" else []
    found = []
    for part in text.split(_BEGIN)[1:]:
        body = part.partition(_END)[0]
        try:
            found.append(ssl.PEM_cert_to_DER_cert(f"{_BEGIN}{body}{_END}"))
        except ValueError:
            continue
    return found
