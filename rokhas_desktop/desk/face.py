"""The desk as its two fronts drive it, the window and the command line.

Everything here is synchronous and may block: a window calls it from one worker thread.  All calls but
:meth:`Desk.lock`, :meth:`Desk.check_revocation`, those of the book and ``Cancel.ask`` belong to that one thread;
those may come from any.  Errors are RokhasError with a code of the catalogue; what concerns one document or one act
never ends the others and is in the result instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from rokhas_desktop.desk.board import STATES, Board, BoardRow, BoardState, Totals, state_name, totals, write_csv
from rokhas_desktop.desk.book_views import KINDS, URGENCIES, Book, BookQuery, Choice, Kind
from rokhas_desktop.desk.key_views import (
    BoundView,
    KeyStepView,
    KeyWay,
    MeanwhileView,
    TrialView,
    actor_name,
    portal,
)
from rokhas_desktop.desk.outcome import (
    ActOutcome,
    BatchEvent,
    BatchPreflight,
    DocumentOutcome,
    Outcome,
    PreparedAct,
    Readiness,
    Reason,
    Result,
)
from rokhas_desktop.desk.views import (
    AccountView,
    ActState,
    ActView,
    Bilingual,
    DocumentView,
    EntitlementView,
    JournalEntry,
    KeyStanding,
    MarkView,
    NoteView,
    OpinionView,
    OutboxItem,
    StampView,
    SyncResult,
    Urgency,
)
from rokhas_desktop.identity.gate import NAME_SPELLED_OTHERWISE
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.progress import Cancel, Report, silent

if TYPE_CHECKING:
    from rokhas_desktop.desk.history import History
    from rokhas_desktop.token.views import Selection, Survey

__all__ = [
    "KINDS", "NAME_SPELLED_OTHERWISE", "STATES", "URGENCIES", "AccountView", "ActOutcome", "ActState", "ActView",
    "BatchEvent", "BatchPreflight", "Bilingual", "Board", "BoardRow", "BoardState", "Book", "BookQuery", "BoundView",
    "Choice", "Desk", "DocumentOutcome", "DocumentView", "EntitlementView", "JournalEntry", "KeyStanding",
    "KeyStepView", "KeyWay", "Kind", "MarkView", "MeanwhileView", "NoteView", "OnEvent", "OpinionView", "OutboxItem",
    "Outcome", "PreparedAct", "Query", "Readiness", "Reason", "Refusal", "Result", "StampView", "SyncResult",
    "Totals", "TrialView", "Urgency", "actor_name", "portal", "state_name", "totals", "write_csv",
]  # fmt: skip

OnEvent = Callable[[BatchEvent], None]
Query = Literal["pending", "all"]
"""``pending``: what awaits a signature or an acknowledgement; ``all``: also what is done, returned, withdrawn."""


class Desk(Protocol):
    """The desk of one logged-in account.  Acts are named by their reference (trimmed, in any case)."""

    @property
    def account(self) -> AccountView:
        """Who is logged in, as the platform said at the last synchronisation or log-in."""

    def synchronise(self, *, fetch: bool = True, report: Report = silent, cancel: Cancel | None = None) -> SyncResult:
        """Learn what changed and, with ``fetch``, download and check every piece (urgent acts, decisions first).

        Raises NetError and the platform's refusals when the list itself cannot be had, Cancelled.
        """

    def acts(self, query: Query = "pending") -> tuple[ActView, ...]:
        """The acts on disk: first those that were arranged, in that order, then the most urgent.  Needs no network."""

    def book(self, query: BookQuery) -> Book:
        """The acts that await a signature and are looked for, in the same order, as numbers: for a list of any
        length.  Needs no network.  From any thread."""

    def warm_book(self) -> None:
        """Have what is searched in memory before the first word is typed.  From any thread."""

    def book_acts(self, numbers: Sequence[int]) -> tuple[ActView | None, ...]:
        """The acts of some rows of the book as they stand; None for what is no longer there.  From any thread."""

    def ready_acts(self, most: int) -> tuple[ActView, ...]:
        """Up to ``most`` acts in the book's order that a fit key may sign now, everything seen that
        must be.  From any thread."""

    def act(self, reference: str) -> ActView:
        """One act.  Raises UnknownAct."""

    def arrange(self, references: Sequence[str]) -> None:
        """Propose the order in which to take these acts to everybody who sees them; the others have none then.

        For the clerk as for the signer.  Raises UnknownAct, NetError, the platform's refusals.
        """

    def annotate(self, reference: str, text: str, marks: Sequence[MarkView] = ()) -> ActView:
        """Keep this account's note about an act for everybody who sees it; an empty text takes it away.

        For the clerk as for the signer; no part of what is signed.  Raises NoteTooLong, UnknownAct, UnknownPiece,
        NetError, the platform's refusals.
        """

    def open_document(
        self, reference: str, piece: int, *, report: Report = silent, cancel: Cancel | None = None
    ) -> Path:
        """The original of piece ``piece`` (from 1), downloaded if need be and checked against its SHA-256.

        To show it is not to have seen it: the front says so by :meth:`mark_reviewed`.
        """

    def open_earlier(
        self, reference: str, piece: int, *, report: Report = silent, cancel: Cancel | None = None
    ) -> Path:
        """What a piece was before its bytes were replaced, to be compared with.  Raises NoEarlierVersion, NetError."""

    def place_stamp(
        self,
        reference: str,
        piece: int,
        page: int,
        box: tuple[float, float, float, float] | None,
        *,
        sheet: tuple[float, float] | None = None,
    ) -> ActView:
        """Move the visible signature of a piece: ``box`` in points of the page (from 1) as displayed, None for the
        place that it had by itself.  ``sheet`` is the page's width and height in the box's unit where that is not
        the point.  Kept until signing; what it covers there is in the piece's ``warnings``.

        Raises UnknownAct, UnknownPiece, StampFixed, and OutsidePage where no stamp can be read there.
        """

    def mark_reviewed(self, sha256: str) -> None:
        """The person saw these very bytes: all documents of this account with this SHA-256 count as reviewed."""

    def attest(self, reference: str) -> ActView:
        """The person declares to have seen the whole act elsewhere.  Raises AttestForbidden where policy wants
        it seen here (test platforms allow it always)."""

    def key_standings(self, survey: Survey | None = None) -> tuple[KeyStanding, ...]:
        """Every certificate on every token, the usable ones first, each with why it cannot sign.

        ``survey`` is one that a watcher has just made; without it the tokens are looked at now.  Asks no
        revocation server: ``revocation`` is what was learnt before.
        """

    def check_revocation(self, key: KeyStanding) -> KeyStanding:
        """The same key once its revocation was asked (or a kept answer still holds).  From any thread; blocks."""

    def key_way(self) -> KeyWay:
        """The declared way of the holder's key, what is missing, who may sign meanwhile.  Needs no network."""

    def trial_sentence(self) -> str:
        """The sentence of a trial signature, to be shown; good for one :meth:`trial`, until another is asked for."""

    def trial(
        self,
        sentence: str,
        selection: Selection,
        pin: bytearray | None,
        *,
        accept_final_try: bool = False,
        pin_for_each: bool = False,
    ) -> TrialView:
        """Sign the sentence that was shown, nothing else, and have the platform verify it.  ``pin`` is zeroed.

        Raises SentenceNotShown, the key's first refusal (but the lack of a number in it: registering is how such a
        certificate is bound), what opening the key raises, the platform's refusals, NetError.
        """

    def register(self) -> BoundView:
        """Bind the certificate of the trial just made to the account; ``pending`` until an officer confirms one
        without a number.  Raises NoTrial, the platform's refusals, NetError."""

    def notify_predecessor(self, selection: Selection) -> datetime:
        """A person confirmed that this key, another's, should be revoked: tell the platform, which passes it on.

        When it was received; said again it is the same notice.  Raises NotPredecessors, the platform's refusals,
        NetError.
        """

    def board(self, province: str | None = None) -> Board:
        """The help desk's readiness board, of one province (by code) or of all that the account may see.

        Raises NetError and the platform's refusals: it is for the help desk.
        """

    def preflight(
        self,
        references: Sequence[str],
        selection: Selection | None = None,
        *,
        report: Report = silent,
        cancel: Cancel | None = None,
    ) -> BatchPreflight:
        """What :meth:`sign` would do, by the same rules, signing nothing: for the consent before the PIN.

        Each act is compared with the platform's, what is missing is fetched, and the selected key's revocation
        is asked.  Raises NetError without a network, and where the selected key is not there its error (TOK).
        """

    def sign(
        self,
        references: Sequence[str],
        selection: Selection,
        pin: bytearray | None,
        *,
        accept_final_try: bool = False,
        pin_for_each: bool = False,
        name_confirmed: bool = False,
        unshown_accepted: bool = False,
        hold: Cancel | None = None,
        report: Report = silent,
        cancel: Cancel | None = None,
        on_event: OnEvent | None = None,
    ) -> Outcome:
        """Sign the acts with one PIN (None: on the token's pinpad), then send what was signed.

        Each act is all or nothing at preflight and its decision is signed last; a refused act never blocks
        another.  A stop of the token, ``cancel`` or :meth:`lock` ends it between two documents: what is signed
        is kept and sent, ``Outcome.stop`` says why, and another ``sign`` goes on where it stopped.  ``cancel`` can
        also be paused there; the key's time runs on.
        ``accept_final_try``: the person agreed that the token's last try may be spent.  ``pin_for_each``: the
        person agreed that the PIN is passed on for each signature.  ``name_confirmed``: the holder said that a name
        spelled otherwise in the certificate is their own (IDN-006); the journal keeps it.  ``unshown_accepted``: the
        person consented to sign what cannot be shown here (``BatchPreflight.unshown``).  ``pin`` is zeroed whatever
        happens.  ``hold``, asked before sending begins, keeps what is signed back (:meth:`release`, :meth:`discard`).
        Without a network (where policy allows it) only what was prepared is signed, at B-B, and kept.
        Raises what concerns the key as a whole (RokhasError with the first of its ``refusals``) before the PIN is used.
        """

    def send_pending(self, *, report: Report = silent, cancel: Cancel | None = None) -> tuple[OutboxItem, ...]:
        """Send what is signed and not acknowledged; what is left, and why."""

    def return_for_correction(
        self, reference: str, reason: str, *, refusal: bool = False, marks: Sequence[MarkView] = ()
    ) -> ActView:
        """Send the act back to the services with a reason.  It does not notify the applicant (RGC art. 41).

        ``refusal``: the services are asked for a refusal act, which comes back to be signed.  ``marks`` are places on
        its pieces that the reason is about.
        """

    def history(self, words: str = "", days: int = 0) -> History:
        """What the platform received signed from here; see :func:`desk.history.history`.  From any thread."""

    def export(self, reference: str, folder: Path) -> tuple[Path, ...]:
        """Copy the act's signed documents into a new folder below ``folder``; where they are.

        What was wiped is fetched from the platform.  Raises UnknownAct, NotHere (none was signed here), ExportFailed,
        NetError, the platform's refusals.
        """

    def hold(self, reference: str) -> tuple[OutboxItem, ...]:
        """Hold a signed act back; what is left in the outbox.  Raises OnItsWay, NothingWaits, UnknownAct."""

    def release(self, reference: str) -> tuple[OutboxItem, ...]:
        """Let a held act leave with the next :meth:`send_pending`.  Raises OnItsWay, NothingWaits, UnknownAct."""

    def discard(self, reference: str) -> tuple[OutboxItem, ...]:
        """Throw away what is signed of an act and was never sent; the journal keeps that, and its documents await
        signature again.  Raises OnItsWay, NothingWaits, UnknownAct."""

    def prepare(
        self, references: Sequence[str] = (), *, report: Report = silent, cancel: Cancel | None = None
    ) -> tuple[PreparedAct, ...]:
        """Make acts ready for a meeting without a line (none named: all that wait): every piece here and examined,
        the act reserved for this PC, the inserted keys' revocation asked.  Raises NetError, UnknownAct, Cancelled."""

    def give_up(self, references: Sequence[str] = ()) -> None:
        """Let other PCs sign these acts again (none named: all that this PC reserved)."""

    def outbox(self) -> tuple[OutboxItem, ...]:
        """What the platform has not acknowledged yet."""

    def journal(self, after: int = 0) -> Iterable[JournalEntry]:
        """The journal's entries with a number above ``after``."""

    def lock(self) -> None:
        """The screen locks, the PC sleeps, the user changes: the child that holds the PIN ends at the next
        document boundary.  From any thread; does nothing without one."""

    def close(self) -> None:
        """The front leaves.  Nothing is lost: every state is on disk already."""
