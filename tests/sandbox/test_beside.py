"""A signature that comes back beside a piece which is no PDF: accepted where it holds, refused with its code.

The signatures are made by pyHanko and by hand, with none of the client's code.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asn1crypto import cms, core
from pyhanko.sign.attributes import CMSAttributeProvider
from pyhanko.sign.general import simple_cms_attribute
from pyhanko.sign.signers.pdf_cms import CAdESSignedAttributeProviderSpec, PdfCMSSignedAttributes
from pyhanko.sign.timestamps import HTTPTimeStamper
from support.pdf_signing import TestKey, issue
from support.platform_case import Case
from support.platform_client import Bare, digest, problem
from support.sandbox import RunningSandbox

from rokhas_desktop.sandbox.postal_ca import QUALIFIED_SEAL, PostalCA

NOW, DAY = datetime.now(UTC), timedelta(days=1)
HINTS = "1.2.840.113549.1.9.16.2.4"
FORM = {"Content_Type": "application/pkcs7-signature"}


@dataclass
class Forged:
    """What a forger does otherwise than a client."""

    lines: dict[str, str] = field(default_factory=dict)
    further: tuple[str, ...] = ()
    digest: str = "sha256"
    hints: int = 1
    content: bytes | None = None
    timestamper: Any = None


class _Hints(core.Sequence):
    _fields = [("description", core.UTF8String), ("type", cms.ContentType)]  # noqa: RUF012


class _Given(CMSAttributeProvider):
    def __init__(self, attribute: Any) -> None:
        self.attribute = attribute

    async def get_attribute(self, dry_run: bool = False) -> Any:
        return self.attribute


class _Spec(CAdESSignedAttributeProviderSpec):
    def __init__(self, certificate: Any, further: list[Any]) -> None:
        super().__init__(PdfCMSSignedAttributes(signing_time=NOW), certificate, is_pades=False, timestamper=None)
        self.further = further

    def signed_attr_providers(self, data_digest: bytes, digest_algorithm: str) -> Any:
        yield from super().signed_attr_providers(data_digest, digest_algorithm)
        yield from map(_Given, self.further)


def made(case: Case, piece: dict[str, Any], key: TestKey | None = None, how: Forged | None = None) -> bytes:
    how = how or Forged()
    told = case.binding(piece)
    said = {
        "Content-Type": piece["media_type"],
        "Content-Description": f"Acte {told.reference}, pièce {told.piece}",
        "Rokhas-Act": told.reference,
        "Rokhas-Piece": told.piece,
        "Rokhas-Document": told.document,
        **how.lines,
    }
    text = "\r\n".join([*(f"{name}: {value}" for name, value in said.items() if value), *how.further])
    value = core.Any(_Hints({"description": text, "type": "data"}))
    hints = [cms.CMSAttribute({"type": HINTS, "values": [value] * how.hints})] if how.hints else []
    signer = (key or case.key).signer()
    signer.signed_attr_prov_spec = _Spec(signer.signing_cert, hints)
    data = how.content if how.content is not None else case.original(piece)
    signed = asyncio.run(
        signer.async_sign(
            data_digest=hashlib.new(how.digest, data).digest(),
            digest_algorithm=how.digest,
            use_pades=True,
            is_pdf_sig=False,
            timestamper=how.timestamper,
        )
    )
    return bytes(signed.dump())


def send(case: Case, piece: dict[str, Any], body: bytes, **more: Any) -> Any:
    return case.client.submit(case.act, piece["id"], body, **{**FORM, **more})


def stamped(ca: PostalCA, data: bytes) -> Any:
    return asyncio.run(HTTPTimeStamper(ca.urls.tsa).async_timestamp(hashlib.sha256(data).digest(), "sha256"))


def accepted(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


@pytest.fixture
def drawing(case: Case) -> dict[str, Any]:
    return next(one for one in case.pieces if one["media_type"] != "application/pdf")


@pytest.fixture
def case(sandbox: RunningSandbox, president: Bare, key: TestKey, spare: list[str]) -> Iterator[Case]:
    """An act with a drawing (DXF)."""
    given = spare.pop() if spare else sandbox.ctl("add", formats=["dxf"])["references"][0]
    case = Case(president, key, given)
    yield case
    if case.untouched:
        spare.append(given)


def test_it_is_accepted_and_kept(case: Case, drawing: dict[str, Any], sandbox: RunningSandbox) -> None:
    assert (drawing["media_type"], drawing["stamp"], drawing["ne_varietur"]) == ("image/vnd.dxf", None, "present")
    assert drawing["filename"].endswith(".dxf")
    assert case.client.content(case.act["id"], drawing["id"]).headers["Content-Type"].startswith("image/vnd.dxf")
    body = made(case, drawing, how=Forged(lines={"Rokhas-Capacity": "Présidente TEST"}))
    receipt = accepted(send(case, drawing, body, key="TEST-" + "k" * 20))
    assert (receipt["level"], receipt["size"], receipt["sha256"]) == (
        "B-B",
        len(body),
        hashlib.sha256(body).hexdigest(),
    )
    assert accepted(send(case, drawing, body, key="TEST-" + "k" * 20)) == receipt
    assert accepted(send(case, drawing, body)) == receipt
    assert problem(send(case, drawing, made(case, drawing))) == "already-signed"
    stored = sandbox.ctl("signed", reference=case.reference, document=drawing["id"])
    assert stored["sha256"] == receipt["sha256"]
    (line,) = [one for one in sandbox.ctl("ledger") if one["receipt"] == receipt["id"]][:1]
    assert line["verdict"] == "accepted"


def test_the_act_is_complete_with_it(case: Case, drawing: dict[str, Any]) -> None:
    assert problem(case.submit(case.decision, case.signed(case.decision))) == "pieces-first"
    accepted(send(case, drawing, made(case, drawing)))
    for piece in case.pieces:
        if piece["id"] != drawing["id"]:
            accepted(case.submit(piece, case.signed(piece)))
    assert accepted(case.submit(case.decision, case.signed(case.decision)))["act_state"] == "signed"


def test_a_picture_too(sandbox: RunningSandbox, president: Bare, key: TestKey) -> None:
    case = Case(president, key, sandbox.ctl("add", formats=["png"])["references"][0])
    piece = next(one for one in case.pieces if one["media_type"] == "image/png")
    assert case.original(piece).startswith(b"\x89PNG")
    accepted(send(case, piece, made(case, piece)))


def test_a_timestamp_may_come_with_it_or_later(case: Case, drawing: dict[str, Any], ca: PostalCA) -> None:
    first = made(case, drawing)
    accepted(send(case, drawing, first))
    loaded = cms.ContentInfo.load(first)
    info = loaded["content"]["signer_infos"][0]
    token = stamped(ca, info["signature"].native)
    info["unsigned_attrs"] = cms.CMSAttributes([simple_cms_attribute("signature_time_stamp_token", token)])
    longer = loaded.dump(force=True)
    assert accepted(send(case, drawing, longer))["level"] == "B-T"
    # Another timestamp in its place is no augmentation, nor is going back to none.
    other = stamped(ca, info["signature"].native)
    info["unsigned_attrs"] = cms.CMSAttributes([simple_cms_attribute("signature_time_stamp_token", other)])
    assert problem(send(case, drawing, loaded.dump(force=True))) == "already-signed"
    assert problem(send(case, drawing, first)) == "already-signed"


def test_stamped_at_once(case: Case, drawing: dict[str, Any], ca: PostalCA) -> None:
    body = made(case, drawing, how=Forged(timestamper=HTTPTimeStamper(ca.urls.tsa)))
    assert accepted(send(case, drawing, body))["level"] == "B-T"


def test_a_timestamp_of_something_else(case: Case, drawing: dict[str, Any], ca: PostalCA) -> None:
    loaded = cms.ContentInfo.load(made(case, drawing))
    token = stamped(ca, b"TEST")
    attribute = simple_cms_attribute("signature_time_stamp_token", token)
    loaded["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
    assert problem(send(case, drawing, loaded.dump(force=True))) == "broken-signature"


FORGERIES: dict[str, tuple[Forged, str]] = {
    "other content": (Forged(content=b"TEST"), "altered-original"),
    "another act": (Forged(lines={"Rokhas-Act": "PCT-TEST"}), "wrong-piece"),
    "another piece": (Forged(lines={"Rokhas-Piece": "1/9"}), "wrong-piece"),
    "another document": (Forged(lines={"Rokhas-Document": "doc-TEST"}), "wrong-piece"),
    "another format": (Forged(lines={"Content-Type": "image/png"}), "wrong-piece"),
    "another description": (Forged(lines={"Content-Description": "TEST"}), "wrong-piece"),
    "a line is missing": (Forged(lines={"Rokhas-Document": ""}), "wrong-piece"),
    "a line comes twice": (Forged(further=("Rokhas-Act: PCT-TEST",)), "wrong-piece"),
    "no binding": (Forged(hints=0), "wrong-piece"),
    "two bindings": (Forged(hints=2), "wrong-piece"),
    "a weak hash": (Forged(digest="sha1"), "weak-algorithm"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forgeries_are_refused(case: Case, drawing: dict[str, Any], name: str) -> None:
    how, code = FORGERIES[name]
    assert problem(send(case, drawing, made(case, drawing, how=how))) == code


def test_a_signature_of_nothing_or_around_the_content(case: Case, drawing: dict[str, Any]) -> None:
    body = made(case, drawing)
    assert problem(send(case, drawing, b"TEST")) == "broken-signature"
    assert problem(send(case, drawing, body + b"\0")) == "broken-signature"
    loaded = cms.ContentInfo.load(body)
    loaded["content"]["encap_content_info"] = {"content_type": "data", "content": case.original(drawing)}
    assert problem(send(case, drawing, loaded.dump(force=True))) == "broken-signature"
    loaded = cms.ContentInfo.load(body)
    info = loaded["content"]["signer_infos"][0]
    loaded["content"]["signer_infos"] = cms.SignerInfos([info, info])
    assert problem(send(case, drawing, loaded.dump(force=True))) == "broken-signature"
    loaded = cms.ContentInfo.load(body)
    info = loaded["content"]["signer_infos"][0]
    info["signature"] = bytes(reversed(info["signature"].native))
    assert problem(send(case, drawing, loaded.dump(force=True))) == "broken-signature"


def test_each_form_goes_with_its_piece(case: Case, drawing: dict[str, Any]) -> None:
    plan = next(one for one in case.pieces if one["id"] != drawing["id"])
    body = made(case, drawing)
    assert problem(send(case, plan, body)) == "media-type"
    assert problem(send(case, drawing, body, Content_Type="application/pdf")) == "media-type"
    assert problem(send(case, drawing, body, Content_Type="application/pkcs7-mime")) == "media-type"
    assert problem(send(case, drawing, body, Repr_Digest=digest(b"TEST"))) == "digest-mismatch"
    assert problem(send(case, drawing, bytes(1024 * 1024 + 1))) == "too-large"


def test_the_certificate_is_judged_as_for_a_pdf(
    case: Case, drawing: dict[str, Any], ca: PostalCA, president: Bare
) -> None:
    cin = president.call("GET", "/v1/me").json()["cin"]
    another = issue(ca, "ZZ999999", surname="TEST AUTRE", given_names="TEST Personne")
    assert problem(send(case, drawing, made(case, drawing, another))) == "wrong-holder"
    expired = issue(ca, cin, not_before=NOW - 30 * DAY, not_after=NOW - DAY)
    assert problem(send(case, drawing, made(case, drawing, expired))) == "certificate-expired"
    seal = issue(ca, cin, profile=QUALIFIED_SEAL)
    assert problem(send(case, drawing, made(case, drawing, seal))) == "unsuitable-certificate"
    revoked = issue(ca, cin)
    ca.revoke(revoked.certificate.serial_number)
    assert problem(send(case, drawing, made(case, drawing, revoked))) == "certificate-revoked"


def test_the_certificate_cannot_be_exchanged(
    case: Case, drawing: dict[str, Any], ca: PostalCA, president: Bare
) -> None:
    """Two certificates of one key: the signature names the one it was made with (signing-certificate-v2)."""
    cin = president.call("GET", "/v1/me").json()["cin"]
    twin = issue(ca, cin, key=case.key.key)
    loaded = cms.ContentInfo.load(made(case, drawing))
    content = loaded["content"]
    mine = twin.signer().signing_cert
    kept = [one for one in content["certificates"] if one.chosen.sha256 != case.key.signer().signing_cert.sha256]
    content["certificates"] = cms.CertificateSet([cms.CertificateChoices(name="certificate", value=mine), *kept])
    content["signer_infos"][0]["sid"] = cms.SignerIdentifier(
        {"issuer_and_serial_number": {"issuer": mine.issuer, "serial_number": mine.serial_number}}
    )
    assert problem(send(case, drawing, loaded.dump(force=True))) == "broken-signature"
