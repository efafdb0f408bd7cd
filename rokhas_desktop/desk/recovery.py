"""Settling what a stop left behind: after any stop it is known whether the token may have signed.

A document found in ``signing`` has no stored result: the journal says "possibly made, discarded" and it is
signed anew.  One in ``signed`` is looked at again: whole on the disk it goes on, otherwise it is discarded.
"""

from __future__ import annotations

from pathlib import Path

from rokhas_desktop.desk.documents import begins_with, holds
from rokhas_desktop.desk.errors import StoredFileChanged
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import DocumentRow
from rokhas_desktop.failpoints import point
from rokhas_desktop.identity.refusal import Refusal

THROWN_AWAY = point("a file that must not leave is gone, and the database not told")


def settle(office: Office) -> int:
    """Settle every document of the account; how many were possibly signed and are discarded.

    Only while no other process works on this home's batch.
    """
    discarded = 0
    for act in office.acts("signing", "signed"):
        for document, row in act.pairs():
            if row.state == "signing":
                discard(office, row, office.documents.signed(act.content, document, row.piece))
                discarded += 1
            elif row.state == "signed":
                check(office, row)
    return discarded


def discard(office: Office, row: DocumentRow, path: Path, refusal: Refusal | None = None) -> DocumentRow:
    """What may have been made never leaves; the document can be signed anew."""
    office.documents.discard(path)
    THROWN_AWAY()
    seen = row.sha256 in office.store.reviewed(row.account)
    code = refusal.code if refusal else None
    return office.store.move(
        row, "reviewed" if seen else "verified", event="possibly_made_discarded", refusal=refusal, code=code
    )


def check(office: Office, row: DocumentRow) -> DocumentRow:
    """A stored signature is what was stored, and begins with the original where it does not lie beside it: then it
    may leave."""
    signed = row.signed
    if signed is not None:
        path = Path(signed.path)
        whole = holds(path, signed.sha256, signed.size)
        if whole and (signed.beside or begins_with(path, row.sha256, signed.original_size)):
            return office.store.move(row, "checked", event="checked", signed_sha256=signed.sha256)
        return discard(office, row, path, Refusal(StoredFileChanged.code, {"file": path.name}))
    return office.store.move(row, "verified", event="possibly_made_discarded")
