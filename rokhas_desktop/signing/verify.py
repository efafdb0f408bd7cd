"""Verification of signed PDFs and of detached signatures.

:mod:`rokhas_desktop.signing.judge` judges each signature; this module adds what the PDF says about changes
since, and turns the outcome into a report.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import cms as asn1_cms
from asn1crypto import pem
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESStatus
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.signing import cms, detached, facts, forensics, holder, reading, report, strays, watched
from rokhas_desktop.signing.errors import NotPdf
from rokhas_desktop.signing.facts import Facts
from rokhas_desktop.signing.judge import Judge, Judgement
from rokhas_desktop.signing.report import Report, SignatureReport, Verdict
from rokhas_desktop.signing.timestamps import Sender
from rokhas_desktop.signing.watched import Watch

DETACHED_SUFFIXES = frozenset({".p7s", ".p7m", ".sig"})
#: A detached signature with its chain and a timestamp is some kilobytes.
_LARGEST_DETACHED = 16 * 1024 * 1024
_VERDICTS: dict[AdESStatus, Verdict] = {
    AdESStatus.PASSED: "TOTAL-PASSED",
    AdESStatus.INDETERMINATE: "INDETERMINATE",
    AdESStatus.FAILED: "TOTAL-FAILED",
}


def verify_file(
    path: Path,
    *,
    trust: Sequence[bytes],
    content: Path | None = None,
    session: Sender | None = None,
    known: Sequence[bytes] = (),
    password: str | None = None,
    at: datetime | None = None,
    watch: Watch | None = None,
) -> Report:
    """Verify every signature of a file.

    ``trust`` are the roots that are believed (DER), ``known`` authorities' certificates that help to build a
    path.  ``content`` is what a detached signature is of.  ``at`` is when the verification is thought to take
    place, None for now.  Without a ``session`` nothing is fetched: what the
    file does not carry about revocation is unknown.  ``watch`` hears how far the reading is, and stops it: then
    Cancelled is raised.  Never raises for what is wrong with the file.
    """
    judge = Judge(trust, known, session, at)
    watch = watch or Watch()
    try:
        if content is not None or path.suffix.lower() in DETACHED_SUFFIXES:
            return _detached(path, content, judge, watch)
        return _pdf(path, judge, password, watch)
    except Cancelled:
        raise
    except RokhasError as error:
        return Report(str(path), "INDETERMINATE", (), error.code)


def _pdf(path: Path, judge: Judge, password: str | None, watch: Watch) -> Report:
    with watched.opened(path, watch) as handle:
        reading.check_header(handle)
        reader, notes = _strictly(handle)
        reading.unlock(reader, password, new_field=False)
        with reading.stage("signatures"):
            filled = list(enumerate_sig_fields(reader, filled_status=True))
        unaccounted = forensics.unaccounted(handle)
        found = [_one(reader, name, field, judge, unaccounted=unaccounted) for name, _, field in filled]
        found += [
            _one(reader, name, field, judge, unaccounted=unaccounted, stray=True)
            for name, field in strays.found(reader)
        ]
        gone = not filled and forensics.removed(reader)
    signatures = tuple(one for one in found if one is not None)
    verdict = report.verdict_of(signatures)
    code = forensics.REMOVED if gone else report.NO_SIGNATURE if verdict == "NO-SIGNATURE" else None
    return Report(
        str(path), verdict, signatures, code, (*notes, report.NOT_QUALIFIED_VALIDATION), len(found) - len(signatures)
    )


def _strictly(handle: Any) -> tuple[PdfFileReader, tuple[str, ...]]:
    """A strict reading if the file allows it: two programs may see two things in a file that is not well-formed."""
    try:
        with reading.stage("open"):
            reader = PdfFileReader(handle, strict=True)
            if not reader.xrefs.hybrid_xrefs_present:
                return reader, ()
    except Cancelled:
        raise
    except RokhasError:
        pass
    return reading.open_reader(handle), (report.LENIENT,)


def _one(
    reader: PdfFileReader, name: str, field: Any, judge: Judge, *, unaccounted: bool, stray: bool = False
) -> SignatureReport | None:
    """One signature, None for a document timestamp; one that cannot be read is a failed one.

    ``stray``: only a page shows it.
    """
    try:
        with reading.stage("verify"):
            signature = EmbeddedPdfSignature(reader, field, name)
            if signature.sig_object_type == "/DocTimeStamp":
                return None
            return _judged(signature, judge, unaccounted=unaccounted, stray=stray)
    except Cancelled:
        raise
    except RokhasError:
        return _unreadable(name)


def _judged(signature: EmbeddedPdfSignature, judge: Judge, *, unaccounted: bool, stray: bool) -> SignatureReport:
    found = facts.embedded(signature, judge, unaccounted=unaccounted)
    if stray:
        found = dataclasses.replace(found, flaws=(*found.flaws, forensics.STRAY))
    judgement = judge.embedded(signature)
    who = judge.who(signature.signer_cert, signature.other_embedded_certs)
    return _report(found, judgement, who)


def _detached(path: Path, content: Path | None, judge: Judge, watch: Watch) -> Report:
    with reading.opened(path) as handle, reading.stage("verify"):
        encoded = handle.read(_LARGEST_DETACHED)
        if pem.detect(encoded):
            encoded = pem.unarmor(encoded)[2]
        try:
            signed_data = asn1_cms.ContentInfo.load(encoded)["content"]
            info = extract_signer_info(signed_data)
        except (ValueError, TypeError, KeyError) as error:
            raise NotPdf() from error
        certificates = generic_cms.extract_certs_for_validation(signed_data)
        signer = certificates.signer_cert
        digest = _digest(content, info, watch) if content is not None else None
        judgement = judge.detached(signed_data, digest or b"")
        if content is None:
            judgement = Judgement(AdESStatus.INDETERMINATE, "SIGNED_DATA_NOT_FOUND", judgement.proven)
        found = facts.detached(info, signer, digest)
        one = _report(found, judgement, judge.who(signer, certificates.other_certs))
    return Report(str(path), one.verdict, (one,))


def _digest(content: Path, info: Any, watch: Watch) -> bytes:
    running = cms.digest_of(info["digest_algorithm"]["algorithm"].native)
    with watched.opened(content, watch) as handle:
        for chunk in detached.chunks(handle):
            watch.read(len(chunk))
            running.update(chunk)
    return running.finalize()


def _report(found: Facts, judgement: Judgement, who: holder.Who) -> SignatureReport:
    verdict, sub = _VERDICTS[judgement.status], judgement.sub_indication
    if sub is not None and who.starts_later and who.anchored and report.reason(sub) == report.UNTRUSTED:
        sub = "NOT_YET_VALID"
    reasons = [report.reason(sub)] if sub else []
    if found.flaws and verdict == "TOTAL-PASSED":
        verdict, sub = "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE"
    fatal = [*([report.FORBIDDEN_CHANGES] if found.changes == "forbidden" else []), *found.fatal]
    if fatal:
        verdict, sub = "TOTAL-FAILED", sub if verdict == "TOTAL-FAILED" else "FORMAT_FAILURE"
    reasons = [*fatal, *found.flaws, *reasons]
    time, source = _time(found, judgement.proven)
    notes = [report.CLAIMED_TIME] if source == "claimed" else []
    notes += found.remarks
    return SignatureReport(
        field=found.field,
        signer_name=who.name,
        cin_masked=who.cin_masked,
        issuer=who.issuer,
        level=found.level,
        intact=found.intact,
        trusted=who.anchored and report.relies(sub),
        covers_whole_file=found.covers,
        changes=found.changes,
        time=time,
        time_source=source,
        verdict=verdict,
        sub_indication=sub,
        reasons=tuple(reasons),
        notes=tuple(notes),
        qualified=who.qualified,
        certificate_sha256=who.sha256,
        nominative=who.nominative,
        declared=found.declared,
    )


def _time(found: Facts, proven: datetime | None) -> tuple[datetime | None, report.TimeSource | None]:
    """The proven time if there is one, else what the signer says."""
    if proven is not None:
        return proven, "timestamp"
    return (found.claimed, "claimed") if found.claimed is not None else (None, None)


def _unreadable(name: str) -> SignatureReport:
    return SignatureReport(
        field=name,
        signer_name=None,
        cin_masked=None,
        issuer=None,
        level=None,
        intact=False,
        trusted=False,
        covers_whole_file=False,
        changes="forbidden",
        time=None,
        time_source=None,
        verdict="TOTAL-FAILED",
        sub_indication="FORMAT_FAILURE",
        reasons=(report.UNREADABLE,),
        notes=(),
        qualified="undetermined",
        certificate_sha256=None,
    )
