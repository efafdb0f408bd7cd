"""CAdES signatures beside a file of any format (ETSI EN 319 122-1, B-B and B-T), at constant memory.

B-LT and B-LTA are not made: pyHanko judges the evidence of these levels in a PDF's security store only, and
what nothing here could verify is not written.  They are refused by name (SIG-012), never made at a lower level.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from asn1crypto import cms as asn1_cms
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation import generic_cms

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import output, reading
from rokhas_desktop.signing.binding import Binding
from rokhas_desktop.signing.check import check_timestamp
from rokhas_desktop.signing.cms import Container, digest_of, stamp
from rokhas_desktop.signing.errors import (
    LevelNotOffered,
    NeedsTimestampServer,
    NotExtendable,
    OriginalChanged,
    ResultWrong,
)
from rokhas_desktop.signing.face import DETACHED_LEVELS, Level, Notice, RawSigner, SignedFile, TimestampSource
from rokhas_desktop.signing.longterm import Services
from rokhas_desktop.signing.pades import DEFERRED, SERVICE_FAULTS

#: A signature with its chain and a timestamp is some kilobytes.
LARGEST = 1024 * 1024
#: What of a signature no augmentation changes.
_SIGNED = ("version", "sid", "digest_algorithm", "signed_attrs", "signature_algorithm", "signature")


@dataclass(frozen=True, slots=True)
class DetachedOrder:
    """One file to sign beside.  ``binding`` says of which act it is; the others are as a PdfOrder's."""

    original: Path
    target: Path
    signed_at: datetime
    original_sha256: str | None = None
    binding: Binding | None = None
    level: Level = "B-B"
    defer: bool = False


def sign(order: DetachedOrder, signer: RawSigner, services: Services | None = None) -> SignedFile:
    """Write the detached signature (DER) of a file.  The key is asked once.

    Raises FileUnreadable, OriginalChanged, NeedsTimestampServer, LevelNotOffered, KeyAnsweredWrong and the
    signer's own, TimestampUnreachable, TimestampRefused, ResultWrong, TargetExists, CannotWrite.
    """
    offered(order.level)
    if order.level != "B-B" and services is None:
        raise NeedsTimestampServer(level=order.level)
    source = services.timestamps if services is not None and order.level != "B-B" else None
    container = Container(signer, source)
    deferred = _rehearse(container, order)
    with reading.opened(order.original) as handle, reading.stage("read"):
        digest, sha256 = _digests(handle, container.hash)
    if order.original_sha256 not in (None, sha256):
        raise OriginalChanged()
    encoded = container.cades(digest, order.signed_at, [order.binding.attribute()] if order.binding else ())
    if deferred is None:
        try:
            encoded = container.stamp(encoded)
        except SERVICE_FAULTS as error:
            deferred = _falls(order, error)
    reached: Level = "B-T" if source is not None and deferred is None else "B-B"
    check(encoded, digest, signer.certificate, timestamped=reached == "B-T")
    return _written(order.target, encoded, reached, deferred)


def offered(level: Level) -> None:
    """Raises LevelNotOffered."""
    if level not in DETACHED_LEVELS:
        raise LevelNotOffered(level=level)


def _rehearse(container: Container, order: DetachedOrder) -> Notice | None:
    """What can fail without the key fails before it is asked."""
    if container.timestamps is None:
        return None
    try:
        container.timestamps.reserve(container.hash)
    except SERVICE_FAULTS as error:
        return _falls(order, error)
    return None


def _falls(order: DetachedOrder, error: RokhasError) -> Notice:
    if not order.defer:
        raise error
    return Notice(DEFERRED, {"level": "B-B", "wanted": order.level, "reason": error.code})


def _written(target: Path, encoded: bytes, level: Level, deferred: Notice | None = None) -> SignedFile:
    with output.appearing(target) as (out, _):
        out.write(encoded)
    return SignedFile(target, hashlib.sha256(encoded).hexdigest(), len(encoded), 0, level, None, deferred)


def augment(signature: Path, target: Path, timestamps: TimestampSource) -> SignedFile:
    """Take a detached signature from B-B to B-T, as a new file.

    Raises FileUnreadable, NotExtendable, TimestampUnreachable, TimestampRefused, ResultWrong, CannotWrite.
    """
    made = _load(signature)
    info = extract_signer_info(made["content"])
    if next(generic_cms.extract_tst_data_iter(info, signed=False), None) is not None:
        raise NotExtendable()
    encoded = stamp(made.dump(), timestamps)
    check_timestamp(extract_signer_info(asn1_cms.ContentInfo.load(encoded, strict=True)["content"]))
    return _written(target, encoded, "B-T")


def extends(longer: Path, shorter: Path) -> bool:
    """Whether a detached signature is another one with something added that it does not sign."""
    try:
        one, other = (extract_signer_info(_load(path)["content"]) for path in (longer, shorter))
        return all(one[name].dump() == other[name].dump() for name in _SIGNED)
    except RokhasError:
        return False


def _load(path: Path) -> Any:
    with reading.opened(path) as handle:
        data = handle.read(LARGEST)
    try:
        made = asn1_cms.ContentInfo.load(data, strict=True)
        _ = made["content"]["signer_infos"][0]["signature"].native
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise NotExtendable() from error
    return made


def _digests(handle: BinaryIO, algorithm: str) -> tuple[bytes, str]:
    """The hash that is signed and the SHA-256 (hexadecimal), in one reading."""
    signed, named = digest_of(algorithm), hashlib.sha256()
    for chunk in chunks(handle):
        signed.update(chunk)
        named.update(chunk)
    return signed.finalize(), named.hexdigest()


def chunks(handle: BinaryIO) -> Iterator[bytes]:
    """The file from its beginning, piece by piece."""
    handle.seek(0)
    while chunk := handle.read(output.CHUNK):
        yield chunk


def check(encoded: bytes, digest: bytes, certificate: bytes, *, timestamped: bool) -> None:
    """Raises ResultWrong unless the CMS reads back as ours over this digest."""
    content = asn1_cms.ContentInfo.load(encoded, strict=True)["content"]
    info = extract_signer_info(content)
    signer = generic_cms.extract_certs_for_validation(content).signer_cert
    if signer.dump() != certificate:
        raise ResultWrong(check="certificate")
    intact, valid = generic_cms.validate_sig_integrity(info, signer, "data", digest)
    if not (intact and valid):
        raise ResultWrong(check="hash" if not intact else "signature")
    if timestamped:
        check_timestamp(info)
