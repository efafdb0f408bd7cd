"""Whether a certificate was revoked, asked of the real test CA over the loopback with the real session."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import given
from hypothesis import strategies as st
from support.postal import der, key, leaf, own_ca

from rokhas_desktop.net.session import Session
from rokhas_desktop.sandbox.postal_ca import CaServer, PostalCA
from rokhas_desktop.sandbox.postal_ca.founding import certify
from rokhas_desktop.sandbox.postal_ca.services import answer_ocsp, build_crl
from rokhas_desktop.signing import revocation_answers
from rokhas_desktop.signing.revocation import Status, check
from rokhas_desktop.signing.revocation_answers import NotUsable, ocsp_request, read_crl, read_ocsp

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NONCE = bytes(16)


def status(ca: PostalCA, certificate: x509.Certificate, session: Session, at: datetime | None = None) -> Status:
    return check(der(certificate), ca.chain[0], session, at or datetime.now(UTC))


def test_good_by_ocsp(served: PostalCA, session: Session) -> None:
    said = status(served, leaf(served), session)
    assert (said.state, said.source, said.revoked_at) == ("good", "ocsp", None)
    assert said.this_update is not None
    assert said.next_update is not None
    assert said.this_update <= datetime.now(UTC) < said.next_update
    assert said.refusal() is None
    assert said.warning() is None


def test_revoked_by_ocsp(served: PostalCA, session: Session) -> None:
    certificate = leaf(served)
    when = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)
    served.revoke(certificate.serial_number, at=when)
    said = status(served, certificate, session)
    assert (said.state, said.source, said.revoked_at) == ("revoked", "ocsp", when)
    refusal = said.refusal()
    assert refusal is not None
    assert (refusal.code, refusal.details) == ("REV-001", {"date": "04/11/2026"})
    assert said.warning() is None


def test_the_list_serves_where_ocsp_does_not(served: PostalCA, session: Session) -> None:
    good, revoked = leaf(served), leaf(served)
    served.revoke(revoked.serial_number)
    for fault in ("down", "stale"):
        served.faults = replace(served.faults, ocsp=fault)
        assert (status(served, good, session).state, status(served, good, session).source) == ("good", "crl")
        said = status(served, revoked, session)
        assert (said.state, said.source) == ("revoked", "crl")
        assert said.revoked_at is not None


def test_ocsp_prevails_over_the_list(served: PostalCA, session: Session) -> None:
    certificate = leaf(served)
    served.revoke(certificate.serial_number)
    served.faults = replace(served.faults, crl="stale")
    assert status(served, certificate, session).state == "revoked"


def test_nobody_knows(served: PostalCA, session: Session) -> None:
    certificate = leaf(served)
    for crl in ("down", "stale"):
        served.faults = replace(served.faults, ocsp="down", crl=crl)
        said = status(served, certificate, session)
        assert (said.state, said.source) == ("unknown", "none")
        refusal, warning = said.refusal(), said.warning()
        host = served.urls.base.removeprefix("http://")
        assert refusal is not None
        assert (refusal.code, refusal.details) == ("REV-002", {"hosts": host})
        assert warning is not None
        assert warning.code == "REV-003"


def test_nobody_answers(ca: PostalCA, session: Session) -> None:
    assert status(ca, leaf(ca), session) == Status("unknown", "none", hosts=(ca.urls.base.removeprefix("http://"),))


def test_a_responder_that_does_not_know_the_certificate_is_believed(
    served: PostalCA, founded: Path, tmp_path: Path, session: Session
) -> None:
    # The certificate names the port of a register that has it not, and whose list lacks it too.
    elsewhere = own_ca(founded, tmp_path / "elsewhere")
    (elsewhere.folder / "ca.json").write_text((served.folder / "ca.json").read_text())
    certificate = leaf(PostalCA.open_or_create(elsewhere.folder))
    said = status(served, certificate, session)
    assert (said.state, said.source) == ("unknown", "ocsp")


def test_another_ca_of_the_same_name_is_not_believed(served: PostalCA, tmp_path: Path, session: Session) -> None:
    # An impostor answers at the address that the certificate names: same names, other keys.
    certificate = leaf(served)
    impostor = PostalCA.open_or_create(tmp_path / "impostor")
    impostor.state.add_issued(certificate)
    at = datetime.now(UTC)
    request = ocsp_request(certificate, served.signer("qualified-ca").certificate, NONCE)
    issuer = served.signer("qualified-ca").certificate
    with pytest.raises(NotUsable):
        read_ocsp(answer_ocsp(impostor, request.public_bytes(Encoding.DER)), request, issuer, NONCE, at)
    with pytest.raises(NotUsable, match="signature"):
        read_crl(build_crl(impostor, "qualified-ca"), certificate, issuer, "", at)


class Counting(http.server.BaseHTTPRequestHandler):
    """Counts what it is asked and answers with rubbish, or with what a test gives."""

    asked: list[str]
    answer: bytes

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.answer)))
        self.end_headers()
        self.wfile.write(self.answer)

    do_POST = do_GET  # noqa: N815 - http.server's name

    def log_message(self, *ignored: Any) -> None:
        pass


@contextmanager
def answering(ca: PostalCA, answer: bytes) -> Iterator[list[str]]:
    asked: list[str] = []
    handler = type("Handler", (Counting,), {"asked": asked, "answer": answer})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", ca.urls.port), handler)
    thread = threading.Thread(target=functools.partial(server.serve_forever, poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("answer", [b"", b"<html>sign in</html>", b"\x30\x03\x0a\x01\x06", bytes(100_000)])
def test_rubbish_is_no_answer(ca: PostalCA, session: Session, answer: bytes) -> None:
    with answering(ca, answer) as asked:
        assert status(ca, leaf(ca), session).state == "unknown"
    assert asked == ["/ocsp", "/crl/qualified-ca.crl"]


def test_nothing_is_asked_for_a_certificate_of_another_issuer(ca: PostalCA, session: Session, tmp_path: Path) -> None:
    stranger = PostalCA.open_or_create(tmp_path / "stranger")
    with answering(ca, b"") as asked:
        said = check(der(leaf(ca)), stranger.chain[0], session, datetime.now(UTC))
    assert (said.state, asked) == ("unknown", [])


def test_a_slow_responder_is_given_up(served: PostalCA, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rokhas_desktop.signing.revocation.OCSP_SECONDS", 0.3)
    served.faults = replace(served.faults, ocsp="slow", slow_s=2.0)
    said = status(served, leaf(served), session)
    assert (said.state, said.source) == ("good", "crl")


# Answers made by hand, for what the test CA would never say.


class Hand:
    """An answer about one certificate, each part of which a test may change."""

    def __init__(self, ca: PostalCA) -> None:
        self.ca = ca
        self.issuer = ca.signer("qualified-ca")
        self.certificate = leaf(ca)
        self.at = ca.now()
        self.request = ocsp_request(self.certificate, self.issuer.certificate, NONCE)

    def answer(
        self,
        *,
        about: x509.Certificate | None = None,
        nonce: bytes | None = NONCE,
        this_update: datetime | None = None,
        next_update: datetime | None = None,
        responder: tuple[x509.Certificate, rsa.RSAPrivateKey] | None = None,
        encoding: ocsp.OCSPResponderEncoding = ocsp.OCSPResponderEncoding.HASH,
        algorithm: hashes.HashAlgorithm = hashes.SHA256(),  # noqa: B008 - it has no state
    ) -> bytes:
        certificate, key = responder or (self.issuer.certificate, self.issuer.key)
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=about or self.certificate,
                issuer=self.issuer.certificate,
                algorithm=hashes.SHA1(),
                cert_status=ocsp.OCSPCertStatus.GOOD,
                this_update=this_update or self.at,
                next_update=next_update,
                revocation_time=None,
                revocation_reason=None,
            )
            .responder_id(encoding, certificate)
        )
        if responder is not None:
            builder = builder.certificates([certificate])
        if nonce is not None:
            builder = builder.add_extension(x509.OCSPNonce(nonce), False)
        return builder.sign(key, algorithm).public_bytes(Encoding.DER)

    def read(self, answer: bytes) -> str:
        return read_ocsp(answer, self.request, self.issuer.certificate, NONCE, self.at).state

    def responder(
        self,
        *,
        purpose: x509.ObjectIdentifier = ExtendedKeyUsageOID.OCSP_SIGNING,
        not_after: datetime | None = None,
        by: rsa.RSAPrivateKey | None = None,
    ) -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
        """A responder's certificate, by the issuer unless another key is to sign it in the issuer's name."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Responder TEST")]))
            .issuer_name(self.issuer.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.at - timedelta(days=9))
            .not_valid_after(not_after or self.at + timedelta(days=9))
            .add_extension(x509.ExtendedKeyUsage([purpose]), True)
            .sign(by or self.issuer.key, hashes.SHA256())
        )
        return certificate, key

    def namesake(self) -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
        """A self-made certificate in the issuer's name."""
        forger, name = self.ca.signer("tsa").key, self.issuer.certificate.subject
        extensions = ((x509.BasicConstraints(ca=True, path_length=None), True),)
        return certify(name, forger.public_key(), None, forger, (self.at - DAY, self.at + DAY), extensions), forger


@pytest.fixture
def hand(ca: PostalCA) -> Hand:
    return Hand(ca)


def test_answers_of_the_issuer_and_of_its_responder_are_believed(hand: Hand) -> None:
    assert hand.read(hand.answer()) == "good"
    assert hand.read(hand.answer(nonce=None)) == "good"
    for encoding in ocsp.OCSPResponderEncoding:
        assert hand.read(hand.answer(responder=hand.responder(), encoding=encoding)) == "good"


Wrong = Callable[[Hand], bytes]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda hand: hand.answer(nonce=b"\x01" * 16), id="replayed"),
        pytest.param(lambda hand: hand.answer(about=leaf(hand.ca)), id="about another"),
        pytest.param(lambda hand: hand.answer(this_update=hand.at + HOUR), id="from the future"),
        pytest.param(lambda hand: hand.answer(this_update=hand.at - DAY - HOUR), id="old, and no next"),
        pytest.param(
            lambda hand: hand.answer(this_update=hand.at - DAY, next_update=hand.at - HOUR), id="no longer in force"
        ),
        pytest.param(lambda hand: hand.answer(responder=(hand.certificate, key())), id="by the holder"),
        pytest.param(
            lambda hand: hand.answer(responder=hand.responder(purpose=ExtendedKeyUsageOID.TIME_STAMPING)),
            id="by another service",
        ),
        pytest.param(
            lambda hand: hand.answer(responder=hand.responder(not_after=hand.at - DAY)), id="by an expired responder"
        ),
        pytest.param(
            lambda hand: hand.answer(responder=hand.responder(by=hand.ca.signer("tsa").key)), id="by a forged responder"
        ),
        pytest.param(
            lambda hand: hand.answer(responder=hand.namesake(), encoding=ocsp.OCSPResponderEncoding.NAME),
            id="in the issuer's name",
        ),
    ],
)
def test_answers_that_are_not_believed(hand: Hand, wrong: Wrong) -> None:
    with pytest.raises(NotUsable):
        hand.read(wrong(hand))


def test_clocks_may_differ_by_minutes(hand: Hand) -> None:
    soon = hand.answer(this_update=hand.at + timedelta(minutes=4))
    assert hand.read(soon) == "good"


@given(data=st.data())
def test_no_bit_of_an_answer_can_be_changed(data: st.DataObject, hand_once: tuple[Hand, bytes]) -> None:
    hand, answer = hand_once
    damaged = bytearray(answer)
    damaged[data.draw(st.integers(0, len(answer) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    try:
        state = hand.read(bytes(damaged))
    except NotUsable:
        return
    assert state == "good"  # what the signature does not cover changes nothing


@pytest.fixture(scope="module")
def hand_once(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Hand, bytes]:
    hand = Hand(own_ca(founded, tmp_path_factory.mktemp("hand") / "ca"))
    return hand, hand.answer()


class HandList:
    """A revocation list, each part of which a test may change."""

    def __init__(self, ca: PostalCA) -> None:
        self.issuer = ca.signer("qualified-ca")
        self.certificate = leaf(ca)
        self.at = ca.now()
        self.point = ca.urls.crl("qualified-ca")

    def build(
        self,
        *extensions: tuple[x509.ExtensionType, bool],
        next_update: datetime | None = None,
        algorithm: hashes.HashAlgorithm = hashes.SHA256(),  # noqa: B008 - it has no state
    ) -> x509.CertificateRevocationList:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.issuer.certificate.subject)
            .last_update(self.at - timedelta(days=2))
            .next_update(next_update or self.at + DAY)
        )
        for value, critical in extensions:
            builder = builder.add_extension(value, critical)
        return builder.sign(self.issuer.key, algorithm)

    def read(self, data: bytes) -> str:
        return read_crl(data, self.certificate, self.issuer.certificate, self.point, self.at).state


@pytest.fixture
def lists(ca: PostalCA) -> HandList:
    return HandList(ca)


def part(**fields: Any) -> tuple[x509.ExtensionType, bool]:
    empty = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return x509.IssuingDistributionPoint(**{**empty, **fields}), True


def url(value: str) -> list[x509.GeneralName]:
    return [x509.UniformResourceIdentifier(value)]


def test_lists_are_read_in_both_encodings_and_by_part(lists: HandList) -> None:
    whole = lists.build()
    assert lists.read(whole.public_bytes(Encoding.DER)) == "good"
    assert lists.read(whole.public_bytes(Encoding.PEM)) == "good"
    ours = lists.build(part(full_name=url(lists.point), only_contains_user_certs=True))
    assert lists.read(ours.public_bytes(Encoding.DER)) == "good"


@pytest.mark.parametrize(
    "extension",
    [
        part(full_name=url("http://127.0.0.1/another-part.crl")),
        part(only_contains_ca_certs=True),
        part(indirect_crl=True),
        part(only_some_reasons=frozenset({x509.ReasonFlags.key_compromise})),
        (x509.DeltaCRLIndicator(1), True),
        (x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00"), True),
    ],
    ids=["another part", "authorities only", "indirect", "some reasons", "delta", "unknown and critical"],
)
def test_lists_that_may_lack_our_certificate_say_nothing(
    lists: HandList, extension: tuple[x509.ExtensionType, bool]
) -> None:
    with pytest.raises(NotUsable):
        lists.read(lists.build(extension).public_bytes(Encoding.DER))


def test_lists_that_are_past_or_damaged_say_nothing(lists: HandList) -> None:
    past = lists.build(next_update=lists.at - DAY).public_bytes(Encoding.DER)
    with pytest.raises(NotUsable):
        lists.read(past)
    damaged = bytearray(lists.build().public_bytes(Encoding.DER))
    damaged[-1] ^= 1
    with pytest.raises(NotUsable, match="signature"):
        lists.read(bytes(damaged))


def test_weak_hashes_are_not_among_those_believed() -> None:
    assert {algorithm.name for algorithm in revocation_answers.HASHES} == {"sha256", "sha384", "sha512"}


def test_the_sub_ca_s_own_status_is_in_the_root_s_list(tmp_path: Path, session: Session) -> None:
    ca = PostalCA.open_or_create(tmp_path / "ca")
    with CaServer(ca):
        said = check(ca.chain[0], ca.anchors[0], session, datetime.now(UTC))
    assert (said.state, said.source) == ("good", "crl")  # the sub-CA has a list only


def test_the_server_can_be_asked_while_it_is_slow(ca: PostalCA, session: Session) -> None:
    ca.faults = replace(ca.faults, crl="slow", slow_s=1.0)
    with CaServer(ca):
        waiting = threading.Thread(target=lambda: session.send("GET", ca.urls.crl("root")))
        waiting.start()
        said = status(ca, leaf(ca), session)
        assert waiting.is_alive()
        waiting.join()
    assert said.source == "ocsp"
