"""A verification's result in the words of ETSI EN 319 102-1, with codes for the words a person reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from rokhas_desktop.signing.face import Level

Verdict = Literal["TOTAL-PASSED", "INDETERMINATE", "TOTAL-FAILED", "NO-SIGNATURE"]
TimeSource = Literal["timestamp", "claimed"]
Changes = Literal["none", "permitted", "forbidden"]
Qualified = Literal["yes", "no", "undetermined"]

NO_SIGNATURE, LATER_CHANGES, FORBIDDEN_CHANGES = "VER-001", "VER-009", "VER-010"
UNTRUSTED = "VER-005"
CLAIMED_TIME, NOT_QUALIFIED_VALIDATION, LENIENT, UNREADABLE = "VER-017", "VER-018", "VER-019", "VER-004"
_OTHER = "VER-016"

#: What each sub-indication (EN 319 102-1, 5.1.3) says to a person.
REASONS: Mapping[str, str] = {
    "HASH_FAILURE": "VER-002",
    "SIG_CRYPTO_FAILURE": "VER-003",
    "FORMAT_FAILURE": UNREADABLE,
    "NO_SIGNING_CERTIFICATE_FOUND": "VER-005",
    "NO_CERTIFICATE_CHAIN_FOUND": "VER-005",
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": "VER-005",
    "REVOKED": "VER-006",
    "REVOKED_NO_POE": "VER-006",
    "REVOKED_CA_NO_POE": "VER-006",
    "EXPIRED": "VER-007",
    "OUT_OF_BOUNDS_NO_POE": "VER-007",
    "OUT_OF_BOUNDS_NOT_REVOKED": "VER-007",
    "NOT_YET_VALID": "VER-014",
    "TRY_LATER": "VER-008",
    "REVOCATION_OUT_OF_BOUNDS_NO_POE": "VER-008",
    "CRYPTO_CONSTRAINTS_FAILURE": "VER-011",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "VER-011",
    "CHAIN_CONSTRAINTS_FAILURE": "VER-012",
    "TIMESTAMP_ORDER_FAILURE": "VER-013",
    "NO_POE": "VER-013",
    "SIGNED_DATA_NOT_FOUND": "VER-015",
}

#: Sub-indications under which a chain that was found is still not one to rely on.
_NOT_TRUSTED = frozenset(
    name for name, code in REASONS.items() if code in {"VER-005", "VER-006", "VER-007", "VER-012", "VER-014"}
)


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature.  ``cin_masked`` shows its last two characters; ``reasons`` are the codes of what speaks
    against it, ``notes`` of what is worth knowing; ``time`` is aware.  ``nominative``: the certificate names a person;
    ``declared`` is what the signature says of itself (capacity, act, piece, reason, location): the signer's word."""

    field: str | None
    signer_name: str | None
    cin_masked: str | None
    issuer: str | None
    level: Level | None
    intact: bool
    trusted: bool
    covers_whole_file: bool
    changes: Changes
    time: datetime | None
    time_source: TimeSource | None
    verdict: Verdict
    sub_indication: str | None
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    qualified: Qualified
    certificate_sha256: str | None
    nominative: bool | None = None
    declared: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The keys of the command line's ``verify``."""
        values: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        values["time"] = self.time.isoformat() if self.time else None
        values["reasons"], values["notes"] = list(self.reasons), list(self.notes)
        values["declared"] = dict(self.declared)
        return values


@dataclass(frozen=True, slots=True)
class Report:
    """One file.  ``code`` says what is the matter with the whole file, None where its signatures say it."""

    file: str
    verdict: Verdict
    signatures: tuple[SignatureReport, ...]
    code: str | None = None
    notes: tuple[str, ...] = (NOT_QUALIFIED_VALIDATION,)
    document_timestamps: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The keys of the command line's ``verify``, one object a file."""
        return {
            "file": self.file,
            "verdict": self.verdict,
            "signatures": [signature.as_dict() for signature in self.signatures],
            "code": self.code,
            "notes": list(self.notes),
            "document_timestamps": self.document_timestamps,
        }


def verdict_of(signatures: Sequence[SignatureReport]) -> Verdict:
    """The worst of the signatures' verdicts; a file is not better than its weakest."""
    found = {signature.verdict for signature in signatures}
    order: tuple[Verdict, ...] = ("TOTAL-FAILED", "INDETERMINATE", "TOTAL-PASSED")
    return next((verdict for verdict in order if verdict in found), "NO-SIGNATURE")


def reason(sub_indication: str) -> str:
    """The code for a sub-indication."""
    return REASONS.get(sub_indication, _OTHER)


def relies(sub_indication: str | None) -> bool:
    """Whether a chain that was found may be relied on."""
    return sub_indication not in _NOT_TRUSTED
