"""Copies of an act's signed documents for the person: what leaves this program's care."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from rokhas_desktop.api.models import Document
from rokhas_desktop.desk.errors import ExportFailed, NotHere
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import ActRow, SignedFacts
from rokhas_desktop.errors import RokhasError


def export(office: Office, act: ActRow, folder: Path) -> tuple[Path, ...]:
    """Copy every signed document of the act into a new folder below ``folder``, named by its reference.

    What was wiped after the platform had received it is fetched from there.  An existing folder is never written into.
    Raises NotHere where nothing was signed here, ExportFailed, and for what is fetched whatever the client raises.
    """
    found = [(document, row, row.signed) for document, row in act.pairs() if row.signed]
    found = [one for one in found if Path(one[2].path).is_file() or one[1].state == "acknowledged"]
    if not found:
        raise NotHere(reference=act.content.reference)
    target = _free(folder, safe(act.content.reference))
    made = []
    try:
        target.mkdir(parents=True)
        for document, row, signed in found:
            path = Path(signed.path)
            copy = target / f"{row.piece:02d}-{safe(document.title.fr)}{path.suffix}"
            if path.is_file():
                shutil.copyfile(path, copy)
            else:
                _fetch(office, act, document, signed, copy)
            made.append(copy)
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise ExportFailed(folder=target.name, reason=error.strerror or type(error).__name__) from error
    except RokhasError:
        shutil.rmtree(target, ignore_errors=True)
        raise
    office.store.journal.add("exported", act=act.content.id, documents=len(made))
    return tuple(made)


def _fetch(office: Office, act: ActRow, document: Document, signed: SignedFacts, target: Path) -> None:
    """The signed file as the platform has it: the very bytes that were sent."""
    media_type = "application/pkcs7-signature" if signed.beside else document.media_type
    sent = document.model_copy(update={"sha256": signed.sha256, "size": signed.size, "media_type": media_type})
    office.client.download(act.content.id, sent, target, which="signed")


def safe(text: str) -> str:
    """A file name on every system, of a text that the platform gave."""
    return re.sub(r"[^\w-]+", "_", text).strip("_")[:80] or "_"


def _free(folder: Path, name: str) -> Path:
    wanted, number = folder.expanduser().absolute() / name, 1
    while wanted.exists():
        number += 1
        wanted = wanted.with_name(f"{name}-{number}")
    return wanted
