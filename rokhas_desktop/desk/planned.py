"""An act as a batch takes it, and what the person agreed to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rokhas_desktop.api.models import Document
from rokhas_desktop.desk import readiness, shown
from rokhas_desktop.desk.outcome import BatchEvent, Unshown
from rokhas_desktop.desk.rows import ActRow, DocumentRow
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.progress import Cancel, Report
from rokhas_desktop.token.views import Selection

OnEvent = Callable[[BatchEvent], None]


@dataclass(frozen=True, slots=True)
class Planned:
    """An act that was asked for; ``act`` is None where there is none."""

    reference: str
    act: ActRow | None
    refusals: tuple[Refusal, ...]

    @property
    def to_sign(self) -> list[tuple[Document, DocumentRow]]:
        """What still needs a signature, the decision last."""
        if self.act is None:
            return []
        waiting = [pair for pair in self.act.pairs() if pair[1].state not in readiness.DONE]
        return sorted(waiting, key=lambda pair: pair[0].kind == "decision")


@dataclass(slots=True)
class Consent:
    """What the person agreed to, and how the batch is watched."""

    selection: Selection
    pin: bytearray | None
    accept_final_try: bool
    pin_for_each: bool
    name_confirmed: bool
    unshown_accepted: bool
    report: Report
    cancel: Cancel
    on_event: OnEvent | None
    hold: Cancel
    """Asked before the batch has begun to send: what is signed is held back."""


def unshown(one: Planned) -> Iterator[Unshown]:
    """The pieces of an act that wait and cannot be shown."""
    if one.act is not None:
        for document, row in readiness.to_accept(one.act):
            title = shown.both(document.title)
            yield Unshown(row.piece, title, document.filename, document.size, document.sha256)
