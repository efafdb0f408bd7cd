"""B-LT and B-LTA, judged by openssl and pdfsig, and by our own check with nothing to ask."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from support.documents import plan, signature_of
from support.judges import is_valid, openssl_accepts, pdfsig, qpdf
from support.longterm import (
    certificates,
    covered,
    local_now,
    openssl_list,
    openssl_ocsp,
    openssl_timestamp,
    services,
    store,
)
from support.postal import HOLDER, der, key, leaf, own_ca
from support.signers import FileSigner, pem, signer

from rokhas_desktop.net.session import Session
from rokhas_desktop.sandbox.postal_ca import QUALIFIED_SIGNATURE, PostalCA, person
from rokhas_desktop.sandbox.postal_ca.server import CaServer
from rokhas_desktop.settings import Net
from rokhas_desktop.signing import pades, verify
from rokhas_desktop.signing.broker import Budget
from rokhas_desktop.signing.errors import EvidenceMissing, TimestampRefused, TimestampUnreachable
from rokhas_desktop.signing.face import Level, PdfOrder, SignedFile
from rokhas_desktop.signing.longterm import Services
from rokhas_desktop.signing.timestamps import HttpSource


@pytest.fixture(scope="module")
def ca(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostalCA]:
    ca = PostalCA.open_or_create(tmp_path_factory.mktemp("ca") / "test-ca")
    with CaServer(ca):
        yield ca


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    session = Session(Net(connect_timeout=5, read_timeout=10, retries=0))
    yield session
    session.close()


@pytest.fixture
def holder(ca: PostalCA) -> FileSigner:
    return FileSigner(key(), der(leaf(ca)), ca.chain)


Make = Callable[..., SignedFile]


@pytest.fixture
def make(tmp_path: Path, ca: PostalCA, session: Session, holder: FileSigner) -> Make:
    """Sign a plan at a level."""

    def one(level: Level, *, by: FileSigner | None = None, asked: Services | None = None, **more: Any) -> SignedFile:
        original = more.pop("original", None) or plan(tmp_path / "plan.pdf")
        target = tmp_path / more.pop("name", f"{level}.pdf")
        order = PdfOrder(original, target, local_now(), level=level, **more)
        return pades.sign(order, by or holder, asked or services(ca, session))

    return one


@contextlib.contextmanager
def faults(ca: PostalCA, **said: str) -> Iterator[None]:
    healthy = ca.faults
    ca.faults = replace(healthy, **said)  # type: ignore[arg-type]
    try:
        yield
    finally:
        ca.faults = healthy


@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
def test_programs_that_are_not_ours_agree(
    tmp_path: Path, make: Make, ca: PostalCA, holder: FileSigner, level: Level
) -> None:
    signed = make(level)
    assert (signed.level, signed.deferred, holder.asked) == (level, None, 1)
    whole = signed.path.read_bytes()
    assert whole.startswith((tmp_path / "plan.pdf").read_bytes())
    assert qpdf(signed.path) == 0
    assert set(pdfsig(signed.path)) == {"Signature is Valid."} or level == "B-LTA"
    assert openssl_accepts(signed.path, pem(ca.anchors[0]), field="Rokhas_1") == ""

    info = signature_of(signed.path, "Rokhas_1").signer_info
    token = next(one for one in info["unsigned_attrs"] if one["type"].native == "signature_time_stamp_token")
    trusted = (*ca.anchors, *ca.chain)
    said = openssl_timestamp(tmp_path, token["values"][0].dump(), info["signature"].native, trusted)
    assert "Verification: OK" in said, said
    if level == "B-LTA":
        stamp = signature_of(signed.path, "RokhasTime_1").pkcs7_content
        said = openssl_timestamp(tmp_path, stamp.rstrip(b"\0"), covered(signed.path, "RokhasTime_1"), trusted)
        assert "Verification: OK" in said, said


def test_openssl_agrees_on_the_evidence_that_is_embedded(
    tmp_path: Path, make: Make, ca: PostalCA, holder: FileSigner
) -> None:
    signed = make("B-LT")
    held = store(signed.path)
    found = {one.subject.rfc4514_string(): one for one in certificates(held["Certs"])}
    assert holder.certificate in held["Certs"]
    assert set(ca.anchors) <= set(held["Certs"])
    leaf_certificate = certificates([holder.certificate])[0]
    issuer = next(one for one in found.values() if one.subject == leaf_certificate.issuer)
    said = [openssl_ocsp(tmp_path, one, issuer, leaf_certificate, ca.anchors[0]) for one in held["OCSPs"]]
    assert any("Response verify OK" in one and "holder.pem: good" in one for one in said), said
    root = next(one for one in found.values() if one.subject == one.issuer)
    assert held["CRLs"], "the sub-authority's own list"
    assert all("verify OK" in openssl_list(tmp_path, one, root) for one in held["CRLs"])


@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
def test_our_own_check_passes_with_the_network_blocked(
    make: Make, ca: PostalCA, level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = make(level)

    def blocked(*_: object) -> None:
        raise AssertionError("something was asked")

    monkeypatch.setattr(socket.socket, "connect", blocked)
    monkeypatch.setattr(socket, "getaddrinfo", blocked)
    found = verify.verify_file(signed.path, trust=ca.anchors)
    (one,) = found.signatures
    assert (found.verdict, one.level, one.time_source) == ("TOTAL-PASSED", level, "timestamp"), found
    assert (one.changes, one.notes) == ("permitted", ())
    assert found.document_timestamps == (level == "B-LTA")


def test_a_timestamped_signature_alone_cannot_be_checked_offline(make: Make, ca: PostalCA) -> None:
    found = verify.verify_file(make("B-T").path, trust=ca.anchors)
    assert (found.verdict, found.signatures[0].sub_indication) == ("INDETERMINATE", "TRY_LATER")


def test_an_archived_signature_stands_after_its_certificate_expired(make: Make, ca: PostalCA) -> None:
    """The control time slides back over the archive timestamp (EN 319 102-1, 5.6)."""
    ends = local_now() + timedelta(hours=2)
    short = ca.issue(key().public_key(), person(HOLDER), QUALIFIED_SIGNATURE, not_after=ends)
    holder = FileSigner(key(), der(short), ca.chain)
    archived, evident = make("B-LTA", by=holder), make("B-LT", by=holder)
    plain = make("B-B", by=holder, name="plain.pdf")
    later = {"trust": ca.anchors, "known": ca.chain, "at": ends + timedelta(hours=1)}
    assert verify.verify_file(archived.path, **later).verdict == "TOTAL-PASSED"
    for path in (plain.path, evident.path):
        found = verify.verify_file(path, **{**later, "at": ends - timedelta(hours=1)})
        assert found.verdict == ("TOTAL-PASSED" if path == evident.path else "INDETERMINATE")
    assert verify.verify_file(plain.path, **later).verdict == "INDETERMINATE"


def test_an_archived_signature_stands_after_its_certificate_was_revoked(
    tmp_path: Path, make: Make, ca: PostalCA, session: Session
) -> None:
    certificate = leaf(ca)
    holder = FileSigner(key(), der(certificate), ca.chain)
    archived, stamped = make("B-LTA", by=holder), make("B-T", by=holder)
    plain = make("B-B", by=holder, name="plain.pdf")
    time.sleep(1.1)  # a revocation's time is in whole seconds
    ca.revoke(certificate.serial_number, at=local_now())
    online = {"trust": ca.anchors, "known": ca.chain, "session": session}
    assert verify.verify_file(archived.path, **online).verdict == "TOTAL-PASSED"
    assert verify.verify_file(stamped.path, **online).verdict == "TOTAL-PASSED"
    assert verify.verify_file(plain.path, **online).signatures[0].reasons == ("VER-006",)


def test_a_batch_asks_once_for_what_stays_true(make: Make, ca: PostalCA, session: Session) -> None:
    asked = services(ca, session)
    counted = asked.evidence._broker  # type: ignore[union-attr]
    make("B-LT", asked=asked, name="1.pdf")
    first = counted.requests
    make("B-LT", asked=asked, name="2.pdf")
    assert counted.requests - first == 1, "a timestamp for the second document, nothing else"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"tsa": "down"}, TimestampUnreachable),
        ({"ocsp": "down", "crl": "down"}, EvidenceMissing),
        ({"ocsp": "stale", "crl": "stale"}, EvidenceMissing),
    ],
)
def test_a_service_that_fails_stops_before_the_key_is_asked(
    tmp_path: Path, make: Make, ca: PostalCA, holder: FileSigner, said: dict[str, str], error: type[Exception]
) -> None:
    with faults(ca, **said), pytest.raises(error):
        make("B-LT")
    assert holder.asked == 0
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


@pytest.mark.parametrize(
    ("said", "level", "code"),
    [
        ({"tsa": "down"}, "B-B", "SIG-006"),
        ({"ocsp": "down", "crl": "down"}, "B-T", "SIG-015"),
    ],
)
def test_where_policy_lets_it_the_rest_is_deferred_and_said(
    make: Make, ca: PostalCA, holder: FileSigner, said: dict[str, str], level: Level, code: str
) -> None:
    with faults(ca, **said):
        signed = make("B-LTA", defer=True)
    assert (signed.level, holder.asked) == (level, 1)
    assert signed.deferred is not None
    assert (signed.deferred.code, signed.deferred.details["reason"]) == ("SIG-019", code)
    assert is_valid(signed.path)
    assert verify.verify_file(signed.path, trust=ca.anchors).signatures[0].level == level


def test_a_revoked_signer_reaches_no_level(make: Make, ca: PostalCA) -> None:
    certificate = leaf(ca)
    ca.revoke(certificate.serial_number, at=local_now())
    holder = FileSigner(key(), der(certificate), ca.chain)
    with pytest.raises(EvidenceMissing) as raised:
        make("B-LT", by=holder)
    assert (raised.value.details["reason"], holder.asked) == ("revoked", 0)


def test_a_signer_of_an_unknown_authority_is_asked_nothing(make: Make, authority: Any) -> None:
    stranger = signer(authority, crl="http://127.0.0.1:1/never.crl")
    with pytest.raises(EvidenceMissing) as raised:
        make("B-LT", by=stranger)
    assert (raised.value.details["reason"], stranger.asked) == ("chain", 0)


def test_where_the_responder_is_down_the_list_is_taken(make: Make, ca: PostalCA) -> None:
    with faults(ca, ocsp="down"):
        signed = make("B-LT")
    held = store(signed.path)
    assert (len(held["OCSPs"]), len(held["CRLs"])) == (0, 2)
    assert verify.verify_file(signed.path, trust=ca.anchors).verdict == "TOTAL-PASSED"


def test_the_next_server_of_the_list_stamps_where_the_first_is_gone(make: Make, ca: PostalCA, session: Session) -> None:
    signed = make("B-LTA", asked=services(ca, session, servers=("http://127.0.0.1:9/gone", ca.urls.tsa)))
    assert verify.verify_file(signed.path, trust=ca.anchors).verdict == "TOTAL-PASSED"


def test_an_archive_stamped_by_another_server_carries_that_ones_evidence(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, make: Make, ca: PostalCA, session: Session
) -> None:
    """The first server answers once for the size and once for the signature; another stamps the archive."""
    other = own_ca(ca.folder, tmp_path / "other-ca")
    with CaServer(other):

        class Turning:
            def __init__(self) -> None:
                self.sources = [HttpSource(ca.urls.tsa, session), HttpSource(other.urls.tsa, session)]
                self.asked = 0

            def sample(self, algorithm: str) -> bytes:
                return self.sources[0].sample(algorithm)

            def reserve(self, algorithm: str) -> int:
                return self.sources[0].reserve(algorithm)

            def token(self, digest: bytes, algorithm: str) -> bytes:
                self.asked += 1
                return self.sources[min(self.asked - 1, 1)].token(digest, algorithm)

        turning = Turning()
        signed = make("B-LTA", asked=Services(turning, services(ca, session).evidence))
    assert turning.asked == 2
    assert verify.verify_file(signed.path, trust=ca.anchors).verdict == "TOTAL-PASSED"


class Lying:
    """A server that says how long its tokens are, and is wrong."""

    def __init__(self, source: HttpSource, room: int) -> None:
        self.source, self.room = source, room

    def sample(self, algorithm: str) -> bytes:
        return self.source.sample(algorithm)

    def reserve(self, algorithm: str) -> int:
        return self.room

    def token(self, digest: bytes, algorithm: str) -> bytes:
        return self.source.token(digest, algorithm)


def test_a_token_longer_than_announced_costs_one_more_signature_and_no_more(
    make: Make, ca: PostalCA, session: Session, holder: FileSigner
) -> None:
    signed = make("B-T", asked=Services(Lying(HttpSource(ca.urls.tsa, session), 8)))
    assert (signed.level, holder.asked) == ("B-T", 2)
    assert is_valid(signed.path)


def test_a_token_that_is_bent_is_never_written_even_where_deferral_is_allowed(
    tmp_path: Path, make: Make, ca: PostalCA, session: Session
) -> None:
    class Bent(Lying):
        def token(self, digest: bytes, algorithm: str) -> bytes:
            good = bytearray(super().token(digest, algorithm))
            good[-1] ^= 1
            return bytes(good)

    with pytest.raises(TimestampRefused):
        make("B-T", asked=Services(Bent(HttpSource(ca.urls.tsa, session), 20_000)), defer=True)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


def test_the_budget_of_a_batch_ends_it(make: Make, ca: PostalCA, session: Session, holder: FileSigner) -> None:
    asked = services(ca, session, budget=Budget(requests=1))
    with pytest.raises((EvidenceMissing, TimestampUnreachable)):
        make("B-LT", asked=asked)
    assert holder.asked == 0


def test_two_signers_are_augmented_each_for_itself(make: Make, ca: PostalCA) -> None:
    first = make("B-LT", name="one.pdf")
    second = make("B-LT", name="two.pdf", original=first.path, by=FileSigner(key(), der(leaf(ca)), ca.chain))
    found = verify.verify_file(second.path, trust=ca.anchors)
    assert [one.level for one in found.signatures] == ["B-LT", "B-LT"]
    assert found.verdict == "TOTAL-PASSED"


def test_the_moment_of_the_verification_can_be_another(make: Make, ca: PostalCA) -> None:
    """Long after the archive timestamp's own evidence ran out nothing is claimed any more: it had to be renewed."""
    signed = make("B-LTA")
    later = verify.verify_file(signed.path, trust=ca.anchors, at=local_now() + timedelta(days=365 * 30))
    assert later.verdict == "INDETERMINATE"
