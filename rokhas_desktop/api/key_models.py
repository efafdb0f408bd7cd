"""The contract's models about a signer's key (its way, trial, registration, a predecessor's), and about leases."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from rokhas_desktop.api.models import Bilingual, EntitlementKind, Ident, Line, Model, PersonName, Place, Sha256

KeyStep = Literal[
    "ordered", "at_agency", "face_to_face", "picked_up", "delivery_record", "activated", "registered", "revoked"
]
"""The way of a key, in order; ``revoked`` may follow at any time."""
Declarant = Literal["commune", "dgct", "ca", "holder"]


class KeyDeclaration(Model):
    """A step of the signer's key as somebody declared it; the platform does not issue keys."""

    step: KeyStep
    state: Literal["done", "pending", "unknown"]
    declared_by: Declarant | None = None
    declared_on: date | None = None
    note: Line | None = None


class Meanwhile(Model):
    """Somebody else who may sign for the same territory today; ``key_ready`` is None where nobody declared it."""

    kind: EntitlementKind
    capacity: Bilingual
    name: PersonName
    valid_to: date | None = None
    key_ready: bool | None = None


class KeyDeclarations(Model):
    """``GET /v1/me/key``."""

    items: tuple[KeyDeclaration, ...]
    meanwhile: tuple[Meanwhile, ...] = ()


class Trial(Model):
    """``POST /v1/me/key/trial``: the sentence that was shown, and its detached CAdES signature (base64 of DER)."""

    sentence: Annotated[str, StringConstraints(min_length=60, max_length=200)]
    signature: Annotated[str, StringConstraints(max_length=65536)]


class TrialReceipt(Model):
    """The platform verified a trial signature."""

    id: Ident
    certificate_sha256: Sha256
    verified_at: AwareDatetime


class Registration(Model):
    """``POST /v1/me/certificates``: bind the certificate whose key signed a trial."""

    trial: Ident
    certificate_sha256: Sha256


class PredecessorNotice(Model):
    """``POST /v1/me/predecessor-notices``: a person confirms that a certificate should be revoked."""

    certificate_sha256: Sha256
    issuer: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    serial: Annotated[str, Field(pattern=r"^[0-9a-f]{1,40}$")]
    confirmed: Literal[True]


class NoticeReceipt(Model):
    """The platform received a notice."""

    id: Ident
    received_at: AwareDatetime


BoardState = Literal[
    "unknown",
    "ordered",
    "at_agency",
    "face_to_face",
    "picked_up",
    "delivery_record",
    "activated",
    "registered",
    "lapsed",
    "revoked",
]
"""The last step that somebody declared done; ``lapsed``: the order was closed without a key."""


class BoardCommune(Model):
    """One commune of the readiness board; names nobody.

    ``days_lost`` adds up, over the acts that wait, the days since the later of each one's arrival and the mandate's
    first day; 0 where a key is ready.  ``meanwhile``: somebody else may sign with a ready key; None if not known.
    """

    commune: Place
    province: Place
    region: Place
    state: BoardState
    since: date | None = None
    declared_by: Declarant | None = None
    acts_waiting: Annotated[int, Field(ge=0)]
    oldest_waiting: date | None = None
    days_lost: Annotated[int, Field(ge=0)]
    meanwhile: bool | None = None


class KeyBoard(Model):
    """A page of ``GET /v1/keys/board``, as on ``day``; ``next`` is where the next one begins, None on the last."""

    day: date
    communes: tuple[BoardCommune, ...]
    next: Ident | None = None


class LeaseOrder(Model):
    """Which device wants an act, and for how long."""

    device: Ident
    label: Annotated[str, StringConstraints(max_length=60)] = ""
    seconds: Annotated[int, Field(ge=60, le=43200)]


class Lease(Model):
    """This device may sign the act until ``expires_at``; the account was entitled to at ``entitled_at``."""

    act_id: Ident
    version: Annotated[int, Field(ge=1)]
    device: Ident
    entitled_at: AwareDatetime
    expires_at: AwareDatetime
