"""Timestamps by the test postal CA's own server, over the application's session."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms, tsp
from support.documents import plan, signature_of
from support.judges import is_valid, openssl_accepts, openssl_accepts_detached
from support.longterm import openssl_timestamp
from support.postal import der, key, leaf
from support.signers import FileSigner, pem

from rokhas_desktop.net.session import Session
from rokhas_desktop.sandbox.postal_ca import PostalCA
from rokhas_desktop.sandbox.postal_ca.server import CaServer
from rokhas_desktop.settings import Net
from rokhas_desktop.signing import detached, verify
from rokhas_desktop.signing.errors import TimestampRefused, TimestampUnreachable
from rokhas_desktop.signing.face import SignedFile
from rokhas_desktop.signing.longterm import Services
from rokhas_desktop.signing.timestamps import ALLOWANCE, HttpSource

Sign = Callable[..., SignedFile]


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


@pytest.fixture
def source(ca: PostalCA, session: Session) -> HttpSource:
    return HttpSource(ca.urls.tsa, session)


def test_a_timestamped_signature(
    tmp_path: Path, sign: Sign, ca: PostalCA, holder: FileSigner, source: HttpSource, session: Session
) -> None:
    before = datetime.now().astimezone()
    signed = sign(plan(tmp_path / "plan.pdf"), by=holder, level="B-T", timestamps=source)
    assert (signed.level, holder.asked) == ("B-T", 1)
    assert is_valid(signed.path)
    assert openssl_accepts(signed.path, pem(ca.anchors[0])) == ""

    found = verify.verify_file(signed.path, trust=ca.anchors, known=ca.chain, session=session)
    (one,) = found.signatures
    assert (found.verdict, one.level, one.time_source) == ("TOTAL-PASSED", "B-T", "timestamp"), one
    assert one.time is not None
    assert abs(one.time - before) < timedelta(seconds=30)
    assert one.notes == ()


def test_openssl_agrees_on_the_timestamp(
    tmp_path: Path, sign: Sign, ca: PostalCA, holder: FileSigner, source: HttpSource
) -> None:
    signed = sign(plan(tmp_path / "plan.pdf"), by=holder, level="B-T", timestamps=source)
    info = signature_of(signed.path).signer_info
    token = next(one for one in info["unsigned_attrs"] if one["type"].native == "signature_time_stamp_token")
    (tmp_path / "token").write_bytes(token["values"][0].dump())
    (tmp_path / "value").write_bytes(info["signature"].native)
    (tmp_path / "roots.pem").write_bytes(b"".join(pem(one) for one in (*ca.anchors, *ca.chain)))
    line = ["openssl", "ts", "-verify", "-token_in", "-in", "token", "-data", "value", "-CAfile", "roots.pem"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout, done.stderr


def test_a_detached_timestamped_signature(
    tmp_path: Path, ca: PostalCA, holder: FileSigner, source: HttpSource, session: Session
) -> None:
    (tmp_path / "plan.dwg").write_bytes(b"AC1032 TEST")
    at = datetime.now().astimezone()
    order = detached.DetachedOrder(tmp_path / "plan.dwg", tmp_path / "plan.p7s", at, level="B-T")
    signed = detached.sign(order, holder, Services(source))
    assert openssl_accepts_detached(signed.path, tmp_path / "plan.dwg", pem(ca.anchors[0])) == ""
    info = cms.ContentInfo.load(signed.path.read_bytes())["content"]["signer_infos"][0]
    token = next(one for one in info["unsigned_attrs"] if one["type"].native == "signature_time_stamp_token")
    trusted = (*ca.anchors, *ca.chain)
    said = openssl_timestamp(tmp_path, token["values"][0].dump(), info["signature"].native, trusted)
    assert "Verification: OK" in said, said
    found = verify.verify_file(
        signed.path, trust=ca.anchors, known=ca.chain, session=session, content=tmp_path / "plan.dwg"
    )
    assert (found.verdict, found.signatures[0].level) == ("TOTAL-PASSED", "B-T"), found


def test_a_revocation_after_the_timestamp_does_not_undo_the_signature(
    tmp_path: Path, sign: Sign, ca: PostalCA, source: HttpSource, session: Session
) -> None:
    certificate = leaf(ca)
    holder = FileSigner(key(), der(certificate), ca.chain)
    stamped = sign(plan(tmp_path / "plan.pdf"), by=holder, level="B-T", timestamps=source)
    plain = sign(tmp_path / "plan.pdf", by=holder, target=tmp_path / "plain.pdf")
    time.sleep(1.1)  # a revocation's time is in whole seconds
    ca.revoke(certificate.serial_number, at=datetime.now().astimezone())
    without = verify.verify_file(plain.path, trust=ca.anchors, known=ca.chain, session=session)
    assert (without.verdict, without.signatures[0].reasons) == ("INDETERMINATE", ("VER-006",))
    with_time = verify.verify_file(stamped.path, trust=ca.anchors, known=ca.chain, session=session)
    assert with_time.verdict == "TOTAL-PASSED", with_time


def test_the_source_is_asked_once_in_advance_for_its_size(source: HttpSource) -> None:
    room = source.reserve("sha256")
    sizes = [len(source.token(bytes([turn]) * 32, "sha256")) for turn in range(4)]
    assert max(sizes) <= room <= max(sizes) + ALLOWANCE + 16


def test_a_server_that_is_down_stops_before_the_key_is_asked(
    tmp_path: Path, sign: Sign, ca: PostalCA, holder: FileSigner, source: HttpSource
) -> None:
    healthy = ca.faults
    ca.faults = replace(healthy, tsa="down")
    try:
        with pytest.raises(TimestampUnreachable):
            sign(plan(tmp_path / "plan.pdf"), by=holder, level="B-T", timestamps=source)
    finally:
        ca.faults = healthy
    assert holder.asked == 0
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


def test_an_address_where_nobody_listens(session: Session) -> None:
    with pytest.raises(TimestampUnreachable):
        HttpSource("http://127.0.0.1:9/tsa", session).token(bytes(32), "sha256")


class Answers:
    """A server that answers what it is told to."""

    def __init__(self, make: Callable[[bytes], bytes]) -> None:
        self.make = make
        self.status = 200
        self.body = b""

    def send(
        self, method: str, url: str, *, headers: object = None, body: bytes | None = None, limit: int = 0
    ) -> Answers:
        self.body = self.make(body or b"")
        return self


def test_answers_that_are_not_ours_are_refused(ca: PostalCA, session: Session) -> None:
    def of_another(request: bytes) -> bytes:
        asked = tsp.TimeStampReq.load(request)
        asked["message_imprint"]["hashed_message"] = bytes(32)
        return session.send(
            "POST", ca.urls.tsa, headers={"Content-Type": "application/timestamp-query"}, body=asked.dump(force=True)
        ).body

    def replayed(request: bytes) -> bytes:
        asked = tsp.TimeStampReq.load(request)
        asked["nonce"] = 7
        return session.send(
            "POST", ca.urls.tsa, headers={"Content-Type": "application/timestamp-query"}, body=asked.dump(force=True)
        ).body

    rejected = bytes.fromhex("30053003020102")  # PKIStatusInfo: rejection
    for make in (of_another, replayed, lambda _: rejected, lambda _: b"", lambda _: b"<html>", lambda _: rejected[:-2]):
        with pytest.raises(TimestampRefused):
            HttpSource("http://tsa.test", Answers(make)).token(b"\x01" * 32, "sha256")


def test_a_token_that_was_tampered_with_is_not_written(
    tmp_path: Path, sign: Sign, holder: FileSigner, source: HttpSource
) -> None:
    class Bent:
        def reserve(self, algorithm: str) -> int:
            return source.reserve(algorithm)

        def token(self, digest: bytes, algorithm: str) -> bytes:
            good = bytearray(source.token(digest, algorithm))
            good[-1] ^= 1
            return bytes(good)

    with pytest.raises(TimestampRefused):
        sign(plan(tmp_path / "plan.pdf"), by=holder, level="B-T", timestamps=Bent())
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]
