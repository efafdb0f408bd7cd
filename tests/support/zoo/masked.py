"""What could deceive the eye, one kind for each animal (clauses of ISO 32000-2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from support.zoo.making import Make, changed, name

AT = Array([50, 50, 150, 90])


def alert() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert('TEST')")


def uri() -> Dictionary:
    return Dictionary(S=Name.URI, URI="https://example.test/")


def act(kind: str, **more: Any) -> Dictionary:
    return Dictionary(S=name(kind), **more)


def root(**entries: Callable[[], Any]) -> Make:
    """A plan whose catalogue has these entries."""

    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value()

    return changed(change)


def opening(action: Callable[[], Dictionary]) -> Make:
    return root(OpenAction=action)


def form_stream(pdf: Pdf, content: bytes = b"1 0 0 rg 0 0 100 40 re f", **entries: Any) -> Any:
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 40]), **entries)


def annotated(kind: str, *, drawn: bool = False, at: Array | None = None, **entries: Any) -> Make:
    """An annotation on the first page; a value that is a function is called for its object."""

    def change(pdf: Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=name(kind), Rect=at or AT)
        for key, value in entries.items():
            made[f"/{key}"] = value() if callable(value) else value
        if drawn:
            made.AP = Dictionary(N=form_stream(pdf))
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(made)])

    return changed(change)


def field(*, drawn: bool = True, form: dict[str, Any] | None = None, **entries: Any) -> Make:
    """A form field with its widget on the first page."""

    def change(pdf: Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="TEST", Rect=AT, F=4)
        for key, value in entries.items():
            made[f"/{key}"] = value() if callable(value) else value
        if drawn:
            made.AP = Dictionary(N=form_stream(pdf))
        widget = pdf.make_indirect(made)
        pdf.pages[0].obj.Annots = Array([widget])
        pdf.Root.AcroForm = Dictionary(Fields=Array([widget]), **(form or {}))
        if form and "CO" in form:
            pdf.Root.AcroForm.CO = Array([widget])

    return changed(change)


def layered(*, usage: dict[str, Any] | None = None, member: dict[str, Any] | None = None, **default: Any) -> Make:
    """A layer on the page; ``usage`` and the default configuration's entries; ``OFF``/``ON`` True names it."""

    def change(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="TEST"))
        if usage:
            layer.Usage = Dictionary(usage)
        entries = {key: Array([layer]) if value is True else value for key, value in default.items()}
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(**entries))
        shown = layer
        if member:
            filled = {key: [*value, layer] if key == "VE" else value for key, value in member.items()}
            shown = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=layer, **filled))
        pdf.pages[0].obj.Resources.Properties = Dictionary(L=shown)
        pdf.pages[0].contents_add(pdf.make_stream(b"/OC /L BDC 200 200 100 100 re S EMC"))

    return changed(change)


def state(event: str, value: str) -> dict[str, Any]:
    return {f"/{event}": Dictionary({f"/{event}State": name(value)})}


def pictured(**entries: Any) -> Make:
    """A picture on the page with further entries of its stream."""

    def change(pdf: Pdf) -> None:
        image = pdf.make_stream(bytes(100), Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10)
        image.stream_dict.update({"/ColorSpace": Name.DeviceGray, "/BitsPerComponent": 8})
        for key, value in entries.items():
            image.stream_dict[f"/{key}"] = value(pdf) if callable(value) else value
        pdf.pages[0].obj.Resources.XObject = Dictionary(I=image)
        pdf.pages[0].contents_add(pdf.make_stream(b"q 100 0 0 100 300 300 cm /I Do Q"))

    return changed(change)


def referring(pdf: Pdf) -> None:
    """A page of another file drawn in this one (8.10.4)."""
    drawing = form_stream(pdf)
    drawing.stream_dict.Ref = Dictionary(F="other.pdf", Page=0)
    pdf.pages[0].obj.Resources.XObject = Dictionary(R=drawing)


def attached(pdf: Pdf) -> None:
    pdf.attachments["TEST.txt"] = b"TEST"


def associated(pdf: Pdf) -> None:
    attached(pdf)
    pdf.Root.AF = Array([pdf.Root.Names.EmbeddedFiles.Names[1]])


def portfolio(pdf: Pdf) -> None:
    attached(pdf)
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)


def fonted(subtype: str, base: str, **entries: Any) -> Make:
    def change(pdf: Pdf) -> None:
        described = pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=name(base), Flags=32))
        font = Dictionary(
            Type=Name.Font, Subtype=name(subtype), BaseFont=name(base), FontDescriptor=described, **entries
        )
        pdf.pages[0].obj.Resources.Font.Z = pdf.make_indirect(font)

    return changed(change)


def composite(pdf: Pdf) -> None:
    """A font of two bytes a letter that is not in the file."""
    info = Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.TEST, CIDSystemInfo=info)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.TEST, DescendantFonts=Array([inner]))
    font.Encoding = name("Identity-H")
    pdf.pages[0].obj.Resources.Font.Z = pdf.make_indirect(font)


def opaque(value: float) -> Make:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.ExtGState = Dictionary(G=Dictionary(Type=Name.ExtGState, ca=value, CA=value))
        pdf.pages[0].contents_add(pdf.make_stream(b"q /G gs 300 300 50 50 re f Q"))

    return changed(change)


def outline(pdf: Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title="TEST", A=alert()))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))
    item.Parent = pdf.Root.Outlines


def named_script(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("TEST"), alert()])))


def paged(**events: Callable[[], Dictionary]) -> Make:
    return changed(
        lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary({f"/{k}": v() for k, v in events.items()}))
    )


def streamed_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert('TEST')"))


def xfa(packet: bytes, **entries: Any) -> Make:
    def change(pdf: Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(packet))
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return changed(change)


SCRIPTS: dict[str, Make] = {
    "opening": opening(alert),
    "closing": root(AA=lambda: Dictionary(WC=alert())),
    "names": changed(named_script),
    "page": paged(O=alert),
    "link": annotated("Link", A=alert),
    "annotation-event": annotated("Link", AA=lambda: Dictionary(E=alert())),
    "field-keystroke": field(AA=lambda: Dictionary(K=alert())),
    "field-calculated": field(AA=lambda: Dictionary(C=alert()), form={"CO": True}),
    "outline": changed(outline),
    "chained": opening(lambda: act("Named", N=Name.NextPage, Next=Array([act("Named", N=Name.LastPage), alert()]))),
    "rendition": annotated("Link", A=lambda: act("Rendition", JS="x", OP=0)),
    "stream": changed(streamed_script),
    "xfa": xfa(b"<xdp><template><script>x</script></template></xdp>"),
}
EXTERNAL: dict[str, Make] = {
    "launch": annotated("Link", A=lambda: act("Launch", F="TEST.exe")),
    "goto-file": annotated("Link", A=lambda: act("GoToR", F="other.pdf", D=Array([0, Name.Fit]))),
    "goto-embedded": annotated("Link", A=lambda: act("GoToE", D=Array([0, Name.Fit]), T=Dictionary(R=Name.C, N="x"))),
    "submit": annotated("Link", A=lambda: act("SubmitForm", F=Dictionary(FS=Name.URL, F="https://example.test/"))),
    "import": annotated("Link", A=lambda: act("ImportData", F="data.fdf")),
    "thread": annotated("Link", A=lambda: act("Thread", F="other.pdf", D=0)),
    "opening-link": opening(uri),
    "page-link": paged(O=uri),
    "picture": pictured(F=String("elsewhere.raw")),
    "page": changed(referring),
    "print-shop": pictured(OPI=lambda pdf: Dictionary({"/2.0": Dictionary(Type=Name.OPI, F="high.tif")})),
    "address": root(TEST=lambda: Dictionary(Type=Name.Filespec, FS=Name.URL, F="https://example.test/")),
}
PRINT: dict[str, Make] = {
    "layer-paper-only": layered(usage={**state("View", "OFF"), **state("Print", "ON")}),
    "layer-screen-only": layered(usage={**state("View", "ON"), **state("Print", "OFF")}),
    "layer-not-printed": layered(usage=state("Print", "OFF")),
    "layer-printed-though-off": layered(usage=state("Print", "ON"), OFF=True),
    "membership": layered(usage=state("Print", "OFF"), member={"P": Name.AllOff}),
    "annotation-paper-only": annotated("Stamp", drawn=True, F=4 | 32),
    "picture": pictured(
        Alternates=lambda pdf: Array([Dictionary(Image=pdf.make_stream(b"x"), DefaultForPrinting=True)])
    ),
}
LAYERS: dict[str, Make] = {
    "shown": layered(),
    "same-on-paper": layered(usage={**state("View", "ON"), **state("Print", "ON")}),
    "off": layered(OFF=True),
    "base-off": layered(BaseState=Name.OFF),
    "base-off-but-on": layered(BaseState=Name.OFF, ON=True),
    "zoom": layered(usage={"/Zoom": Dictionary(min=2)}),
    "language": layered(usage={"/Language": Dictionary(Lang="ar")}),
    "membership-all-off": layered(member={"P": Name.AllOff}),
    "membership-any-off": layered(member={"P": Name.AnyOff}, OFF=True),
    "membership-not": layered(member={"VE": [Name.Not]}),
    "membership-or": layered(member={"VE": [Name.Or]}),
}
WARNED: dict[str, Make] = {
    "attached": changed(attached),
    "attached-note": annotated("FileAttachment", FS=lambda: Dictionary(Type=Name.Filespec, F="x")),
    "attached-associated": changed(associated),
    "attached-portfolio": changed(portfolio),
    "form-text": field(),
    "form-undrawn": field(drawn=False, Ff=1),
    "form-closed": field(Ff=1),
    "form-redrawn": field(Ff=1, form={"NeedAppearances": True}),
    "form-button": field(FT=Name.Btn, Ff=1 << 16),
    "form-hide": annotated("Link", A=lambda: act("Hide", T="TEST")),
    "form-reset": annotated("Link", A=lambda: act("ResetForm")),
    "form-layers": annotated("Link", A=lambda: act("SetOCGState", State=Array([Name.OFF]))),
    "media-screen": annotated("Screen"),
    "media-movie": annotated("Movie"),
    "media-sound": annotated("Sound"),
    "media-3d": annotated("3D"),
    "media-rich": annotated("RichMedia"),
    "media-action": annotated("Link", A=lambda: act("Sound")),
    "hidden-annotation": annotated("Stamp", drawn=True, F=2),
    "hidden-from-screen": annotated("Stamp", drawn=True, F=32),
    "hidden-from-paper": annotated("Stamp", drawn=True, F=0),
    "hidden-opacity": opaque(0),
    "half-opacity": opaque(0.5),
    "outside-annotation": annotated("Stamp", drawn=True, F=4, at=Array([700, 900, 800, 950])),
    "font-true-type": fonted("TrueType", "ArialMT"),
    "font-type1": fonted("Type1", "TEST-Sans"),
    "font-composite": changed(composite),
    "font-standard": fonted("Type1", "Helvetica"),
    "link": annotated("Link", A=uri),
    "note": annotated("Text", F=4),
    "xfa-static": xfa(b"<xdp/>"),
    "xfa-dynamic": xfa(b"<xdp/>", NeedsRendering=True),
    "xfa-dynamic-by-switch": xfa(b"<dynamicRender>required</dynamicRender>"),
}

ANIMALS: dict[str, Make] = {
    **{f"script-{one}": make for one, make in SCRIPTS.items()},
    **{f"external-{one}": make for one, make in EXTERNAL.items()},
    **{f"print-{one}": make for one, make in PRINT.items()},
    **{f"layer-{one}": make for one, make in LAYERS.items()},
    **{f"masked-{one}": make for one, make in WARNED.items()},
}
