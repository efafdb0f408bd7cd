"""What is drawn: fonts, pictures, transparency, many pages, marks for readers."""

from __future__ import annotations

import zlib
from pathlib import Path

from fpdf import FPDF
from pikepdf import Array, Dictionary, Name, Pdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from rokhas_desktop import resources
from support.zoo.making import A4, Make, changed, drawn

FONTS = Path(str(resources.__file__)).parent / "fonts"


def lettered(path: Path) -> None:
    """An embedded font, Latin and Arabic letters."""
    font = FONTS / "NotoNaskhArabic-Regular.ttf"
    pdfmetrics.registerFont(TTFont("Zoo", str(font)))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Zoo", 20)
    canvas.drawString(100, 700, "TEST رخصة البناء")
    canvas.save()


def written(path: Path) -> None:
    """A text of several pages, by another maker."""
    pdf = FPDF()
    pdf.set_font("times", size=12)
    for number in range(3):
        pdf.add_page()
        pdf.multi_cell(0, 8, f"TEST notice {number}. " * 80)
    path.write_bytes(bytes(pdf.output()))


def photographed(path: Path) -> None:
    """A scanned sheet: one picture as large as the page."""
    width, height = 620, 877
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        rows = bytes((x * y) % 251 for y in range(height) for x in range(width))
        image = pdf.make_stream(zlib.compress(rows))
        image.stream_dict.update(
            {
                "/Type": Name.XObject,
                "/Subtype": Name.Image,
                "/Width": width,
                "/Height": height,
                "/ColorSpace": Name.DeviceGray,
                "/BitsPerComponent": 8,
                "/Filter": Name.FlateDecode,
            }
        )
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))
        pdf.pages[0].Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q")
        pdf.save(path)


def busy(path: Path) -> None:
    """Many segments and half-transparent hatching."""
    canvas = Canvas(str(path), pagesize=(1684, 1191), invariant=1, pageCompression=1)
    for step in range(4000):
        canvas.line(step % 1684, (step * 7) % 1191, (step * 13) % 1684, (step * 17) % 1191)
    canvas.setFillAlpha(0.5)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(300, 300, 700, 500, fill=1)
    canvas.save()


def outlined(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for number in range(4):
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(f"TEST {number}", f"p{number}")
        canvas.drawString(100, 700, f"TEST {number}")
        canvas.linkAbsolute("next", f"p{(number + 1) % 4}", (100, 650, 200, 690))
        canvas.showPage()
    canvas.save()


def shaded(pdf: Pdf) -> None:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 595, 842]), Function=function)
    pdf.pages[0].obj.Resources.Shading = Dictionary(S=shading)
    pdf.pages[0].contents_add(pdf.make_stream(b"q 100 100 300 300 re W n /S sh Q"))


def type3(pdf: Pdf) -> None:
    glyph = pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 750, 750]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(sq=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.sq])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([1000]),
        Resources=Dictionary(),
    )
    pdf.pages[0].obj.Resources.Font.Z = pdf.make_indirect(font)
    pdf.pages[0].contents_add(pdf.make_stream(b"BT /Z 30 Tf 100 500 Td (aaa) Tj ET"))


def noted(pdf: Pdf) -> None:
    """A printed remark on the plan, with its own drawing."""
    drawing = pdf.make_stream(b"1 0 0 RG 2 w 0 0 100 40 re S")
    drawing.stream_dict.update({"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 100, 40])})
    note = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([300, 20, 400, 60]), F=4)
    note.AP = Dictionary(N=drawing)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def shaped(pdf: Pdf) -> None:
    """Contents in pieces, one of them empty, with a comment between operands."""
    first = pdf.make_stream(b"q 1 0 0 1 10 % between\n10 cm ")
    pdf.pages[0].obj.Contents = Array([first, pdf.make_stream(b""), pdf.make_stream(b"0 0 100 100 re S Q")])


def blank(path: Path) -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=A4)
        pdf.save(path)


ANIMALS: dict[str, Make] = {
    "drawing-embedded-font": lettered,
    "drawing-text": written,
    "drawing-scan": photographed,
    "drawing-busy": busy,
    "drawing-outlines": outlined,
    "drawing-shading": changed(shaded),
    "drawing-type3": changed(type3),
    "drawing-note": changed(noted),
    "drawing-contents-array": changed(shaped),
    "drawing-blank": blank,
    "drawing-300-pages": lambda path: path.write_bytes(drawn(pages=300)),
    "drawing-compressed": lambda path: path.write_bytes(drawn(pageCompression=1)),
    "drawing-old-version": lambda path: path.write_bytes(drawn(pdfVersion=(1, 1))),
}
