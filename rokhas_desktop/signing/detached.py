"""CAdES signatures beside a file of any format (ETSI EN 319 122-1, B-B and B-T), at constant memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from asn1crypto import cms as asn1_cms
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation import generic_cms

from rokhas_desktop.signing import output, reading
from rokhas_desktop.signing.check import check_timestamp
from rokhas_desktop.signing.cms import Container, digest_of
from rokhas_desktop.signing.errors import LevelNotOffered, NeedsTimestampServer, OriginalChanged, ResultWrong
from rokhas_desktop.signing.face import Level, RawSigner, SignedFile
from rokhas_desktop.signing.longterm import Services


def sign(
    original: Path,
    target: Path,
    signer: RawSigner,
    services: Services | None = None,
    *,
    signed_at: datetime,
    level: Level = "B-B",
    original_sha256: str | None = None,
) -> SignedFile:
    """Write the detached signature of ``original`` (DER) as ``target``.  The key is asked once.

    Raises FileUnreadable, OriginalChanged, NeedsTimestampServer, LevelNotOffered, KeyAnsweredWrong and the
    signer's own, TimestampUnreachable, TimestampRefused, ResultWrong, TargetExists, CannotWrite.
    """
    if level not in ("B-B", "B-T"):
        raise LevelNotOffered(level=level)
    if level == "B-T" and services is None:
        raise NeedsTimestampServer(level=level)
    container = Container(signer, services.timestamps if services and level == "B-T" else None)
    if container.timestamps is not None:
        container.timestamps.reserve(container.hash)
    with reading.opened(original) as handle, reading.stage("read"):
        digest, sha256 = _digests(handle, container.hash)
    if original_sha256 not in (None, sha256):
        raise OriginalChanged()
    made = container.cades(digest, signed_at)
    encoded = container.stamp(made)
    check(encoded, digest, signer.certificate, timestamped=container.timestamps is not None)
    with output.appearing(target) as (out, _):
        out.write(encoded)
    return SignedFile(target, hashlib.sha256(encoded).hexdigest(), len(encoded), 0, level, None)


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
