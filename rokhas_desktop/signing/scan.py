"""A walk over everything that a PDF reaches, with bounds, for what could deceive the eye.

By qpdf (pikepdf): eyes that are not those which sign, quick, and which leave the streams on the disk.  The
walk is a loop over a list, so that neither a cycle nor a deep nest of objects can end it otherwise than by
its bounds.  What qpdf itself takes (time, memory) is bounded by the child in which it runs.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream

from rokhas_desktop.errors import Detail
from rokhas_desktop.signing import layers, reading, sights
from rokhas_desktop.signing.errors import Expands, NotExamined, TooComplex
from rokhas_desktop.signing.face import Notice
from rokhas_desktop.signing.traits import CODES

#: A plan of 200,000 objects has under a million nodes; visiting one takes about 5 microseconds.
NODES, SECONDS = 3_000_000, 30.0
#: Bytes of an XFA form that are looked through, packed and unpacked.
FORM_BYTES = 1 << 24
_EVERY = 1024
_LETTER = (0.0, 0.0, 612.0, 792.0)
#: Points by which a crop box may be smaller than the sheet before anything counts as cut off.
_SLACK = 1.0
_DEEPEST = 64


@dataclass(slots=True)
class _Walk:
    """What was met so far.  ``met`` keeps the first page of each trait (None: not on a page)."""

    until: float
    nodes: int = 0
    pages: set[tuple[int, int]] = field(default_factory=set)
    seen: set[tuple[int, int, bool]] = field(default_factory=set)
    met: dict[str, int | None] = field(default_factory=dict)
    memberships: list[Any] = field(default_factory=list)

    def note(self, trait: str, page: int | None) -> None:
        self.met.setdefault(trait, page)

    def count(self, more: int) -> None:
        """Raises TooComplex."""
        before, self.nodes = self.nodes, self.nodes + more
        if self.nodes > NODES:
            raise TooComplex()
        if before // _EVERY != self.nodes // _EVERY and time.monotonic() > self.until:
            raise TooComplex()


def traits(path: Path, *, password: str | None = None, seconds: float = SECONDS) -> tuple[Notice, ...]:
    """What the document holds that could deceive, each once, with its first page where it is on one.

    Raises TooComplex, NotExamined, Expands.
    """
    walk = _Walk(time.monotonic() + seconds)
    with reading.stage("scan"):
        try:
            # By its handle: a file's name may hold bytes that are no text.
            with reading.opened(path) as handle, pikepdf.open(handle, password=password or "") as document:
                _document(document, walk)
        except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
            raise NotExamined() from error
        except MemoryError as error:
            raise Expands() from error
    return tuple(_notice(trait, walk.met[trait]) for trait in CODES if trait in walk.met)


def _notice(trait: str, page: int | None) -> Notice:
    details: dict[str, Detail] = {} if page is None else {"page": page}
    return Notice(CODES[trait], details)


def _document(document: pikepdf.Pdf, walk: _Walk) -> None:
    pages = [page.obj for page in document.pages]
    walk.pages = {page.objgen for page in pages}
    for number, page in enumerate(pages, 1):
        walk.count(1)
        shown = _boxes(page, number, walk)
        _look(page, number, shown, walk, automatic=False)
        roots = [(child, key == "/AA") for key, child in page.items() if key != "/Parent"]
        _walk([*roots, (_inherited(page, "/Resources"), False)], number, shown, walk)
    _walk([(document.Root, False)], None, None, walk)
    for trait in _form(document.Root.get("/AcroForm"), bool(document.Root.get("/NeedsRendering", False))):
        walk.note(trait, None)
    for trait in layers.findings(document.Root, walk.memberships):
        walk.note(trait, None)


def _boxes(page: Any, number: int, walk: _Walk) -> tuple[float, ...]:
    """The part of a page that is shown; notes a sheet that goes on beyond it."""
    sheet = sights.numbers(_inherited(page, "/MediaBox")) or _LETTER
    crop = sights.numbers(_inherited(page, "/CropBox"))
    if crop is None or crop[0] >= crop[2] or crop[1] >= crop[3]:
        return sheet
    beyond = (crop[0] - sheet[0], crop[1] - sheet[1], sheet[2] - crop[2], sheet[3] - crop[3])
    if max(beyond) > _SLACK:
        walk.note("outside_page", number)
    return crop


def _inherited(page: Any, key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in page:
            return page[key]
        page = page.get("/Parent")
        if not isinstance(page, Dictionary):
            break
    return None


def _walk(roots: list[tuple[Any, bool]], page: int | None, shown: tuple[float, ...] | None, walk: _Walk) -> None:
    waiting = list(roots)
    while waiting:
        item, automatic = waiting.pop()
        walk.count(1)
        if not isinstance(item, pikepdf.Object) or not _first_time(item, walk, automatic=automatic):
            continue
        if isinstance(item, Array):
            walk.count(len(item))
            waiting += [(child, automatic) for child in item if isinstance(child, pikepdf.Object)]
        elif isinstance(item, (Dictionary, Stream)):
            _look(item, page, shown, walk, automatic=automatic)
            waiting += list(_children(item, automatic=automatic))


def _first_time(item: Any, walk: _Walk, *, automatic: bool) -> bool:
    """Whether an object is met for the first time; another page is looked at in its own turn."""
    if not item.is_indirect:
        return True
    number, generation = item.objgen
    if (number, generation) in walk.pages or (number, generation, automatic) in walk.seen:
        return False
    walk.seen.add((number, generation, automatic))
    return True


def _children(item: Any, *, automatic: bool) -> Iterator[tuple[Any, bool]]:
    for key, child in item.items():
        if isinstance(child, pikepdf.Object):
            yield child, automatic or key in ("/AA", "/OpenAction")


def _look(item: Any, page: int | None, shown: tuple[float, ...] | None, walk: _Walk, *, automatic: bool) -> None:
    keys = set(item.keys())
    sight = sights.Sight(item, keys, isinstance(item, Stream), automatic, shown)
    for rule in sights.RULES:
        for trait in rule(sight):
            if trait != "fonts" or page is not None:
                walk.note(trait, page)
    if item.get("/Type") == "/OCMD":
        walk.memberships.append(item)


def _form(form: Any, needs_rendering: bool) -> Iterator[str]:
    """An XFA form: one whose pages are made when it is opened, its scripts, or one beside pages that stay."""
    if not isinstance(form, Dictionary) or "/XFA" not in form:
        return
    packets = form["/XFA"]
    parts = [packets] if isinstance(packets, Stream) else list(packets) if isinstance(packets, Array) else []
    content = b"".join(_unpacked(part) for part in parts if isinstance(part, Stream))
    dynamic = needs_rendering or b"dynamicRender>required" in content
    yield "dynamic_form" if dynamic else "static_form"
    if b"<script" in content:
        yield "scripts"


def _unpacked(part: Any) -> bytes:
    """The bytes of a packet, up to :data:`FORM_BYTES`.  Raises Expands, NotExamined for a rare filter."""
    raw = bytes(part.read_raw_bytes())
    filters = part.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, Array) else [] if filters is None else [str(filters)]
    if len(raw) > FORM_BYTES:
        raise Expands()
    if not names:
        return raw
    if names != ["/FlateDecode"]:
        raise NotExamined()
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(raw, FORM_BYTES)
    if unpacker.unconsumed_tail:
        raise Expands()
    return content
