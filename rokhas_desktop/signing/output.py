"""Writing a file that appears whole or not at all, and never over another."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from rokhas_desktop.disk import settle
from rokhas_desktop.failpoints import point
from rokhas_desktop.signing.errors import CannotWrite, TargetExists

CHUNK = 1 << 20
WRITTEN = point("a signed file is written and has no name")
NAMED = point("a signed file has its name and its folder is not on the disk")


@contextmanager
def appearing(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A temporary file beside ``target``, open for writing, that takes its name if the block ends well.

    The content is on the disk before the name is.  Raises TargetExists, CannotWrite; whatever the block
    raises leaves nothing behind.
    """
    temporary = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with temporary.open("xb") as handle:
            yield handle, temporary
            handle.flush()
            os.fsync(handle.fileno())
        WRITTEN()
        _take_name(temporary, target)
    except OSError as error:
        raise CannotWrite(reason=error.strerror or type(error).__name__) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _take_name(temporary: Path, target: Path) -> None:
    """Rename without replacing: a link fails where the name is taken; not every disk has links."""
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise TargetExists(file=target.name) from error
    except OSError:
        _claim(target)
        temporary.replace(target)
    NAMED()
    settle(target.parent)


def _claim(target: Path) -> None:
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise TargetExists(file=target.name) from error


def hashed(handle: BinaryIO, *algorithms: str) -> dict[str, hashlib._Hash]:
    """The running hashes of a file from its beginning, by their names, in one reading."""
    handle.seek(0)
    found = {name: hashlib.new(name) for name in algorithms}
    while chunk := handle.read(CHUNK):
        for one in found.values():
            one.update(chunk)
    return found


def copy(source: BinaryIO, out: BinaryIO) -> None:
    """Copy from the beginning, by the system itself where it can (Linux)."""
    source.seek(0)
    out.flush()
    if not _copied_by_the_system(source.fileno(), out.fileno()):
        shutil.copyfileobj(source, out, CHUNK)
    out.seek(0, os.SEEK_END)


def _copied_by_the_system(source: int, out: int) -> bool:
    """Whether the whole file was copied; nothing was where the two file systems do not work together."""
    if sys.platform != "linux":
        return False
    at = 0
    try:
        while count := os.copy_file_range(source, out, 1 << 30, at, at):
            at += count
    except OSError:
        if at:
            raise
        return False
    return at > 0


def copy_and_hash(source: BinaryIO, out: BinaryIO) -> hashlib._Hash:
    """Copy from the beginning; the running SHA-256 of what was copied."""
    digest = hashlib.sha256()
    source.seek(0)
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        out.write(chunk)
    return digest
