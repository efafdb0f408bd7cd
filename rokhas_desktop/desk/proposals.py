"""What an account tells the others of the acts that they all see: the order to take them in, and a note about each.

Neither is part of what is signed, and neither changes an act's version.
"""

from __future__ import annotations

from collections.abc import Sequence

from rokhas_desktop.api.models import Act, Mark
from rokhas_desktop.api.order_models import NoteOrder
from rokhas_desktop.desk.errors import NoteTooLong, UnknownPiece
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.views import MarkView

NOTE_LENGTH = 1000
"""Characters, by the contract."""


def arrange(office: Office, acts: Sequence[str]) -> None:
    """Propose the order of these acts, by id; the others have none then."""
    office.client.arrange(acts)
    office.store.journal.add("arranged", account=office.account.id, acts=len(acts))


def annotate(office: Office, act: Act, text: str, marks: Sequence[MarkView]) -> None:
    """Keep the account's note.  Raises NoteTooLong, UnknownPiece."""
    said = text.strip()
    if len(said) > NOTE_LENGTH:
        raise NoteTooLong(most=NOTE_LENGTH)
    for mark in marks:
        if not 1 <= mark.piece <= len(act.documents):
            raise UnknownPiece(piece=mark.piece)
    told = tuple(Mark(document=act.documents[one.piece - 1].id, page=one.page, box=one.box) for one in marks)
    office.client.annotate(act.id, NoteOrder(text=said, marks=told if said else ()))
    office.store.journal.add("annotated", account=office.account.id, act=act.id, written=bool(said))
