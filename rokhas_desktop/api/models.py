"""The platform's contract as the client reads it (``docs/platform-api.yaml``).

Unknown keys are ignored; a missing or wrong one is an error (AnswerNotUnderstood), never a guess.  Times are ISO 8601
with an offset; digests are lower-case hexadecimal SHA-256.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
# Never a dot first: an id becomes a segment of an address and the name of a file.
Ident = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$")]
Https = Annotated[str, StringConstraints(max_length=1000, pattern=r"^https://[^/]")]
Level = Literal["B-B", "B-T", "B-LT", "B-LTA"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""Levels of signatures, the lowest first."""


def visible(text: str) -> str:
    """The text with a mark in place of what would not be seen and could deceive: controls, and turns of direction."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


# Controls, the marks that override or isolate a direction, invisible separators and tags, halves of characters.
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]")
Line = Annotated[str, StringConstraints(max_length=1000), AfterValidator(visible)]
Reference = Annotated[str, StringConstraints(min_length=3, max_length=80), AfterValidator(visible)]


class Model(BaseModel):
    """Frozen; ignores what it does not know."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Bilingual(Model):
    """One text in the two administrative languages."""

    fr: Line
    ar: Line


class Place(Model):
    """A territory and its administrative code."""

    code: Ident
    name: Bilingual


EntitlementKind = Literal[
    "president",
    "delegation_of_signature",
    "delegation_of_powers",
    "acting_vice_president",
    "acting_councillor",
    "arrondissement_president",
    "arrondissement_delegate",
    "special_committee",
    "governor",
    "governor_delegate",
]
ProjectClass = Literal["large", "small", "repair", "none"]


class Entitlement(Model):
    """What somebody may sign, where and when (LO 113-14 arts 100-110, 237).  Never why it was ended.

    ``capacity`` is the platform's own text, gender included, as the stamp shows it.  An empty list in
    ``families``, ``project_classes`` or ``sectors`` means no limit.  Dates are days in the platform's time
    zone, both included; ``bureau_to`` is the last day of the bureau that gave a delegation.
    """

    id: Ident
    kind: EntitlementKind
    commune: Place
    capacity: Bilingual
    order_number: Line | None = None
    order_date: date | None = None
    families: tuple[str, ...] = ()
    project_classes: tuple[ProjectClass, ...] = ()
    sectors: tuple[str, ...] = ()
    valid_from: date
    valid_to: date | None = None
    bureau_to: date | None = None


class PersonName(Model):
    """A person's name in both scripts."""

    surname: Bilingual
    given_names: Bilingual


class BoundCertificate(Model):
    """A certificate of the account's.  ``pending`` ones hold no number and wait for an officer's confirmation."""

    sha256: Sha256
    state: Literal["registered", "pending"]
    since: AwareDatetime


class Account(Model):
    """Who is logged in (``GET /v1/me``).  ``cin`` is the account holder's own national ID number.

    ``provinces`` are those whose readiness board the help desk sees; empty means all of them.
    """

    id: Ident
    role: Literal["signer", "clerk", "help_desk"]
    name: PersonName
    cin: Annotated[str, StringConstraints(max_length=20)] | None
    entitlements: tuple[Entitlement, ...]
    certificates: tuple[BoundCertificate, ...] = ()
    provinces: tuple[Ident, ...] = ()


class Platform(Model):
    """``GET /.well-known/rokhas-desktop``: read before log-in.

    ``anchors`` are the SHA-256 of the root certificates whose signatures the platform accepts.
    ``test_chain`` are the test CA's certificates (base64 DER, roots and sub-CAs); a client believes them
    only where ``environment`` is test, and never where one of them is an anchor of a real CA.
    ``zone`` is the IANA time zone in which its days begin.
    """

    id: Ident
    name: Bilingual
    environment: Literal["production", "test"]
    zone: str
    client_id: Ident
    authorization_endpoint: Https
    token_endpoint: Https
    revocation_endpoint: Https
    anchors: tuple[Sha256, ...]
    test_chain: tuple[str, ...] = ()
    timestamp_url: str | None = None


class Need(Model):
    """What entitlement an act needs: the commune, and where they apply the sector and project class."""

    commune: Ident
    family: str
    project_class: ProjectClass
    sector: str | None = None


class Opinion(Model):
    """What a member of the commission said (RGC 2019 art. 38-39)."""

    authority: Bilingual
    authority_code: Ident
    verdict: Literal["favourable", "favourable_with_reserves", "adverse", "adjourned"]
    binding: bool
    given_on: date
    remarks: Line | None = None


class Deadline(Model):
    """When the act is due, and the text that says so."""

    due: AwareDatetime
    basis: Bilingual


class StampPlace(Model):
    """Where the visible signature goes.

    ``page`` counts from 1, -1 is the last.  ``box`` is (left, bottom, right, top) in points of the page as
    it is displayed: its crop box's lower left corner is the origin, after rotation.  ``field`` names an
    empty signature field of the document; then page and box are the field's own.
    """

    page: int = 1
    box: tuple[float, float, float, float] | None = None
    field: Line | None = None


class Earlier(Model):
    """The bytes that a piece had before it was replaced; they are still to be had by their hash."""

    sha256: Sha256
    size: Annotated[int, Field(ge=1)]
    filename: Line
    media_type: str
    replaced_at: AwareDatetime


class Document(Model):
    """One piece of an act, in the order in which the act lists it.

    ``stamp`` is None where the platform wants the signature invisible.  One that is not a PDF comes back as a
    signature beside it.  ``level`` is the least that the platform wants of this signature, None where the act's counts.
    ``earlier`` is the version that was replaced by this one.
    """

    id: Ident
    kind: Literal["decision", "plan", "written_piece"]
    title: Bilingual
    filename: Line
    media_type: str
    size: Annotated[int, Field(ge=1)]
    sha256: Sha256
    ne_varietur: Literal["present", "to_be_added", "not_applicable"]
    stamp: StampPlace | None = None
    state: Literal["awaiting", "signed"]
    receipt_id: Ident | None = None
    level: Level | None = None
    earlier: Earlier | None = None

    @property
    def is_pdf(self) -> bool:
        """Whether its signature is appended to it."""
        return self.media_type.partition(";")[0].strip().lower() == "application/pdf"


class Mark(Model):
    """A place on a page of a piece, to be looked at: ``box`` is (left, bottom, right, top) in points of the page as it
    is displayed, from its lower left corner."""

    document: Ident
    page: Annotated[int, Field(ge=1)]
    box: tuple[float, float, float, float]


class Note(Model):
    """What somebody wrote about an act for the others who see it; no part of what is signed, nor of the version."""

    account: Ident
    author: PersonName
    role: Literal["signer", "clerk"]
    written_at: AwareDatetime
    text: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    marks: Annotated[tuple[Mark, ...], Field(max_length=50)] = ()


class Act(Model):
    """One permit with its pieces: a set that is signed whole or not at all.

    ``version`` changes with every change of the act and is its ETag.  ``required_opinions`` are the
    authority codes whose binding opinion the act needs (RGC 2019 art. 39).  ``rank`` is its place in the order
    in which the services propose to take the acts (from 1; None: not arranged); it is no part of the version.
    ``level`` is the least that the platform wants of its signatures, None where it wants none.
    """

    id: Ident
    reference: Reference
    version: Annotated[int, Field(ge=1)]
    family: Annotated[str, StringConstraints(max_length=12)]
    family_label: Bilingual
    subject: Bilingual
    state: Literal["awaiting_signature", "signed", "returned", "withdrawn"]
    commune: Place
    province: Place
    arrondissement: Place | None = None
    applicant: Bilingual
    architect: Bilingual | None = None
    parcel: Line | None = None
    land_title: Line | None = None
    address: Bilingual | None = None
    arrived_at: AwareDatetime
    deadline: Deadline | None = None
    need: Need
    required_opinions: tuple[Ident, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    documents: Annotated[tuple[Document, ...], Field(min_length=1, max_length=2000)]
    rank: Annotated[int, Field(ge=1)] | None = None
    level: Level | None = None
    notes: Annotated[tuple[Note, ...], Field(max_length=200)] = ()


class ActOrder(Model):
    """The order in which the services propose to take the acts, by id (``PUT /v1/acts/order``)."""

    acts: Annotated[tuple[Ident, ...], Field(max_length=2000)]


class ActPage(Model):
    """A page of changes since ``cursor`` was given out (``GET /v1/acts?since=``).

    ``gone`` are ids that the account no longer sees (withdrawn, reassigned).
    """

    items: tuple[Act, ...]
    gone: tuple[Ident, ...]
    cursor: Annotated[str, StringConstraints(max_length=200)]
    more: bool


class Receipt(Model):
    """The platform's acknowledgement of one signed document.  ``sha256`` and ``size`` are the whole file's."""

    id: Ident
    document_id: Ident
    received_at: AwareDatetime
    sha256: Sha256
    size: int
    level: Level
    act_state: Literal["awaiting_signature", "signed"]


class Uploaded(Model):
    """An upload in place of a body (``PUT …/signed``): what it holds, and the SHA-256 of its bytes."""

    upload: Ident
    media_type: Literal["application/vnd.rokhas.pdf-increment", "application/pdf", "application/pkcs7-signature"]
    sha256: Sha256


class Problem(Model):
    """An RFC 9457 problem document; ``code`` is stable and maps to the catalogue."""

    type: str = "about:blank"
    title: Line = ""
    status: int = 0
    code: Annotated[str, StringConstraints(max_length=80)] = ""
    detail: Line | None = None
    until: AwareDatetime | None = None
    holder: Line | None = None
