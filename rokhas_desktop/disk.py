"""What a disk may do to us: be full, and forget a file's new name until its folder is on it (not its bytes alone)."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from rokhas_desktop.errors import RokhasError


class DiskFull(RokhasError):
    """The disk did not take what had to be written."""

    code = "DSK-023"


def settle(folder: Path) -> None:
    """Have the names in ``folder`` on the disk, where folders can be synchronised (Windows keeps them by itself)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(path: Path) -> Path:
    """A private folder with all above it, on the disk when this returns; ``path``.  Raises OSError."""
    fresh = [one for one in (path, *path.parents) if not one.is_dir()]
    for folder in reversed(fresh):
        folder.mkdir(mode=0o700, exist_ok=True)
        settle(folder.parent)
    return path


def need_folder(path: Path) -> Path:
    """The same, as this program's work needs it.  Raises DiskFull."""
    try:
        return make_folder(path)
    except OSError as error:
        raise DiskFull(file=path.name) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write or replace a file that is whole or as it was before.  Raises OSError."""
    draft = path.with_name(f"{path.name}.part")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        settle(path.parent)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
