"""OAuth 2.0 on the reference platform: what is granted, and every way in that is not one."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from support.platform_client import REDIRECT, Bare, problem
from support.sandbox import RunningSandbox


@pytest.fixture
def anybody(sandbox: RunningSandbox) -> Iterator[Bare]:
    client = Bare(sandbox)
    yield client
    client.close()


def me(client: Bare, token: str) -> requests.Response:
    answer: requests.Response = client.call("GET", "/v1/me", headers={"Authorization": f"Bearer {token}"})
    return answer


def test_discovery_is_read_before_log_in(anybody: Bare, sandbox: RunningSandbox) -> None:
    found = anybody.call("GET", "/.well-known/rokhas-desktop").json()
    assert found["environment"] == "test"
    assert found["authorization_endpoint"] == f"{sandbox.url}/oauth/authorize"
    assert len(found["anchors"]) == 1
    assert len(found["test_chain"]) == 2


def test_no_plain_http_and_no_other_trust(sandbox: RunningSandbox) -> None:
    with pytest.raises(requests.ConnectionError):
        requests.get(sandbox.url.replace("https", "http"), timeout=10)
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(sandbox.url, timeout=10)


def test_the_page_is_accessible_and_speaks_both_languages(anybody: Bare) -> None:
    query = anybody.authorize_query("x" * 43)
    french = anybody.call("GET", f"/oauth/authorize?{query}")
    arabic = anybody.call("GET", f"/oauth/authorize?{query}", headers={"Accept-Language": "ar-MA,fr;q=0.5"})
    assert '<html lang="fr" dir="ltr">' in french.text
    assert '<html lang="ar" dir="rtl">' in arabic.text
    for page in (french.text, arabic.text):
        assert '<label for="username">' in page
        assert 'autocomplete="current-password"' in page
        assert "<script" not in page
    assert "default-src 'none'" in french.headers["Content-Security-Policy"]
    assert french.headers["Cache-Control"] == "no-store"
    assert "TEST" in french.text


def test_what_was_typed_cannot_break_out_of_the_page(anybody: Bare) -> None:
    query = anybody.authorize_query("x" * 43)
    form = {"username": '"><b>TEST', "password": "wrong"}
    page = anybody.call("POST", f"/oauth/authorize?{query}", data=form)
    assert page.status_code == 401
    assert "<b>TEST" not in page.text
    assert 'role="alert"' in page.text


def test_log_in_and_out(anybody: Bare, sandbox: RunningSandbox) -> None:
    anybody.log_in("presidente.aitmelloul")
    tokens = anybody.tokens
    assert tokens["scope"] == "read sign"
    assert tokens["expires_in"] <= 600
    assert me(anybody, tokens["access_token"]).json()["role"] == "signer"
    form = {"token": tokens["refresh_token"], "client_id": "rokhas-desktop"}
    assert anybody.call("POST", "/oauth/revoke", data=form).status_code == 200
    assert problem(me(anybody, tokens["access_token"])) == "not-authenticated"
    again = anybody.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"])
    assert again.json()["error"] == "invalid_grant"


def test_a_clerk_never_gets_the_right_to_sign(anybody: Bare) -> None:
    verifier = secrets.token_urlsafe(48)
    code = anybody.code("agent.aitmelloul", verifier, scope="read sign")
    tokens = anybody.token(
        grant_type="authorization_code", code=code, code_verifier=verifier, redirect_uri=REDIRECT
    ).json()
    assert tokens["scope"] == "read"


@pytest.mark.parametrize("verifier", ["y" * 43, "short", ""])
def test_another_verifier_gets_nothing(anybody: Bare, verifier: str) -> None:
    code = anybody.code("presidente.aitmelloul", "x" * 43)
    answer = anybody.token(grant_type="authorization_code", code=code, code_verifier=verifier, redirect_uri=REDIRECT)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_a_code_is_good_once_and_its_replay_revokes_what_it_gave(anybody: Bare) -> None:
    verifier = secrets.token_urlsafe(48)
    code = anybody.code("presidente.aitmelloul", verifier)
    form = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier, "redirect_uri": REDIRECT}
    first = anybody.token(**form).json()
    assert me(anybody, first["access_token"]).status_code == 200
    assert anybody.token(**form).json()["error"] == "invalid_grant"
    assert me(anybody, first["access_token"]).status_code == 401


def test_a_refresh_token_that_comes_back_revokes_its_line(anybody: Bare) -> None:
    anybody.log_in("presidente.aitmelloul")
    first = anybody.tokens
    second = anybody.token(grant_type="refresh_token", refresh_token=first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert me(anybody, second["access_token"]).status_code == 200
    replay = anybody.token(grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert replay.json()["error"] == "invalid_grant"
    assert me(anybody, second["access_token"]).status_code == 401
    last = anybody.token(grant_type="refresh_token", refresh_token=second["refresh_token"])
    assert last.json()["error"] == "invalid_grant"


def test_another_redirect_address_at_the_token_endpoint(anybody: Bare) -> None:
    code = anybody.code("presidente.aitmelloul", "x" * 43)
    other = REDIRECT.replace("49152", "49153")
    answer = anybody.token(grant_type="authorization_code", code=code, code_verifier="x" * 43, redirect_uri=other)
    assert answer.json()["error"] == "invalid_grant"


@pytest.mark.parametrize("port", ["1024", "65535"])
@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
def test_any_loopback_port(anybody: Bare, host: str, port: str) -> None:
    query = anybody.authorize_query("x" * 43, redirect_uri=f"http://{host}:{port}/log-in")
    assert anybody.call("GET", f"/oauth/authorize?{query}").status_code == 200


@pytest.mark.parametrize(
    "uri",
    [
        "https://evil.example/log-in",
        "http://localhost:1234/log-in",
        "http://127.0.0.1:1234/other",
        "http://127.0.0.1:1234/log-in?x=1",
        "http://127.0.0.1/log-in",
        "http://127.0.0.1.evil.example:1234/log-in",
        "http://user@127.0.0.1:1234/log-in",
        "http://127.0.0.1:99999/log-in",
        None,
    ],
)
def test_nothing_is_sent_to_an_address_that_is_not_the_clients(anybody: Bare, uri: str | None) -> None:
    query = anybody.authorize_query("x" * 43, redirect_uri=uri)
    password = anybody.sandbox.president["password"]
    form = {"username": "presidente.aitmelloul", "password": password}
    for method, data in (("GET", None), ("POST", form)):
        answer = anybody.call(method, f"/oauth/authorize?{query}", data=data)
        assert answer.status_code == 400
        assert "Location" not in answer.headers
        assert "<form" not in answer.text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "admin"}, "invalid_scope"),
    ],
)
def test_what_else_is_wrong_is_told_to_the_client(anybody: Bare, changes: dict[str, str], error: str) -> None:
    answer = anybody.call("GET", f"/oauth/authorize?{anybody.authorize_query('x' * 43, **changes)}")
    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer.headers["Location"]).query) == {"error": [error], "state": ["TEST-state"]}


def test_codes_and_tokens_end_with_time(anybody: Bare, sandbox: RunningSandbox) -> None:
    verifier = secrets.token_urlsafe(48)
    code = anybody.code("presidente.aitmelloul", verifier)
    anybody.log_in("presidente.aitmelloul")
    try:
        sandbox.ctl("clock", seconds=61)
        form = {"grant_type": "authorization_code", "code": code, "code_verifier": verifier}
        assert anybody.token(**form, redirect_uri=REDIRECT).json()["error"] == "invalid_grant"
        sandbox.ctl("clock", seconds=600)
        assert me(anybody, anybody.tokens["access_token"]).status_code == 401
        renewed = anybody.token(grant_type="refresh_token", refresh_token=anybody.tokens["refresh_token"])
        assert me(anybody, renewed.json()["access_token"]).status_code == 200
    finally:
        sandbox.ctl("clock", seconds=-661)


def test_wrong_passwords_are_counted(anybody: Bare, sandbox: RunningSandbox) -> None:
    query = anybody.authorize_query("x" * 43)
    form = {"username": "president.martil", "password": "wrong"}
    answers = [anybody.call("POST", f"/oauth/authorize?{query}", data=form).status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]
    form["password"] = sandbox.account("president.martil")["password"]
    locked = anybody.call("POST", f"/oauth/authorize?{query}", data=form)
    assert locked.status_code == 429
    assert int(locked.headers["Retry-After"]) <= 301
    try:
        sandbox.ctl("clock", seconds=302)
        assert anybody.call("POST", f"/oauth/authorize?{query}", data=form).status_code == 303
    finally:
        sandbox.ctl("clock", seconds=-302)


@pytest.mark.parametrize("authorization", [None, "Basic TEST", "Bearer", "Bearer unknown"])
def test_without_a_good_token(anybody: Bare, authorization: str | None) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    answer = anybody.call("GET", "/v1/me", headers=headers)
    assert problem(answer) == "not-authenticated"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("grant_type=password&client_id=rokhas-desktop", "unsupported_grant_type"),
        ("grant_type=refresh_token&client_id=other", "invalid_client"),
        ("grant_type=refresh_token&client_id=rokhas-desktop", "invalid_grant"),
        ("client_id=rokhas-desktop&client_id=other&grant_type=refresh_token", "invalid_request"),
    ],
)
def test_bad_token_requests(anybody: Bare, body: str, error: str) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert anybody.call("POST", "/oauth/token", data=body, headers=headers).json()["error"] == error


def test_no_secret_is_kept_as_it_is(sandbox: RunningSandbox, anybody: Bare) -> None:
    anybody.log_in("presidente.aitmelloul")
    kept = b"".join(path.read_bytes() for path in sandbox.data.glob("platform.db*"))
    for secret in (
        sandbox.president["password"],
        *(anybody.tokens[name] for name in ("access_token", "refresh_token")),
    ):
        assert secret.encode() not in kept
