"""Reading a signature that came back beside a piece which is no PDF: one detached CAdES signature over the original.

By asn1crypto and pyHanko's generic CMS checks, and none of the client's code.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation import generic_cms
from pyhanko_certvalidator import ValidationContext

from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.reading import HASHES, MALFORMED, Found, Piece, strong

CONTENT_HINTS = "1.2.840.113549.1.9.16.2.4"
SIGNED = ("version", "sid", "digest_algorithm", "signed_attrs", "signature_algorithm", "signature")
"""What of a signature no augmentation changes."""


class _Hints(core.Sequence):  # type: ignore[misc]
    _fields = [("description", core.UTF8String, {"optional": True}), ("type", cms.ContentType)]  # noqa: RUF012


def read(
    signature: Path,
    original: Path,
    piece: Piece,
    media_type: str,
    anchors: Sequence[bytes],
    others: Sequence[bytes],
    now: datetime,
) -> Found:
    """Read a first return.

    Refuses: broken-signature, altered-original, weak-algorithm, wrong-piece.  ``anchors`` and ``others`` (DER)
    are for the timestamp's certificate.
    """
    try:
        content = _signed_data(signature)
        info = extract_signer_info(content)
        certificates = generic_cms.extract_certs_for_validation(content)
        signer: asn1_x509.Certificate = certificates.signer_cert
        _intact(info, signer, original)
        _names_signer(info, signer)
        _names_piece(info, piece, media_type)
        context = ValidationContext(
            trust_roots=[asn1_x509.Certificate.load(der) for der in anchors],
            other_certs=[asn1_x509.Certificate.load(der) for der in others],
            moment=now,
            allow_fetching=False,
        )
        level = _level(info, context)
    except MALFORMED as error:
        raise Problem("broken-signature", type(error).__name__) from error
    return Found(signer.dump(), tuple(one.dump() for one in certificates.other_certs), level)


def augmented(signature: Path, first: Path, anchors: Sequence[bytes], others: Sequence[bytes], now: datetime) -> str:
    """The level of a signature that came again with a timestamp more.  Refuses (already-signed) all else."""
    try:
        info, before = (extract_signer_info(_signed_data(path)) for path in (signature, first))
        same = all(info[name].dump() == before[name].dump() for name in SIGNED)
        if not same or not set(_unsigned(before)) < set(_unsigned(info)):
            raise Problem("already-signed", "more than a timestamp")
        context = ValidationContext(
            trust_roots=[asn1_x509.Certificate.load(der) for der in anchors],
            other_certs=[asn1_x509.Certificate.load(der) for der in others],
            moment=now,
            allow_fetching=False,
        )
        return _level(info, context)
    except MALFORMED as error:
        raise Problem("already-signed", type(error).__name__) from error


def _signed_data(path: Path) -> cms.SignedData:
    """A detached signature by one signer; nothing else in the file."""
    loaded = cms.ContentInfo.load(path.read_bytes(), strict=True)
    content = loaded["content"]
    if not isinstance(content, cms.SignedData) or not isinstance(content["encap_content_info"]["content"], core.Void):
        raise Problem("broken-signature", "not detached")
    if len(content["signer_infos"]) != 1:
        raise Problem("broken-signature", "signers")
    return content


def _intact(info: Any, signer: asn1_x509.Certificate, original: Path) -> None:
    algorithm = info["digest_algorithm"]["algorithm"].native
    if algorithm not in HASHES:
        raise Problem("weak-algorithm", str(algorithm))
    strong(info, signer, algorithm)
    with original.open("rb") as file:
        digest = hashlib.file_digest(file, algorithm).digest()
    intact, valid = generic_cms.validate_sig_integrity(info, signer, "data", digest)
    if not valid:
        raise Problem("broken-signature", "not intact")
    if not intact:
        raise Problem("altered-original", "signed over other bytes")


def _names_signer(info: Any, signer: asn1_x509.Certificate) -> None:
    """The signature is bound to this certificate and no other of the same key (EN 319 122-1, 5.2.2.3)."""
    named = _one(info, "signing_certificate_v2")["certs"][0]
    algorithm = named["hash_algorithm"]["algorithm"].native
    if algorithm not in HASHES or hashlib.new(algorithm, signer.dump()).digest() != named["cert_hash"].native:
        raise Problem("broken-signature", "signing-certificate-v2")


def _names_piece(info: Any, piece: Piece, media_type: str) -> None:
    number = f"{piece.number}/{piece.count}"
    wanted = {
        "Content-Type": media_type,
        "Content-Description": f"Acte {piece.reference}, pièce {number}",
        "Rokhas-Act": piece.reference,
        "Rokhas-Piece": number,
        "Rokhas-Document": piece.document,
    }
    described = _Hints.load(_one(info, CONTENT_HINTS).dump(), strict=True)["description"].native or ""
    lines = [line.split(": ", 1) for line in described.split("\r\n")]
    said = {line[0]: line[1] for line in lines if len(line) == 2}
    if len(said) != len(lines):
        raise Problem("wrong-piece", "content-hints")
    for name, value in wanted.items():
        if said.get(name) != value:
            raise Problem("wrong-piece", name)


def _one(info: Any, kind: str) -> Any:
    """The one value of a signed attribute, by its name or its number."""
    found = [
        value
        for attribute in info["signed_attrs"]
        if kind in (attribute["type"].native, attribute["type"].dotted)
        for value in attribute["values"]
    ]
    if len(found) != 1:
        raise Problem("wrong-piece" if kind == CONTENT_HINTS else "broken-signature", kind)
    return found[0]


def _unsigned(info: Any) -> list[bytes]:
    """The timestamps; nothing else may be beside the signature."""
    attributes = info["unsigned_attrs"]
    if isinstance(attributes, core.Void):
        return []
    if any(one["type"].native != "signature_time_stamp_token" for one in attributes):
        raise Problem("broken-signature", "unsigned attributes")
    return [value.dump() for one in attributes for value in one["values"]]


def _level(info: Any, context: ValidationContext) -> str:
    if not _unsigned(info):
        return "B-B"
    timing = asyncio.run(generic_cms.collect_timing_info(info, context, raw_digest=_no_content_timestamp))
    stamp = timing.get("timestamp_validity")
    if stamp is None or not (stamp.intact and stamp.valid and stamp.trusted):
        raise Problem("broken-signature", "timestamp")
    return "B-T"


def _no_content_timestamp(_algorithm: str) -> bytes:
    raise Problem("broken-signature", "content timestamp")
