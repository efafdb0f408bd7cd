"""The readiness board: whose it is, what it counts, that it names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.platform_client import Bare, problem
from support.sandbox import RunningSandbox

from rokhas_desktop.sandbox.platform.board import days_lost
from rokhas_desktop.sandbox.seed import wave, world

TODAY = date(2027, 11, 30)


@pytest.fixture(scope="module")
def help_desk(sandbox: RunningSandbox) -> Iterator[Bare]:
    client = Bare(sandbox, "assistance")
    yield client
    client.close()


def whole(client: Bare) -> tuple[list[dict[str, Any]], str]:
    """Every page."""
    communes: list[dict[str, Any]] = []
    after, text = None, ""
    while True:
        told = client.call("GET", "/v1/keys/board", params={"after": after} if after else {})
        page = told.json()
        communes += page["communes"]
        text += told.text
        after = page["next"]
        if after is None:
            return communes, text


def test_the_wave_is_the_whole_country_and_names_nobody(help_desk: Bare) -> None:
    communes, text = whole(help_desk)
    assert len({one["commune"]["code"] for one in communes}) == len(communes) == wave.COMMUNES
    assert len({one["province"]["code"] for one in communes}) == 75
    assert len({one["region"]["code"] for one in communes}) == 12
    assert {one["state"] for one in communes} >= {"unknown", "ordered", "activated", "registered", "lapsed", "revoked"}
    for account in world(1).accounts:
        assert account.surname.fr.split()[0] not in text
        assert account.cin is None or account.cin not in text
    made_up = [one for one in communes if ".9" in one["commune"]["code"]]
    assert all("TEST" in one["commune"]["name"]["fr"] for one in made_up)


def test_a_commune_with_an_account_is_as_its_account_is(help_desk: Bare, sandbox: RunningSandbox) -> None:
    def berrechid() -> dict[str, object]:
        communes = help_desk.call("GET", "/v1/keys/board", params={"province": "06.117"}).json()["communes"]
        found: dict[str, object] = next(one for one in communes if one["commune"]["name"]["fr"] == "Berrechid")
        return found

    before = berrechid()
    assert (before["state"], before["meanwhile"]) == ("at_agency", True)
    sandbox.ctl("key-step", username="president.berrechid", step="face_to_face", state="done", by="ca")
    assert berrechid()["state"] == "face_to_face"
    sandbox.ctl("key-step", username="president.berrechid", step="face_to_face", state="unknown")


def test_only_the_help_desk_and_only_its_provinces(sandbox: RunningSandbox, president: Bare, clerk: Bare) -> None:
    assert problem(president.call("GET", "/v1/keys/board")) == "not-help-desk"
    assert problem(clerk.call("GET", "/v1/keys/board")) == "not-help-desk"
    client = Bare(sandbox, "assistance.fes")
    try:
        seen = client.call("GET", "/v1/keys/board").json()["communes"]
        assert {one["province"]["code"] for one in seen} == {"03.231", "03.591"}
        assert problem(client.call("GET", "/v1/keys/board", params={"province": "06.117"})) == "not-yours"
        acts = client.call("GET", "/v1/acts").json()["items"]
        assert acts == []
    finally:
        client.close()


def test_the_same_seed_gives_the_same_wave() -> None:
    one, same, other = (wave.wave(seed, TODAY, frozenset(), 200) for seed in (1, 1, 2))
    assert one == same != other


@given(st.lists(st.integers(-400, 400)), st.integers(0, 400), st.sampled_from(["unknown", "ordered", "activated"]))
def test_days_are_lost_only_in_the_mandate_and_without_a_key(ages: list[int], began: int, state: str) -> None:
    content = {"state": state, "mandate_from": (TODAY - timedelta(days=began)).isoformat()}
    lost = days_lost(content, [TODAY - timedelta(days=age) for age in ages], TODAY)
    assert 0 <= lost <= began * len(ages)
    assert lost == (0 if state == "activated" else sum(min(max(age, 0), began) for age in ages))
