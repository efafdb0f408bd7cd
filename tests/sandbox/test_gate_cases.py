"""The table of who may sign what, on the platform: signed and sent without any of the client's code."""

from __future__ import annotations

from typing import Any

import pytest
from support.gate_cases import CASES, GateCase
from support.pdf_signing import TestKey, ec_key
from support.platform_case import Case
from support.platform_client import Bare, problem
from support.sandbox import RunningSandbox

from rokhas_desktop.sandbox.platform.clock import Clock
from rokhas_desktop.sandbox.postal_ca import QUALIFIED_SIGNATURE, PostalCA

ASKED = [case for case in CASES if case.slug is not None and case.at is None]


@pytest.fixture(scope="module")
def shared_key() -> Any:
    return ec_key()


@pytest.fixture(scope="module")
def me(president: Bare) -> dict[str, Any]:
    found: dict[str, Any] = president.call("GET", "/v1/me").json()
    return found


@pytest.fixture(scope="module")
def reference() -> list[str]:
    """The act that refusals leave as it was; an accepted piece takes it away."""
    return []


def test_most_of_the_table_can_be_asked_over_the_network() -> None:
    assert len(ASKED) >= 40


@pytest.mark.parametrize("case", ASKED, ids=lambda case: case.id)
def test_the_platform_judges_the_same(
    case: GateCase,
    sandbox: RunningSandbox,
    president: Bare,
    clerk: Bare,
    ca: PostalCA,
    shared_key: Any,
    me: dict[str, Any],
    reference: list[str],
) -> None:
    if not reference:
        reference += sandbox.ctl("add", count=1)["references"]
    client = clerk if case.account.get("role") == "clerk" else president
    certificate = ca.issue(shared_key.public_key(), case.subject(me["cin"], me["name"]), QUALIFIED_SIGNATURE)
    mine = Case(client, TestKey(shared_key, certificate, ca.chain), reference[0])
    act = mine.act
    piece = mine.pieces[0]
    signed = mine.signed(piece)
    held = case.entitlements(Clock().today(), act["commune"], _elsewhere(act), act["need"]["family"])
    sandbox.ctl("entitle", username=sandbox.president["username"], entitlements=held)
    if case.need:
        sandbox.ctl("need", reference=reference[0], need=case.wanted({}))
    for bound in case.bound(certificate):
        sandbox.ctl("bind", username=sandbox.president["username"], sha256=bound["sha256"], state=bound["state"])
    try:
        now = {**act, "version": _version(sandbox, reference[0])}
        answer = client.submit(now, piece["id"], signed[piece["size"] :], whole=signed)
    finally:
        for bound in case.bound(certificate):
            sandbox.ctl("bind", username=sandbox.president["username"], sha256=bound["sha256"], state="none")
        sandbox.ctl("entitle", username=sandbox.president["username"], entitlements=me["entitlements"])
        if case.need:
            sandbox.ctl("need", reference=reference[0], need=act["need"])
    if case.slug:
        assert problem(answer) == case.slug
    else:
        reference.clear()
        assert answer.status_code == 200, answer.text


def _elsewhere(act: dict[str, Any]) -> dict[str, Any]:
    return {**act["commune"], "code": f"{act['commune']['code']}.TEST"}


def _version(sandbox: RunningSandbox, reference: str) -> int:
    found = next(act for act in sandbox.ctl("acts") if act["reference"] == reference)
    return int(found["version"])
