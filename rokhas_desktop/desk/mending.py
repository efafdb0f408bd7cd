"""The desk's database mended: its indexes made anew where that is all it wants; otherwise what can be read of it goes
into a new one, and the old is set aside, never removed.

What a new database does not know comes again from the platform, and from the signed files that lie beside it
(:mod:`rokhas_desktop.desk.found`).
"""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from rokhas_desktop.desk import salvage
from rokhas_desktop.desk.database import Database, exclusive
from rokhas_desktop.desk.errors import DatabaseDamaged, DiskFull, KeyGone
from rokhas_desktop.desk.looking import FILE
from rokhas_desktop.desk.store import Store
from rokhas_desktop.desk.vault import DESK, KEYS, Vault
from rokhas_desktop.disk import make_folder, settle

MENDED = "mended"
"""The journal's event; its facts say what of the journal was lost."""
_PARTS = ("", "-wal")


def rebuild(folder: Path) -> Path:
    """Mend the desk in ``folder``; the copy of what was there before, encrypted as it is: a file, or a folder.

    Raises DatabaseDamaged where there is nothing to mend, DatabaseNewer, DiskFull (all is as it was), BatchUnderWay
    (somebody works), KeyringClosed, KeyGone.
    """
    path = folder / FILE
    if not path.is_file() and not salvage.lost(path):
        raise DatabaseDamaged(file=FILE)
    key = Vault(folder / KEYS, folder.parent).peek(DESK)
    if key is None:
        raise KeyGone(file=FILE)
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    with exclusive(folder / "work.lock"):
        if not salvage.lost(path):
            with contextlib.suppress(DatabaseDamaged):
                return _reindex(path, key, folder / f"desk-{stamp}.db")
        return _renew(path, key, folder / f"desk-{stamp}")


def _reindex(path: Path, key: bytes, copy: Path) -> Path:
    """Rebuild the indexes.  Raises DatabaseDamaged where that does not help."""
    try:
        with contextlib.closing(Database(path, key)) as database:
            database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
            shutil.copy2(path, copy)
            database.rows("REINDEX")
            if database.rows("PRAGMA integrity_check")[0][0] != "ok":
                raise DatabaseDamaged(file=FILE)
    except OSError as error:
        raise DiskFull(file=copy.name) from error
    except DatabaseDamaged:
        copy.unlink(missing_ok=True)
        raise
    return copy


def _renew(path: Path, key: bytes, aside: Path) -> Path:
    """A new database of what can be read of the old one, which is kept in ``aside``."""
    draft, reading = path.with_name(f"{path.name}.mending"), aside.with_name(f"{aside.name}.reading")
    try:
        for target in (aside, reading):
            _copy(path, make_folder(target))
        _clear(draft)
        with contextlib.closing(Store(draft, key)) as store:
            read = salvage.salvage(reading / path.name, key, store)
            store.journal.add(
                MENDED, aside=aside.name, rows=read.rows, journal_kept=read.entries, journal_beyond=read.beyond
            )
            store.database.compact()
        _clear(draft, parts=("-wal", "-shm"))
        _clear(path, parts=("-wal", "-shm"))
        draft.replace(path)
        settle(path.parent)
    except OSError as error:
        raise DiskFull(file=draft.name) from error
    finally:
        shutil.rmtree(reading, ignore_errors=True)
        with contextlib.suppress(OSError):
            _clear(draft)
    return aside


def _copy(path: Path, folder: Path) -> None:
    """The database with what its log holds, on the disk."""
    for part in _PARTS:
        source = path.with_name(f"{path.name}{part}")
        if source.is_file():
            copy = Path(shutil.copy2(source, folder))
            with copy.open("rb+") as file:
                os.fsync(file.fileno())
    settle(folder)


def _clear(path: Path, parts: tuple[str, ...] = ("", "-wal", "-shm")) -> None:
    for part in parts:
        path.with_name(f"{path.name}{part}").unlink(missing_ok=True)
