"""What comes back: accepted where it holds, refused with its code where it does not.  Real signatures only."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.validation.dss import async_add_validation_info
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend
from support import signers
from support.pdf_signing import How, TestKey, ec_key, issue, sign
from support.platform_case import Case
from support.platform_client import Bare, digest, problem
from support.sandbox import RunningSandbox

from rokhas_desktop.sandbox.postal_ca import ADVANCED, AUTHENTICATION, QUALIFIED_SEAL, PostalCA

NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def accepted(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


# What is accepted


def test_a_set_is_accepted_pieces_first(case: Case, sandbox: RunningSandbox) -> None:
    first, *others = case.pieces
    signed = case.signed(first)
    receipt = accepted(case.submit(first, signed))
    assert (receipt["sha256"], receipt["size"]) == (digest_hex(signed), len(signed))
    assert (receipt["level"], receipt["act_state"]) == ("B-B", "awaiting_signature")
    assert problem(case.submit(case.decision, case.signed(case.decision))) == "pieces-first"
    for piece in others:
        accepted(case.submit(piece, case.signed(piece)))
    last = accepted(case.submit(case.decision, case.signed(case.decision)))
    assert last["act_state"] == "signed"
    act = case.refresh()
    assert act["state"] == "signed"
    assert act["version"] == 1
    assert act["documents"][0]["receipt_id"] == last["id"]
    assert {item["state"] for item in act["documents"]} == {"signed"}
    mine = [line for line in sandbox.ctl("ledger") if line["reference"] == case.reference]
    assert [line["code"] for line in mine].count("pieces-first") == 1
    assert [line["verdict"] for line in mine].count("accepted") == len(act["documents"])
    stored = sandbox.ctl("signed", reference=case.reference, document=first["id"])
    assert stored["sha256"] == receipt["sha256"]


def test_the_whole_file_may_come_too(case: Case) -> None:
    piece = case.pieces[0]
    accepted(case.client.submit(case.act, piece["id"], case.signed(piece)))


def test_a_timestamped_signature(case: Case, ca: PostalCA) -> None:
    piece = case.pieces[0]
    signed = case.signed(piece, timestamper=HTTPTimeStamper(ca.urls.tsa))
    assert accepted(case.submit(piece, signed))["level"] == "B-T"


def test_an_elliptic_key(case: Case, ca: PostalCA, president: Bare) -> None:
    key = issue(ca, president.call("GET", "/v1/me").json()["cin"], key=ec_key())
    accepted(case.submit(case.pieces[0], case.signed(case.pieces[0], key)))


# Once only


def test_the_same_key_is_answered_by_the_same_receipt(case: Case) -> None:
    piece, once = case.pieces[0], secrets.token_urlsafe(24)
    signed = case.signed(piece)
    first = accepted(case.submit(piece, signed, key=once))
    assert accepted(case.submit(piece, signed, key=once)) == first
    assert accepted(case.submit(piece, signed)) == first


def test_a_key_for_another_request(case: Case) -> None:
    piece, other = case.pieces[:2]
    once = secrets.token_urlsafe(24)
    accepted(case.submit(piece, case.signed(piece), key=once))
    assert problem(case.submit(other, case.signed(other), key=once)) == "idempotency-conflict"


def test_at_once_only_one_counts(case: Case) -> None:
    piece = case.pieces[0]
    made = [case.signed(piece) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda signed: case.submit(piece, signed), made))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert problem(next(answer for answer in answers if answer.status_code == 409)) == "already-signed"


def test_other_bytes_the_second_time(case: Case) -> None:
    piece = case.pieces[0]
    accepted(case.submit(piece, case.signed(piece)))
    assert problem(case.submit(piece, case.signed(piece))) == "already-signed"


def test_validation_data_may_be_added_and_nothing_else(case: Case, ca: PostalCA, key: TestKey) -> None:
    piece = case.pieces[0]
    signed = case.signed(piece, timestamper=HTTPTimeStamper(ca.urls.tsa))
    first = accepted(case.submit(piece, signed))
    twice = signers_again(signed, case, piece, key)
    assert problem(case.submit(piece, twice)) == "already-signed"
    assert problem(case.submit(piece, signed + b"\n% TEST\n")) == "already-signed"
    longer = augmented(signed, ca)
    second = accepted(case.submit(piece, longer))
    assert (second["level"], second["sha256"]) == ("B-LTA", digest_hex(longer))
    assert second["id"] != first["id"]


# The request


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"If_Match": '"99"'}, "version-changed"),
        ({"If_Match": None}, "malformed-request"),
        ({"If_Match": "1"}, "malformed-request"),
        ({"Idempotency_Key": None}, "malformed-request"),
        ({"Content_Digest": None}, "malformed-request"),
        ({"Repr_Digest": "sha-512=:AAAA:"}, "malformed-request"),
        ({"Repr_Digest": digest(b"TEST")}, "digest-mismatch"),
        ({"Content_Digest": digest(b"TEST")}, "digest-mismatch"),
        ({"Content_Type": "text/plain"}, "media-type"),
        ({"Authorization": "Bearer TEST"}, "not-authenticated"),
    ],
)
def test_what_a_return_must_say(case: Case, headers: dict[str, str | None], code: str) -> None:
    piece = case.pieces[0]
    assert problem(case.submit(piece, case.signed(piece), **headers)) == code


def test_unknown_and_foreign(case: Case, sandbox: RunningSandbox) -> None:
    piece = case.pieces[0]
    signed = case.signed(piece)
    assert problem(case.client.submit(case.act, "none", signed)) == "not-found"
    assert problem(case.client.submit({**case.act, "id": "none"}, piece["id"], signed)) == "not-found"
    other = Bare(sandbox, "president.martil")
    assert problem(other.submit(case.act, piece["id"], signed)) == "not-yours"
    other.close()


def test_a_clerk(case: Case, clerk: Bare) -> None:
    assert problem(clerk.submit(case.act, case.pieces[0]["id"], case.signed(case.pieces[0]))) == "clerk-cannot-sign"
    assert problem(clerk.give_back(case.act, {"reason": "TEST"})) == "clerk-cannot-sign"


# The act


def test_withdrawn(case: Case, sandbox: RunningSandbox) -> None:
    piece = case.pieces[0]
    signed = case.signed(piece)
    sandbox.ctl("withdraw", reference=case.reference)
    assert problem(case.submit(piece, signed)) == "act-withdrawn"


def test_replaced_after_it_was_signed(case: Case, sandbox: RunningSandbox) -> None:
    piece = case.pieces[0]
    signed = case.signed(piece)
    sandbox.ctl("replace", reference=case.reference, document=piece["id"])
    assert problem(case.submit(piece, signed)) == "version-changed"
    case.refresh()
    assert problem(case.client.submit(case.act, piece["id"], signed)) == "altered-original"
    piece = case.pieces[0]
    accepted(case.submit(piece, case.signed(piece)))


@pytest.mark.parametrize(
    ("verdict", "code"),
    [("missing", "opinion-missing"), ("adverse", "opinion-adverse"), ("adjourned", "opinion-adverse")],
)
def test_opinions_that_bind(case: Case, sandbox: RunningSandbox, verdict: str, code: str) -> None:
    piece = case.pieces[0]
    signed = case.signed(piece)
    reference = sandbox.ctl("add", count=0, flaws=["opinion_missing"])["references"][0]
    flawed = Case(case.client, case.key, reference)
    if verdict != "missing":
        sandbox.ctl("set-opinion", reference=reference, authority="agence-urbaine", verdict=verdict)
    piece = flawed.pieces[0]
    signed = flawed.signed(piece)
    assert problem(flawed.submit(piece, signed)) == code
    sandbox.ctl("set-opinion", reference=reference, authority="agence-urbaine", verdict="favourable_with_reserves")
    flawed.refresh()
    accepted(flawed.submit(flawed.pieces[0], signed))


def test_suspended(case: Case, sandbox: RunningSandbox, president: Bare) -> None:
    piece = case.pieces[0]
    signed = case.signed(piece)
    sandbox.ctl("suspend", username="presidente.aitmelloul")
    try:
        me = president.call("GET", "/v1/me")
        assert me.json()["entitlements"] == []
        assert "suspen" not in me.text
        refused = case.submit(piece, signed)
        assert problem(refused) == "not-entitled"
        assert refused.json()["detail"] is None
    finally:
        sandbox.ctl("restore", username="presidente.aitmelloul")
    accepted(case.submit(piece, signed))


def test_a_delegation_covers_what_it_says(case: Case, sandbox: RunningSandbox, ca: PostalCA) -> None:
    vice = Bare(sandbox, "vice.aitmelloul")
    me = vice.call("GET", "/v1/me").json()
    held = me["entitlements"][0]
    assert held["order_number"]
    key = issue(ca, me["cin"])
    sandbox.ctl("add", count=6)
    verdicts = {}
    for act in vice.page()["items"]:
        mine = Case(vice, key, act["reference"])
        if act["need"]["project_class"] in verdicts or any(item["state"] == "signed" for item in act["documents"]):
            continue
        answer = mine.submit(mine.pieces[0], mine.signed(mine.pieces[0]))
        covered = act["need"]["family"] in held["families"] and act["need"]["project_class"] in held["project_classes"]
        assert answer.status_code == (200 if covered else 403), answer.text
        verdicts[act["need"]["project_class"]] = answer.status_code
    vice.close()
    assert set(verdicts.values()) == {200, 403}


def test_the_mandate_of_a_predecessor_is_over(case: Case, sandbox: RunningSandbox, ca: PostalCA) -> None:
    former = Bare(sandbox, "ancien.aitmelloul")
    key = issue(ca, former.call("GET", "/v1/me").json()["cin"])
    mine = Case(former, key, case.reference)
    assert problem(mine.submit(mine.pieces[0], mine.signed(mine.pieces[0]))) == "not-entitled"
    former.close()


# The document


def forged(change: Callable[[Any], None]) -> Callable[[Case, dict[str, Any]], bytes]:
    def make(case: Case, piece: dict[str, Any]) -> bytes:
        return case.signed(piece, change=change)

    return make


def _redraws(writer: Any) -> None:
    """Another content for the first page, before the signature: the byte prefix holds, the page lies."""
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = generic.StreamObject(stream_data=b"0 0 1 rg 0 0 300 300 re f")
    page[pdf_name("/Contents")] = writer.add_object(stream)
    writer.update_container(page)


def _annotates(writer: Any) -> None:
    """A note over the page."""
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 200, 200)]),
            pdf_name("/Contents"): generic.pdf_string("TEST"),
        }
    )
    page[pdf_name("/Annots")] = generic.ArrayObject([*page.get("/Annots", ()), writer.add_object(note)])
    writer.update_container(page)


def _flipped(case: Case, piece: dict[str, Any]) -> bytes:
    """A bit of the original."""
    signed = bytearray(case.signed(piece))
    signed[piece["size"] // 2] ^= 1
    return bytes(signed)


def _flipped_after(case: Case, piece: dict[str, Any]) -> bytes:
    """A byte of what was appended: a name in the signature dictionary."""
    signed = case.signed(piece)
    at = signed.index(b"/Adobe.PPKLite", piece["size"]) + len(b"/Adobe.")
    return signed[:at] + b"Q" + signed[at + 1 :]


def _unsigned(case: Case, piece: dict[str, Any]) -> bytes:
    return case.original(piece) + b"\n% TEST\n%%EOF\n"


def _other_beginning(case: Case, piece: dict[str, Any]) -> bytes:
    return b"% TEST\n" + case.signed(piece)


def _tail(case: Case, piece: dict[str, Any]) -> bytes:
    return case.signed(piece) + b"\n% TEST\n"


def _nothing(case: Case, piece: dict[str, Any]) -> bytes:
    return case.original(piece)


def _garbage(case: Case, piece: dict[str, Any]) -> bytes:
    return case.original(piece) + secrets.token_bytes(4000) + b"\nstartxref\n99999999999\n%%EOF\n"


def _twice(case: Case, piece: dict[str, Any]) -> bytes:
    return signers_again(case.signed(piece), case, piece, case.key)


def _certifies(case: Case, piece: dict[str, Any]) -> bytes:
    return case.signed(piece, certify=True)


def _not_pades(case: Case, piece: dict[str, Any]) -> bytes:
    return case.signed(piece, subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)


def _sha1(case: Case, piece: dict[str, Any]) -> bytes:
    return case.signed(piece, digest="sha1")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_flipped, "altered-original"),
        (_other_beginning, "altered-original"),
        (_nothing, "altered-original"),
        (forged(_redraws), "altered-original"),
        (forged(_annotates), "altered-original"),
        (_flipped_after, "broken-signature"),
        (_unsigned, "broken-signature"),
        (_tail, "broken-signature"),
        (_garbage, "broken-signature"),
        (_twice, "broken-signature"),
        (_certifies, "broken-signature"),
        (_not_pades, "broken-signature"),
        (_sha1, "weak-algorithm"),
    ],
    ids=lambda item: getattr(item, "__name__", item),
)
def test_forgeries(case: Case, make: Callable[[Case, dict[str, Any]], bytes], code: str) -> None:
    piece = next(item for item in case.pieces if not (item["stamp"] or {}).get("field"))
    assert problem(case.client.submit(case.act, piece["id"], make(case, piece))) == code
    assert case.refresh()["documents"][case.number(piece) - 1]["state"] == "awaiting"


@pytest.mark.parametrize("name", ["/Reason", "/RokhasAct", "/RokhasPiece", "/RokhasDocument"])
def test_signed_for_another_piece(case: Case, name: str) -> None:
    piece = case.pieces[0]
    assert problem(case.submit(piece, case.signed(piece, overrides={name: "TEST"}))) == "wrong-piece"


# The certificate


def test_another_persons_key(case: Case, ca: PostalCA) -> None:
    assert problem(case.submit(case.pieces[0], case.signed(case.pieces[0], issue(ca, "TT999999")))) == "wrong-holder"


def test_a_passport_number_says_nothing_of_the_cin(case: Case, ca: PostalCA) -> None:
    key = issue(ca, "ZZ1234567", id_type="PAS")
    assert problem(case.submit(case.pieces[0], case.signed(case.pieces[0], key))) == "holder-unknown"


@pytest.mark.parametrize(
    "profile", [QUALIFIED_SEAL, ADVANCED, AUTHENTICATION], ids=["seal", "advanced", "authentication"]
)
def test_a_certificate_for_something_else(case: Case, ca: PostalCA, president: Bare, profile: Any) -> None:
    key = issue(ca, president.call("GET", "/v1/me").json()["cin"], profile=profile)
    assert problem(case.submit(case.pieces[0], case.signed(case.pieces[0], key))) == "unsuitable-certificate"


@pytest.mark.parametrize(
    ("validity", "code"),
    [
        ({"not_before": NOW - 400 * DAY, "not_after": NOW - DAY}, "certificate-expired"),
        ({"not_before": NOW + DAY, "not_after": NOW + 400 * DAY}, "certificate-not-yet-valid"),
    ],
)
def test_outside_of_its_validity(
    case: Case, ca: PostalCA, president: Bare, validity: dict[str, datetime], code: str
) -> None:
    key = issue(ca, president.call("GET", "/v1/me").json()["cin"], **validity)
    assert problem(case.submit(case.pieces[0], case.signed(case.pieces[0], key))) == code


def test_a_weak_key(case: Case, ca: PostalCA, president: Bare) -> None:
    weak = rsa.generate_private_key(65537, 1024)
    key = issue(ca, president.call("GET", "/v1/me").json()["cin"], key=weak)
    assert problem(case.submit(case.pieces[0], case.signed(case.pieces[0], key))) == "weak-algorithm"


def test_revoked_between_two_pieces(case: Case, ca: PostalCA, president: Bare, sandbox: RunningSandbox) -> None:
    key = issue(ca, president.call("GET", "/v1/me").json()["cin"])
    first, second = case.pieces[:2]
    accepted(case.submit(first, case.signed(first, key)))
    sandbox.ctl("revoke", serial=f"{key.certificate.serial_number:x}")
    assert problem(case.submit(second, case.signed(second, key))) == "certificate-revoked"


def test_without_a_revocation_service(case: Case, ca: PostalCA, president: Bare, sandbox: RunningSandbox) -> None:
    key = issue(ca, president.call("GET", "/v1/me").json()["cin"])
    piece = case.pieces[0]
    sandbox.ctl("ocsp-down")
    try:
        assert problem(case.submit(piece, case.signed(piece, key))) == "revocation-unknown"
    finally:
        sandbox.ctl("ocsp-up")
    accepted(case.submit(piece, case.signed(piece, key)))


def test_an_authority_of_ones_own(case: Case, president: Bare) -> None:
    cin = president.call("GET", "/v1/me").json()["cin"]
    mine = signers.signer(signers.Authority("TEST Autre AC"), serial=f"IDCMA-{cin}")
    key = TestKey(mine.key, x509.load_der_x509_certificate(mine.certificate))
    assert problem(case.submit(case.pieces[0], case.signed(case.pieces[0], key))) == "untrusted-certificate"


def test_a_real_certificate_never_signs_here(case: Case, president: Bare) -> None:
    """Known by its issuer's name: no real certificate can be had for a test."""
    cin = president.call("GET", "/v1/me").json()["cin"]
    mine = signers.signer(signers.Authority("Qualified CA Barid eSign"), serial=f"IDCMA-{cin}")
    key = TestKey(mine.key, x509.load_der_x509_certificate(mine.certificate))
    assert problem(case.submit(case.pieces[0], case.signed(case.pieces[0], key))) == "real-certificate-on-test"


# Back for correction


def test_returned_for_correction(case: Case) -> None:
    once = secrets.token_urlsafe(24)
    start = case.client.page()["cursor"]
    order = {"reason": "TEST : la surface diffère."}
    first = accepted(case.client.give_back(case.act, order, key=once))
    assert first["act_id"] == case.act["id"]
    assert accepted(case.client.give_back(case.act, order, key=once)) == first
    assert problem(case.client.give_back(case.act, {"reason": "TEST"}, key=once)) == "idempotency-conflict"
    assert [item["state"] for item in case.client.page(since=start)["items"]] == ["returned"]
    piece = case.pieces[0]
    assert problem(case.submit(piece, case.signed(piece))) == "act-closed"


@pytest.mark.parametrize(
    "body", [{}, {"reason": ""}, {"reason": " "}, {"reason": "x" * 1001}, [], "TEST", {"reason": 1}]
)
def test_a_return_wants_a_reason(president: Bare, body: Any) -> None:
    act = president.page()["items"][0]
    assert problem(president.give_back(act, body)) == "malformed-request"


# Helpers


def digest_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def signers_again(signed: bytes, case: Case, piece: dict[str, Any], key: TestKey) -> bytes:
    """A second signature on what is signed already."""
    return sign(signed, key, case.binding(piece), How(field_name="Autre_TEST"))


def augmented(signed: bytes, ca: PostalCA) -> bytes:
    """With validation data and a document timestamp appended (B-LTA)."""

    async def work() -> bytes:
        context = ValidationContext(
            trust_roots=[asn1_x509.Certificate.load(der) for der in ca.anchors],
            other_certs=[asn1_x509.Certificate.load(der) for der in ca.chain],
            allow_fetching=True,
            fetcher_backend=RequestsFetcherBackend(),
        )
        out = io.BytesIO()
        signature = PdfFileReader(io.BytesIO(signed)).embedded_regular_signatures[0]
        await async_add_validation_info(signature, context, output=out)
        writer = IncrementalPdfFileWriter(io.BytesIO(out.getvalue()))
        stamped = await PdfTimeStamper(HTTPTimeStamper(ca.urls.tsa)).async_timestamp_pdf(
            writer, "sha256", validation_context=context
        )
        return bytes(stamped.getvalue())

    return asyncio.run(work())


def test_the_log_names_nobody(case: Case, ca: PostalCA, president: Bare, sandbox: RunningSandbox) -> None:
    """Whatever is refused: pyHanko's own warnings name the certificate's subject, CIN and all."""
    expired = {"not_before": datetime(2020, 1, 1, tzinfo=UTC), "not_after": datetime(2021, 1, 1, tzinfo=UTC)}
    me = president.call("GET", "/v1/me").json()
    for key in (issue(ca, "TT888777"), issue(ca, me["cin"], **expired), issue(ca, me["cin"])):
        case.submit(case.pieces[0], case.signed(case.pieces[0], key))
    said = sandbox.log.read_bytes().decode(errors="replace")
    assert "TT888777" not in said
    assert me["cin"] not in said
    assert me["name"]["surname"]["fr"] not in said


# Sending an act back


@pytest.mark.parametrize(
    "body",
    [
        {"reason": "TEST", "wanted": "TEST"},
        {"reason": "TEST", "marks": {}},
        {"reason": "TEST", "marks": [{"document": "none", "page": 1, "box": [0, 0, 1, 1]}]},
        {"reason": "TEST", "marks": [{"document": "PIECE", "page": 0, "box": [0, 0, 1, 1]}]},
        {"reason": "TEST", "marks": [{"document": "PIECE", "page": True, "box": [0, 0, 1, 1]}]},
        {"reason": "TEST", "marks": [{"document": "PIECE", "page": 1, "box": [0, 0, 0, 1]}]},
        {"reason": "TEST", "marks": [{"document": "PIECE", "page": 1, "box": [0, 0, 1, "1"]}]},
        {"reason": "TEST", "marks": [{"document": "PIECE", "page": 1, "box": [0, 0, 1, 1e300]}]},
        {"reason": "TEST", "marks": [{"document": "PIECE", "page": 1, "box": [0, 0, 1, 1]}] * 51},
    ],
)
def test_marks_that_are_none_are_refused(case: Case, body: dict[str, Any]) -> None:
    told = json.loads(json.dumps(body).replace("PIECE", case.pieces[0]["id"]))
    assert problem(case.client.give_back(case.act, told)) == "malformed-request"


def test_a_refusal_act_is_asked_for_with_marks_once(case: Case, sandbox: RunningSandbox) -> None:
    mark = {"document": case.pieces[0]["id"], "page": 1, "box": [10, 20, 30.5, 40]}
    body = {"reason": "TEST : contraire au plan.", "wanted": "refusal", "marks": [mark]}
    key = "TEST-refusal-0123456789"
    first = case.client.give_back(case.act, body, key=key)
    again = case.client.give_back(case.act, body, key=key)
    assert first.json() == again.json()
    other = case.client.give_back(case.act, {**body, "wanted": "correction"}, key=key)
    assert problem(other) == "idempotency-conflict"
    (back,) = [one for one in sandbox.ctl("returns") if one["reference"] == case.act["reference"]]
    assert back == {"reference": case.act["reference"], **body}
