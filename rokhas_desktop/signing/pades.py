"""PAdES signatures (ETSI EN 319 142-1, baseline levels), as incremental updates of the original bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import check, draft, locks, output, reading
from rokhas_desktop.signing.cms import Container
from rokhas_desktop.signing.errors import (
    EvidenceMissing,
    LevelNotOffered,
    NeedsTimestampServer,
    NoRoom,
    OriginalChanged,
    TargetExists,
    TimestampRefused,
    TimestampUnreachable,
)
from rokhas_desktop.signing.face import LEVELS, Level, Notice, PdfOrder, RawSigner, SignedFile
from rokhas_desktop.signing.longterm import HASH, Augmentation, Services
from rokhas_desktop.signing.overlay import Overlay, attached

#: Says that a signature was written below the level ordered, with the code of the fault.
DEFERRED = "SIG-019"
#: What a service's fault raises: an order that may be deferred is then written at a lower level, and says so.
SERVICE_FAULTS = (TimestampUnreachable, TimestampRefused, EvidenceMissing)


@dataclass(frozen=True, slots=True)
class _Signed:
    """The updates in memory, and what must still be true of the file."""

    appended: bytes
    field: str
    before: check.Standings


@dataclass(slots=True)
class _Reach:
    """The level that is still within reach; lowered only where the order allows it."""

    level: Level
    wanted: Level
    may_defer: bool
    deferred: Notice | None = None

    def at_least(self, level: Level) -> bool:
        return LEVELS.index(self.level) >= LEVELS.index(level)

    def falls(self, level: Level, error: RokhasError) -> None:
        """Go down to ``level`` because of ``error``, or raise it."""
        if not self.may_defer:
            raise error
        self.level = level
        self.deferred = Notice(DEFERRED, {"level": level, "wanted": self.wanted, "reason": error.code})


def sign(order: PdfOrder, signer: RawSigner, services: Services | None = None) -> SignedFile:
    """Sign one PDF.  The key is asked only when all else is ready, and once: a second time only where the first
    signature did not fit its place.

    B-T needs the services' timestamps, B-LT and B-LTA their evidence too.  The original is read, never written;
    the target appears whole and checked, or not at all.  Raises the document's errors (DOC), OriginalChanged,
    KeyAnsweredWrong and the signer's own, TimestampUnreachable, TimestampRefused, EvidenceMissing, ResultWrong,
    TargetExists, CannotWrite.
    """
    services = _asked(order.level, services)
    reach = _Reach(order.level, order.level, order.defer)
    if order.target.exists():
        raise TargetExists(file=order.target.name)
    with reading.opened(order.original) as handle:
        reading.check_header(handle)
        hashes = output.hashed(handle, "sha256", Container(signer, None).hash)
        original = check.Original(handle.tell(), hashes["sha256"].hexdigest())
        if order.original_sha256 not in (None, original.sha256):
            raise OriginalChanged()
        _rehearse(reach, signer, services)
        signed = _sign(handle, order, signer, services, reach, hashes)
        with output.appearing(order.target) as (out, temporary):
            output.copy(handle, out)
            out.write(signed.appended)
            out.flush()
            sha256 = check.signed_file(
                temporary,
                original,
                field=signed.field,
                certificate=signer.certificate,
                before=signed.before,
                level=reach.level,
                password=order.password,
            )
    size = original.size + len(signed.appended)
    return SignedFile(order.target, sha256, size, original.size, reach.level, signed.field, reach.deferred)


def _asked(level: Level, services: Services | None) -> Services | None:
    """Who is asked at this level, None at B-B.  Never a silent fall to a lower one."""
    if level == "B-B":
        return None
    if services is None:
        raise NeedsTimestampServer(level=level)
    if level == "B-T":
        return Services(services.timestamps)
    if services.evidence is None:
        raise LevelNotOffered(level=level)
    return services


def _rehearse(reach: _Reach, signer: RawSigner, services: Services | None) -> None:
    """What can fail without the key fails before it is asked."""
    if services is None:
        return
    try:
        services.timestamps.reserve(Container(signer, None).hash)
    except SERVICE_FAULTS as error:
        reach.falls("B-B", error)
        return
    if services.evidence is not None:
        try:
            services.evidence.of(signer.certificate, signer.chain)
            services.evidence.of_token(services.timestamps.sample(HASH))
        except SERVICE_FAULTS as error:
            reach.falls("B-T", error)


def _sign(
    handle: BinaryIO,
    order: PdfOrder,
    signer: RawSigner,
    services: Services | None,
    reach: _Reach,
    hashes: Mapping[str, hashlib._Hash],
) -> _Signed:
    source = services.timestamps if services is not None and reach.at_least("B-T") else None
    container = Container(signer, source)
    try:
        overlay, field, before = _base(handle, order, container, container.room(), reach, hashes)
    except NoRoom as small:
        more = int(small.details["needed"]) + draft.SPARE
        overlay, field, before = _base(handle, order, container, more, reach, hashes)
    if services is not None and reach.at_least("B-LT"):
        _augment(overlay, field, order, services, reach)
    return _Signed(overlay.appended, field, before)


def _base(
    handle: BinaryIO,
    order: PdfOrder,
    container: Container,
    room: int,
    reach: _Reach,
    hashes: Mapping[str, hashlib._Hash],
) -> tuple[Overlay, str, check.Standings]:
    """The signature itself, at B-B or B-T, in an overlay of the file."""
    overlay = Overlay(handle)
    with attached(overlay) as stream:
        reader = reading.open_reader(stream)
        reading.unlock(reader, order.password, new_field=order.field is None)
        locks.check(reader, order.field or locks.own_field_name(locks.names(reader)))
        before = check.standings(reader)
        made = draft.prepare(reader, order, room)
        prepared = made.write(hashes[container.hash])
        check.would_stand(stream, made.field, before, order.password)
        content = container.pades(prepared.document_digest)
        try:
            content = container.stamp(content)
        except SERVICE_FAULTS as error:
            reach.falls("B-B", error)
        made.fill(prepared, content)
    return overlay, made.field, before


def _augment(overlay: Overlay, field: str, order: PdfOrder, services: Services, reach: _Reach) -> None:
    """The evidence and, at B-LTA, the timestamp over it."""
    augmentation = Augmentation(overlay, services, order.password, frozenset({field}))
    try:
        augmentation.evidence()
    except SERVICE_FAULTS as error:
        reach.falls("B-T", error)
        return
    if not reach.at_least("B-LTA"):
        return
    try:
        augmentation.timestamp()
        augmentation.complete()
    except SERVICE_FAULTS as error:
        reach.falls("B-LT", error)
