"""Having one document here to be shown: the original of a piece, or the version that it had in the pass before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from rokhas_desktop.api.errors import ContentDiffers
from rokhas_desktop.api.models import Act, Document
from rokhas_desktop.desk.documents import holds, private
from rokhas_desktop.desk.errors import NoEarlierVersion, NotFetched
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import DocumentRow
from rokhas_desktop.desk.sync import Synchroniser
from rokhas_desktop.progress import Cancel, Report


def original(
    office: Office,
    sync: Synchroniser,
    alone: Callable[[], AbstractContextManager[None]],
    piece: tuple[Act, Document, DocumentRow],
    report: Report,
    cancel: Cancel | None,
) -> Path:
    """The original of a piece, here and checked.  Raises the document's own refusal, BatchUnderWay."""
    act, document, row = piece
    path = office.documents.original(document)
    if row.state != "announced" and holds(path, document.sha256, document.size):
        return path
    with alone():
        row = office.store.document(row)
        if row.state in {"announced", "fetched", "failed"}:
            row = sync.fetch(act, document, row, report=report, cancel=cancel)
        elif not holds(path, document.sha256, document.size):
            # It was here and was lost: what is known of it stays, the bytes are fetched anew.
            office.client.download(act.id, document, path, report=report, cancel=cancel)
    if holds(path, document.sha256, document.size):
        return path
    raise row.refusal.error() if row.refusal else NotFetched(count=1)


def earlier(office: Office, act: Act, document: Document, report: Report, cancel: Cancel | None) -> Path:
    """The bytes that a piece had before it was replaced: looked at, and nothing else.

    Raises NoEarlierVersion, and what every download does.
    """
    if document.earlier is None:
        raise NoEarlierVersion(document=document.filename)
    told = {name: getattr(document.earlier, name) for name in ("sha256", "size", "filename", "media_type")}
    before = document.model_copy(update={**told, "earlier": None})
    kept = office.documents.original(before)
    if holds(kept, before.sha256, before.size):
        return kept  # it was an original here, in the pass before
    path = office.documents.earlier(before)
    if not holds(path, before.sha256, before.size):
        office.client.download(act.id, before, path, which="version", report=report, cancel=cancel)
        private(path)
    if not holds(path, before.sha256, before.size):
        raise ContentDiffers(document=before.filename)
    return path
