"""Whether a PDF can be signed, said before a PIN is asked for: by making the update, without a key.

Then whether it may be: what could deceive the eye is looked for (:mod:`rokhas_desktop.signing.scan`), and
policy says what follows (:mod:`rokhas_desktop.signing.traits`).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO

from pyhanko.pdf_utils.reader import PdfFileReader

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.signing import check, draft, formats, locks, placement, plain, reading, scan, traits
from rokhas_desktop.signing.errors import NotPdf, TooLarge, TooManyPages
from rokhas_desktop.signing.face import Appearance, EmptyField, Limits, Notice, PageSize, PdfOrder, Preflight, Spot
from rokhas_desktop.signing.overlay import Overlay, buffered

OPENS_WITHOUT_PASSWORD, EARLIER_BROKEN, NO_STAMP = "DOC-050", "DOC-051", "DOC-054"
#: Room for a signature in the trial; what it would be makes no difference to whether it can be appended.
_TRIAL_ROOM = 8192


@dataclass(slots=True)
class _Findings:
    """What is known so far; a refusal may come at any step."""

    size: int | None = None
    pages: int | None = None
    signatures: int = 0
    encrypted: bool = False
    warnings: list[Notice] = field(default_factory=list)
    traits: tuple[Notice, ...] = ()
    empty_fields: tuple[EmptyField, ...] = ()
    last_page: PageSize | None = None


def examine(
    path: Path,
    *,
    limits: Limits | None = None,
    password: str | None = None,
    field_name: str | None = None,
    spot: Spot | None = None,
    screening: traits.Screening | None = None,
    media_type: str = formats.PDF,
) -> Preflight:
    """Look at one file.  Never raises for what is wrong with it: that is the verdict.

    ``media_type`` is what the file is announced as; another than PDF is for a signature beside it.

    ``spot`` is where a stamp will go, None for an invisible signature; the trial makes one there.
    ``screening`` is policy on what could deceive the eye; None takes the built-in one.  A document that
    cannot be signed is refused for that; one that could be, for the first trait that policy refuses.
    """
    if formats.plain(media_type) != formats.PDF:
        return plain.examine(path, media_type, limits or Limits(), screening)
    found = _Findings()
    refusal: Notice | None = None
    try:
        _examine(path, limits or Limits(), password, field_name, spot, found)
    except RokhasError as error:
        refusal = Notice(error.code, error.details)
    refused, told = traits.judge(found.traits, screening)
    return Preflight(
        path=path,
        refusal=refusal or (refused[0] if refused else None),
        warnings=(*found.warnings, *(refused if refusal else refused[1:]), *told),
        traits=found.traits,
        size=found.size,
        pages=found.pages,
        signatures=found.signatures,
        encrypted=found.encrypted,
        empty_fields=found.empty_fields,
        last_page=found.last_page,
    )


def _examine(
    path: Path, limits: Limits, password: str | None, field_name: str | None, spot: Spot | None, found: _Findings
) -> None:
    with reading.opened(path) as handle:
        overlay = Overlay(handle)
        found.size = overlay.base_size
        if overlay.base_size > limits.bytes:
            raise TooLarge(size=overlay.base_size, limit=limits.bytes)
        if overlay.base_size == 0:
            raise NotPdf()
        reading.check_header(handle)
        with contextlib.closing(buffered(overlay)) as stream:
            reader = reading.open_reader(stream)
            found.encrypted = reading.unlock(reader, password, new_field=field_name is None)
            if found.encrypted and password is None:
                found.warnings.append(Notice(OPENS_WITHOUT_PASSWORD))
            _look(reader, limits, found)
            target = field_name or locks.own_field_name(locks.names(reader))
            found.signatures = locks.check(reader, target)
            if spot is not None and field_name is None and not locks.admits_stamp(reader):
                found.warnings.append(Notice(NO_STAMP))
            stamp = Appearance(_blank(), spot.page, spot.box) if spot is not None else None
            order = PdfOrder(path, path, datetime.now(UTC), field=field_name, appearance=stamp)
            _try(reader, stream, order, password, found)
    found.traits = scan.traits(path, password=password)


@cache
def _blank() -> bytes:
    """An empty page, for the trial's stamp."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>/Contents 4 0 R>>",
        b"<</Length 0>>stream\n\nendstream",
    )
    body, table = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj%s\nendobj\n" % (number, content)
    return body + b"xref\n0 5\n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(body))


def _look(reader: PdfFileReader, limits: Limits, found: _Findings) -> None:
    """Pages and fields."""
    found.pages = placement.page_count(reader)
    if found.pages > limits.pages:
        raise TooManyPages(pages=found.pages, limit=limits.pages)
    last = placement.page_of(reader, -1)
    found.last_page = PageSize(last.width, last.height)
    with reading.stage("form"):
        found.empty_fields = tuple(_empty_fields(reader))


def _empty_fields(reader: PdfFileReader) -> Iterator[EmptyField]:
    for name, filled in locks.names(reader).items():
        if not filled:
            place = placement.field_place(reader, name)
            yield EmptyField(name, place.page, place.width, place.height)


def _try(reader: PdfFileReader, stream: BinaryIO, order: PdfOrder, password: str | None, found: _Findings) -> None:
    """Append the update in memory, and see that earlier signatures would stand."""
    before = check.standings(reader)
    broken = [name for name, standing in before.items() if not (standing.good and standing.respected)]
    found.warnings += [Notice(EARLIER_BROKEN, {"field": name}) for name in broken]
    made = draft.prepare(reader, order, _TRIAL_ROOM)
    made.append()
    check.would_stand(stream, made.field, before, password)
