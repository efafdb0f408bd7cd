"""Copies of an act's signed documents for the person: what leaves this program's care."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from rokhas_desktop.desk.errors import ExportFailed, NotHere
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import ActRow


def export(office: Office, act: ActRow, folder: Path) -> tuple[Path, ...]:
    """Copy every signed document of the act into a new folder below ``folder``, named by its reference.

    An existing folder is never written into.  Raises NotHere where nothing signed is here (any more), ExportFailed.
    """
    found = [(document, row, Path(row.signed.path)) for document, row in act.pairs() if row.signed]
    here = [(document, row, path) for document, row, path in found if path.is_file()]
    if not here:
        raise NotHere(reference=act.content.reference)
    target = _free(folder, safe(act.content.reference))
    made = []
    try:
        target.mkdir(parents=True)
        for document, row, path in here:
            name = f"{row.piece:02d}-{safe(document.title.fr)}{path.suffix}"
            made.append(Path(shutil.copyfile(path, target / name)))
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise ExportFailed(folder=target.name, reason=error.strerror or type(error).__name__) from error
    office.store.journal.add("exported", act=act.content.id, documents=len(made))
    return tuple(made)


def safe(text: str) -> str:
    """A file name on every system, of a text that the platform gave."""
    return re.sub(r"[^\w-]+", "_", text).strip("_")[:80] or "_"


def _free(folder: Path, name: str) -> Path:
    wanted, number = folder.expanduser().absolute() / name, 1
    while wanted.exists():
        number += 1
        wanted = wanted.with_name(f"{name}-{number}")
    return wanted
