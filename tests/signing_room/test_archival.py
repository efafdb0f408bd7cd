"""PDF/A and PDF/UA files stay so once signed, as far as can be judged without a validator of either.

What is looked at are the rules that a signature touches: the structure's place of the field, its text, the tab
order, the flags of the annotation, embedded fonts and no transparency in the stamp, the output intent and the
metadata untouched, the kind of cross-references that PDF/A-1 allows.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from support.documents import with_field
from support.judges import is_valid
from support.signers import FileSigner
from support.zoo import ANIMALS

from rokhas_desktop.render.room import StampRoom
from rokhas_desktop.signing import placement
from rokhas_desktop.signing.face import Appearance, SignedFile
from rokhas_desktop.signing.stamp import StampLine, StampText

Sign = Callable[..., SignedFile]
ARCHIVAL = [name for name in sorted(ANIMALS) if name.startswith("archival-")]
TAGGED = [name for name in ARCHIVAL if "tagged" in name]
PRINT, HIDDEN, INVISIBLE, NO_VIEW = 4, 2, 1, 32


@pytest.fixture(scope="module")
def drawn() -> Iterator[Callable[[float, float], bytes]]:
    """The stamp as it is really drawn."""
    room = StampRoom()
    text = StampText((StampLine("TEST", "fr", "bold"), StampLine("رخصة", "ar", "regular")))
    yield lambda width, height: room.draw(text, width, height)
    room.close()


def stamped(sign: Sign, original: Path, drawn: Callable[[float, float], bytes]) -> SignedFile:
    place = placement.choose(original)
    return sign(original, appearance=Appearance(drawn(place.width, place.height), place.page, place.box), name="TEST")


def widget_of(pdf: Pdf) -> Any:
    (widget,) = [one for one in pdf.pages[0].Annots if one.get("/FT") == "/Sig"]
    return widget


@pytest.mark.parametrize("visible", [True, False])
@pytest.mark.parametrize("name", ARCHIVAL)
def test_a_file_made_to_last_stays_so(
    tmp_path: Path, sign: Sign, drawn: Callable[[float, float], bytes], name: str, visible: bool
) -> None:
    original = tmp_path / "plan.pdf"
    ANIMALS[name](original)
    signed = stamped(sign, original, drawn) if visible else sign(original, name="TEST")
    assert is_valid(signed.path)
    with Pdf.open(original) as before, Pdf.open(signed.path) as after:
        for key in ("/OutputIntents", "/Metadata"):
            assert (key in before.Root) == (key in after.Root)
        if "/Metadata" in before.Root:
            assert before.Root.Metadata.read_raw_bytes() == after.Root.Metadata.read_raw_bytes()
        if "/Info" in before.trailer:
            assert before.trailer.Info == after.trailer.Info
        widget = widget_of(after)
        assert widget.F & PRINT
        assert not widget.F & (HIDDEN | INVISIBLE | NO_VIEW)
        assert not bool(after.Root.AcroForm.get("/NeedAppearances", False))
        assert "/XFA" not in after.Root.AcroForm
        if visible:
            assert list(unfit(widget.AP.N)) == []
    appended = signed.path.read_bytes()[signed.original_size :]
    if "1b" in name:  # PDF/A-1 is PDF 1.4: no cross-reference streams, no object streams
        assert b"/ObjStm" not in appended
        assert b"/Type /XRef" not in appended
        assert b"\nxref\n" in appended


def unfit(drawing: Any) -> Iterator[str]:
    """What PDF/A forbids in a drawing: fonts elsewhere, transparency (PDF/A-1), other programs' things."""
    resources = drawing.Resources
    if drawing.get("/Group", {}).get("/S") == "/Transparency":
        yield "group"
    for state in resources.get("/ExtGState", {}).values():
        if any(state.get(key, 1) != 1 for key in ("/ca", "/CA")) or state.get("/SMask", Name("/None")) != "/None":
            yield "transparency"
    for font in resources.get("/Font", {}).values():
        described = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
        if not any(f"/FontFile{kind}" in described for kind in ("", "2", "3")):
            yield "font"
    if any(one.get("/Subtype") == "/PS" for one in resources.get("/XObject", {}).values()):
        yield "postscript"


@pytest.mark.parametrize("name", TAGGED)
def test_a_tagged_file_gets_the_field_into_its_structure(tmp_path: Path, sign: Sign, name: str) -> None:
    original = tmp_path / "plan.pdf"
    ANIMALS[name](original)
    signed = sign(original, name="TEST Naïma")
    with Pdf.open(signed.path) as pdf:
        widget = widget_of(pdf)
        assert str(widget.TU) == "Signature – TEST Naïma"
        assert pdf.pages[0].Tabs == "/S"
        tree = pdf.Root.StructTreeRoot
        elements = dict(pikepdf.NumberTree(tree.ParentTree).items())
        number = int(widget.StructParent)
        assert number not in {int(page.obj.StructParents) for page in pdf.pages}
        assert int(tree.ParentTreeNextKey) == number + 1 == max(elements) + 1
        element = elements[number]
        assert element.S == "/Form"
        assert element.K.Type == "/OBJR"
        assert element.K.Obj.objgen == widget.objgen
        assert element.Pg.objgen == pdf.pages[0].objgen
        children = element.P.K if isinstance(element.P.K, Array) else [element.P.K]
        assert element.P.S == "/Document"
        assert [one.S for one in children] == ["/P", "/Form"]
        assert children[-1].objgen == element.objgen


def test_a_second_signature_leaves_the_structure_that_the_first_covers(
    tmp_path: Path, sign: Sign, key: FileSigner
) -> None:
    original = tmp_path / "plan.pdf"
    ANIMALS["archival-tagged-list"](original)
    first = sign(original, target=tmp_path / "first.pdf")
    second = sign(first.path, by=key, target=tmp_path / "second.pdf")
    assert is_valid(second.path)
    with Pdf.open(second.path) as pdf:
        ours = [one for one in pdf.pages[0].Annots if one.get("/FT") == "/Sig"]
        assert ["/StructParent" in one for one in ours] == [True, False]


@pytest.mark.parametrize("tree", [None, Dictionary(Type=Name.StructTreeRoot), Dictionary(K=Array([]))])
def test_a_structure_that_is_none_is_left_alone(tmp_path: Path, sign: Sign, tree: Any) -> None:
    original = tmp_path / "plan.pdf"
    ANIMALS["sheet-a4"](original)
    with Pdf.open(io.BytesIO(original.read_bytes())) as pdf:
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        if tree is not None:
            pdf.Root.StructTreeRoot = Dictionary(tree)
        pdf.save(original)
    with Pdf.open(sign(original).path) as pdf:
        assert "/StructParent" not in widget_of(pdf)


def test_a_field_that_the_author_made_is_left_in_its_place(tmp_path: Path, sign: Sign) -> None:
    signed = sign(with_field(tmp_path / "field.pdf"), field="Signature_TEST")
    with Pdf.open(signed.path) as pdf:
        assert "/StructParent" not in widget_of(pdf)
