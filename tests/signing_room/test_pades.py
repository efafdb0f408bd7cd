"""What is signed, judged by programs that are not ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.documents import A0, ENCRYPTIONS, hybrid, plan, signature_of, signed_by, with_field
from support.judges import is_valid, openssl_accepts, pdfsig, qpdf
from support.signers import Authority, FileSigner, pem, signer

from rokhas_desktop.signing import cms, output
from rokhas_desktop.signing.errors import (
    CannotWrite,
    FieldUnusable,
    KeyAnsweredWrong,
    LevelNotOffered,
    NeedsTimestampServer,
    NoScheme,
    OriginalChanged,
    ResultWrong,
    TargetExists,
    WeakKey,
)
from rokhas_desktop.signing.face import SignedFile

Sign = Callable[..., SignedFile]

SHAPES: dict[str, dict[str, Any]] = {
    "A4": {},
    "A0": {"size": A0},
    "rotated": {"rotate": 90},
    "cropped": {"crop": (100, 100, 400, 700)},
    "user unit": {"user_unit": 4.0},
    "object streams": {"object_stream_mode": 2},
    "linearised": {"linearize": True},
    "many pages": {"pages": 40},
    **{name: {"encryption": how} for name, how in ENCRYPTIONS.items()},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_signed_over_its_own_bytes(tmp_path: Path, sign: Sign, root: Authority, shape: str) -> None:
    original = plan(tmp_path / "plan.pdf", **SHAPES[shape])
    before = original.read_bytes()

    signed = sign(original)

    after = signed.path.read_bytes()
    assert after.startswith(before)
    assert original.read_bytes() == before
    assert (signed.original_size, signed.size) == (len(before), len(after))
    assert signed.sha256 == hashlib.sha256(after).hexdigest()
    assert is_valid(signed.path)
    assert qpdf(signed.path) == qpdf(original) == 0
    assert openssl_accepts(signed.path, pem(root.der)) == ""
    assert {path.name for path in tmp_path.iterdir()} == {"plan.pdf", "signed.pdf"}


def test_a_hybrid_file_is_signed(tmp_path: Path, sign: Sign) -> None:
    signed = sign(hybrid(tmp_path / "hybrid.pdf"))
    assert is_valid(signed.path)
    assert qpdf(signed.path) == 0


@pytest.mark.parametrize(
    ("kind", "scheme"),
    [
        ("rsa2048", "rsa-pkcs1-sha256"),
        ("rsa3072", "rsa-pkcs1-sha512"),
        ("rsa2048", "rsa-pss-sha256"),
        ("p256", "ecdsa-sha256"),
        ("p384", "ecdsa-sha384"),
    ],
)
def test_each_scheme_is_accepted_by_others(
    tmp_path: Path, sign: Sign, root: Authority, authority: Authority, kind: str, scheme: str
) -> None:
    other = signer(authority, kind, schemes=(scheme,))
    signed = sign(plan(tmp_path / "plan.pdf"), by=other)
    assert openssl_accepts(signed.path, pem(root.der)) == ""
    assert is_valid(signed.path)
    assert other.asked == 1


def test_the_signature_says_what_it_is_bound_to(tmp_path: Path, sign: Sign, key: FileSigner) -> None:
    signed = sign(
        plan(tmp_path / "plan.pdf"),
        name="TEST Amina",
        reason="Acte PCT-TEST-1, pièce 2/3",
        location="TEST",
        act="PCT-TEST-1",
        piece="2/3",
        document="doc-é-2",
    )
    signature = signature_of(signed.path)
    said = signature.sig_object
    assert said["/Reason"] == "Acte PCT-TEST-1, pièce 2/3"
    assert (said["/RokhasAct"], said["/RokhasPiece"], said["/RokhasDocument"]) == ("PCT-TEST-1", "2/3", "doc-é-2")
    assert said["/SubFilter"] == "/ETSI.CAdES.detached"
    assert (said["/Name"], said["/Location"], said["/Type"]) == ("TEST Amina", "TEST", "/Sig")
    assert "/M" in said
    assert "/Reference" not in said
    assert "/Prop_Build" not in said
    attributes = {one["type"].native for one in signature.signer_info["signed_attrs"]}
    assert attributes == {"content_type", "message_digest", "signing_certificate_v2"}
    assert signature.signer_cert.dump() == key.certificate
    assert "/Perms" not in signature.reader.root


def test_the_documents_own_description_is_left_alone(tmp_path: Path, sign: Sign) -> None:
    import pikepdf

    original = plan(tmp_path / "plan.pdf")
    with pikepdf.open(original, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata() as meta:
            meta["dc:title"] = "TEST"
        pdf.docinfo["/Title"] = "TEST"
        pdf.save()
    signed = sign(original)
    with pikepdf.open(original) as before, pikepdf.open(signed.path) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert dict(before.docinfo) == dict(after.docinfo)


def test_several_sign_one_after_another(tmp_path: Path, sign: Sign, authority: Authority) -> None:
    path = plan(tmp_path / "plan.pdf")
    for turn in range(1, 4):
        signed = sign(path, by=signer(authority), target=tmp_path / f"signed-{turn}.pdf")
        assert signed.field == f"Rokhas_{turn}"
        path = signed.path
    assert pdfsig(path) == ["Signature is Valid."] * 3
    assert qpdf(path) == 0


def test_an_earlier_signature_stays_valid(tmp_path: Path, sign: Sign, authority: Authority) -> None:
    from pyhanko.sign.fields import MDPPerm

    for level in (None, MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE):
        earlier = signed_by(plan(tmp_path / f"{level}.pdf"), signer(authority), certify=level)
        signed = sign(earlier, target=tmp_path / f"{level}-signed.pdf")
        assert pdfsig(signed.path) == ["Signature is Valid."] * 2


def test_the_named_empty_field_is_filled(tmp_path: Path, sign: Sign) -> None:
    original = with_field(tmp_path / "field.pdf")
    signed = sign(original, field="Signature_TEST")
    assert signed.field == "Signature_TEST"
    assert is_valid(signed.path)
    with pytest.raises(FieldUnusable):
        sign(signed.path, field="Signature_TEST", target=tmp_path / "again.pdf")
    with pytest.raises(FieldUnusable):
        sign(original, field="Ailleurs", target=tmp_path / "else.pdf")


def test_a_lock_of_named_fields_is_written(tmp_path: Path, sign: Sign) -> None:
    from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec

    lock = FieldMDPSpec(FieldMDPAction.INCLUDE, fields=["Avis"])
    signed = sign(with_field(tmp_path / "field.pdf", lock=lock), field="Signature_TEST")
    assert signature_of(signed.path).fieldmdp.is_locked("Avis")
    assert is_valid(signed.path)


class Wrong(FileSigner):
    """A token that signs with another key, or gives rubbish."""

    rubbish = False

    def sign(self, data: bytes, scheme: str) -> bytes:
        return b"\x00" * 256 if self.rubbish else super().sign(data + b"!", scheme)


@pytest.mark.parametrize("rubbish", [True, False])
def test_nothing_is_written_when_the_key_answers_wrong(
    tmp_path: Path, sign: Sign, key: FileSigner, rubbish: bool
) -> None:
    wrong = Wrong(key.key, key.certificate)
    wrong.rubbish = rubbish
    with pytest.raises(KeyAnsweredWrong):
        sign(plan(tmp_path / "plan.pdf"), by=wrong)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


def test_nothing_is_written_when_the_signer_stops(tmp_path: Path, sign: Sign, key: FileSigner) -> None:
    class Gone(FileSigner):
        def sign(self, data: bytes, scheme: str) -> bytes:
            raise NoScheme(offered="TEST")

    with pytest.raises(NoScheme):
        sign(plan(tmp_path / "plan.pdf"), by=Gone(key.key, key.certificate))
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


def test_only_the_announced_bytes_are_signed(tmp_path: Path, sign: Sign, key: FileSigner) -> None:
    original = plan(tmp_path / "plan.pdf")
    announced = hashlib.sha256(original.read_bytes()).hexdigest()
    sign(original, original_sha256=announced)
    original.write_bytes(original.read_bytes() + b"\n")
    with pytest.raises(OriginalChanged):
        sign(original, original_sha256=announced, target=tmp_path / "two.pdf")
    assert key.asked == 1
    assert not (tmp_path / "two.pdf").exists()


def test_bytes_that_change_while_the_key_is_asked_are_noticed(tmp_path: Path, sign: Sign, key: FileSigner) -> None:
    original = plan(tmp_path / "plan.pdf")

    class Meanwhile(FileSigner):
        def sign(self, data: bytes, scheme: str) -> bytes:
            content = bytearray(original.read_bytes())
            content[len(content) // 2] ^= 1
            original.write_bytes(content)
            return super().sign(data, scheme)

    with pytest.raises(OriginalChanged):
        sign(original, by=Meanwhile(key.key, key.certificate))
    assert not (tmp_path / "signed.pdf").exists()


def test_an_existing_file_is_never_replaced(tmp_path: Path, sign: Sign, key: FileSigner) -> None:
    (tmp_path / "signed.pdf").write_text("TEST")
    with pytest.raises(TargetExists):
        sign(plan(tmp_path / "plan.pdf"))
    assert (tmp_path / "signed.pdf").read_text() == "TEST"
    assert key.asked == 0


def write_while_another_takes_the_name(target: Path) -> None:
    with output.appearing(target) as (out, _):
        out.write(b"ours")
        target.write_bytes(b"theirs")


def test_a_name_taken_meanwhile_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    def no_links(*_: object, **__: object) -> None:
        raise OSError("a disk without links")

    for links in (True, False):
        if not links:
            monkeypatch.setattr(os, "link", no_links)
        target = tmp_path / f"target-{links}"
        with pytest.raises(TargetExists):
            write_while_another_takes_the_name(target)
        assert target.read_bytes() == b"theirs"
        free = tmp_path / f"free-{links}"
        with output.appearing(free) as (out, _):
            out.write(b"ours")
        assert free.read_bytes() == b"ours"
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, sign: Sign) -> None:
    with pytest.raises(CannotWrite):
        sign(plan(tmp_path / "plan.pdf"), target=tmp_path / "missing" / "signed.pdf")


def test_a_level_is_never_lowered_in_silence(tmp_path: Path, sign: Sign, key: FileSigner) -> None:
    original = plan(tmp_path / "plan.pdf")
    with pytest.raises(NeedsTimestampServer):
        sign(original, level="B-T")
    with pytest.raises(LevelNotOffered):
        sign(original, level="B-LT", timestamps=SimpleNamespace())
    assert key.asked == 0


def test_a_short_key_and_an_unknown_scheme_are_refused(tmp_path: Path, sign: Sign, authority: Authority) -> None:
    original = plan(tmp_path / "plan.pdf")
    with pytest.raises(WeakKey):
        sign(original, by=signer(authority, "rsa1024"))
    with pytest.raises(NoScheme):
        sign(original, by=signer(authority, schemes=("rsa-pkcs1-md5",)))


@pytest.mark.parametrize("kind", ["rsa2048", "rsa3072", "p256", "p384"])
def test_the_room_that_is_computed_is_enough_and_not_much_more(authority: Authority, kind: str) -> None:
    container = cms.Container(signer(authority, kind), None)
    room = container.room()
    for turn in range(8):
        size = len(container.pades(bytes([turn]) * cms.digest_of(container.hash).algorithm.digest_size))
        assert size <= room <= size + 600


def test_our_check_sees_a_file_that_another_hand_touched(tmp_path: Path, sign: Sign, key: FileSigner) -> None:
    from rokhas_desktop.signing import check

    signed = sign(plan(tmp_path / "plan.pdf"))
    good = signed.path.read_bytes()
    original = check.Original(signed.original_size, hashlib.sha256(good[: signed.original_size]).hexdigest())
    cases = {
        "DOC-016": _bent(good, 20),
        "hash": _bent(good, good.index(b"/M (", signed.original_size) + 9),
        "coverage": good + b"\n% more\n",
    }
    for expected, content in cases.items():
        (tmp_path / "bent.pdf").write_bytes(content)
        with pytest.raises((ResultWrong, OriginalChanged)) as raised:
            check.signed_file(
                tmp_path / "bent.pdf",
                original,
                field=signed.field or "",
                certificate=key.certificate,
                before={},
                level="B-B",
                password=None,
            )
        assert raised.value.details.get("check", raised.value.code) == expected


def _bent(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
