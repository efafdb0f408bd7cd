"""PAdES signatures (ETSI EN 319 142-1, levels B-B and B-T), as an incremental update of the original bytes."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import BinaryIO

from rokhas_desktop.signing import check, draft, locks, output, reading
from rokhas_desktop.signing.cms import Container, KeySigner
from rokhas_desktop.signing.errors import LevelNotOffered, NeedsTimestampServer, OriginalChanged, TargetExists
from rokhas_desktop.signing.face import PdfOrder, RawSigner, SignedFile, TimestampSource
from rokhas_desktop.signing.overlay import Overlay, buffered


@dataclass(frozen=True, slots=True)
class _Signed:
    """The update with its signature, in memory, and what must still be true of the file."""

    appended: bytes
    field: str
    before: check.Standings


def sign(order: PdfOrder, signer: RawSigner, timestamps: TimestampSource | None = None) -> SignedFile:
    """Sign one PDF.  The key is asked exactly once, and only when all else is ready.

    The original is read, never written; the target appears whole and checked, or not at all.  Raises the
    document's errors (DOC), OriginalChanged, KeyAnsweredWrong and the signer's own, TimestampUnreachable,
    TimestampRefused, ResultWrong, TargetExists, CannotWrite.
    """
    source = _check_level(order, timestamps)
    if order.target.exists():
        raise TargetExists(file=order.target.name)
    container = Container(KeySigner(signer), source)
    with reading.opened(order.original) as handle:
        sha256 = output.sha256_of(handle)
        if order.original_sha256 not in (None, sha256):
            raise OriginalChanged()
        signed = _sign(handle, order, container)
        with output.appearing(order.target) as (out, temporary):
            digest = output.copy_and_hash(handle, out)
            if digest.hexdigest() != sha256:
                raise OriginalChanged()
            original_size = out.tell()
            out.write(signed.appended)
            out.flush()
            digest.update(signed.appended)
            check.signed_file(
                temporary,
                field=signed.field,
                certificate=signer.certificate,
                before=signed.before,
                timestamped=source is not None,
                password=order.password,
            )
    size = original_size + len(signed.appended)
    return SignedFile(order.target, digest.hexdigest(), size, original_size, order.level, signed.field)


def _check_level(order: PdfOrder, timestamps: TimestampSource | None) -> TimestampSource | None:
    """The source that this level uses.  Never a silent fall to a lower level."""
    if order.level not in ("B-B", "B-T"):
        raise LevelNotOffered(level=order.level)
    if order.level == "B-B":
        return None
    if timestamps is None:
        raise NeedsTimestampServer(level=order.level)
    return timestamps


def _sign(handle: BinaryIO, order: PdfOrder, container: Container) -> _Signed:
    reading.check_header(handle)
    overlay = Overlay(handle)
    with contextlib.closing(buffered(overlay)) as stream:
        reader = reading.open_reader(stream)
        reading.unlock(reader, order.password, new_field=order.field is None)
        locks.check(reader, order.field or locks.own_field_name(locks.names(reader)))
        before = check.standings(reader)
        room = container.room()
        made = draft.prepare(reader, order, room)
        prepared = made.write(container.hash)
        check.would_stand(stream, made.field, before, order.password)
        made.fill(prepared, container.pades(prepared.document_digest))
        stream.flush()
        return _Signed(overlay.appended, made.field, before)
