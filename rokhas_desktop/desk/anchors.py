"""The signed list of trust anchors: which real authorities count.  Shipped empty; no real platform without it.

The list is JSON in a CMS by a signer whom the machine policy names.  It has a version, which never goes back, and
an end, after which it counts no more.
"""

from __future__ import annotations

import base64
import json
import logging
import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

from rokhas_desktop.desk.errors import ListExpired, ListNotBelieved, ListOlder, NoListSigner
from rokhas_desktop.desk.journal import Journal
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity.der import load_certificate

MOST_BYTES = 4 * 1024 * 1024
FILE = "anchors.p7m"

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


def read(path: Path, signers: Collection[str], at: datetime) -> AnchorList:
    """Raises NoListSigner, ListNotBelieved, ListExpired."""
    from rokhas_desktop.signing import signed_list

    if not signers:
        raise NoListSigner()
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ValueError("too long")
        told = _Told.model_validate(json.loads(signed_list.content(data, signers, at)))
    except (OSError, ValueError, RecursionError, ValidationError, signed_list.NotSigned) as error:
        raise ListNotBelieved(file=path.name, reason=type(error).__name__) from error
    if at > told.expires:
        raise ListExpired(date=f"{told.expires:%d/%m/%Y}")
    return AnchorList(told.version, told.issued, told.expires, told.anchors, told.between)


def install(source: Path, folder: Path, signers: Collection[str], at: datetime) -> AnchorList:
    """Take a list in, unless the one that is there is later.  Raises as :func:`read`, and ListOlder."""
    found = read(source, signers, at)
    target = folder / FILE
    if target.is_file():
        try:
            known = read(target, signers, min(at, found.issued)).version
        except (ListNotBelieved, ListExpired):
            known = 0
        if found.version < known:
            raise ListOlder(version=found.version, known=known)
    temporary = target.with_suffix(".part")
    try:
        with temporary.open("wb") as file:
            file.write(source.read_bytes())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise ListNotBelieved(file=target.name, reason=error.strerror or type(error).__name__) from error
    return found


class AnchorLists:
    """The list of one home."""

    def __init__(self, folder: Path, signers: Collection[str], journal: Journal) -> None:
        self._folder = folder
        self._signers = signers
        self._journal = journal

    def current(self) -> AnchorList | None:
        """The list that is installed; None where there is none that counts now."""
        installed = self._folder / FILE
        if not installed.is_file():
            return None
        try:
            return read(installed, self._signers, datetime.now(UTC))
        except RokhasError as error:
            log.warning("the list of trust anchors does not count: %s", error.code)
            return None

    def install(self, source: Path) -> AnchorList:
        """Take a list in.  Raises as :func:`install`."""
        found = install(source, self._folder, self._signers, datetime.now(UTC))
        self._journal.add("anchors_installed", version=found.version, anchors=len(found.anchors))
        return found
