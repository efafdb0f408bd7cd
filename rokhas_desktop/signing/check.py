"""What was written is looked at with other eyes than wrote it, before it gets its name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from asn1crypto import cms as asn1_cms
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import cms, levels, output, reading, second_reader, strays
from rokhas_desktop.signing.errors import EarlierUnproven, OriginalChanged, ResultWrong, TimestampRefused
from rokhas_desktop.signing.face import Level
from rokhas_desktop.signing.second_reader import Placed

_CONTENT = {"/Sig": "data", "/DocTimeStamp": "tst_info"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How an earlier signature stands: mathematically good, and nothing that it forbids done since."""

    good: bool
    respected: bool


Standings = Mapping[str, Standing]


def standings(reader: PdfFileReader, *, without: str | None = None) -> Standings:
    """Every filled signature of the document by its field; those that only a page shows too."""
    with reading.stage("signatures"):
        filled = enumerate_sig_fields(reader, filled_status=True)
        listed = {
            str(name): _standing(EmbeddedPdfSignature(reader, field, name))
            for name, _, field in filled
            if name != without
        }
    return {**listed, **{name: _stray(reader, name, field) for name, field in strays.found(reader) if name != without}}


def _stray(reader: PdfFileReader, name: str, field: Any) -> Standing:
    try:
        with reading.stage("signatures"):
            return _standing(EmbeddedPdfSignature(reader, field, name))
    except RokhasError:  # it cannot be verified, which is no reason not to sign: it is told
        return Standing(good=False, respected=False)


def _standing(signature: EmbeddedPdfSignature) -> Standing:
    signature.compute_integrity_info()  # type: ignore[no-untyped-call]
    summary = signature.summarise_integrity_info()
    return Standing(all(_integrity(signature)), bool(summary["docmdp_ok"]))


def _integrity(signature: EmbeddedPdfSignature) -> tuple[bool, bool]:
    return generic_cms.validate_sig_integrity(
        signature.signer_info,
        signature.signer_cert,
        expected_content_type=_CONTENT.get(str(signature.sig_object_type), "data"),
        actual_digest=signature.compute_digest(signature.md_algorithm),
    )


@dataclass(frozen=True, slots=True)
class Original:
    """The file before it was signed: its size and SHA-256 (hexadecimal)."""

    size: int
    sha256: str


def signed_file(
    path: Path,
    original: Original,
    *,
    field: str,
    certificate: bytes,
    before: Standings,
    level: Level,
    password: str | None,
) -> str:
    """The file's SHA-256.  Raises OriginalChanged, or ResultWrong (``check`` says which), unless it is as ordered.

    It begins with the original; our signature is intact, covers the whole file (at B-LT and above: all but evidence
    and timestamps), is by the selected certificate and has reached ``level``; every signature that stood before
    still stands.
    """
    simple = not before and level in ("B-B", "B-T")
    seen = second_reader.placed(path, field) if simple else None
    with reading.opened(path) as handle:
        if seen is not None:
            return _check_seen(handle, original, seen, certificate, level)
        sha256 = _begins(handle, original)
        reader = reading.open_reader(handle)
        reading.unlock(reader, password, new_field=False)
        with reading.stage("check"):
            ours = [signature for signature in reader.embedded_signatures if signature.field_name == field]
            _require(len(ours) == 1, "field")
            _check_ours(ours[0], certificate, level)
            after = standings(reader) if before else {}
    _require(not fallen(before, after), "earlier")
    return sha256


def _begins(handle: BinaryIO, original: Original) -> str:
    """The file's SHA-256, if it begins with the original."""
    running = _through(handle, original, ())
    while chunk := handle.read(output.CHUNK):
        running.update(chunk)
    return running.hexdigest()


def _through(handle: BinaryIO, original: Original, more: Sequence[hashlib._Hash]) -> hashlib._Hash:
    """Read the original's part of a file: its running SHA-256, ``more`` hashes go along.

    Raises OriginalChanged unless it is what it was.
    """
    running, left = hashlib.sha256(), original.size
    handle.seek(0)
    while left and (chunk := handle.read(min(left, output.CHUNK))):
        for one in (running, *more):
            one.update(chunk)
        left -= len(chunk)
    if left or running.hexdigest() != original.sha256:
        raise OriginalChanged()
    return running


def _check_seen(handle: BinaryIO, original: Original, seen: Placed, certificate: bytes, level: Level) -> str:
    """The same by what the second reader found, in one reading of the file."""
    with reading.stage("check"):
        content = asn1_cms.ContentInfo.load(seen.contents)["content"]
        info = extract_signer_info(content)
        name = str(info["digest_algorithm"]["algorithm"].native)
        ranged = None if name == "sha256" else hashlib.new(name)
        whole = _through(handle, original, () if ranged is None else (ranged,))
        ranged = whole.copy() if ranged is None else ranged
        tail = handle.read()
        whole.update(tail)
        first, last = _gap(seen, original.size, tail)
        ranged.update(tail[:first])
        ranged.update(tail[last:])
        carried = [one.chosen.dump() for one in content["certificates"]]
        _require(certificate in carried, "certificate")
        ours = asn1_x509.Certificate.load(certificate)
        intact, valid = generic_cms.validate_sig_integrity(info, ours, "data", ranged.digest())
        _require(intact, "hash")
        _require(valid, "signature")
        if level != "B-B":
            check_timestamp(info)
    return whole.hexdigest()


def _gap(seen: Placed, size: int, tail: bytes) -> tuple[int, int]:
    """Where, in what follows the original, the container lies.

    Raises ResultWrong unless it is the one place that the byte range leaves out.
    """
    start, length, resumed, rest = seen.byte_range
    first, last = length - size, resumed - size
    covers = start == 0 and 0 <= first < last and resumed + rest == size + len(tail)
    _require(covers and tail[first:last].lower() == b"<%s>" % seen.contents.hex().encode(), "coverage")
    return first, last


def fallen(before: Standings, after: Standings) -> list[str]:
    """The signatures that stand worse than they did, or are gone; one that does not hold cannot stand worse."""
    return [name for name, then in before.items() if name not in after or _worse(then, after[name])]


def _worse(then: Standing, now: Standing) -> bool:
    return then.good and (not now.good or now.respected < then.respected)


def would_stand(stream: BinaryIO, field: str, before: Standings, password: str | None) -> None:
    """Raises EarlierUnproven unless what stood before ``field`` was appended still stands."""
    if before:
        reader = reading.open_reader(stream)
        reading.unlock(reader, password, new_field=False)
        worse = fallen(before, standings(reader, without=field))
        if worse:
            raise EarlierUnproven(field=worse[0])


def _check_ours(ours: EmbeddedPdfSignature, certificate: bytes, level: Level) -> None:
    augmented = level in ("B-LT", "B-LTA")
    ours.compute_integrity_info(skip_diff=not augmented)  # type: ignore[no-untyped-call]
    intact, valid = _integrity(ours)
    _require(intact, "hash")
    _require(valid, "signature")
    _require(_covers(ours, augmented=augmented), "coverage")
    _require(ours.signer_cert.dump() == certificate, "certificate")
    if level != "B-B":
        check_timestamp(ours.signer_info)
    if augmented:
        _require(levels.of(ours) == level, "level")


def _covers(ours: EmbeddedPdfSignature, *, augmented: bool) -> bool:
    if not augmented:
        return ours.coverage == SignatureCoverageLevel.ENTIRE_FILE
    since = getattr(ours.diff_result, "modification_level", ModificationLevel.OTHER)
    return bool(since <= ModificationLevel.LTA_UPDATES)


def check_timestamp(signer_info: Any) -> None:
    """Raises ResultWrong without a signature timestamp, TimestampRefused for one that is not over this signature."""
    tokens = list(generic_cms.extract_tst_data_iter(signer_info, signed=False))
    _require(len(tokens) == 1, "timestamp")
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    imprint = generic_cms.message_imprint_checker(signer_info)
    status = cms.run(generic_cms.validate_tst_signed_data(tokens[0], nobody, imprint))
    if not (status["intact"] and status["valid"]):
        raise TimestampRefused(reason="signature")


def _require(condition: bool, check: str) -> None:
    if not condition:
        raise ResultWrong(check=check)
