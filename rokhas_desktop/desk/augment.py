"""What policy deferred, made up for: signatures that were sent below the level ordered are augmented later.

The platform takes the longer file for the one that it acknowledged, if only evidence and timestamps were added.
The longer file is whole on the disk before it leaves; after a stop the same bytes are sent again.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from rokhas_desktop.api.errors import PlatformRefused
from rokhas_desktop.api.models import Document
from rokhas_desktop.api.transfer import Slice
from rokhas_desktop.desk import services
from rokhas_desktop.desk.documents import begins_with, digest, holds, private
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.outbox import AWAY
from rokhas_desktop.desk.rows import ActRow, DocumentRow, SignedFacts
from rokhas_desktop.desk.sync import Synchroniser
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.failpoints import point
from rokhas_desktop.progress import Cancel

if TYPE_CHECKING:
    from rokhas_desktop.signing.longterm import Services

LONGER = point("an augmented file is on the disk and not sent")
TAKEN = point("an augmented file's receipt is here and not stored")


def make_up(office: Office, sync: Synchroniser, cancel: Cancel) -> RokhasError | None:
    """Augment and send every acknowledged document whose level was deferred.

    What a service or the network says against it is given back, and the document stays deferred.
    """
    due = [(act, document, row) for act in office.acts("acknowledged") for document, row in act.pairs() if _is_due(row)]
    if not due:
        return None
    try:
        asked = services.of(office, asked_by_platform=True)
        if asked is None:
            return None
        for act, document, row in due:
            cancel.check()
            _one(office, sync.refresh(act), document, row, asked)
    except RokhasError as error:
        return error
    return None


def _is_due(row: DocumentRow) -> bool:
    return row.state == "acknowledged" and row.signed is not None and row.signed.wanted is not None


def _one(office: Office, act: ActRow, document: Document, row: DocumentRow, asked: Services) -> None:
    signed = row.signed
    if signed is None or signed.wanted is None or act.gone:
        return
    path = Path(signed.path)
    if not holds(path, signed.sha256, signed.size):
        return
    longer = path.with_name(f"{path.stem}-{signed.wanted}{path.suffix}")
    if not _is_longer(longer, path, signed):
        office.documents.discard(longer)
        _extend(office, path, longer, signed, asked)
        private(longer)
    LONGER()
    facts = dataclasses.replace(
        signed, path=str(longer), sha256=digest(longer), size=longer.stat().st_size, wanted=None, deferred=None
    )
    try:
        receipt = office.client.submit(
            act.content,
            document,
            Slice(longer, facts.original_size, facts.size - facts.original_size),
            whole_sha256=facts.sha256,
            whole_size=facts.size,
            signer=facts.certificate,
            device=office.reservations.device,
        )
    except PlatformRefused as error:
        if error.slug in AWAY:
            raise
        # The platform keeps what it has: the shorter file stays the one that counts.
        office.documents.discard(longer)
        kept = dataclasses.replace(signed, wanted=None, deferred=error.code)
        office.store.augment(row, kept, row.receipt, event="augmentation_refused", code=error.code)
        return
    TAKEN()
    facts = dataclasses.replace(facts, level=receipt.level)
    office.store.augment(
        row,
        facts,
        receipt.id,
        event="augmented",
        receipt_id=receipt.id,
        level=receipt.level,
        signed_sha256=facts.sha256,
    )


def _is_longer(longer: Path, path: Path, signed: SignedFacts) -> bool:
    """Whether the longer file is there already: made before a stop, it is sent as it is."""
    if signed.beside:
        from rokhas_desktop.signing import detached

        return longer.is_file() and detached.extends(longer, path)
    return begins_with(longer, signed.sha256, signed.size)


def _extend(office: Office, path: Path, longer: Path, signed: SignedFacts, asked: Services) -> None:
    from rokhas_desktop.signing import detached
    from rokhas_desktop.signing.extend import ExtendJob, extend
    from rokhas_desktop.signing.face import LEVELS

    if signed.beside:
        detached.augment(path, longer, asked.timestamps)
        return
    level = next(one for one in LEVELS if one == signed.wanted)
    roots, known = services.anchors(office), services.authorities(office)
    extend(path, longer, ExtendJob(longer.parent, level, asked, office.session, roots, known), asked)
