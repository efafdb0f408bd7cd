"""Reading a returned PDF: is it the original and one intact approval signature more?

By pyHanko's reader, integrity check and difference analysis, and none of the client's code.
"""

from __future__ import annotations

import asyncio
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from asn1crypto import cms, core, keys
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError, ValidationInfoReadingError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from rokhas_desktop.sandbox.platform.problems import Problem

MALFORMED = (
    PdfError,
    SignatureValidationError,
    ValidationInfoReadingError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RuntimeError,
    ArithmeticError,
    AssertionError,
    zlib.error,
)
"""What pyHanko raises on files that are not what they seem."""

HASHES = frozenset({"sha256", "sha384", "sha512"})
SIGNATURES = frozenset({"rsassa_pkcs1v15", "rsassa_pss", "ecdsa"})
CURVES = frozenset({"secp256r1", "secp384r1", "secp521r1"})
RSA_BITS = 2048
_TAIL = 64
"""Bytes at the end of a file, in which its last marker stands."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What the signature dictionary must name (``docs/platform-api.yaml``, submit, 3)."""

    reference: str
    number: int
    count: int
    document: str


@dataclass(frozen=True, slots=True)
class Found:
    """The one new signature: its certificate, those that came with it (DER), and its level."""

    certificate: bytes
    others: tuple[bytes, ...]
    level: str


def read(
    signed: Path, original: Path, piece: Piece, anchors: Sequence[bytes], others: Sequence[bytes], now: datetime
) -> Found:
    """Read a first return.

    Refuses: broken-signature, altered-original, weak-algorithm, wrong-piece.  ``anchors`` and ``others`` (DER)
    are for the timestamp's certificate.
    """
    with signed.open("rb") as signed_file, original.open("rb") as original_file:
        try:
            return _read(signed_file, original_file, piece, anchors, others, now)
        except MALFORMED as error:
            raise Problem("broken-signature", type(error).__name__) from error


def _read(
    signed: BinaryIO,
    original: BinaryIO,
    piece: Piece,
    anchors: Sequence[bytes],
    others: Sequence[bytes],
    now: datetime,
) -> Found:
    reader = PdfFileReader(signed, strict=False)
    before = PdfFileReader(original, strict=False)
    signature = _new_one(reader, before)
    _approves(reader, before, signature)
    _covers(signature)
    _strong(signature)
    _names(signature, piece)
    _only_signs(reader, before)
    context = ValidationContext(
        trust_roots=[asn1_x509.Certificate.load(der) for der in anchors],
        other_certs=[asn1_x509.Certificate.load(der) for der in others],
        moment=now,
        allow_fetching=False,
    )
    timestamped = _intact(signature, context)
    return Found(
        certificate=signature.signer_cert.dump(),
        others=tuple(other.dump() for other in signature.other_embedded_certs),
        level=_level(reader, timestamped=timestamped),
    )


def _new_one(reader: PdfFileReader, before: PdfFileReader) -> EmbeddedPdfSignature:
    """The signature that was added.  Exactly one field more is signed than before."""
    known = {item.field_name for item in before.embedded_signatures}
    added: list[EmbeddedPdfSignature] = [
        item for item in reader.embedded_regular_signatures if item.field_name not in known
    ]
    if len(added) != 1:
        raise Problem("broken-signature", f"{len(added)} new signatures")
    return added[0]


def _approves(reader: PdfFileReader, before: PdfFileReader, signature: EmbeddedPdfSignature) -> None:
    """An approval signature: it certifies nothing and locks nothing of its own, since others sign after.

    A lock of named fields that the original's author had put on the field to be filled is the author's.
    """
    if _certified(reader) != _certified(before) or signature.docmdp_level is not None:
        raise Problem("broken-signature", "certification or lock")
    if signature.fieldmdp is not None and signature.field_name not in _locking_fields(before):
        raise Problem("broken-signature", "lock")
    if signature.sig_object.get("/SubFilter") != "/ETSI.CAdES.detached":
        raise Problem("broken-signature", "not PAdES")


def _certified(reader: PdfFileReader) -> bool:
    return "/Perms" in reader.root and "/DocMDP" in reader.root["/Perms"]


def _locking_fields(before: PdfFileReader) -> set[str]:
    waiting = enumerate_sig_fields(before, filled_status=False)
    return {name for name, _, field in waiting if "/Lock" in field.get_object()}


def _covers(signature: EmbeddedPdfSignature) -> None:
    """The whole file, but for validation data and timestamps that may follow."""
    signature.compute_integrity_info(diff_policy=DEFAULT_DIFF_POLICY)  # type: ignore[no-untyped-call]
    if signature.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return
    if not _only_augmented(signature):
        raise Problem("broken-signature", "the signature does not cover the whole file")


def _only_augmented(signature: EmbeddedPdfSignature) -> bool:
    """Whether whole revisions follow the signed one, to the file's end, that hold validation data and
    timestamps and nothing else."""
    reader, change = signature.reader, signature.diff_result
    reader.stream.seek(-_TAIL, os.SEEK_END)
    return (
        signature.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and isinstance(change, DiffResult)
        and change.modification_level <= ModificationLevel.LTA_UPDATES
        and reader.total_revisions > signature.signed_revision + 1
        and reader.stream.read().rstrip().endswith(b"%%EOF")
    )


def _strong(signature: EmbeddedPdfSignature) -> None:
    strong(signature.signer_info, signature.signer_cert, signature.md_algorithm)


def strong(info: cms.SignerInfo, signer: asn1_x509.Certificate, hashed_by: str) -> None:
    """Refuses (weak-algorithm) what is below SHA-256, RSA of 2048 bits or ECDSA of 256."""
    used = info["signature_algorithm"]
    public: keys.PublicKeyInfo = signer.public_key
    hashes = {hashed_by, used.hash_algo if used.signature_algo != "ed25519" else ""}
    good_key = (public.algorithm in ("rsa", "rsassa_pss") and public.bit_size >= RSA_BITS) or (
        public.algorithm == "ec" and public.curve[0] == "named" and public.curve[1] in CURVES
    )
    if not hashes <= HASHES or used.signature_algo not in SIGNATURES or not good_key:
        raise Problem("weak-algorithm", f"{used['algorithm'].native}, {public.algorithm}")


def _names(signature: EmbeddedPdfSignature, piece: Piece) -> None:
    number = f"{piece.number}/{piece.count}"
    wanted = {
        "/Reason": f"Acte {piece.reference}, pièce {number}",
        "/RokhasAct": piece.reference,
        "/RokhasPiece": number,
        "/RokhasDocument": piece.document,
    }
    for key, value in wanted.items():
        if signature.sig_object.get(key) != value:
            raise Problem("wrong-piece", key.strip("/"))


def _only_signs(reader: PdfFileReader, before: PdfFileReader) -> None:
    """Against the original, nothing changed but what a signature needs: no page shows something else.

    The byte prefix alone would not do: an appended revision can redefine every page.
    """
    change = DEFAULT_DIFF_POLICY.review_file(reader, _base(reader, before.xrefs.total_revisions - 1))
    if isinstance(change, SuspiciousModification) or change.modification_level > ModificationLevel.FORM_FILLING:
        raise Problem("altered-original", "more than a signature was added")


def _base(reader: PdfFileReader, revision: int) -> HistoricalResolver:
    """The original's last revision as the difference analysis can take it.

    The analysis expects what comes after a first signature: a form there already, and its flags set.  Both are
    what any signature adds, so that they are put into this view of the original (a copy in memory).
    """
    base = reader.get_historical_resolver(revision)
    form = base.root.get("/AcroForm")
    if form is None:
        empty = {pdf_name("/Fields"): generic.ArrayObject()}
        form = base.root["/AcroForm"] = generic.DictionaryObject(empty)  # type: ignore[no-untyped-call]
    flags = reader.root["/AcroForm"].get("/SigFlags")
    if isinstance(flags, generic.NumberObject):
        form["/SigFlags"] = flags
    return base


def _intact(signature: EmbeddedPdfSignature, context: ValidationContext) -> bool:
    """Whether it is timestamped; refuses one that is not intact.  Trust in the signer is judged elsewhere."""
    status = asyncio.run(
        async_validate_pdf_signature(
            signature,
            signer_validation_context=context,
            ts_validation_context=context,
            key_usage_settings=KeyUsageConstraints(key_usage=set()),
            skip_diff=True,
        )
    )
    if not (status.intact and status.valid):
        raise Problem("broken-signature", "not intact")
    stamp = status.timestamp_validity
    if stamp is None:
        return False
    if not (stamp.intact and stamp.valid and stamp.trusted):
        raise Problem("broken-signature", "timestamp")
    return True


def _level(reader: PdfFileReader, *, timestamped: bool) -> str:
    """The level of ETSI EN 319 142-1 as found: the structure, not the completeness of the data."""
    if not timestamped:
        return "B-B"
    try:
        DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return "B-T"
    archived = any(_holds_store(reader, stamp.signed_revision) for stamp in reader.embedded_timestamp_signatures)
    return "B-LTA" if archived else "B-LT"


def _holds_store(reader: PdfFileReader, revision: int) -> bool:
    """Whether the validation data was there when a document timestamp closed its revision."""
    return "/DSS" in reader.get_historical_resolver(revision).root


def augmented(signed: Path, first_size: int) -> str:
    """The level of a file that came again with more behind its first ``first_size`` bytes.

    Refuses (already-signed) what adds anything but validation data and timestamps.
    """
    with signed.open("rb") as file:
        try:
            return _augmented(file, first_size)
        except MALFORMED as error:
            raise Problem("already-signed", type(error).__name__) from error


def _augmented(file: BinaryIO, first_size: int) -> str:
    reader = PdfFileReader(file, strict=False)
    every = reader.embedded_regular_signatures
    later = [item for item in every if _end(item) > first_size]
    signature = max((item for item in every if item not in later), key=_end)
    signature.compute_integrity_info(diff_policy=DEFAULT_DIFF_POLICY)
    if later or not _only_augmented(signature):
        raise Problem("already-signed", "more than validation data and timestamps")
    timestamped = bool(reader.embedded_timestamp_signatures) or _has_timestamp(signature)
    return _level(reader, timestamped=timestamped)


def _end(signature: EmbeddedPdfSignature) -> int:
    """Where the signed revision ends, in bytes."""
    _, _, start, length = signature.byte_range
    return int(start) + int(length)


def _has_timestamp(signature: EmbeddedPdfSignature) -> bool:
    attributes = signature.signer_info["unsigned_attrs"]
    return attributes is not core.VOID and any(
        attribute["type"].native == "signature_time_stamp_token" for attribute in attributes
    )
