"""What is known of a key's revocation: asked at insertion and at the batch, kept, judged anew when it is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from support.desks import Keys, keys_of, log_in, rooms_at, standing
from support.sandbox import RunningSandbox

from rokhas_desktop import catalogue
from rokhas_desktop.desk.face import Desk
from rokhas_desktop.desk.room import DeskRoom
from rokhas_desktop.settings import Home


@pytest.fixture(scope="module")
def keys(sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return keys_of(sandbox, tmp_path_factory.mktemp("keys"), "valid", "revoked")


@pytest.fixture
def services_down(sandbox: RunningSandbox) -> Iterator[Any]:
    def down() -> None:
        sandbox.ctl("ocsp-down")

    yield down
    sandbox.ctl("ocsp-up")


def counted(desk: Desk) -> list[str]:
    """Every request that is made for revocation from now on."""
    assert isinstance(desk, DeskRoom)
    asked: list[str] = []
    session = desk._office.revocations._session
    real = session.send

    def send(method: str, url: str, **more: Any) -> Any:
        if url.endswith("/ocsp"):
            asked.append(url)
        return real(method, url, **more)

    session.send = send  # type: ignore[method-assign]
    return asked


def test_an_inserted_key_is_asked_once_and_its_answer_kept(desk: Desk, keys: Keys) -> None:
    asked = counted(desk)
    key = standing(desk, keys.tokens["valid"])
    assert key.revocation is None
    assert desk.check_revocation(key).revocation == "good"
    assert len(asked) == 1
    assert standing(desk, keys.tokens["valid"]).revocation == "good"
    assert desk.check_revocation(key).revocation == "good"
    assert len(asked) == 1
    assert desk.preflight([], key.selection).key is not None
    assert len(asked) == 2  # at the batch it is asked again


def test_a_kept_answer_serves_while_no_service_answers(
    home: Home, keys: Keys, sandbox: RunningSandbox, services_down: Any
) -> None:
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox)
        desk.check_revocation(standing(desk, keys.tokens["valid"]))
    services_down()
    with rooms_at(home, keys) as rooms:
        desk = rooms.desk()
        key = standing(desk, keys.tokens["valid"])
        assert key.revocation == "good"
        plan = desk.preflight([], key.selection)
        assert plan.key is not None
        assert plan.key.usable


def test_nothing_kept_and_nobody_answering_is_not_verified(desk: Desk, keys: Keys, services_down: Any) -> None:
    services_down()
    key = desk.check_revocation(standing(desk, keys.tokens["valid"]))
    assert key.revocation == "unknown"
    assert [one.code for one in key.refusals] == ["REV-002"]


def test_a_revoked_key_stays_revoked_in_another_run_without_a_network(
    home: Home, keys: Keys, sandbox: RunningSandbox, services_down: Any
) -> None:
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox)
        found = desk.check_revocation(standing(desk, keys.tokens["revoked"]))
        assert found.revocation == "revoked"
    services_down()
    with rooms_at(home, keys) as rooms:
        desk = rooms.desk()
        assert [one.code for one in standing(desk, keys.tokens["revoked"]).refusals] == ["REV-001"]
        assert desk.check_revocation(standing(desk, keys.tokens["revoked"])).revocation == "revoked"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE revocation SET answer = x'3003020100'",
        "UPDATE revocation SET asked_at = '2020-01-01T00:00:00+00:00'",
        "UPDATE revocation SET nonce = x'00112233445566778899aabbccddeeff'",
        "UPDATE revocation SET answer = (SELECT answer FROM revocation WHERE certificate = '{other}')",
    ],
)
def test_an_answer_that_was_changed_on_disk_is_not_believed(desk: Desk, keys: Keys, change: str) -> None:
    for token in keys.tokens.values():
        desk.check_revocation(standing(desk, token))
    assert standing(desk, keys.tokens["valid"]).revocation == "good"
    assert isinstance(desk, DeskRoom)
    other = keys.tokens["revoked"].certificate_sha256
    desk._office.store.database.write(change.format(other=other))
    assert standing(desk, keys.tokens["valid"]).revocation is None


@pytest.mark.parametrize(
    ("days", "code"),
    [(90, None), (61, None), (60, "CRT-040"), (31, "CRT-040"), (30, "CRT-041"), (7, "CRT-042"), (0, "CRT-042")],
)
def test_a_holder_is_reminded_before_the_certificate_expires(
    desk: Desk, keys: Keys, monkeypatch: pytest.MonkeyPatch, days: int, code: str | None
) -> None:
    assert isinstance(desk, DeskRoom)
    ends = standing(desk, keys.tokens["valid"]).not_after

    def now(_office: object) -> datetime:
        return ends - timedelta(days=days)

    monkeypatch.setattr(type(desk._office), "now", now)
    found = standing(desk, keys.tokens["valid"]).warnings
    assert [one.code for one in found if one.code.startswith("CRT-04")] == ([code] if code else [])
    for one in found:
        assert all(str(days) in one.text(language).title for language in catalogue.LANGUAGES)
