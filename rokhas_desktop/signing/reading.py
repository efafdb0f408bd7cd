"""Opening a PDF, and the one boundary where what a library throws at a strange file gets a code.

Lenient, as viewers are: real plans are ugly files.  pyHanko bounds what compressed streams may grow to
(``DecodeLimits``); its parsers recurse, and Python's recursion limit ends that with an error we classify.
"""

from __future__ import annotations

import errno
import logging
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from pyhanko.pdf_utils.crypt import AuthResult, AuthStatus, StandardSecurityHandler
from pyhanko.pdf_utils.crypt.permissions import StandardPermissions
from pyhanko.pdf_utils.generic import NullObject
from pyhanko.pdf_utils.misc import PdfDecodeLimitError, PdfError, PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing.errors import (
    BrokenForm,
    Damaged,
    Expands,
    FileUnreadable,
    NeedsPassword,
    NoPages,
    NotExamined,
    NotPdf,
    PermissionsForbid,
    UnknownEncryption,
    Unsafe,
)

log = logging.getLogger(__name__)

HEADER_WINDOW = 1024
#: The revision between ISO 32000-1's and ISO 32000-2's, in no standard: pyHanko takes its passwords for wrong.
_ADOBE_ONLY = 5
#: Levels of a page tree that are climbed.
_DEEPEST_TREE = 256
_UNREADABLE = (
    PdfError,
    RuntimeError,
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    AssertionError,
    AttributeError,
    zlib.error,
    struct.error,
    ArithmeticError,
)
_BY_STAGE: dict[str, Callable[[], RokhasError]] = {
    "open": Damaged,
    "catalogue": Damaged,
    "encryption": UnknownEncryption,
    "pages": NoPages,
    "scan": NotExamined,
    "strays": Damaged,
    "fields": BrokenForm,
    "form": BrokenForm,
    "field": BrokenForm,
    "placement": BrokenForm,
    "signatures": BrokenForm,
}


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Run a library on a document that nobody vouches for; whatever it raises leaves with a code.

    Errors of our own pass.  A disk's errors are FileUnreadable; EINVAL and OverflowError come from offsets in
    the document.  What has no better code is Unsafe, with the stage and the exception's type, never its text.
    """
    try:
        yield
    except RokhasError:
        raise
    except (PdfDecodeLimitError, MemoryError) as error:
        raise Expands() from error
    except OSError as error:
        if error.errno not in (None, errno.EINVAL):
            raise FileUnreadable(reason=error.strerror or type(error).__name__) from error
        raise _classified(name, error) from error
    except Exception as error:  # the library's bare exceptions are what this is for
        raise _classified(name, error) from error


def _classified(name: str, error: Exception) -> RokhasError:
    log.info("stage %s: %s", name, type(error).__name__)
    known = _BY_STAGE.get(name)
    if known is not None and isinstance(error, (*_UNREADABLE, OSError, OverflowError)):
        return known()
    return Unsafe(stage=name, kind=type(error).__name__)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, open for reading.  Raises FileUnreadable."""
    try:
        handle = path.open("rb")
    except OSError as error:
        raise FileUnreadable(reason=error.strerror or type(error).__name__) from error
    with handle:
        yield handle


def check_header(handle: BinaryIO) -> None:
    """Raises NotPdf unless ``%PDF-`` stands near the beginning (ISO 32000-1, annex H, note 13)."""
    with stage("header"):
        handle.seek(0)
        if b"%PDF-" not in handle.read(HEADER_WINDOW):
            raise NotPdf()


def open_reader(stream: BinaryIO) -> PdfFileReader:
    """A lenient reader.  Raises Damaged, Expands or Unsafe."""
    with stage("open"):
        reader = PdfFileReader(stream, strict=False)
        # What is encrypted cannot be looked at before it is unlocked.
        if "/Encrypt" not in reader.trailer and not hasattr(reader.root, "raw_get"):
            raise Damaged()
        return reader


def page_object(handler: PdfHandler, index: int) -> Any:
    """A page's dictionary, counted from 0."""
    reference, _ = handler.find_page_for_modification(index)  # type: ignore[no-untyped-call]
    return reference.get_object()


def value(dictionary: Any, key: str, default: Any = None) -> Any:
    """An entry with its reference followed; pyHanko's ``get`` gives the reference itself."""
    try:
        found = dictionary[key]
    except KeyError:
        return default
    return default if isinstance(found, NullObject) else found


def inherited(page: Any, key: str) -> Any:
    """A page's own or inherited value, or None (ISO 32000-1, 7.7.3.4); a chain of parents that is a loop ends."""
    for _ in range(_DEEPEST_TREE):
        found = value(page, key)
        if found is not None:
            return found
        page = value(page, "/Parent")
        if page is None:
            break
    return None


def unlock(reader: PdfFileReader, password: str | None, *, new_field: bool) -> bool:
    """Open an encrypted file; say whether it is encrypted.

    A file that opens without a password needs none given.  ``new_field``: whether signing adds a field, which
    takes other permissions than to fill one (ISO 32000-2, table 22).  Raises NeedsPassword,
    PermissionsForbid or UnknownEncryption.
    """
    with stage("encryption"):
        try:
            handler = reader.security_handler
        except RecursionError as error:  # a loop in the file, which says nothing of its encryption
            raise Damaged() from error
        except (PdfReadError, KeyError, RuntimeError) as error:
            raise UnknownEncryption() from error
        if handler is None:
            return False
        if not isinstance(handler, StandardSecurityHandler) or handler.pdf_mac_enabled:
            raise UnknownEncryption()
        if value(reader.trailer["/Encrypt"], "/R") == _ADOBE_ONLY:
            raise UnknownEncryption()
        result = _authenticate(reader, password)
        if result.status == AuthStatus.USER and not _may_sign(result, new_field=new_field):
            raise PermissionsForbid()
        return True


def _authenticate(reader: PdfFileReader, password: str | None) -> AuthResult:
    for attempt in ("", password):
        if attempt is not None:
            result = reader.decrypt(attempt)
            if result.status != AuthStatus.FAILED:
                return result
    raise NeedsPassword()


def _may_sign(result: AuthResult, *, new_field: bool) -> bool:
    flags = result.permission_flags
    if not isinstance(flags, StandardPermissions):
        return True
    annotate = StandardPermissions.ALLOW_ANNOTS_FORM_FILLING in flags
    if new_field:
        return annotate and StandardPermissions.ALLOW_MODIFICATION_GENERIC in flags
    return annotate or StandardPermissions.ALLOW_FORM_FILLING in flags
