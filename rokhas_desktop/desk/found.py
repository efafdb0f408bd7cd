"""Signed files that a mended database does not know: whoever signed them does not sign them again.

A file is taken back only where it lies at its document's own place since before the database was mended, begins with
the document's bytes, and bears a whole, trusted signature for this act and piece.  It is held: whether the person had
kept it back is among what was lost, and a release says that it may leave.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rokhas_desktop.api.models import Act, Document
from rokhas_desktop.desk.documents import begins_with, digest
from rokhas_desktop.desk.errors import FoundAgain
from rokhas_desktop.desk.mending import MENDED
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import DocumentRow, SignedFacts
from rokhas_desktop.desk.states import SIGNABLE
from rokhas_desktop.identity.refusal import Refusal


def again(office: Office, act: Act, document: Document, row: DocumentRow) -> DocumentRow:
    """The document, held with its signature where one was found."""
    mended = office.store.journal.last(MENDED)
    if mended is None or row.state not in SIGNABLE or document.state != "awaiting":
        return row
    path = office.documents.signed(act, document, row.piece)
    try:
        there = datetime.fromtimestamp(path.stat().st_mtime, UTC) <= mended.at
        facts = _facts(office, act, document, row, path) if there else None
    except OSError:
        return row
    if facts is None:
        return row
    return office.store.move(
        row,
        "held",
        event="found_again",
        refusal=Refusal(FoundAgain.code, {}),
        signed=facts,
        signed_sha256=facts.sha256,
        level=facts.level,
    )


def _facts(office: Office, act: Act, document: Document, row: DocumentRow, path: Path) -> SignedFacts | None:
    from rokhas_desktop.signing.verify import verify_file

    original = None if document.is_pdf else office.documents.original(document)
    if original is None and not begins_with(path, document.sha256, document.size):
        return None
    roots = (*office.authorities.anchors, *office.store.test_roots())
    signatures = verify_file(path, trust=roots, known=office.authorities.between, content=original).signatures
    last = signatures[-1] if signatures else None
    if last is None or not (last.intact and last.trusted and last.covers_whole_file and last.changes == "none"):
        return None
    said = dict(last.declared)
    wanted = (act.reference, f"{row.piece}/{len(act.documents)}")
    if (said.get("act"), said.get("piece")) != wanted or not (last.level and last.certificate_sha256 and last.time):
        return None
    return SignedFacts(
        path=str(path),
        sha256=digest(path),
        size=path.stat().st_size,
        original_size=document.size if document.is_pdf else 0,
        level=last.level,
        certificate=last.certificate_sha256,
        signed_at=last.time.isoformat(),
    )
