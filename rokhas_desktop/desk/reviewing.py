"""What a person saw: kept by SHA-256, so that it counts for every document of the same bytes."""

from __future__ import annotations

from collections.abc import Sequence

from rokhas_desktop.desk.errors import UnknownPiece
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import DocumentRow


def review(office: Office, rows: Sequence[DocumentRow], how: str) -> None:
    """This account saw these documents' bytes.  Raises UnknownPiece where there is none."""
    if not rows:
        raise UnknownPiece(piece="?")
    with office.store.transaction():
        for row in rows:
            if office.store.add_review(row.account, row.sha256, how):
                office.store.journal.add(how, sha256=row.sha256, account=office.account.id)
            now = office.store.document(row)
            if now.state == "verified":
                office.store.move(now, "reviewed")
