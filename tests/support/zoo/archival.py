"""Files made to last and to be read by all: PDF/A and PDF/UA, as far as their structure goes.

No validator of either is at hand: what is checked of them is in ``tests/signing_room/test_archival.py``.
"""

from __future__ import annotations

import io
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import DocumentCompliance
from pikepdf import Array, Dictionary, Name, Pdf

from support.zoo.drawings import FONTS
from support.zoo.making import Make

UA_MARK = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">TEST</rdf:li></rdf:Alt></dc:title>'
    '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


def archived(level: DocumentCompliance) -> Make:
    """By fpdf2, which writes the output intent and the metadata that the level wants."""

    def make(path: Path) -> None:
        pdf = FPDF(enforce_compliance=level)
        pdf.set_title("TEST")
        pdf.set_lang("fr-MA")
        pdf.add_font("Zoo", fname=FONTS / "NotoSans-Regular.ttf")
        pdf.set_font("Zoo", size=14)
        pdf.add_page()
        pdf.multi_cell(0, 8, "TEST permis de construire")
        path.write_bytes(bytes(pdf.output()))

    return make


def tagged(*, tree: str = "one", version: str = "1.7") -> Make:
    """A page whose one paragraph is in the structure.  ``tree``: how the elements and the numbers are kept."""

    def make(path: Path) -> None:
        lettered = io.BytesIO()
        pdf = FPDF()
        pdf.add_font("Zoo", fname=FONTS / "NotoSans-Regular.ttf")
        pdf.set_font("Zoo", size=14)
        pdf.add_page()
        pdf.cell(text="TEST")
        lettered.write(bytes(pdf.output()))
        with Pdf.open(lettered) as made:
            structured(made, tree)
            made.save(path, force_version=version)

    return make


def structured(pdf: Pdf, tree: str) -> None:
    page = pdf.pages[0]
    page.contents_add(pdf.make_stream(b"/P <</MCID 0>> BDC "), prepend=True)
    page.contents_add(pdf.make_stream(b" EMC"))
    page.obj.StructParents = 0
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    paragraph = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=whole, Pg=page.obj, K=0))
    whole.K = paragraph if tree == "one" else Array([paragraph])
    root.K = whole if tree == "one" else pdf.make_indirect(Array([whole]))
    numbers = Dictionary(Nums=Array([0, pdf.make_indirect(Array([paragraph]))]))
    if tree == "kids":
        numbers.Limits = Array([0, 0])
        numbers = Dictionary(Kids=Array([pdf.make_indirect(numbers)]))
    root.ParentTree = pdf.make_indirect(numbers)
    if tree != "wrong":
        root.ParentTreeNextKey = 1
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = "fr-MA"
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Metadata = pdf.make_stream(UA_MARK.encode(), Type=Name.Metadata, Subtype=Name.XML)


#: 4F is for files that carry others.
LEVELS = {level.name.lower().replace("_", "-"): level for level in DocumentCompliance if level.name != "PDFA_4F"}
TREES = ("one", "list", "kids", "wrong")
ANIMALS: dict[str, Make] = {
    **{f"archival-{name}": archived(level) for name, level in LEVELS.items()},
    **{f"archival-tagged-{tree}": tagged(tree=tree) for tree in TREES},
    "archival-tagged-2.0": tagged(version="2.0"),
}
