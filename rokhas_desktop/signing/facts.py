"""What a signature's container says of itself and of the file around it, before anybody is trusted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from rokhas_desktop.signing import binding, forensics, levels, reading
from rokhas_desktop.signing.face import Level
from rokhas_desktop.signing.judge import Judge, has_timestamp
from rokhas_desktop.signing.report import LATER_CHANGES, Changes

#: Entries of the signature dictionary that are shown; what they say is the signer's word, covered by the signature.
_DECLARED = {
    "reason": "/Reason",
    "location": "/Location",
    "act": "/RokhasAct",
    "piece": "/RokhasPiece",
    "capacity": "/RokhasCapacity",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """``flaws`` are codes of what speaks against the file around this signature; ``fatal`` those that end it,
    ``remarks`` what is only worth knowing.
    ``claimed`` is the time that the signer says; ``declared`` what else the signature says of itself."""

    field: str | None
    level: Level | None
    covers: bool
    changes: Changes
    claimed: datetime | None
    intact: bool
    fatal: tuple[str, ...] = ()
    flaws: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    declared: tuple[tuple[str, str], ...] = ()


def embedded(signature: EmbeddedPdfSignature, judge: Judge, *, unaccounted: bool) -> Facts:
    """A signature in a PDF.  ``unaccounted``: bytes follow the document's end."""
    signature.compute_integrity_info()  # type: ignore[no-untyped-call]
    whole = signature.coverage == SignatureCoverageLevel.ENTIRE_FILE
    allowed = bool(signature.summarise_integrity_info()["docmdp_ok"])
    changes: Changes = "forbidden" if not allowed else ("none" if whole else "permitted")
    fatal = [forensics.UNACCOUNTED] if unaccounted else []
    fatal += [forensics.PADDED] if forensics.padded(signature) else []
    allows = _lets_fill(signature)
    redrawn = changes == "permitted" and forensics.redrawn(signature)
    return Facts(
        field=signature.field_name,
        level=levels.of(signature, (*judge.known, *judge.trust)),
        covers=whole,
        changes=changes,
        claimed=signature.self_reported_timestamp,
        intact=all(
            generic_cms.validate_sig_integrity(
                signature.signer_info, signature.signer_cert, "data", signature.compute_digest()
            )
        ),
        fatal=tuple(fatal),
        flaws=(forensics.REDRAWN,) if redrawn and not allows else (),
        remarks=tuple(_remarks(signature, changes, redrawn=redrawn and allows)),
        declared=tuple(_declared(signature)),
    )


def detached(signer_info: Any, signer: Any, digest: bytes | None) -> Facts:
    """A signature beside its file; ``digest`` is the file's, None where there is none."""
    intact = digest is not None and all(generic_cms.validate_sig_integrity(signer_info, signer, "data", digest))
    claimed = generic_cms.extract_self_reported_ts(signer_info)
    level: Level = "B-T" if has_timestamp(signer_info) else "B-B"
    said = binding.read(signer_info)
    declared = tuple((name, said[key][:500]) for key, name in binding.DECLARED.items() if key in said)
    return Facts(None, level, intact, "none", claimed, intact, declared=declared)


def _remarks(signature: EmbeddedPdfSignature, changes: Changes, *, redrawn: bool) -> Iterator[str]:
    """What is worth knowing of what came after; evidence and timestamps are what makes a signature last."""
    since = getattr(signature.diff_result, "modification_level", ModificationLevel.OTHER)
    if changes == "permitted" and since > ModificationLevel.LTA_UPDATES:
        yield LATER_CHANGES
    if redrawn:
        yield forensics.REDRAWN


def _lets_fill(signature: EmbeddedPdfSignature) -> bool:
    """Whether the signature itself says that forms may be filled after it (ISO 32000-1, 12.8.2.2)."""
    return signature.docmdp_level in (MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE)


def _declared(signature: EmbeddedPdfSignature) -> list[tuple[str, str]]:
    found = [(name, reading.value(signature.sig_object, key)) for name, key in _DECLARED.items()]
    return [(name, str(value)[:500]) for name, value in found if isinstance(value, str)]
