"""A tagged document stays tagged: the field that we add gets its place in the structure.

PDF/UA (ISO 14289-1, 7.18.1 and 7.18.4) wants every widget in a Form element with a text that says what it is, and
its page's tab order to follow the structure.  PDF/A level A wants a structure that holds all that is real content.

Only where nothing was signed before: to a verifier of an earlier signature, a change of the structure is a
change of the document.
"""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from rokhas_desktop.signing import reading

#: Said by screen readers in the place of the field; the word is the same in French and in English.
_LABEL = "Signature"
_NODES = 10_000


def tag(writer: IncrementalPdfFileWriter, widget: Any, page_ref: Any, name: str | None) -> bool:
    """Put a new field's widget into the structure of a tagged document; whether it was one.

    ``widget`` and ``page_ref`` are references; the field is its own widget.  ``name`` is who signs.  A structure
    that is not what it should be is left as it is.
    """
    root: Any = writer.root
    marks, tree = reading.value(root, "/MarkInfo"), reading.value(root, "/StructTreeRoot")
    marked = isinstance(marks, DictionaryObject) and bool(reading.value(marks, "/Marked", False))
    parents = reading.value(tree, "/ParentTree") if isinstance(tree, DictionaryObject) else None
    if not marked or not isinstance(parents, DictionaryObject):
        return False
    owner = _outermost(tree)
    if owner is None:
        return False
    number = _next_key(tree, parents)
    element = writer.add_object(_element(owner, page_ref, widget))
    _adopt(writer, _followed(owner), element)
    _enter(writer, parents, number, element)
    tree[pdf_name("/ParentTreeNextKey")] = NumberObject(number + 1)  # type: ignore[no-untyped-call]
    writer.update_container(tree)
    field = widget.get_object()
    field[pdf_name("/StructParent")] = NumberObject(number)  # type: ignore[no-untyped-call]
    field[pdf_name("/TU")] = pdf_string(f"{_LABEL} – {name}" if name else _LABEL)
    writer.mark_update(widget)
    page_ref.get_object()[pdf_name("/Tabs")] = pdf_name("/S")
    writer.mark_update(page_ref)
    return True


def _outermost(tree: Any) -> IndirectObject | None:
    """The element that holds the document; None where the tree names none of its own."""
    found = tree.raw_get("/K") if "/K" in tree else None
    kids = _followed(found)
    if isinstance(kids, ArrayObject):
        found = kids.raw_get(0) if len(kids) == 1 else None
        kids = _followed(found)
    usable = isinstance(found, IndirectObject) and isinstance(kids, DictionaryObject) and "/S" in kids
    return found if usable else None


def _followed(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value  # type: ignore[no-untyped-call]


def _element(owner: IndirectObject, page_ref: Any, widget: Any) -> DictionaryObject:
    content = {"/Type": pdf_name("/OBJR"), "/Pg": page_ref, "/Obj": widget}
    entries = {
        "/Type": pdf_name("/StructElem"),
        "/S": pdf_name("/Form"),
        "/P": owner,
        "/Pg": page_ref,
        "/K": _dictionary(content),
    }
    return _dictionary(entries)


def _adopt(writer: IncrementalPdfFileWriter, owner: Any, element: Any) -> None:
    """The last child of an element, whose children may be none, one or a list."""
    found = owner.raw_get("/K") if "/K" in owner else None
    kids = _followed(found)
    if isinstance(kids, ArrayObject):
        kids.append(element)
        writer.update_container(kids)
    else:
        owner[pdf_name("/K")] = ArrayObject([*([] if found is None else [found]), element])
        writer.update_container(owner)


def _enter(writer: IncrementalPdfFileWriter, parents: Any, number: int, element: Any) -> None:
    """Into the number tree (ISO 32000-2, 7.9.7), at its end: the key is above all others."""
    entry = [NumberObject(number), element]  # type: ignore[no-untyped-call]
    if "/Kids" in parents:
        limits = ArrayObject([NumberObject(number), NumberObject(number)])  # type: ignore[no-untyped-call]
        leaf = writer.add_object(_dictionary({"/Limits": limits, "/Nums": ArrayObject(entry)}))
        kids = parents["/Kids"]
        kids.append(leaf)
        writer.update_container(kids)
        return
    if "/Nums" not in parents:
        parents[pdf_name("/Nums")] = ArrayObject()
    parents["/Nums"].extend(entry)
    writer.update_container(parents["/Nums"])


def _next_key(tree: Any, parents: Any) -> int:
    """A key above every other: what the tree says, or more where that is wrong."""
    said = reading.value(tree, "/ParentTreeNextKey", 0)
    return max(int(said) if isinstance(said, int) else 0, _highest(parents) + 1)


def _highest(parents: Any) -> int:
    """The highest key of a number tree, -1 for none; a loop of nodes ends the search."""
    waiting, seen, highest = [parents], 0, -1
    while waiting and seen < _NODES:
        node = waiting.pop()
        seen += 1
        keys = list(reading.value(node, "/Nums", ()))[::2]
        highest = max([highest, *(int(one) for one in keys if isinstance(one, int))])
        waiting += [
            kid for one in reading.value(node, "/Kids", ()) if isinstance(kid := _followed(one), DictionaryObject)
        ]
    return highest


def _dictionary(entries: dict[str, Any]) -> DictionaryObject:
    return DictionaryObject({pdf_name(key): value for key, value in entries.items()})  # type: ignore[no-untyped-call]
