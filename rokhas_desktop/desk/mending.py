"""The desk's database mended where that loses nothing: a copy first, then its indexes made anew, then a whole check."""

from __future__ import annotations

import contextlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

from rokhas_desktop.desk.database import Database, exclusive
from rokhas_desktop.desk.errors import DatabaseDamaged, DiskFull, KeyGone
from rokhas_desktop.desk.looking import FILE
from rokhas_desktop.desk.vault import DESK, KEYS, Vault


def rebuild(folder: Path) -> Path:
    """Rebuild the indexes of the desk in ``folder``; the copy that was made before, encrypted as it is.

    What a rebuild cannot mend is left as it was.  Raises DatabaseDamaged, DiskFull, BatchUnderWay (somebody works),
    KeyringClosed, KeyGone.
    """
    path = folder / FILE
    if not path.is_file():
        raise DatabaseDamaged(file=FILE)
    key = Vault(folder / KEYS, folder.parent).peek(DESK)
    if key is None:
        raise KeyGone(file=FILE)
    copy = folder / f"desk-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db"
    with exclusive(folder / "work.lock"), contextlib.closing(Database(path, key)) as database:
        database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        try:
            shutil.copy2(path, copy)
        except OSError as error:
            raise DiskFull(file=copy.name) from error
        database.rows("REINDEX")
        found = database.rows("PRAGMA integrity_check")[0][0]
    if found != "ok":
        raise DatabaseDamaged(file=FILE)
    return copy
