"""PDFs made for looking at: known colours at known places, heavy plans, layers, passwords."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

A0 = (2383.94, 3370.39)
RED, GREEN, BLUE = (1, 0, 0), (0, 0.6, 0), (0, 0, 1)


def rectangle(colour: tuple[float, float, float], x: float, y: float, width: float, height: float) -> bytes:
    """The operators that fill a rectangle; points from the lower left corner."""
    return "{} {} {} rg {} {} {} {} re f\n".format(*colour, x, y, width, height).encode()


def one_page(
    path: Path, content: bytes = b"", *, size: tuple[float, float] = (200, 100), pages: int = 1, **page: object
) -> Path:
    """A document whose pages all have ``content``; further entries go into the page dictionaries."""
    with Pdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=size)
            added = pdf.pages[-1]
            added.Contents = pdf.make_stream(content)
            for key, value in page.items():
                added[f"/{key}"] = value
        pdf.save(path)
    return path


def corners(path: Path, **page: object) -> Path:
    """200 × 100 points: red in the lower left corner, green in the upper left, blue in the upper right."""
    content = rectangle(RED, 0, 0, 20, 20) + rectangle(GREEN, 0, 80, 20, 20) + rectangle(BLUE, 180, 80, 20, 20)
    return one_page(path, content, **page)


def heavy_plan(path: Path, segments: int = 100_000) -> Path:
    """An A0 of so many short segments over the whole sheet, and a frame; the same at each call."""
    dice = random.Random(7)
    width, height = A0
    lines = ["0.4 w\n"]
    for at in range(segments):
        x, y = dice.uniform(60, width - 60), dice.uniform(60, height - 60)
        lines.append(f"{x:.1f} {y:.1f} m {x + dice.uniform(-40, 40):.1f} {y + dice.uniform(-40, 40):.1f} l S\n")
        if at % 5000 == 0:
            lines.append(f"{dice.random():.2f} {dice.random():.2f} {dice.random():.2f} RG\n")
    lines.append(f"4 w 0 0 0 RG 40 40 {width - 80} {height - 80} re S\n")
    return one_page(path, "".join(lines).encode(), size=A0)


def layered(path: Path) -> Path:
    """Red in a layer that is shown, green in a layer that the document switches off."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))
        groups = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name)) for name in ("shown", "hidden")]
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array(groups), D=Dictionary(Order=Array(groups), ON=Array(groups[:1]), OFF=Array(groups[1:]))
        )
        page = pdf.pages[0]
        page.Resources = Dictionary(Properties=Dictionary(L0=groups[0], L1=groups[1]))
        page.Contents = pdf.make_stream(
            b"/OC /L0 BDC "
            + rectangle(RED, 0, 0, 100, 100)
            + b"EMC /OC /L1 BDC "
            + rectangle(GREEN, 100, 0, 100, 100)
            + b"EMC"
        )
        pdf.save(path)
    return path


def with_field_and_note(path: Path) -> Path:
    """A filled form field drawn in blue at the left, a square annotation drawn in red at the right."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))

        def appearance(colour: tuple[float, float, float]) -> Dictionary:
            form = pdf.make_stream(rectangle(colour, 0, 0, 50, 50))
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 50, 50])
            return Dictionary(N=form)

        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="field", V="x", F=4,
                Rect=Array([10, 10, 60, 60]), AP=appearance(BLUE),
            )
        )  # fmt: skip
        note = pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Stamp, F=4, Rect=Array([140, 10, 190, 60]), AP=appearance(RED))
        )
        pdf.pages[0].Annots = Array([field, note])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        pdf.save(path)
    return path


def locked(path: Path, password: str) -> Path:
    """A page with red in it, encrypted (AES-256)."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))
        pdf.pages[0].Contents = pdf.make_stream(rectangle(RED, 0, 0, 200, 100))
        pdf.save(path, encryption=pikepdf.Encryption(user=password, owner="TEST-owner", R=6))
    return path


def joined(path: Path, documents: Sequence[Path]) -> Path:
    """The pages of several documents in one."""
    with Pdf.new() as pdf:
        for one in documents:
            with Pdf.open(one) as source:
                pdf.pages.extend(source.pages)
        pdf.save(path)
    return path
