"""What the reference platform is seeded with: communes, accounts, and acts with their pieces.

Field names and values are those of the contract (``docs/platform-api.yaml``), so that
``dataclasses.asdict`` of a value type gives its JSON; the classes themselves are the sandbox's own, so that
the client's models are checked against something that they did not make.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Role = Literal["signer", "clerk", "help_desk"]
ProjectClass = Literal["large", "small", "repair", "none"]
Verdict = Literal["favourable", "favourable_with_reserves", "adverse", "adjourned"]
Kind = Literal["decision", "plan", "written_piece"]
NeVarietur = Literal["present", "to_be_added", "not_applicable"]
Flaw = Literal["opinion_missing", "opinion_adverse"]
"""What an act can lack so that it must not be signed (RGC 2019 art. 39, LO 113-14 art. 101)."""

NotPdf = Literal["png", "dxf"]
"""Formats of plans beside PDF."""

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in the two administrative languages."""

    fr: str
    ar: str


@dataclass(frozen=True, slots=True)
class SeedPlace:
    """A territory; ``code`` is on the pattern of the national codes."""

    code: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class SeedCommune:
    """A commune, what it belongs to, and who gives it binding opinions."""

    place: SeedPlace
    province: SeedPlace
    region: SeedPlace
    urban_agency: Bilingual
    arrondissements: tuple[SeedPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class SeedEntitlement:
    """What somebody may sign, where and when.  Dates are days at Casablanca, both included."""

    id: str
    kind: str
    commune: SeedPlace
    capacity: Bilingual
    valid_from: date
    valid_to: date | None = None
    order_number: str | None = None
    order_date: date | None = None
    families: tuple[str, ...] = ()
    project_classes: tuple[ProjectClass, ...] = ()
    sectors: tuple[str, ...] = ()
    bureau_to: date | None = None


@dataclass(frozen=True, slots=True)
class SeedAccount:
    """Somebody who logs in.  ``password`` is for a test platform on the loopback only.

    ``cin`` and the names are what the emulated token's certificate must carry.  ``profile`` is the emulated
    token (``softhsm create --profile``) with which this account is meant to be tried; None for those who never
    sign.  ``key_done`` counts the steps of the key's way that are declared done, the first of them, its order,
    ``ordered`` days ago; the next one is under way, and nothing is declared of the others.
    ``provinces`` bound what the help desk's board shows (none: the whole country).
    """

    id: str
    username: str
    password: str
    role: Role
    surname: Bilingual
    given_names: Bilingual
    gender: Literal["f", "m"]
    cin: str | None
    commune: SeedPlace
    entitlements: tuple[SeedEntitlement, ...] = ()
    profile: str | None = None
    key_done: int = 0
    ordered: int = 60
    provinces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """Everybody and every place.  ``president`` is the account that the demonstration logs in."""

    communes: tuple[SeedCommune, ...]
    accounts: tuple[SeedAccount, ...]

    @property
    def president(self) -> SeedAccount:
        """The president whose acts the demonstration signs."""
        return self.accounts[0]

    def account(self, username: str) -> SeedAccount:
        """The account of a user name.  Raises KeyError."""
        return {item.username: item for item in self.accounts}[username]

    def commune(self, code: str) -> SeedCommune:
        """The commune of a code.  Raises KeyError."""
        return {item.place.code: item for item in self.communes}[code]


@dataclass(frozen=True, slots=True)
class SeedNeed:
    """What entitlement an act needs."""

    commune: str
    family: str
    project_class: ProjectClass
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class SeedOpinion:
    """What a member of the commission said."""

    authority: Bilingual
    authority_code: str
    verdict: Verdict
    binding: bool
    given_on: date
    remarks: str | None = None


@dataclass(frozen=True, slots=True)
class SeedDeadline:
    """When the act is due, and the text that says so."""

    due: datetime
    basis: Bilingual


@dataclass(frozen=True, slots=True)
class SeedStamp:
    """Where the visible signature goes: as the contract's ``StampPlace``."""

    page: int = 1
    box: tuple[float, float, float, float] | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a document is drawn: the drawing's name, its paper, and the seed of what chance decides in it.

    ``rotate`` is the page's /Rotate in degrees: the content is drawn turned so that it reads upright.
    """

    drawing: str
    paper: Literal["A4", "A3", "A2", "A1", "A0"]
    landscape: bool
    seed: int
    rotate: Literal[0, 90] = 0


@dataclass(frozen=True, slots=True)
class SeedDocument:
    """One piece of an act.  Size and SHA-256 are those of ``seed.draw(act, document)``."""

    id: str
    kind: Kind
    title: Bilingual
    filename: str
    ne_varietur: NeVarietur
    stamp: SeedStamp | None
    sheet: Sheet
    media_type: str = PDF


@dataclass(frozen=True, slots=True)
class SeedAct:
    """One act awaiting the signature of ``assigned_to`` (a user name).

    ``documents`` are in the act's order: the decision, which is signed last, then its pieces.
    ``decision_number`` is printed on the decision only.
    """

    id: str
    assigned_to: str
    reference: str
    decision_number: str
    family: str
    family_label: Bilingual
    subject: Bilingual
    commune: SeedPlace
    province: SeedPlace
    region: SeedPlace
    arrondissement: SeedPlace | None
    applicant: Bilingual
    architect: Bilingual | None
    parcel: str | None
    land_title: str | None
    address: Bilingual
    filed_on: date
    arrived_at: datetime
    deadline: SeedDeadline
    need: SeedNeed
    required_opinions: tuple[str, ...]
    opinions: tuple[SeedOpinion, ...]
    signer_capacity: Bilingual
    signer_name: Bilingual
    documents: tuple[SeedDocument, ...]
