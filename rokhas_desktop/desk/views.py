"""What a front shows of the desk: frozen values, made anew at each call, safe to hand between threads.

Texts that a person wrote (a title, a subject) are data: a front shows them as plain text, never as markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.states import State
from rokhas_desktop.errors import Detail
from rokhas_desktop.identity.refusal import Refusal

if TYPE_CHECKING:
    from rokhas_desktop.token.views import KeyView, Selection, TokenView

ActState = Literal["awaiting", "in_progress", "signed", "returned", "withdrawn"]
"""``in_progress``: some of its pieces are signed or on their way; ``signed``: all are acknowledged."""

Urgency = Literal["overdue", "today", "soon", "later", "none"]
"""By the platform's day: ``soon`` is within three days, ``none`` without a deadline."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in the two administrative languages."""

    fr: str
    ar: str

    def text(self, language: Language) -> str:
        """In ``language``; English readers get the French."""
        return self.ar if language == "ar" else self.fr


@dataclass(frozen=True, slots=True)
class EntitlementView:
    """What the account may sign.  Days are the platform's, both included; empty tuples mean no limit."""

    kind: str
    commune: Bilingual
    capacity: Bilingual
    families: tuple[str, ...]
    project_classes: tuple[str, ...]
    sectors: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    """Who is logged in, and on which platform.

    ``cin_masked`` leaves the last two characters; ``cin`` is for its holder's own page and nothing else.
    """

    id: str
    role: Literal["signer", "clerk", "help_desk"]
    name: Bilingual
    cin_masked: str | None
    entitlements: tuple[EntitlementView, ...]
    platform: Bilingual
    platform_id: str
    platform_url: str
    environment: Literal["production", "test"]
    cin: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class StampView:
    """Where the visible signature will go: ``page`` from 1 (-1 is the last), ``box`` in points of the page as
    it is displayed (left, bottom, right, top), ``field`` an empty field that the act names.

    ``sheet`` is that page's width and height, user unit applied; None with ``box`` until the piece is here.
    ``movable``: the person may move it now; ``moved``: the person has.
    """

    page: int
    box: tuple[float, float, float, float] | None
    field: str | None
    sheet: tuple[float, float] | None = None
    movable: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Piece ``piece`` of ``of`` of an act.

    ``path`` is the original as it was downloaded and checked (None until then), ``signed_path`` what was made
    of it.  ``reviewed``: this account has seen these very bytes; ``must_review``: policy wants it seen before
    it is signed; ``viewable``: its pages can be shown here (where not, each batch wants a consent of its own).
    ``wanted_level`` is the higher of what policy and the platform want of its signature.
    ``refusal`` says why it failed, or was refused by the platform; ``warnings`` what a person
    should know of it, each with its first ``page`` where it is on one; ``deferred`` is the code of why ``level`` is
    below the one ordered, until it is made up for.  ``replaced_at``: when an earlier version gave way to this one.
    """

    id: str
    piece: int
    of: int
    kind: Literal["decision", "plan", "written_piece"]
    title: Bilingual
    filename: str
    media_type: str
    size: int
    sha256: str
    state: State
    reviewed: bool
    must_review: bool
    viewable: bool
    wanted_level: str
    ne_varietur: Literal["present", "to_be_added", "not_applicable"]
    stamp: StampView | None
    path: Path | None
    signed_path: Path | None
    level: str | None
    receipt_id: str | None
    refusal: Refusal | None
    warnings: tuple[Refusal, ...]
    deferred: str | None = None
    replaced_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MarkView:
    """A place on page ``page`` (from 1) of a piece: ``box`` is (left, bottom, right, top) in points of the page as it
    is displayed, from its lower left corner."""

    piece: int
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class NoteView:
    """What somebody wrote about the act for the others who see it, and the places that it is about; ``own``: this
    account did.  It is no part of what is signed."""

    author: Bilingual
    role: Literal["signer", "clerk"]
    written_at: datetime
    text: str
    marks: tuple[MarkView, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class OpinionView:
    """What a member of the commission said."""

    authority: Bilingual
    authority_code: str
    verdict: Literal["favourable", "favourable_with_reserves", "adverse", "adjourned"]
    binding: bool
    given_on: date
    remarks: str | None


@dataclass(frozen=True, slots=True)
class ActView:
    """One act with its pieces, in the platform's order.

    ``refusals`` say why it cannot be signed now, whatever the key; empty if it can.  ``days_left`` counts the
    platform's days to the deadline, negative after it.  ``rank`` is its place in the order that the services
    propose (from 1), None where they propose none.
    """

    id: str
    reference: str
    version: int
    family: str
    family_label: Bilingual
    subject: Bilingual
    state: ActState
    commune: Bilingual
    province: Bilingual
    arrondissement: Bilingual | None
    applicant: Bilingual
    architect: Bilingual | None
    address: Bilingual | None
    parcel: str | None
    land_title: str | None
    project_class: str
    sector: str | None
    arrived_at: datetime
    due: datetime | None
    basis: Bilingual | None
    urgency: Urgency
    days_left: int | None
    capacity: Bilingual | None
    opinions: tuple[OpinionView, ...]
    required_opinions: tuple[str, ...]
    documents: tuple[DocumentView, ...]
    refusals: tuple[Refusal, ...]
    rank: int | None
    notes: tuple[NoteView, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether a fit key may sign it now."""
        return self.state in {"awaiting", "in_progress"} and not self.refusals

    @property
    def unseen(self) -> tuple[DocumentView, ...]:
        """What must still be seen before it is signed."""
        return tuple(one for one in self.documents if one.must_review and not one.reviewed)

    @property
    def signed_count(self) -> int:
        """How many pieces need no signature any more."""
        return sum(one.state in {"signed", "checked", "held", "sending", "acknowledged"} for one in self.documents)


@dataclass(frozen=True, slots=True)
class KeyStanding:
    """One certificate on one token, as the desk sees it for this account.

    ``refusals`` say why it cannot sign (the first one is what a person should be told); ``warnings`` what the
    person should look at and confirm (a name spelled otherwise, revocation not known yet).  ``selection`` binds
    the key for :meth:`Desk.sign`.  ``always_authenticate`` is None while the token hides it.
    """

    token: TokenView = field(repr=False)
    key: KeyView = field(repr=False)
    selection: Selection
    holder_name: str | None = field(repr=False)
    cin_masked: str | None
    issuer: str
    not_before: datetime
    not_after: datetime
    revocation: Literal["good", "revoked", "unknown"] | None
    refusals: tuple[Refusal, ...]
    warnings: tuple[Refusal, ...]

    @property
    def usable(self) -> bool:
        """Whether it may sign this account's acts."""
        return not self.refusals

    @property
    def always_authenticate(self) -> bool | None:
        """Whether the key wants its PIN for each signature."""
        return self.key.key.always_authenticate if self.key.key else None


@dataclass(frozen=True, slots=True)
class SyncResult:
    """What a synchronisation brought.  References; ``failed`` are documents that could not be had, by
    (reference, piece, why)."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    fetched: int
    failed: tuple[tuple[str, int, Refusal], ...]


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A signed document (or a return for correction) that the platform has not acknowledged yet, and why."""

    reference: str
    document_id: str | None
    piece: int | None
    title: Bilingual | None
    state: Literal["signed", "checked", "held", "sending", "returning", "refused"]
    since: datetime
    attempts: int
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal: ids and hashes, no names.  ``sha256`` chains it to ``previous``."""

    number: int
    at: datetime
    event: str
    facts: Mapping[str, Detail | None]
    previous: str
    sha256: str
