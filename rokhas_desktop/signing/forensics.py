"""What a signed PDF hides beside what its signatures say: bytes nobody accounts for, fields redrawn, signatures gone.

pyHanko's difference analysis judges well-formed updates by what ISO 32000 permits.  This module looks at what
that leaves open: other programs read broken updates too, and what is permitted can still deceive the eye (the
attack classes of "1 Trillion Dollar Refund", CCS 2019, and "Shadow Attacks", NDSS 2021).
"""

from __future__ import annotations

import mmap
import re
from typing import Any, BinaryIO

from asn1crypto import parser
from pyhanko.pdf_utils.generic import ArrayObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from rokhas_desktop.signing import reading

#: Codes of what may be found.
UNACCOUNTED, PADDED, REDRAWN, REMOVED, STRAY = "VER-020", "VER-021", "VER-022", "VER-023", "VER-024"
#: The end of a revision: where its table begins, and the mark (ISO 32000-1, 7.5.5).
_END = re.compile(rb"startxref\s+(\d{1,19})\s+%%EOF")
_WHITE = b"\0\t\n\f\r "
#: How much of the file's end is looked at for its last revision's end.
_WINDOW = 1 << 20
#: Revisions beyond this many are not searched for signatures that are gone.
_REVISIONS = 64


def unaccounted(handle: BinaryIO) -> bool:
    """Whether bytes follow the end of the last revision: no table leads to them, yet some readers show them.

    That end is the first mark behind the table that the last mark names: an update that names an older table
    again, or has no mark, ends nothing.
    """
    with mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as data:
        ends = list(_END.finditer(data, max(0, len(data) - _WINDOW)))
        if not ends:
            return True
        last = ends[-1]
        own = re.compile(rb"startxref\s+0*%d\s+%%%%EOF" % int(last.group(1)))
        first = own.search(data, min(int(last.group(1)), last.start()))
        end = first.end() if first is not None else last.end()
        return _something(data, end)


def _something(data: mmap.mmap, start: int) -> bool:
    """Whether anything but white space lies behind ``start``."""
    return any(data[at : at + _WINDOW].strip(_WHITE) for at in range(start, len(data), _WINDOW))


def padded(signature: EmbeddedPdfSignature) -> bool:
    """Whether anything but zeros fills the room that a signature leaves unused: no one signs those bytes."""
    contents = signature.pkcs7_content
    with reading.stage("contents"):
        header = parser.peek(contents)
    return bool(contents[header:].strip(b"\0"))


def redrawn(signature: EmbeddedPdfSignature) -> bool:
    """Whether form fields changed after a signature, or visible empty signature fields came: what was seen may differ.

    Fields that were filled by a signature of their own are that signature's affair.
    """
    since: Any = signature.diff_result
    changed = set(getattr(since, "changed_form_fields", ()))
    with reading.stage("fields"):
        now = {name: (value, ref) for name, value, ref in enumerate_sig_fields(signature.reader)}
        before = signature.reader.get_historical_resolver(signature.signed_revision)
        then = {name for name, _, _ in enumerate_sig_fields(before)}
        new = [ref.get_object() for name, (value, ref) in now.items() if value is None and name not in then]
    return bool(changed - set(now)) or any(_is_visible(field) for field in new)


def removed(reader: PdfFileReader) -> bool:
    """Whether an earlier revision holds a signature that the document no longer shows."""
    with reading.stage("revisions"):
        now = {name for name, value, _ in enumerate_sig_fields(reader) if value is not None}
        for revision in range(min(reader.xrefs.total_revisions - 1, _REVISIONS)):
            before = reader.get_historical_resolver(revision)
            if any(value is not None and name not in now for name, value, _ in enumerate_sig_fields(before)):
                return True
    return False


def _is_visible(field: Any) -> bool:
    widgets = [field, *(one.get_object() for one in reading.value(field, "/Kids", ()))]
    boxes = [reading.value(widget, "/Rect") for widget in widgets]
    return any(isinstance(box, ArrayObject) and len(box) == 4 and _area(box) > 0 for box in boxes)


def _area(box: ArrayObject) -> float:
    left, bottom, right, top = (float(number) for number in box)
    return abs(right - left) * abs(top - bottom)
