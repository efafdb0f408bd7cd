"""The bytes of documents: a download that goes on where it stopped, and an upload of a part of a file."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rokhas_desktop.api.errors import BadFileName, CannotStore, ContentDiffers, ContentTooLong, DocumentTooLarge
from rokhas_desktop.api.models import Document
from rokhas_desktop.api.pace import Pace
from rokhas_desktop.api.problems import refusal
from rokhas_desktop.net.answer import number
from rokhas_desktop.net.errors import CaptivePortal, ConnectionLost, TimedOut, Truncated
from rokhas_desktop.net.session import Stream
from rokhas_desktop.progress import Cancel, Progress, Report

Opener = Callable[[Mapping[str, str]], AbstractContextManager[Stream]]
"""Asks for the document's content with these further headers."""

BLOCK = 1024 * 1024
REPORT_BYTES = 64 * 1024
"""How often a download says where it stands."""
LONGEST_NAME = 255
REFUSAL_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a file: ``length`` bytes from ``start``."""

    path: Path
    start: int
    length: int


class SliceReader(io.RawIOBase):
    """A part of a file as a seekable file of its own, with its length, that reports what was read."""

    def __init__(self, part: Slice, *, label: str, report: Report, cancel: Cancel) -> None:
        self._part = part
        self._file = part.path.open("rb")
        self._at = 0
        self._told = Progress(0, part.length, "bytes", label)
        self._report = report
        self._cancel = cancel

    def __len__(self) -> int:
        return self._part.length

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always: a repeated upload reads again."""
        return True

    def tell(self) -> int:
        """Where the next byte is, counted from the part's start."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place within the part."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._part.length}[whence]
        self._at = max(0, min(base + offset, self._part.length))
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Read on, never past the part.  Raises Cancelled."""
        self._cancel.check()
        view = memoryview(buffer)[: self._part.length - self._at]
        self._file.seek(self._part.start + self._at)
        count = self._file.readinto(view)
        self._at += count
        self._report(Progress(self._at, self._told.total, self._told.unit, self._told.label))
        return count

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def digest_header(sha256: str) -> str:
    """The value of Content-Digest or Repr-Digest (RFC 9530) for a hexadecimal SHA-256."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode('ascii')}:"


def told_digest(header: str | None) -> str | None:
    """The SHA-256 in a digest header as hexadecimal, None where there is none."""
    found = re.search(r"(?:^|[\s,])sha-256=:([A-Za-z0-9+/=]+):", header or "")
    try:
        return base64.b64decode(found.group(1), validate=True).hex() if found else None
    except ValueError:
        return None


def sha256_of(part: Slice) -> str:
    """The SHA-256 of a part of a file, hexadecimal."""
    digest = hashlib.sha256()
    left = part.length
    with part.path.open("rb") as file:
        file.seek(part.start)
        while left and (block := file.read(min(BLOCK, left))):
            digest.update(block)
            left -= len(block)
    return digest.hexdigest()


def download(
    ask: Opener,
    document: Document,
    target: Path,
    *,
    limit: int,
    report: Report,
    cancel: Cancel,
    host: str,
    pace: Pace,
) -> None:
    """Bring the document's content to ``target``, which is whole and right or not there.

    What came before a cut lies in ``target`` + ".part" and is not asked for again.  Raises DocumentTooLarge,
    BadFileName, ContentDiffers, ContentTooLong, CannotStore, Cancelled, PlatformRefused, NetError.
    """
    _admit(document, limit)
    part = target.with_name(f"{target.name}.part")
    with _disk(target):
        if _size(target) == document.size and sha256_of(Slice(target, 0, document.size)) == document.sha256:
            return
        if _size(part) > document.size:
            part.unlink()
    pace.begin()
    while (before := _size(part)) < document.size:
        cancel.check()
        try:
            _pull(ask, document, part, report, cancel, pace)
        except (Truncated, ConnectionLost, TimedOut):
            if not pace.broke(_size(part) - before):
                raise
        else:
            pace.came()
    with _disk(target):
        if _size(part) != document.size:
            raise Truncated(host=host)
        if sha256_of(Slice(part, 0, document.size)) != document.sha256:
            part.unlink()
            raise ContentDiffers(document=document.filename)
        part.replace(target)


def _admit(document: Document, limit: int) -> None:
    """Refuse what need not even be asked for."""
    if document.size > limit:
        raise DocumentTooLarge(size=document.size, limit=limit)
    if not good_name(document.filename):
        raise BadFileName(name=document.filename[:40])


def good_name(name: str) -> bool:
    """Whether a document's name leads nowhere, hides nothing and is short.  Its file is named by its hash anyway."""
    if not 0 < len(name) <= LONGEST_NAME or set(name) <= {".", " "}:
        return False
    return not {"/", "\\", "\N{REPLACEMENT CHARACTER}"} & set(name)


def _pull(ask: Opener, document: Document, part: Path, report: Report, cancel: Cancel, pace: Pace) -> None:
    """One attempt: ask for some of what is missing and write what comes."""
    done = _size(part)
    headers = dict(pace.headers)
    if done or document.size > pace.size:
        last = min(done + pace.size, document.size) - 1
        headers |= {"Range": f"bytes={done}-{last}", "If-Range": f'"{document.sha256}"'}
    with ask(headers) as answer:
        if answer.status == 416:
            # What we have is no beginning of what the platform has.
            part.unlink(missing_ok=True)
            raise Truncated(host=answer.host)
        if answer.status not in {200, 206}:
            raise refusal(answer.whole(REFUSAL_BYTES))
        end = _agree(answer, document, done if answer.status == 206 else 0)
        came = _write(answer, document, part, done if answer.status == 206 else 0, report, cancel)
    if _size(part) < end:
        raise Truncated(host=answer.host)
    if told_digest(answer.headers.get("Content-Digest")) not in {None, came}:
        part.unlink()
        raise ContentDiffers(document=document.filename)


def _write(answer: Stream, document: Document, part: Path, done: int, report: Report, cancel: Cancel) -> str:
    """Write what comes behind the first ``done`` bytes; its SHA-256."""
    came, told = hashlib.sha256(), 0
    with _disk(part), part.open("ab" if done else "wb") as file:
        for chunk in answer.chunks():
            cancel.check()
            done += len(chunk)
            if done > document.size:
                file.truncate(0)
                raise ContentTooLong(document=document.filename, size=document.size)
            came.update(chunk)
            file.write(chunk)
            if done - told >= REPORT_BYTES or done == document.size:
                told = done
                report(Progress(done, document.size, "bytes", document.filename))
    return came.hexdigest()


def _agree(answer: Stream, document: Document, done: int) -> int:
    """Refuse before a byte is read what cannot be the document; up to where the answer goes."""
    media = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media == "text/html" and document.media_type != "text/html":
        raise CaptivePortal(host=answer.host)
    whole = told_digest(answer.headers.get("Repr-Digest"))
    if whole is not None and whole != document.sha256:
        raise ContentDiffers(document=document.filename)
    length = number(answer.headers.get("Content-Length", "").strip())
    if length is not None and done + length > document.size:
        raise ContentTooLong(document=document.filename, size=document.size)
    if answer.status != 206:
        return document.size
    place = re.fullmatch(
        r"bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\*)", answer.headers.get("Content-Range", "").strip()
    )
    if place is None or int(place.group(1)) != done or place.group(3) not in {"*", str(document.size)}:
        raise ContentDiffers(document=document.filename)
    return min(int(place.group(2)) + 1, document.size)


def _size(path: Path) -> int:
    with _disk(path):
        return path.stat().st_size if path.exists() else 0


@contextlib.contextmanager
def _disk(path: Path) -> Iterator[None]:
    """Say in our words what the disk does not do."""
    try:
        yield
    except OSError as error:
        raise CannotStore(file=path.name, reason=error.strerror or type(error).__name__) from error
