"""Signatures that a page shows and the document's form does not list.

ISO 32000-1 (12.7.2) wants every field in the form's tree; pyHanko looks there alone.  Other programs (Poppler, seen)
take the widgets of the pages for fields too: a signature that was left on its page when its form was cut away, or
whose form was bent, is one to them and must be one to us.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.fields import enumerate_sig_fields

from rokhas_desktop.signing import reading

#: Levels of fields above a widget that are climbed, and nodes of a page tree that are visited.
_HIGHEST, _NODES = 32, 400_000
_NAMELESS = "?"


def found(handler: PdfHandler) -> list[tuple[str, Any]]:
    """Filled signature fields that only a page leads to, by name and dictionary; names are made unique.

    Raises Damaged where an annotation cannot be read: other programs mend such a file each in its own way, and may
    find a signature there.
    """
    with reading.stage("strays"):
        every = list(enumerate_sig_fields(handler))
        listed = {_key(reference) for _, _, reference in every}
        taken = {str(name) for name, _, _ in every}
        strays: dict[tuple[int, int], tuple[str, Any]] = {}
        for widget in _widgets(handler):
            line = list(_line(widget))
            keys = {_key(one) for one in line}
            if not keys & listed and (key := _key(widget)) not in strays and _signed(line):
                name = _free(_name(line), taken)
                taken.add(name)
                strays[key] = name, _holder(line)
        return list(strays.values())


def signed_widget(widget: Any) -> bool:
    """Whether a reference leads to the widget of a filled signature field."""
    return _signed(list(_line(widget)))


def _widgets(handler: PdfHandler) -> Iterator[Any]:
    """References to the annotations of all pages; a tree that is a loop ends."""
    waiting: list[Any] = [handler.root.raw_get("/Pages")]
    seen: set[tuple[int, int]] = set()
    for _ in range(_NODES):
        if not waiting:
            return
        node = waiting.pop()
        key = _key(node)
        if key in seen:
            continue
        seen.add(key)
        page = node.get_object()
        if not isinstance(page, DictionaryObject):
            continue
        kids, annotations = reading.value(page, "/Kids"), reading.value(page, "/Annots")
        if isinstance(kids, ArrayObject):
            waiting += reversed(kids)
        elif isinstance(annotations, ArrayObject):
            yield from (one for one in annotations if isinstance(one, IndirectObject))


def _line(widget: Any) -> Iterator[Any]:
    """A widget and the fields above it, as references where they are."""
    node = widget
    for _ in range(_HIGHEST):
        field = node.get_object()
        if not isinstance(field, DictionaryObject):
            return
        yield node
        if "/Parent" not in field:
            return
        node = field.raw_get("/Parent")


def _signed(line: list[Any]) -> bool:
    kinds = [kind for one in line if (kind := reading.value(one.get_object(), "/FT")) is not None]
    filled = _holder(line)
    signature = reading.value(filled, "/V") if filled is not None else None
    return bool(kinds) and kinds[0] == "/Sig" and isinstance(signature, DictionaryObject) and "/Contents" in signature


def _holder(line: list[Any]) -> Any:
    """The dictionary that holds the signature, None without one."""
    return next((one.get_object() for one in line if "/V" in one.get_object()), None)


def _name(line: list[Any]) -> str:
    parts = [str(part) for one in reversed(line) if (part := reading.value(one.get_object(), "/T")) is not None]
    return ".".join(parts) or _NAMELESS


def _free(name: str, taken: set[str]) -> str:
    number, wanted = 1, name
    while wanted in taken:
        number += 1
        wanted = f"{name} ({number})"
    return wanted


def _key(node: Any) -> tuple[int, int]:
    """Which object a reference leads to; a direct object is itself alone."""
    reference: Any = getattr(node, "reference", None) or getattr(node, "container_ref", None)
    return (reference.idnum, reference.generation) if hasattr(reference, "idnum") else (-1, id(node))
