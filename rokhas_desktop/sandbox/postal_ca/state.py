"""What the test CA remembers on disk.

One small file a fact, each written under a temporary name and renamed: a running server sees what another
process revoked or broke with the next request, and no lock is needed.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

Service = Literal["up", "down", "slow", "stale"]


@dataclass(frozen=True, slots=True)
class Faults:
    """What is broken.  "down" answers 503, "slow" answers after ``slow_s`` seconds, and "stale" gives data
    whose next update has passed (OCSP and CRL).  ``clock_s`` is added to the CA's clock, in seconds."""

    ocsp: Service = "up"
    crl: Service = "up"
    tsa: Service = "up"
    slow_s: float = 5.0
    clock_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Revocation:
    """One revoked certificate.  ``reason`` is an RFC 5280 CRLReason as asn1crypto names it."""

    serial: int
    at: datetime
    reason: str


class State:
    """The facts below one folder."""

    def __init__(self, folder: Path) -> None:
        self._issued = folder / "issued"
        self._revoked = folder / "revoked"
        self._faults = folder / "faults.json"

    def add_issued(self, certificate: x509.Certificate) -> None:
        """Remember a certificate, so that OCSP knows its number."""
        path = self._issued / f"{certificate.serial_number:x}.pem"
        write(path, certificate.public_bytes(Encoding.PEM))

    def is_issued(self, serial: int) -> bool:
        """Whether a certificate with this number was issued."""
        return (self._issued / f"{serial:x}.pem").exists()

    def revoke(self, revocation: Revocation) -> None:
        """Remember a revocation.  The first one stays: a certificate is not revoked twice."""
        if self.revocation(revocation.serial) is None:
            fact = {"at": revocation.at.isoformat(), "reason": revocation.reason}
            write(self._revoked / f"{revocation.serial:x}.json", json.dumps(fact).encode())

    def revocation(self, serial: int) -> Revocation | None:
        """When and why a certificate was revoked; None if it was not."""
        return _revocation(self._revoked / f"{serial:x}.json")

    def revocations(self) -> Iterator[Revocation]:
        """Every revocation, by number."""
        for path in sorted(self._revoked.glob("*.json")):
            found = _revocation(path)
            if found is not None:
                yield found

    @property
    def faults(self) -> Faults:
        """What is broken now."""
        try:
            said = json.loads(self._faults.read_bytes())
        except FileNotFoundError:
            return Faults()
        return Faults(**{field.name: said[field.name] for field in fields(Faults) if field.name in said})

    @faults.setter
    def faults(self, faults: Faults) -> None:
        write(self._faults, json.dumps(asdict(faults)).encode())


def _revocation(path: Path) -> Revocation | None:
    try:
        said = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    return Revocation(int(path.stem, 16), datetime.fromisoformat(said["at"]), said["reason"])


def write(path: Path, data: bytes) -> None:
    """Write a private file whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
    temporary.replace(path)
