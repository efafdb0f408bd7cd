"""What was written is looked at with other eyes than wrote it, before it gets its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import cms, levels, reading, strays
from rokhas_desktop.signing.errors import EarlierUnproven, ResultWrong, TimestampRefused
from rokhas_desktop.signing.face import Level

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


def signed_file(
    path: Path,
    *,
    field: str,
    certificate: bytes,
    before: Standings,
    level: Level,
    password: str | None,
) -> None:
    """Raises ResultWrong (``check`` says which) unless the file is what was ordered.

    Our signature is intact, covers the whole file (at B-LT and above: all but evidence and timestamps), is by the
    selected certificate and has reached ``level``; every signature that stood before still stands.
    """
    with reading.opened(path) as handle:
        reader = reading.open_reader(handle)
        reading.unlock(reader, password, new_field=False)
        with reading.stage("check"):
            ours = [signature for signature in reader.embedded_signatures if signature.field_name == field]
            _require(len(ours) == 1, "field")
            _check_ours(ours[0], certificate, level)
            after = standings(reader) if before else {}
    _require(not fallen(before, after), "earlier")


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
