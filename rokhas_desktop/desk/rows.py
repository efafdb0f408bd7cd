"""The database's rows as values, and how they are read."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from rokhas_desktop import catalogue
from rokhas_desktop.api.models import Act, Document, Platform
from rokhas_desktop.desk.database import Row, moment, stored
from rokhas_desktop.desk.states import HELD, STATES, State
from rokhas_desktop.errors import Detail
from rokhas_desktop.identity.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Connection:
    """The platform that this home logged in to last; ``ca`` is PEM text, ``account`` who is logged in."""

    url: str
    ca: str | None
    platform: Platform
    account: int | None


@dataclass(frozen=True, slots=True)
class SignedFacts:
    """What is known of a signature that was stored: enough to check it again and to send it.

    ``wanted`` is the level that was ordered where ``level`` is below it, and ``deferred`` the code of the reason.
    """

    path: str
    sha256: str
    size: int
    original_size: int
    level: str
    certificate: str
    signed_at: str
    wanted: str | None = None
    deferred: str | None = None

    @property
    def beside(self) -> bool:
        """Whether it is a signature alone, beside its original."""
        return self.original_size == 0


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a visible signature goes: a page from 1, a box in points of the page as displayed, that page's width and
    height.  ``wish`` is what the platform wanted when it was settled; ``moved``: the person chose it."""

    page: int
    box: Box
    sheet: tuple[float, float]
    wish: str
    moved: bool


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as it stands."""

    account: int
    act: str
    id: str
    piece: int
    sha256: str
    state: State
    changed_at: datetime
    refusal: Refusal | None
    signed: SignedFacts | None
    receipt: str | None
    attempts: int
    notices: tuple[Refusal, ...] = ()
    """What its examination found, whatever policy makes of it."""
    place: Placed | None = None


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act with its documents, in the platform's order.  ``gone``: the account no longer sees it."""

    content: Act
    gone: bool
    documents: tuple[DocumentRow, ...]

    def pairs(self) -> tuple[tuple[Document, DocumentRow], ...]:
        """What the platform says of each piece, and how it stands here."""
        return tuple(zip(self.content.documents, self.documents, strict=True))

    @property
    def waits(self) -> bool:
        """Whether some piece still needs a signature."""
        return any(row.state not in HELD | {"acknowledged"} for row in self.documents)

    @property
    def on_its_way(self) -> bool:
        """Whether some piece is signed and not acknowledged."""
        return any(row.state in HELD for row in self.documents)


@stored
def act_of(row: Row, documents: Sequence[DocumentRow]) -> ActRow:
    """An act with its documents.  Raises DatabaseDamaged."""
    act = ActRow(_read(row["content"]), bool(row["gone"]), tuple(documents))
    if len(act.content.documents) != len(act.documents):
        raise ValueError(len(act.documents))
    return act


@lru_cache(maxsize=4096)
def _read(content: str) -> Act:
    """Frozen, and the same for the same text: a list that is shown again is not parsed again."""
    return Act.model_validate_json(content)


@stored
def document_of(row: Row) -> DocumentRow:
    """A document.  Raises DatabaseDamaged."""
    if row["state"] not in STATES:
        raise ValueError(row["state"])
    signed = SignedFacts(**json.loads(row["signed"])) if row["signed"] else None
    return DocumentRow(
        account=row["account"],
        act=row["act"],
        id=row["id"],
        piece=row["piece"],
        sha256=row["sha256"],
        state=row["state"],
        changed_at=moment(row["changed_at"]),
        refusal=refusal_of(row),
        signed=signed,
        receipt=row["receipt"],
        attempts=row["attempts"],
        notices=tuple(_refusal(code, details) for code, details in json.loads(row["notices"])),
        place=_place_of(row["place"]),
    )


def place_json(place: Placed) -> str:
    """How a place is stored."""
    return json.dumps(dataclasses.asdict(place))


def _place_of(text: str | None) -> Placed | None:
    if text is None:
        return None
    said = json.loads(text)
    return Placed(**{**said, "box": tuple(said["box"]), "sheet": tuple(said["sheet"])})


def notices_json(notices: Sequence[Refusal]) -> str:
    """How they are stored."""
    return json.dumps([(one.code, dict(one.details)) for one in notices])


@stored
def refusal_of(row: Row) -> Refusal | None:
    """Why something waits or failed.  Raises DatabaseDamaged."""
    return _refusal(row["code"], json.loads(row["details"])) if row["code"] else None


def _refusal(code: str, details: dict[str, Detail]) -> Refusal:
    """Raises KeyError for a code that the catalogue does not have, ValueError for details that are none."""
    catalogue.entry(code)
    return Refusal(code, dict(details))


def signed_json(signed: SignedFacts | None) -> str | None:
    """How the facts of a signature are stored."""
    return json.dumps(dataclasses.asdict(signed)) if signed else None
