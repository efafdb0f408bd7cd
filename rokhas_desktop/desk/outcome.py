"""What a batch would do, does, and did: frozen values for a front to show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from rokhas_desktop.desk.errors import HeldBack
from rokhas_desktop.desk.states import State
from rokhas_desktop.desk.views import ActState, Bilingual, KeyStanding
from rokhas_desktop.identity.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Unshown:
    """A piece that cannot be shown here: what is known of it, for a consent of its own."""

    piece: int
    title: Bilingual
    filename: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether one act would be signed, and why not.  ``unshown`` are those of its pieces that nobody can see here."""

    reference: str
    documents: int
    refusals: tuple[Refusal, ...]
    warnings: tuple[Refusal, ...] = ()
    unshown: tuple[Unshown, ...] = ()

    @property
    def ready(self) -> bool:
        """Nothing speaks against it."""
        return not self.refusals


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is said of several acts, which are named in the order of the batch."""

    refusal: Refusal
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BatchPreflight:
    """What a batch would do: for the consent before the PIN.  ``key`` is None where no key was asked about."""

    acts: tuple[Readiness, ...]
    key: KeyStanding | None

    @property
    def ready_acts(self) -> int:
        """How many acts would be signed."""
        return sum(act.ready for act in self.acts)

    @property
    def documents(self) -> int:
        """How many signatures that takes: the *n* of the consent."""
        return sum(act.documents for act in self.acts if act.ready)

    @property
    def left(self) -> int:
        """How many documents would stay unsigned: those of the acts that are not ready."""
        return sum(act.documents for act in self.acts if not act.ready)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why acts would stay unsigned."""
        return _told((act.reference, act.refusals) for act in self.acts)

    @property
    def remarks(self) -> tuple[Reason, ...]:
        """What a person should know of the acts that would be signed."""
        return _told((act.reference, act.warnings) for act in self.acts if act.ready)

    @property
    def unshown(self) -> tuple[Unshown, ...]:
        """What would be signed unseen, by a consent of its own."""
        return tuple(piece for act in self.acts if act.ready for piece in act.unshown)


def _told(acts: Iterable[tuple[str, Iterable[Refusal]]]) -> tuple[Reason, ...]:
    """The same thing once, with all the acts it is said of; what is said of most acts first."""
    found: list[tuple[Refusal, list[str]]] = []
    for reference, refusals in acts:
        for refusal in refusals:
            named = next((names for known, names in found if known == refusal), None)
            if named is None:
                found.append((refusal, [reference]))
            elif reference not in named:
                named.append(reference)
    found.sort(key=lambda one: -len(one[1]))
    return tuple(Reason(refusal, tuple(names)) for refusal, names in found)


@dataclass(frozen=True, slots=True)
class PreparedAct:
    """An act made ready for a meeting without a line.

    ``until``: this PC alone may sign it until then, None where it may not.  ``missing`` pieces are not here, or cannot
    be signed; ``refusals`` say why not (that something was not seen yet is none).
    """

    reference: str
    documents: int
    missing: int
    until: datetime | None
    refusals: tuple[Refusal, ...]

    @property
    def ready(self) -> bool:
        """Everything of it is here, and it is reserved."""
        return self.until is not None and not self.missing


@dataclass(frozen=True, slots=True)
class BatchEvent:
    """A document changed its state during a batch; ``done`` of ``total`` documents need nothing more."""

    reference: str
    document_id: str
    piece: int
    of: int
    title: Bilingual
    state: State
    done: int
    total: int
    refusal: Refusal | None = None


Result = Literal["acknowledged", "signed", "refused", "failed", "not_reached"]
"""``signed``: made and kept, not yet acknowledged; ``not_reached``: the batch ended before it."""


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What became of one document.  ``refusal`` is set unless it was signed; ``deferred`` is the code of why its
    ``level`` is below the one ordered."""

    reference: str
    document_id: str
    piece: int
    of: int
    kind: str
    title: Bilingual
    result: Result
    refusal: Refusal | None
    signed_path: Path | None
    sha256: str | None
    level: str | None
    receipt_id: str | None
    deferred: str | None = None


@dataclass(frozen=True, slots=True)
class ActOutcome:
    """What became of one act.  ``refusals`` are those that kept the whole act from being signed."""

    reference: str
    family: str
    state: ActState
    documents: tuple[DocumentOutcome, ...]
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a batch.  ``stop`` is what ended it early: a token's code, or that somebody cancelled."""

    acts: tuple[ActOutcome, ...]
    stop: Refusal | None
    seconds: float

    @property
    def documents(self) -> tuple[DocumentOutcome, ...]:
        """All documents, act by act."""
        return tuple(document for act in self.acts for document in act.documents)

    @property
    def held(self) -> int:
        """How many signed documents the person holds back."""
        return sum(one.refusal is not None and one.refusal.code == HeldBack.code for one in self.documents)

    def count(self, result: Result) -> int:
        """How many documents ended so."""
        return sum(document.result == result for document in self.documents)
