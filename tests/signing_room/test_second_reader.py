"""A signed file by another reader: what it sees is what was written, and what it is not sure of it leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
from support.documents import plan

from rokhas_desktop.signing import second_reader
from rokhas_desktop.signing.face import SignedFile

Sign = Callable[..., SignedFile]


def test_it_sees_the_place_of_the_signature(tmp_path: Path, sign: Sign) -> None:
    signed: SignedFile = sign(plan(tmp_path / "plan.pdf"))
    seen = second_reader.placed(signed.path, signed.field or "")
    assert seen is not None
    content = signed.path.read_bytes()
    start, length, resumed, rest = seen.byte_range
    assert (start, resumed + rest) == (0, len(content))
    assert bytes.fromhex(content[length + 1 : resumed - 1].decode()) == seen.contents


def test_a_field_within_others_is_found_by_its_full_name(tmp_path: Path) -> None:
    path = tmp_path / "tree.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        value = pikepdf.Dictionary(ByteRange=[0, 1, 2, 3], Contents=pikepdf.String(b"\x01\x02"))
        leaf = pikepdf.Dictionary(T=pikepdf.String("leaf"), V=value)
        unnamed = pikepdf.Dictionary(Kids=pikepdf.Array([leaf]))
        stem = pikepdf.Dictionary(T=pikepdf.String("stem"), Kids=pikepdf.Array([unnamed]))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([stem, 7]))
        pdf.save(path)
    seen = second_reader.placed(path, "stem.leaf")
    assert seen is not None
    assert (seen.contents, seen.byte_range) == (b"\x01\x02", (0, 1, 2, 3))
    assert second_reader.placed(path, "leaf") is None
    assert second_reader.placed(path, "stem") is None


def test_two_fields_of_one_name_are_nobodys(tmp_path: Path) -> None:
    path = tmp_path / "twice.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        value = pikepdf.Dictionary(ByteRange=[0, 1, 2, 3], Contents=pikepdf.String(b"\x01"))
        one = [pikepdf.Dictionary(T=pikepdf.String("same"), V=value) for _ in range(2)]
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(one))
        pdf.save(path)
    assert second_reader.placed(path, "same") is None


def test_what_it_has_to_guess_at_it_leaves(tmp_path: Path, sign: Sign) -> None:
    signed = sign(plan(tmp_path / "plan.pdf"))
    field = signed.field or ""
    content = signed.path.read_bytes()
    cases = {
        "no table": content.replace(b"startxref", b"starthere"),
        "no pdf": b"TEST",
        "cut": content[:-600],
        "numbers": content.replace(b"/ByteRange [0 ", b"/ByteRange [/ "),
    }
    for name, bent in cases.items():
        assert bent != content, name
        path = tmp_path / "bent.pdf"
        path.write_bytes(bent)
        assert second_reader.placed(path, field) is None, name
    assert second_reader.placed(tmp_path / "missing.pdf", field) is None
