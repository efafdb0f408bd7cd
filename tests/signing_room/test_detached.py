"""Signatures beside their file: what binds them to their act, and the timestamp that may come later."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from asn1crypto import cms
from support import plans
from support.judges import openssl_accepts_detached
from support.longterm import openssl_timestamp
from support.postal import der, key, leaf
from support.signers import FileSigner, pem

from rokhas_desktop.net.session import Session
from rokhas_desktop.sandbox.postal_ca import PostalCA
from rokhas_desktop.sandbox.postal_ca.server import CaServer
from rokhas_desktop.settings import Net
from rokhas_desktop.signing import binding, detached, verify
from rokhas_desktop.signing.errors import (
    LevelNotOffered,
    NotExtendable,
    OriginalChanged,
    TargetExists,
    TimestampUnreachable,
)
from rokhas_desktop.signing.longterm import Services
from rokhas_desktop.signing.timestamps import HttpSource

ACT = binding.Binding(
    "image/vnd.dwg", "Acte PCT-TEST-1, pièce 2/3", "PCT-TEST-1", "2/3", "doc-2", "Présidente du conseil TEST"
)
DOWN = HttpSource("http://127.0.0.1:9/tsa", Session(Net(connect_timeout=2, read_timeout=2, retries=0)))


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
def order(tmp_path: Path) -> detached.DetachedOrder:
    (tmp_path / "plan.dwg").write_bytes(plans.DWG)
    return detached.DetachedOrder(
        tmp_path / "plan.dwg", tmp_path / "plan.p7s", datetime.now().astimezone(), binding=ACT
    )


def signer_info(path: Path) -> cms.SignerInfo:
    return cms.ContentInfo.load(path.read_bytes(), strict=True)["content"]["signer_infos"][0]


def test_the_act_is_in_what_is_signed(
    order: detached.DetachedOrder, holder: FileSigner, ca: PostalCA, session: Session
) -> None:
    made = detached.sign(order, holder)
    assert (made.level, made.original_size, holder.asked) == ("B-B", 0, 1)
    assert openssl_accepts_detached(made.path, order.original, pem(ca.anchors[0])) == ""
    said = binding.read(signer_info(made.path))
    assert (said["Content-Type"], said["Rokhas-Act"], said["Rokhas-Piece"]) == ("image/vnd.dwg", "PCT-TEST-1", "2/3")
    assert said["Rokhas-Document"] == "doc-2"
    found = verify.verify_file(made.path, trust=ca.anchors, known=ca.chain, session=session, content=order.original)
    assert found.verdict == "TOTAL-PASSED"
    assert dict(found.signatures[0].declared) == {
        "reason": ACT.reason,
        "act": ACT.act,
        "piece": ACT.piece,
        "capacity": ACT.capacity,
    }


def test_openssl_shows_the_binding(order: detached.DetachedOrder, holder: FileSigner) -> None:
    made = detached.sign(order, holder)
    line = ["openssl", "cms", "-cmsout", "-print", "-inform", "DER", "-in", str(made.path)]
    said = subprocess.run(line, capture_output=True, text=True, check=True).stdout
    assert "Rokhas-Act: PCT-TEST-1" in said


def test_a_text_with_an_end_of_line_adds_no_line(order: detached.DetachedOrder, holder: FileSigner) -> None:
    forged = replace(ACT, capacity="TEST\r\nRokhas-Document: doc-9")
    made = detached.sign(replace(order, binding=forged), holder)
    assert binding.read(signer_info(made.path))["Rokhas-Document"] == "doc-2"


def test_other_bytes_and_an_existing_file_are_refused(order: detached.DetachedOrder, holder: FileSigner) -> None:
    with pytest.raises(OriginalChanged):
        detached.sign(replace(order, original_sha256="0" * 64), holder)
    assert holder.asked == 0
    detached.sign(order, holder)
    with pytest.raises(TargetExists):
        detached.sign(order, holder)


@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
def test_levels_that_are_not_made_are_refused_by_name(
    order: detached.DetachedOrder, holder: FileSigner, level: str
) -> None:
    with pytest.raises(LevelNotOffered):
        detached.sign(replace(order, level=level), holder, Services(DOWN))  # type: ignore[arg-type]
    assert holder.asked == 0


def test_without_its_server_it_is_deferred_only_where_that_is_allowed(
    order: detached.DetachedOrder, holder: FileSigner
) -> None:
    stamped = replace(order, level="B-T")
    with pytest.raises(TimestampUnreachable):
        detached.sign(stamped, holder, Services(DOWN))
    assert (holder.asked, order.target.exists()) == (0, False)
    made = detached.sign(replace(stamped, defer=True), holder, Services(DOWN))
    assert made.level == "B-B"
    assert made.deferred is not None
    assert made.deferred.details == {"level": "B-B", "wanted": "B-T", "reason": "SIG-006"}


def test_a_timestamp_is_added_later(
    order: detached.DetachedOrder, holder: FileSigner, ca: PostalCA, session: Session, tmp_path: Path
) -> None:
    made = detached.sign(order, holder)
    source = HttpSource(ca.urls.tsa, session)
    longer = detached.augment(made.path, tmp_path / "longer.p7s", source)
    assert (longer.level, holder.asked) == ("B-T", 1)
    assert detached.extends(longer.path, made.path)
    assert openssl_accepts_detached(longer.path, order.original, pem(ca.anchors[0])) == ""
    info = signer_info(longer.path)
    token = info["unsigned_attrs"][0]["values"][0].dump()
    said = openssl_timestamp(tmp_path, token, info["signature"].native, (*ca.anchors, *ca.chain))
    assert "Verification: OK" in said
    found = verify.verify_file(longer.path, trust=ca.anchors, known=ca.chain, session=session, content=order.original)
    assert (found.verdict, found.signatures[0].level, found.signatures[0].time_source) == (
        "TOTAL-PASSED",
        "B-T",
        "timestamp",
    )
    with pytest.raises(NotExtendable):
        detached.augment(longer.path, tmp_path / "again.p7s", source)


def test_another_signature_is_no_extension(order: detached.DetachedOrder, holder: FileSigner, tmp_path: Path) -> None:
    one = detached.sign(order, holder)
    other = detached.sign(replace(order, target=tmp_path / "other.p7s", binding=replace(ACT, document="doc-3")), holder)
    assert not detached.extends(other.path, one.path)
    (tmp_path / "rubbish.p7s").write_bytes(b"0\x03\x02\x01\x01TEST")
    assert not detached.extends(tmp_path / "rubbish.p7s", one.path)
    with pytest.raises(NotExtendable):
        detached.augment(tmp_path / "rubbish.p7s", tmp_path / "none.p7s", DOWN)
