"""The signed list of trust anchors: which real authorities count.  Shipped empty; no real platform without it.

The list is JSON in a CMS by a signer whom the machine policy names.  It has an end, after which it counts no more,
and a version, which goes on when the signer changes and never back: the journal knows the last one installed in this
home, and the machine policy can name the least that counts, which holds for a new or emptied home too.
"""

from __future__ import annotations

import base64
import json
import logging
import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

from rokhas_desktop.desk.errors import ListExpired, ListNotBelieved, ListOlder, NoListSigner
from rokhas_desktop.desk.journal import Journal
from rokhas_desktop.disk import settle
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.settings import Trust

MOST_BYTES = 4 * 1024 * 1024
FILE = "anchors.p7m"
INSTALLED = "anchors_installed"
VERIFIED_FOR = timedelta(minutes=1)

log = logging.getLogger(__name__)


class _Told(BaseModel):
    """The JSON."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: Literal["rokhas-trust-anchors"]
    version: Annotated[int, Field(ge=1)]
    issued: AwareDatetime
    expires: AwareDatetime
    anchors: tuple[bytes, ...]
    between: tuple[bytes, ...] = ()

    @field_validator("anchors", "between", mode="before")
    @classmethod
    def _certificates(cls, given: object) -> tuple[bytes, ...]:
        found = tuple(base64.b64decode(one, validate=True) for one in given) if isinstance(given, list) else ()
        if not found and given:
            raise ValueError("a list of base64")
        for der in found:
            load_certificate(der)
        return found


@dataclass(frozen=True, slots=True)
class AnchorList:
    """A list that is believed; certificates in DER."""

    version: int
    issued: datetime
    expires: datetime
    anchors: tuple[bytes, ...]
    between: tuple[bytes, ...]


def believe(name: str, data: bytes, signers: Collection[str], at: datetime) -> AnchorList:
    """The list in a file's bytes.  Raises NoListSigner, ListNotBelieved, ListExpired."""
    from rokhas_desktop.signing import signed_list

    if not signers:
        raise NoListSigner()
    try:
        told = _Told.model_validate(json.loads(signed_list.content(data, signers, at)))
    except (ValueError, RecursionError, signed_list.NotSigned) as error:
        raise ListNotBelieved(file=name, reason=type(error).__name__) from error
    if at > told.expires:
        raise ListExpired(date=f"{told.expires:%d/%m/%Y}")
    return AnchorList(told.version, told.issued, told.expires, told.anchors, told.between)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ListNotBelieved(file=path.name, reason=type(error).__name__) from error
    if len(data) > MOST_BYTES:
        raise ListNotBelieved(file=path.name, reason="too long")
    return data


def _write(target: Path, data: bytes) -> None:
    temporary = target.with_suffix(".part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        settle(target.parent)
    except OSError as error:
        raise ListNotBelieved(file=target.name, reason=error.strerror or type(error).__name__) from error


class AnchorLists:
    """The list of one home, as the machine policy lets it count."""

    def __init__(self, folder: Path, trust: Trust, journal: Journal) -> None:
        self._installed = folder / FILE
        self._trust = trust
        self._journal = journal
        self._seen: tuple[tuple[int, int], datetime, AnchorList] | None = None

    def current(self, at: datetime | None = None) -> AnchorList | None:
        """The list that is installed; None where there is none that counts at that moment.

        ``at`` is the platform's time where somebody knows it; without it this PC's clock is all there is.  A file that
        did not change is not verified again within the minute.
        """
        at = at or datetime.now(UTC)
        try:
            stat = self._installed.stat()
        except OSError:
            return None
        version = stat.st_mtime_ns, stat.st_size
        if self._seen is None or self._seen[0] != version or abs(at - self._seen[1]) > VERIFIED_FOR:
            try:
                self._seen = version, at, self._read(self._installed, at)[0]
            except RokhasError as error:
                self._seen = None
                log.warning("the list of trust anchors does not count: %s", error.code)
                return None
        return self._seen[2] if at <= self._seen[2].expires else None

    def install(self, source: Path) -> AnchorList:
        """Take a list in.  Raises NoListSigner, ListNotBelieved, ListExpired, and ListOlder for one that a later
        list replaced."""
        found, data = self._read(source, datetime.now(UTC))
        _write(self._installed, data)
        self._journal.add(INSTALLED, version=found.version, anchors=len(found.anchors))
        self._seen = None
        return found

    def _read(self, path: Path, at: datetime) -> tuple[AnchorList, bytes]:
        data = _bytes(path)
        found = believe(path.name, data, self._trust.signers, at)
        least = self._least()
        if found.version < least:
            raise ListOlder(version=found.version, known=least)
        return found, data

    def _least(self) -> int:
        last = self._journal.last(INSTALLED)
        known = last.facts.get("version") if last else None
        return max(self._trust.least_version, known if isinstance(known, int) else 0)
