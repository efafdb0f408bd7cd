"""Reading one dictionary of a PDF for what could deceive the eye.  Clauses are of ISO 32000-2.

Each rule looks at one dictionary alone and yields names of :data:`rokhas_desktop.signing.traits.CODES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, String

_ELSEWHERE = {"/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData"}
_CHANGES_VIEW = {"/Hide", "/SetOCGState", "/ResetForm"}
_PLAYS = {"/Sound", "/Movie", "/Rendition", "/GoTo3DView", "/RichMediaExecute"}
_MEDIA = {"/Screen", "/Movie", "/Sound", "/3D", "/RichMedia"}
#: Annotations that draw nothing of their own on paper, whatever their flags.
_QUIET = {"/Link", "/Popup", "/Text", "/FileAttachment", "/Widget", "/Screen", "/Movie", "/Sound"}
_SIMPLE_FONTS = {"/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"}
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
#: Every reader brings these or their like (9.6.2.2): their text stays the same text.
_STANDARD = {
    "/Courier", "/Courier-Bold", "/Courier-Oblique", "/Courier-BoldOblique",
    "/Helvetica", "/Helvetica-Bold", "/Helvetica-Oblique", "/Helvetica-BoldOblique",
    "/Times-Roman", "/Times-Bold", "/Times-Italic", "/Times-BoldItalic", "/Symbol", "/ZapfDingbats",
}  # fmt: skip
HIDDEN, PRINT, NO_VIEW, READ_ONLY = 2, 4, 32, 1
_DEEPEST = 32


@dataclass(slots=True)
class Sight:
    """One dictionary, or a stream's, met on the way.

    ``automatic``: an action that runs without a click.  ``shown``: the box that readers show of the page.
    """

    item: Any
    keys: set[str]
    stream: bool
    automatic: bool
    shown: tuple[float, ...] | None


Rule = Callable[[Sight], Iterator[str]]


def actions(sight: Sight) -> Iterator[str]:
    """12.6: scripts, what leads elsewhere, what changes the view.  A link that waits for a click changes nothing."""
    if "/JS" in sight.keys:
        yield "scripts"
    if "/S" not in sight.keys:
        return
    kind = str(sight.item["/S"])
    if kind == "/JavaScript":
        yield "scripts"
    elif kind in _ELSEWHERE or (kind == "/Thread" and "/F" in sight.keys):
        yield "external"
    elif kind == "/URI":
        yield "external" if sight.automatic else "links"
    elif kind in _PLAYS:
        yield "media"
    elif kind in _CHANGES_VIEW:
        yield "form_appearance"


def streams(sight: Sight) -> Iterator[str]:
    """7.3.8.2, 8.10.4, 14.11.7, 8.9.5.4: data kept elsewhere, another page's drawing, pictures for the printer."""
    if not sight.stream:
        return
    if sight.keys & {"/F", "/Ref", "/OPI"}:
        yield "external"
    if "/Alternates" in sight.keys:
        yield "print_differs"


def files(sight: Sight) -> Iterator[str]:
    """7.11: files within, files elsewhere; 12.3.5: a portfolio."""
    if sight.keys & {"/EF", "/Collection"} or sight.item.get("/Subtype") == "/FileAttachment":
        yield "attachments"
    if sight.item.get("/FS") == "/URL" and "/EF" not in sight.keys:
        yield "external"


def markings(sight: Sight) -> Iterator[str]:
    """12.5: what moves or sounds, what is hidden, what is on paper only or on the screen only."""
    if "/Rect" not in sight.keys or "/Subtype" not in sight.keys:
        return
    kind = str(sight.item["/Subtype"])
    if kind in _MEDIA:
        yield "media"
    box = numbers(sight.item["/Rect"])
    if box is None or box[0] == box[2] or box[1] == box[3] or "/AP" not in sight.keys:
        return
    yield from _flags(kind, whole(sight.item.get("/F")))
    if sight.shown is not None and _apart(box, sight.shown):
        yield "outside_page"


def _flags(kind: str, flags: int) -> Iterator[str]:
    if flags & NO_VIEW and flags & PRINT and not flags & HIDDEN:
        yield "print_differs"
    elif (flags & (HIDDEN | NO_VIEW) and kind != "/Popup") or (not flags & PRINT and kind not in _QUIET):
        yield "hidden_content"


def fields(sight: Sight) -> Iterator[str]:
    """12.7: what is drawn anew when opened, calculated, or can be filled in after the signature."""
    if "/Fields" in sight.keys and ("/NeedAppearances" in sight.keys or "/CO" in sight.keys):
        calculated = isinstance(sight.item.get("/CO"), Array) and len(sight.item["/CO"]) > 0
        redrawn = sight.item.get("/NeedAppearances") is True and len(_array(sight.item["/Fields"])) > 0
        if calculated or redrawn:
            yield "form_appearance"
    if sight.item.get("/Subtype") == "/Widget":
        kind = _inherited(sight.item, "/FT")
        flags = whole(_inherited(sight.item, "/Ff"))
        if kind in ("/Tx", "/Ch", "/Btn") and ("/AP" not in sight.keys or not flags & READ_ONLY):
            yield "form_appearance"


def graphics(sight: Sight) -> Iterator[str]:
    """11.6.5.3: a graphics state that draws with no opacity at all."""
    if sight.keys & {"/ca", "/CA"} and "/Rect" not in sight.keys:
        opacities = [sight.item.get(name) for name in ("/ca", "/CA")]
        if any(not isinstance(one, bool) and one == 0 for one in opacities if one is not None):
            yield "hidden_content"


def fonts(sight: Sight) -> Iterator[str]:
    """9.9: a font that each reader replaces by what it has."""
    if "/BaseFont" not in sight.keys or str(sight.item.get("/Subtype")) not in _SIMPLE_FONTS:
        return
    described = sight.item.get("/FontDescriptor")
    embedded = isinstance(described, Dictionary) and any(name in described for name in _PROGRAMS)
    if not embedded and str(sight.item["/BaseFont"]) not in _STANDARD:
        yield "fonts"


RULES: tuple[Rule, ...] = (actions, streams, files, markings, fields, graphics, fonts)


def numbers(value: Any) -> tuple[float, ...] | None:
    """A rectangle's four numbers in order, None for what is no rectangle."""
    try:
        one = [float(item) for item in _array(value)]
    except (TypeError, ValueError):
        return None
    if len(one) != 4:
        return None
    return min(one[0], one[2]), min(one[1], one[3]), max(one[0], one[2]), max(one[1], one[3])


def whole(value: Any) -> int:
    """An integer, 0 for anything else."""
    return value if isinstance(value, int) else 0


def text(value: Any) -> str:
    """A string's text, "" for anything else."""
    return str(value) if isinstance(value, (str, String)) else ""


def _array(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else []


def _inherited(field: Any, key: str) -> Any:
    """A field's own or inherited entry (12.7.4.1)."""
    for _ in range(_DEEPEST):
        found = field.get(key)
        if found is not None:
            return found
        field = field.get("/Parent")
        if not isinstance(field, Dictionary):
            break
    return None


def _apart(box: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return box[0] >= other[2] or box[2] <= other[0] or box[1] >= other[3] or box[3] <= other[1]
