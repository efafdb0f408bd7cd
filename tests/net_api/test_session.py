"""The way out, on a real HTTPS server of the loopback that misbehaves as the field does."""

from __future__ import annotations

import hashlib
import io
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import requests.adapters
from hypothesis import given
from hypothesis import strategies as st
from support.loopback_https import Loopback, Reply, TestAuthority, connect_proxy

from rokhas_desktop.net import address, errors
from rokhas_desktop.net.clock import Clocks
from rokhas_desktop.net.session import Session
from rokhas_desktop.settings import Net

QUICK = Net(connect_timeout=5.0, read_timeout=5.0, retries=2)


def test_an_extra_authority_is_believed(server: Loopback, session: Session) -> None:
    server.script(Reply(body=b'{"a": 1}'))
    answer = session.send("GET", f"{server.url}/x", query={"since": "a&b"})
    assert answer.json() == {"a": 1}
    assert server.asked[0].path == "/x?since=a%26b"


def test_without_it_the_server_is_not_trusted(server: Loopback) -> None:
    with pytest.raises(errors.TlsUntrusted) as caught:
        Session(QUICK).send("GET", server.url)
    assert caught.value.details["host"] == f"127.0.0.1:{server.port}"
    assert server.asked == []


def test_neither_certifi_nor_the_environment_adds_trust(
    server: Loopback, authority: TestAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(authority.file))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority.file))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(authority.file))
    assert requests.get(server.url, timeout=5).status_code == 200  # what requests alone would do
    with pytest.raises(errors.TlsUntrusted):
        Session(QUICK).send("GET", server.url)


@pytest.mark.parametrize(
    ("names", "days", "error"),
    [(("127.0.0.1",), -1, errors.TlsOutOfDate), (("other.test",), 7, errors.TlsWrongName)],
)
def test_bad_certificates_are_told_apart(
    authority: TestAuthority, session: Session, names: tuple[str, ...], days: int, error: type[errors.NetError]
) -> None:
    server = Loopback(authority.server(*names, days=days))
    try:
        with pytest.raises(error):
            session.send("GET", server.url)
    finally:
        server.close()


def test_a_server_without_tls_is_told_apart_from_one_that_is_not_trusted(session: Session) -> None:
    server = Loopback(None)
    try:
        with pytest.raises(errors.TlsFailed):
            session.send("GET", server.url.replace("http:", "https:"))
    finally:
        server.close()


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_tls_is_refused(authority: TestAuthority, session: Session) -> None:
    tls = authority.server()
    tls.minimum_version = ssl.TLSVersion.TLSv1
    tls.maximum_version = ssl.TLSVersion.TLSv1_1
    tls.set_ciphers("ALL:@SECLEVEL=0")
    server = Loopback(tls)
    try:
        with pytest.raises(errors.TlsFailed):
            session.send("GET", server.url)
    finally:
        server.close()


def test_nothing_listens(session: Session) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(errors.Refused):
        session.send("GET", f"https://127.0.0.1:{port}/")


def test_a_name_that_does_not_exist(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    # The resolver is the one thing replaced: a test asks no name server.
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(errors.NameNotFound) as caught:
        session.send("GET", "https://platform.invalid/")
    assert caught.value.details == {"host": "platform.invalid"}


def test_silence_ends(authority: TestAuthority, server: Loopback) -> None:
    server.script(Reply(wait=30))
    session = Session(Net(connect_timeout=5, read_timeout=0.2, retries=0), ca=authority.file)
    began = time.monotonic()
    with pytest.raises(errors.TimedOut):
        session.send("GET", server.url)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(200, b"<html>Sign in</html>", {"Content-Type": "text/html; charset=utf-8"}), errors.CaptivePortal),
        (Reply(511, b"<html>", {"Content-Type": "text/html"}), errors.CaptivePortal),
        (Reply(500, b"<html>", {"Content-Type": "text/html"}), errors.Unavailable),
        (Reply(200, b"{'a'}"), errors.NotUnderstood),
        (Reply(200, b"[" * 200_000), errors.NotUnderstood),
        (Reply(404, b"<html>", {"Content-Type": "text/html"}), errors.NotUnderstood),
    ],
)
def test_what_is_not_the_data_wanted(
    server: Loopback, session: Session, reply: Reply, error: type[errors.NetError]
) -> None:
    server.script(reply)
    with pytest.raises(error):
        session.send("GET", server.url).json()


def test_a_cut_answer_is_no_answer(server: Loopback, session: Session) -> None:
    server.script(Reply(body=b"x" * 10_000, cut=4_000))
    with pytest.raises(errors.Truncated):
        session.send("GET", server.url)


def test_a_huge_answer_is_not_held_in_memory(server: Loopback, session: Session) -> None:
    server.script(Reply(body=b"[" + b"1," * 500_000 + b"1]"))
    with pytest.raises(errors.TooLong):
        session.send("GET", server.url, limit=100_000)


def test_a_redirect_on_the_same_host_is_followed(server: Loopback, session: Session) -> None:
    server.script(Reply(302, headers={"Location": "/there"}), Reply(body=b"1"))
    assert session.send("GET", f"{server.url}/here").json() == 1
    assert [asked.path for asked in server.asked] == ["/here", "/there"]


@pytest.mark.parametrize("status", [307, 308])
def test_a_redirect_that_keeps_the_method_repeats_the_body(server: Loopback, session: Session, status: int) -> None:
    server.script(Reply(status, headers={"Location": "/there"}), Reply(body=b"1"))
    assert session.send("POST", f"{server.url}/here", body=b"TEST").json() == 1
    assert [(asked.method, asked.path, asked.body) for asked in server.asked] == [
        ("POST", "/here", b"TEST"),
        ("POST", "/there", b"TEST"),
    ]


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_redirect_that_would_turn_a_call_into_a_get_is_not_followed(
    server: Loopback, session: Session, status: int
) -> None:
    server.script(Reply(status, headers={"Location": "/there"}))
    with pytest.raises(errors.RedirectedElsewhere):
        session.send("POST", f"{server.url}/here", body=b"TEST")
    assert len(server.asked) == 1


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_a_redirect_elsewhere_is_not_followed(
    server: Loopback, session: Session, authority: TestAuthority, method: str
) -> None:
    other = Loopback(authority.server())
    try:
        server.script(Reply(307, headers={"Location": f"{other.url}/take"}))
        with pytest.raises(errors.RedirectedElsewhere) as caught:
            session.send(method, server.url, headers={"Authorization": "Bearer TEST"}, body=b"x")
        assert caught.value.details["target"] == f"127.0.0.1:{other.port}"
        assert other.asked == []
    finally:
        other.close()


def test_a_redirect_in_a_circle_ends(server: Loopback, session: Session) -> None:
    server.script(Reply(302, headers={"Location": "/again"}))
    with pytest.raises(errors.RedirectedElsewhere):
        session.send("GET", server.url)
    assert len(server.asked) == 4


def test_a_busy_server_is_asked_again(server: Loopback, session: Session) -> None:
    server.script(Reply(503), Reply(body=b"1"))
    assert session.send("GET", server.url).json() == 1


def test_a_wait_that_the_server_asks_for_is_kept(server: Loopback, session: Session) -> None:
    server.script(Reply(429, headers={"Retry-After": "1"}), Reply(body=b"1"))
    began = time.monotonic()
    assert session.send("GET", server.url).json() == 1
    assert time.monotonic() - began >= 1


def test_asking_again_has_an_end(server: Loopback, session: Session) -> None:
    server.script(Reply(503))
    assert session.send("GET", server.url).status == 503
    assert len(server.asked) == 3


@pytest.mark.parametrize(("headers", "times"), [({}, 1), ({"Idempotency-Key": "TEST"}, 2)])
def test_a_post_is_sent_again_only_with_a_key(
    server: Loopback, session: Session, headers: dict[str, str], times: int
) -> None:
    server.script(Reply(503), Reply(200, b"1"))
    session.send("POST", server.url, headers=headers, body=b"x")
    assert [asked.body for asked in server.asked] == [b"x"] * times


def test_a_file_is_sent_whole_again(server: Loopback, session: Session, tmp_path: Path) -> None:
    data = bytes(range(256)) * 2_000
    file = tmp_path / "body"
    file.write_bytes(b"skipped" + data)
    server.script(Reply(503), Reply(200, b"1"))
    with file.open("rb") as body:
        body.seek(7)
        session.send("PUT", server.url, body=body)
    assert [hashlib.sha256(asked.body).digest() for asked in server.asked] == [hashlib.sha256(data).digest()] * 2


def test_a_body_that_cannot_be_read_again_is_refused(server: Loopback, session: Session) -> None:
    class Once(io.RawIOBase):
        def seekable(self) -> bool:
            return False

    with pytest.raises(TypeError):
        session.send("PUT", server.url, body=Once())
    assert server.asked == []


def test_a_proxy_that_wants_a_password(authority: TestAuthority) -> None:
    with connect_proxy(None) as (proxy, lines):
        session = Session(QUICK, ca=authority.file, proxies=lambda _: {"https": proxy})
        with pytest.raises(errors.ProxyAuthentication) as caught:
            session.send("GET", "https://platform.test/")
    assert caught.value.details["proxy"] in proxy
    assert [line.rpartition(" ")[0] for line in lines] == ["CONNECT platform.test:443"]


def test_through_a_proxy_the_server_is_verified_too(authority: TestAuthority) -> None:
    server = Loopback(authority.server("platform.test"))
    server.script(Reply(body=b"1"))
    try:
        with connect_proxy(("127.0.0.1", server.port)) as (proxy, lines):
            trusting = Session(QUICK, ca=authority.file, proxies=lambda _: {"https": proxy})
            assert trusting.send("GET", "https://platform.test/").json() == 1
            with pytest.raises(errors.TlsUntrusted):
                Session(QUICK, proxies=lambda _: {"https": proxy}).send("GET", "https://platform.test/")
        assert len(lines) == 3  # the last to see who issued what is not trusted
    finally:
        server.close()


def test_a_proxy_that_is_gone(authority: TestAuthority) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    session = Session(QUICK, ca=authority.file, proxies=lambda _: {"https": f"http://user:secret@127.0.0.1:{port}"})
    with pytest.raises(errors.ProxyUnreachable) as caught:
        session.send("GET", "https://platform.test/")
    assert caught.value.details == {"proxy": f"127.0.0.1:{port}"}


def test_the_system_s_proxy_is_taken_where_none_is_handed_in(
    authority: TestAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connect_proxy(None) as (proxy, lines):
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with pytest.raises(errors.ProxyAuthentication):
            Session(QUICK, ca=authority.file).send("GET", "https://platform.test/")
    assert len(lines) == 1


def test_cookies_are_not_kept(server: Loopback, session: Session) -> None:
    server.script(Reply(headers={"Set-Cookie": "a=b"}), Reply())
    session.send("GET", server.url)
    session.send("GET", server.url)
    assert "Cookie" not in server.asked[1].headers


def test_an_authority_file_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_text("nothing")
    with pytest.raises(errors.BadAuthorityFile):
        Session(QUICK, ca=file)
    with pytest.raises(errors.BadAuthorityFile):
        Session(QUICK, ca=tmp_path / "missing.pem")


@given(st.text(max_size=40))
def test_an_address_is_good_or_refused(text: str) -> None:
    for url in (text, f"https://{text}"):
        try:
            parts = address.parse(url)
        except errors.BadAddress:
            continue
        assert parts.hostname


class Ticking:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def test_the_server_s_time_is_carried_on(server: Loopback, authority: TestAuthority) -> None:
    ticks = Ticking()
    pc = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    session = Session(QUICK, ca=authority.file, clocks=Clocks(ticks=ticks, pc=lambda: pc))
    assert session.clock().skew is None
    assert session.clock().now == pc
    server.script(Reply(headers={"Date": format_datetime(pc - timedelta(hours=1), usegmt=True)}))
    session.send("GET", server.url)
    assert session.clock().skew == pytest.approx(3600, abs=1)
    ticks.at += 600
    told = session.clock(f"127.0.0.1:{server.port}")
    assert told.now == pc - timedelta(hours=1) + timedelta(seconds=600.5)
    assert told.host == f"127.0.0.1:{server.port}"


@pytest.mark.parametrize("headers", [{"Age": "30"}, {"Date": "yesterday"}, {"Date": ""}])
def test_a_time_that_says_nothing_is_not_believed(server: Loopback, session: Session, headers: dict[str, str]) -> None:
    server.script(Reply(headers=headers))
    session.send("GET", server.url)
    assert session.clock().skew is None


def test_time_without_tls_is_not_believed(session: Session) -> None:
    server = Loopback(None)
    try:
        session.send("GET", server.url)
        assert len(server.asked) == 1
        assert session.clock().skew is None
    finally:
        server.close()
