"""The browser's answer on the loopback, and the tokens that follow, as far as no platform is needed."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from support.loopback_https import Asked, Loopback, Reply

from rokhas_desktop.api import errors
from rokhas_desktop.api.login import LogIn
from rokhas_desktop.api.loopback import LoopbackReceiver
from rokhas_desktop.api.models import Platform
from rokhas_desktop.api.tokens import Access, Tokens
from rokhas_desktop.errors import Cancelled
from rokhas_desktop.net.errors import Unavailable
from rokhas_desktop.net.session import Session
from rokhas_desktop.progress import Cancel


def browse(url: str) -> tuple[int, str]:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5) as page:
            return page.status, page.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_answer_with_the_right_state_is_taken() -> None:
    with LoopbackReceiver("TEST-state") as receiver:
        assert receiver.redirect_uri.startswith("http://127.0.0.1:")
        status, page = browse(f"{receiver.redirect_uri}?{urlencode({'code': 'TEST code', 'state': 'TEST-state'})}")
        assert receiver.wait(5) == {"code": "TEST code", "state": "TEST-state"}
    assert status == 200
    assert 'lang="fr"' in page
    assert 'lang="ar" dir="rtl"' in page
    assert "TEST code" not in page


def test_what_is_not_the_answer_changes_nothing() -> None:
    with LoopbackReceiver("TEST-state") as receiver:
        origin = receiver.redirect_uri.rpartition("/")[0]
        with socket.create_connection(("127.0.0.1", urlsplit(origin).port or 0)):  # a browser that connects ahead
            assert browse(f"{origin}/favicon.ico")[0] == 404
            assert browse(f"{receiver.redirect_uri}?code=a&state=other")[0] == 400
            assert browse(f"{receiver.redirect_uri}?code=a")[0] == 400
            browse(f"{receiver.redirect_uri}?code=b&state=TEST-state")
            assert receiver.wait(5)["code"] == "b"
            assert browse(f"{receiver.redirect_uri}?code=c&state=TEST-state")[0] == 404


def test_nobody_comes() -> None:
    with LoopbackReceiver("TEST-state") as receiver, pytest.raises(errors.LogInTimedOut):
        receiver.wait(0.2)


def test_only_a_stranger_comes() -> None:
    with LoopbackReceiver("TEST-state") as receiver:
        browse(f"{receiver.redirect_uri}?code=a&state=other")
        with pytest.raises(errors.LogInMixedUp):
            receiver.wait(0.2)


def test_waiting_is_stopped() -> None:
    cancel = Cancel()
    with LoopbackReceiver("TEST-state") as receiver:
        threading.Timer(0.2, cancel.ask).start()
        with pytest.raises(Cancelled):
            receiver.wait(30, cancel)


def test_the_port_is_free_again() -> None:
    receiver = LoopbackReceiver("TEST-state")
    port = urlsplit(receiver.redirect_uri).port or 0
    receiver.close()
    with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
        pytest.fail("it still listens")


@pytest.fixture
def platform(server: Loopback) -> Platform:
    return Platform.model_validate(
        {
            "id": "TEST",
            "name": {"fr": "TEST", "ar": "TEST"},
            "environment": "test",
            "zone": "Africa/Casablanca",
            "client_id": "rokhas-desktop",
            "authorization_endpoint": f"{server.url}/authorize",
            "token_endpoint": f"{server.url}/token",
            "revocation_endpoint": f"{server.url}/revoke",
            "anchors": [],
        }
    )


GIVEN = {"access_token": "TEST-access", "token_type": "Bearer", "expires_in": 600, "refresh_token": "TEST-refresh"}


def test_a_log_in_proves_itself_by_its_verifier(server: Loopback, session: Session, platform: Platform) -> None:
    server.script(Reply(body=json.dumps(GIVEN).encode()))
    with LogIn(session, platform) as log_in:
        asked = {name: value[0] for name, value in parse_qs(urlsplit(log_in.authorize_url).query).items()}
        browse(f"{asked['redirect_uri']}?{urlencode({'code': 'TEST', 'state': asked['state']})}")
        tokens = log_in.wait(5)
    assert asked["code_challenge_method"] == "S256"
    assert (tokens.access, tokens.refresh) == ("TEST-access", "TEST-refresh")
    sent = {name: value[0] for name, value in parse_qs(server.asked[0].body.decode()).items()}
    assert sent["redirect_uri"] == asked["redirect_uri"]
    assert len(sent["code_verifier"]) == 64
    assert asked["state"] not in sent.values()
    assert "TEST-access" not in repr(tokens) + str(tokens)


def test_a_refused_log_in_says_so(session: Session, platform: Platform) -> None:
    with LogIn(session, platform) as log_in:
        asked = parse_qs(urlsplit(log_in.authorize_url).query)
        status, _ = browse(f"{asked['redirect_uri'][0]}?error=access_denied&state={asked['state'][0]}")
        with pytest.raises(errors.LogInRefused) as caught:
            log_in.wait(5)
    assert status == 400
    assert caught.value.details == {"reason": "access_denied"}


class Memory:
    """Keeps tokens for one test."""

    warning = None

    def __init__(self, tokens: Tokens | None) -> None:
        self.tokens = tokens

    def load(self) -> Tokens | None:
        return self.tokens

    def save(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def forget(self) -> None:
        self.tokens = None


OLD = Tokens(access="old", refresh="old-refresh", expires_at=None)


def test_a_refused_token_is_renewed_once(server: Loopback, session: Session, platform: Platform) -> None:
    server.script(Reply(body=json.dumps(GIVEN).encode()))
    store = Memory(OLD)
    access = Access(session, platform, store)
    assert access.token() == "old"
    assert access.renew("old") == "TEST-access"
    assert access.renew("old") == "TEST-access"
    assert len(server.asked) == 1
    assert store.tokens is not None
    assert store.tokens.refresh == "TEST-refresh"


def test_a_token_about_to_end_is_renewed_before(server: Loopback, session: Session, platform: Platform) -> None:
    server.script(Reply(body=json.dumps({**GIVEN, "expires_in": 30}).encode()))
    access = Access(session, platform, Memory(OLD))
    access.renew("old")
    access.token()
    assert len(server.asked) == 2


def test_another_process_was_first(server: Loopback, session: Session, platform: Platform) -> None:
    store = Memory(OLD)
    access = Access(session, platform, store)
    access.token()
    store.tokens = Tokens(access="newer", refresh="newer-refresh", expires_at=None)
    assert access.renew("old") == "newer"
    assert server.asked == []


def test_a_session_that_ended_is_forgotten(server: Loopback, session: Session, platform: Platform) -> None:
    server.script(Reply(400, b'{"error": "invalid_grant"}'))
    store = Memory(OLD)
    with pytest.raises(errors.NotLoggedIn):
        Access(session, platform, store).renew("old")
    assert store.tokens is None


class Full(Memory):
    """A place without room while ``full``; what it held stays."""

    full = True

    def save(self, tokens: Tokens) -> None:
        if self.full:
            raise errors.CannotStore(file="TEST", reason="No space left on device")
        super().save(tokens)


def test_a_renewal_that_the_disk_refused_is_held_and_kept_once_there_is_room(
    server: Loopback, session: Session, platform: Platform
) -> None:
    server.script(Reply(body=json.dumps(GIVEN).encode()))
    store = Full(OLD)
    access = Access(session, platform, store)
    for ask in (lambda: access.renew("old"), access.token, lambda: access.renew("old")):
        with pytest.raises(errors.CannotStore):
            ask()
    assert store.tokens == OLD
    store.full = False
    assert access.renew("old") == access.token() == "TEST-access"
    assert store.tokens is not None
    assert store.tokens.refresh == "TEST-refresh"
    assert len(server.asked) == 1  # the platform has forgotten the refresh token before: it is not asked with it again


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(503, b"", {"Content-Type": "text/plain"}), Unavailable),
        (Reply(400, b'{"error": "invalid_client"}'), errors.LogInRefused),
        (Reply(200, b'{"access_token": "a", "token_type": "mac"}'), errors.LogInRefused),
        (Reply(200, b'{"access_token": 5}'), errors.AnswerNotUnderstood),
        (Reply(200, b"[]"), errors.AnswerNotUnderstood),
    ],
)
def test_a_session_outlives_what_says_nothing_about_it(
    server: Loopback, session: Session, platform: Platform, reply: Reply, error: type[Exception]
) -> None:
    server.script(reply)
    store = Memory(OLD)
    with pytest.raises(error):
        Access(session, platform, store).renew("old")
    assert store.tokens == OLD


def test_logging_out_tells_the_platform(server: Loopback, session: Session, platform: Platform) -> None:
    store = Memory(OLD)
    assert Access(session, platform, store).end()
    assert store.tokens is None
    sent = parse_qs(server.asked[0].body.decode())
    assert sent["token"] == ["old-refresh"]
    assert sent["token_type_hint"] == ["refresh_token"]
    assert sent["client_id"] == ["rokhas-desktop"]


def test_logging_out_without_a_network_forgets_all_the_same(
    server: Loopback, session: Session, platform: Platform
) -> None:
    server.close()
    server.close = lambda: None  # type: ignore[method-assign]
    store = Memory(OLD)
    assert not Access(session, platform, store).end()
    assert store.tokens is None


def test_two_threads_renew_once(server: Loopback, session: Session, platform: Platform) -> None:
    def slowly(_: Asked) -> Reply:
        return Reply(body=json.dumps(GIVEN).encode(), wait=0.2)

    server.answer = slowly
    access = Access(session, platform, Memory(OLD))
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(access.renew("old"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["TEST-access"] * 4
    assert len(server.asked) == 1
