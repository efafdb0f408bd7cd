"""What this room takes and gives: plain types, no library behind them, cheap to import."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from rokhas_desktop.errors import Detail

Level = Literal["B-B", "B-T", "B-LT", "B-LTA"]
LEVELS: tuple[Level, ...] = ("B-B", "B-T", "B-LT", "B-LTA")
DETACHED_LEVELS: tuple[Level, ...] = ("B-B", "B-T")
"""The levels that a signature beside its file can have."""
Box = tuple[float, float, float, float]

#: Names of the ways to sign, best first for a key that offers several.
SCHEMES = (
    "rsa-pkcs1-sha256",
    "rsa-pkcs1-sha384",
    "rsa-pkcs1-sha512",
    "rsa-pss-sha256",
    "ecdsa-sha256",
    "ecdsa-sha384",
)


class RawSigner(Protocol):
    """Who signs.  A token's session fits, but for the chain."""

    @property
    def certificate(self) -> bytes:
        """The signer's certificate (DER)."""
        ...

    @property
    def chain(self) -> Sequence[bytes]:
        """The issuers' certificates (DER), as far as they are known, in any order."""
        ...

    @property
    def schemes(self) -> Sequence[str]:
        """The schemes that the key offers, of :data:`SCHEMES`."""
        ...

    def sign(self, data: bytes, scheme: str) -> bytes:
        """The raw signature over the message ``data`` (not its hash); ECDSA as DER (RFC 3279)."""
        ...


class TimestampSource(Protocol):
    """Who stamps the time (RFC 3161), whatever the way to it."""

    def sample(self, algorithm: str) -> bytes:
        """A token over a random digest, asked for once: whose it is, and how long.  Raises as ``token`` does."""
        ...

    def reserve(self, algorithm: str) -> int:
        """How many bytes a token of this source takes at most; may ask it once.  Raises as ``token`` does."""
        ...

    def token(self, digest: bytes, algorithm: str) -> bytes:
        """A TimeStampToken (DER ContentInfo) over ``digest``, made with ``algorithm`` ("sha256"…).

        Raises TimestampUnreachable or TimestampRefused.
        """
        ...


@dataclass(frozen=True, slots=True)
class Appearance:
    """The visible signature: a one-page PDF and where it goes.

    ``page`` counts from 1, -1 is the last.  ``box`` is (left, bottom, right, top) in points of the page as it
    is displayed: origin at the lower left corner of its crop box, after rotation.  None takes the place that
    :func:`rokhas_desktop.signing.placement.choose` finds.  Both are the field's own where a field is named.
    """

    pdf: bytes
    page: int = -1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a visible signature is wanted, as an :class:`Appearance` says it, before it is drawn."""

    page: int = -1
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PdfOrder:
    """One PDF to sign.  The target must not exist; its folder must.

    ``original_sha256`` (lower-case hexadecimal), where given, is what the original must still be.  ``field``
    names an empty signature field to fill; None makes one of our own.  ``act``, ``piece`` ("k/n") and
    ``document`` bind the signature to its act, in the signature dictionary; ``capacity`` is the office, as the platform
    says it.  ``signed_at`` must be aware.
    ``defer`` lets a signature be written below ``level`` when a service fails, which the result says: it is
    augmented later.
    """

    original: Path
    target: Path
    signed_at: datetime
    original_sha256: str | None = None
    field: str | None = None
    name: str | None = None
    reason: str | None = None
    location: str | None = None
    act: str | None = None
    piece: str | None = None
    document: str | None = None
    capacity: str | None = None
    level: Level = "B-B"
    defer: bool = False
    appearance: Appearance | None = None
    password: str | None = dataclasses.field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SignedFile:
    """What was written.  ``sha256`` and ``size`` are the whole file's; the first ``original_size`` bytes are
    the original's (0 for a detached signature).  ``level`` is the one that was reached, ``deferred`` why it is
    below what was ordered, None where it is not."""

    path: Path
    sha256: str
    size: int
    original_size: int
    level: Level
    field: str | None
    deferred: Notice | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One code of the catalogue with what fills its text."""

    code: str
    details: Mapping[str, Detail] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EmptyField:
    """A signature field that waits to be filled; sizes in points as displayed, 0 where it is invisible."""

    name: str
    page: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page as it is displayed: cropped, rotated, in points (user unit applied)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How big a document may be."""

    bytes: int = 262_144_000
    pages: int = 10_000


@dataclass(frozen=True, slots=True)
class Preflight:
    """Whether a file can be signed.  ``refusal`` says why not; ``warnings`` what is worth knowing.

    ``traits`` is everything found that could deceive the eye, whatever policy made of it; a notice's ``page``
    is the first page where it was met.  ``signatures`` counts the earlier ones.  Values that could not be read
    are None or empty.
    """

    path: Path
    refusal: Notice | None
    warnings: tuple[Notice, ...] = ()
    traits: tuple[Notice, ...] = ()
    size: int | None = None
    pages: int | None = None
    signatures: int = 0
    encrypted: bool = False
    empty_fields: tuple[EmptyField, ...] = ()
    last_page: PageSize | None = None

    @property
    def ok(self) -> bool:
        """Whether it can be signed."""
        return self.refusal is None

    @property
    def findings(self) -> tuple[Notice, ...]:
        """All that was found but what makes signing impossible: ``traits``, and the warnings beside them."""
        known = {one.code for one in self.traits}
        return (*(one for one in self.warnings if one.code not in known), *self.traits)

    @property
    def code(self) -> str | None:
        """The refusal's code."""
        return self.refusal.code if self.refusal else None
