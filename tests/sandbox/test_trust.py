"""Whose certificate counts, where: test and real apart, and what is known of revocation when nobody answers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.pdf_signing import TestKey, issue

from rokhas_desktop.sandbox.platform import rules
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.tables import Account, Entitlement
from rokhas_desktop.sandbox.platform.trust import Anchors, Revocation, holder, judge, signer_name
from rokhas_desktop.sandbox.postal_ca import CaServer, Faults, PostalCA

CIN = "TT100001"


@pytest.fixture(scope="module")
def ca(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostalCA]:
    authority = PostalCA.open_or_create(tmp_path_factory.mktemp("ca") / "test-ca")
    with CaServer(authority):
        yield authority


@pytest.fixture
def anchors(ca: PostalCA) -> Anchors:
    return Anchors(environment="test", roots=ca.anchors, intermediates=ca.chain)


@pytest.fixture
def key(ca: PostalCA) -> TestKey:
    return issue(ca, CIN)


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Problem) as caught:
        work()
    return caught.value.code


def test_a_test_certificate_never_signs_on_a_real_platform(key: TestKey, ca: PostalCA, anchors: Anchors) -> None:
    now = datetime.now(UTC)
    for known in (
        {"foreign_names": frozenset({"Qualified CA Barid eSign TEST"})},
        {"foreign_sha256": frozenset(hashlib.sha256(der).hexdigest() for der in ca.chain)},
    ):
        real = replace(anchors, environment="production", **known)
        assert refused(lambda real=real: judge(key.der, key.chain, real, Revocation(), now)) == (
            "test-certificate-on-real"
        )
    judge(key.der, key.chain, anchors, Revocation(), now)


def test_the_chain_need_not_come_along(key: TestKey, anchors: Anchors) -> None:
    judge(key.der, (), anchors, Revocation(), datetime.now(UTC))


def test_what_was_learnt_stands_while_nobody_answers(key: TestKey, ca: PostalCA, anchors: Anchors) -> None:
    revocation, now = Revocation(), datetime.now(UTC)
    judge(key.der, key.chain, anchors, revocation, now)
    ca.faults = Faults(ocsp="down", crl="down")
    try:
        later = now + timedelta(minutes=5)
        judge(key.der, key.chain, anchors, revocation, later)
        stale = now + timedelta(days=30)
        assert refused(lambda: judge(key.der, key.chain, anchors, revocation, stale)) == "revocation-unknown"
        assert refused(lambda: judge(key.der, key.chain, anchors, Revocation(), now)) == "revocation-unknown"
    finally:
        ca.faults = Faults()


@pytest.mark.parametrize("faults", [Faults(ocsp="down"), Faults(ocsp="stale")])
def test_the_list_where_the_responder_does_not_help(
    key: TestKey, ca: PostalCA, anchors: Anchors, faults: Faults
) -> None:
    ca.faults = faults
    try:
        judge(key.der, key.chain, anchors, Revocation(), datetime.now(UTC))
        ca.revoke(key.certificate.serial_number)
        code = refused(lambda: judge(key.der, key.chain, anchors, Revocation(), datetime.now(UTC)))
    finally:
        ca.faults = Faults()
    assert code == "certificate-revoked"


def test_a_revocation_is_seen_within_a_minute(key: TestKey, ca: PostalCA, anchors: Anchors) -> None:
    revocation, now = Revocation(), datetime.now(UTC)
    judge(key.der, key.chain, anchors, revocation, now)
    ca.revoke(key.certificate.serial_number)
    judge(key.der, key.chain, anchors, revocation, now + timedelta(seconds=30))
    late = now + timedelta(seconds=61)
    assert refused(lambda: judge(key.der, key.chain, anchors, revocation, late)) == "certificate-revoked"


def named(surname: str, given_names: str) -> dict[str, dict[str, str]]:
    return {"surname": {"fr": surname, "ar": surname}, "given_names": {"fr": given_names, "ar": given_names}}


def test_whose_it_is(key: TestKey, ca: PostalCA) -> None:
    hers = {
        "surname": {"fr": "TEST Alaoui", "ar": "TEST علوي"},
        "given_names": {"fr": "TEST Nadia", "ar": "TEST نادية"},
    }
    nobodys = {"surname": {"fr": "Fictif", "ar": "وهمي"}, "given_names": {"fr": "Abdelkader", "ar": "عبد القادر"}}
    holder(key.der, "tt 100001", hers)
    assert refused(lambda: holder(key.der, "TT100001", nobodys)) == "wrong-holder"
    assert refused(lambda: holder(key.der, "TT100002", hers)) == "wrong-holder"
    assert refused(lambda: holder(key.der, None, hers)) == "wrong-holder"
    passport = issue(ca, CIN, id_type="PAS")
    assert refused(lambda: holder(passport.der, CIN, hers)) == "holder-unknown"
    assert signer_name(key.der) == "T. N. T. A."
    assert signer_name(Path(__file__).read_bytes()) is None


SOME = st.lists(st.sampled_from(["a", "b", "c"]), unique=True)


@given(
    families=SOME, classes=SOME, sectors=SOME, family=st.sampled_from("abc"), sector=st.none() | st.sampled_from("abc")
)
def test_an_entitlement_covers_what_all_its_lists_allow(
    families: list[str], classes: list[str], sectors: list[str], family: str, sector: str | None
) -> None:
    day = datetime(2026, 11, 24, tzinfo=UTC).date()
    content = {
        "kind": "president",
        "commune": {"code": "x"},
        "families": families,
        "project_classes": classes,
        "sectors": sectors,
        "valid_from": day.isoformat(),
        "valid_to": day.isoformat(),
    }
    held = Entitlement(id="e", position=0, territory="x", content=content, suspended=False)
    account = Account(id="a", role="signer", entitlements=[held])
    need = {"commune": "x", "family": family, "project_class": "b", "sector": sector}
    covered = (
        (not families or family in families)
        and (not classes or "b" in classes)
        and (sector is None or not sectors or sector in sectors)
    )
    for when, in_time in ((day, True), (day - timedelta(days=1), False), (day + timedelta(days=1), False)):
        if covered and in_time:
            rules.office(account, need, when)
        else:
            assert refused(lambda when=when: rules.office(account, need, when)) == "not-entitled"
