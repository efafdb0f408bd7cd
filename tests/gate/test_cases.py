"""The table of who may sign what, through the client's gate; the platform's own judgement is in tests/sandbox."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from support.gate_cases import CASES, GateCase, day_of
from support.pdf_signing import ec_key

from rokhas_desktop import catalogue
from rokhas_desktop.api.models import Account, Need
from rokhas_desktop.identity import gate
from rokhas_desktop.identity.rules import built_in
from rokhas_desktop.identity.subject import read_holder
from rokhas_desktop.sandbox.platform.clock import ZONE
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.rules import office
from rokhas_desktop.sandbox.platform.tables import Account as Known
from rokhas_desktop.sandbox.platform.tables import Entitlement as Holding
from rokhas_desktop.sandbox.postal_ca import QUALIFIED_SIGNATURE, PostalCA

CIN = "JB900142"
HERE = {"code": "01.511.01", "name": {"fr": "TEST Aïn Zohra", "ar": "TEST عين زهرة"}}
ELSEWHERE = {"code": "01.511.99", "name": {"fr": "TEST Ailleurs", "ar": "TEST مكان آخر"}}
NAME = {"surname": {"fr": "Ouaziz TEST", "ar": "واعزيز تجربة"}, "given_names": {"fr": "Naïma", "ar": "نعيمة"}}
NEED = {"commune": HERE["code"], "family": "PCT", "project_class": "small", "sector": "urbanisme"}
TODAY = "2026-11-24T12:00:00+00:00"


@pytest.fixture(scope="module")
def ca(tmp_path_factory: pytest.TempPathFactory) -> PostalCA:
    return PostalCA.open_or_create(tmp_path_factory.mktemp("ca") / "test-ca")


@pytest.fixture(scope="module")
def key() -> Any:
    return ec_key()


def test_the_table_is_whole() -> None:
    assert len(CASES) >= 40
    assert len({case.id for case in CASES}) == len(CASES)
    assert {case.expect for case in CASES} > {"", "IDN-001", "IDN-002", "IDN-003", "IDN-010", "IDN-012"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_gate(case: GateCase, ca: PostalCA, key: Any) -> None:
    day = day_of(case.at or TODAY, built_in().zone)
    certificate = ca.issue(key.public_key(), case.subject(CIN, NAME), QUALIFIED_SIGNATURE)
    account = Account.model_validate(
        {
            "id": "acc-TEST",
            "role": case.account.get("role", "signer"),
            "name": NAME,
            "cin": None if case.account.get("cin") == "none" else CIN,
            "entitlements": case.entitlements(day, HERE, ELSEWHERE, "PCT"),
            "certificates": case.bound(certificate),
        }
    )
    holder = read_holder(certificate)
    sha256 = certificate.fingerprint(SHA256()).hex()
    need = Need.model_validate(case.wanted(NEED))
    found = [*gate.check_signer(account, holder, sha256), *gate.check_entitlement(account, need, day)]
    codes = list(dict.fromkeys(one.code for one in found))
    assert codes == ([case.expect] if case.expect else [])
    for one in found:
        for language in catalogue.LANGUAGES:
            said = one.text(language)
            assert said.title
            assert said.cause
            assert said.remedy
            assert CIN not in f"{said}"


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=lambda case: case.id)
def test_midnight_is_the_same_on_the_platform(case: GateCase) -> None:
    """The platform's own rule at the same instants; over the network its clock would outlive the log-in."""
    day = day_of(case.at or "", ZONE)
    held = [
        Holding(id=one["id"], account_id="acc-TEST", position=n, territory="", content=one, suspended=False)
        for n, one in enumerate(case.entitlements(day, HERE, ELSEWHERE, "PCT"))
    ]
    account = Known(id="acc-TEST", role="signer", entitlements=held)
    if not case.expect:
        office(account, NEED, day)
        return
    with pytest.raises(Problem) as refused:
        office(account, NEED, day)
    assert refused.value.code == "not-entitled"


def test_the_days_end_where_ramadan_puts_the_clocks_back() -> None:
    zone = built_in().zone
    assert day_of("2027-02-01T23:30:00+00:00", zone).day == 2
    assert day_of("2027-02-20T23:30:00+00:00", zone).day == 20
