"""A recorded rebuild of a damaged file (``sign-file --repair``), by qpdf's recovery through pikepdf.

The objects are kept and the cross-references made anew.  That the pages look as they did is compared where
the damaged file can be drawn at all: what a person agreed to is what was seen.  It is an explicit step and a
warning all the same.  A file that holds signatures is not rebuilt: it would end them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import reading
from rokhas_desktop.signing.errors import AlteredByRepair, CannotWrite, Damaged, NeedsPassword, NoPages, NotRepairable

_SIGNATURE_MARKS = (b"/ByteRange", b"/DocTimeStamp")
_CHUNK = 1 << 20

Look = Callable[[Path], Sequence[bytes]]
"""Draws every page and gives a digest of each picture.  Raises RokhasError where a page cannot be drawn."""


@contextmanager
def rebuilt(path: Path, folder: Path) -> Iterator[Path]:
    """A rebuilt copy beside the results, gone when the block ends.  Raises Damaged, NeedsPassword, NotRepairable."""
    if _holds_signatures(path):
        raise NotRepairable()
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".repair-") as scratch:
            copy = Path(scratch) / "rebuilt.pdf"
            _rebuild(path, copy)
            yield copy
    except OSError as error:
        raise CannotWrite(reason=error.strerror or type(error).__name__) from error


def compare(path: Path, copy: Path, look: Look) -> bool:
    """Whether every page was seen to look the same before and after; False where nothing could be seen before.

    Raises AlteredByRepair.
    """
    try:
        before = look(path)
    except RokhasError:
        return False
    try:
        after = look(copy)
    except RokhasError as error:
        raise AlteredByRepair() from error
    if list(before) != list(after):
        raise AlteredByRepair()
    return True


def _rebuild(path: Path, copy: Path) -> None:
    import pikepdf

    with reading.stage("repair"):
        try:
            with reading.opened(path) as handle, pikepdf.open(handle) as document:
                if len(document.pages) == 0:
                    raise NoPages()
                document.save(copy)
        except pikepdf.PasswordError as error:
            raise NeedsPassword() from error
        except pikepdf.PdfError as error:
            raise Damaged() from error


def _holds_signatures(path: Path) -> bool:
    """Whether the bytes show a signature, without trusting the structure, which is what is broken."""
    longest = max(map(len, _SIGNATURE_MARKS))
    with reading.opened(path) as handle:
        before = b""
        while chunk := handle.read(_CHUNK):
            window = before + chunk
            if any(mark in window for mark in _SIGNATURE_MARKS):
                return True
            before = window[-longest:]
    return False
