"""Where the visible signature of a piece goes: the platform's place, the person's, or a free one; kept until signing.

A place is settled once for the bytes and for what the platform wants, with what it covers; another wish of the
platform's settles it anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rokhas_desktop.api.models import Document, StampPlace
from rokhas_desktop.desk.errors import StampFixed
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import Box, DocumentRow, Placed
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity.refusal import Refusal

if TYPE_CHECKING:
    from rokhas_desktop.signing.cover import Settled

#: Where a place may still be moved: not once a signature is under way.
_OPEN = frozenset({"verified", "reviewed"})


def wish(stamp: StampPlace) -> str:
    """What the platform wants, as one text: another text, another place."""
    return stamp.model_dump_json()


def movable(office: Office, document: Document, row: DocumentRow) -> bool:
    """Whether the person may move this piece's visible signature now."""
    stamp, policy = document.stamp, office.settings.signing.move_stamp
    if (
        not document.is_pdf
        or stamp is None
        or stamp.field is not None
        or row.state not in _OPEN
        or not current(document, row)
    ):
        return False
    return policy == "always" or (policy == "unplaced" and stamp.box is None)


def current(document: Document, row: DocumentRow) -> Placed | None:
    """The place that is settled for what the platform wants now, None where there is none."""
    place = row.place
    return place if place is not None and document.stamp is not None and place.wish == wish(document.stamp) else None


def settled(office: Office, document: Document, row: DocumentRow) -> DocumentRow:
    """The row with its place, settled if it is not.  The bytes must be here.  Raises the document's errors (DOC)."""
    stamp = document.stamp if document.is_pdf else None
    if stamp is None or current(document, row) is not None:
        return row
    return _keep(office, row, stamp, _settle(office, document, stamp.page, stamp.box, stamp.field), moved=False)


def tried(office: Office, document: Document, row: DocumentRow) -> DocumentRow:
    """As :func:`settled`; a document's fault is left to its signature, which meets it again."""
    try:
        return settled(office, document, row)
    except RokhasError:
        return row


def move(
    office: Office,
    document: Document,
    row: DocumentRow,
    page: int,
    box: Box | None,
    sheet: tuple[float, float] | None = None,
) -> DocumentRow:
    """The person's place; without a box it is the platform's wish again.  ``sheet`` is the page's width and height in
    the box's unit, None for points.

    Raises StampFixed, OutsidePage and the document's other errors.
    """
    stamp = document.stamp
    if stamp is None or not movable(office, document, row):
        raise StampFixed()
    if box is None:
        return _keep(office, row, stamp, _settle(office, document, stamp.page, stamp.box, None), moved=False)
    if sheet is not None:
        box = _in_points(office, document, page, box, sheet)
    return _keep(office, row, stamp, _settle(office, document, page, box, None), moved=True)


def _in_points(office: Office, document: Document, page: int, box: Box, sheet: tuple[float, float]) -> Box:
    """A box of a page that is measured otherwise: a renderer that knows no user units."""
    from rokhas_desktop.signing import placement

    there = placement.ground(office.documents.original(document), page=page).page
    across, up = there.width / sheet[0], there.height / sheet[1]
    return box[0] * across, box[1] * up, box[2] * across, box[3] * up


def _settle(office: Office, document: Document, page: int, box: Box | None, field: str | None) -> Settled:
    from rokhas_desktop.signing import cover

    path = office.documents.original(document)
    return cover.settle(path, office.eyes, page=page, box=box, field=field)


def _keep(office: Office, row: DocumentRow, stamp: StampPlace, found: Settled, *, moved: bool) -> DocumentRow:
    """Store the place with its notices, and a line in the journal."""
    from rokhas_desktop.signing import cover

    place = Placed(found.page, found.box, found.sheet, wish(stamp), moved)
    ours = {cover.COVERS, cover.ON_SIGNATURE, cover.UNSEEN}
    notices = [one for one in row.notices if one.code not in ours]
    new = [Refusal(one.code, one.details) for one in found.notices]
    warned = " ".join(one.code for one in new) or None
    where = " ".join(f"{number:.1f}" for number in found.box)
    event = "stamp_moved" if moved else "stamp_placed"
    return office.store.place(row, place, [*notices, *new], event=event, page=found.page, box=where, warned=warned)
