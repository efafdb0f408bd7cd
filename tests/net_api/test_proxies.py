"""Proxies that ask who is there, pinned keys, and who stands between: each told apart, nothing logged."""

from __future__ import annotations

import hashlib
import io
import logging
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError
from support.loopback_https import Loopback, Reply, TestAuthority
from support.proxies import PASSWORD, USER, asking_proxy, users_file

from rokhas_desktop import catalogue
from rokhas_desktop.api.proxy_keys import ProxyKeys
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.net import errors
from rokhas_desktop.net.explain import interceptor
from rokhas_desktop.net.proxy import Credentials, schemes
from rokhas_desktop.net.session import ProxyResolver, Session
from rokhas_desktop.settings import Home, Net, NotForUsers, load

QUICK = Net(connect_timeout=5.0, read_timeout=5.0, retries=1)
URL = "https://platform.test/"
KNOWN = Credentials(USER, PASSWORD)


@pytest.fixture
def platform(authority: TestAuthority) -> Iterator[Loopback]:
    server = Loopback(authority.server("platform.test"))
    server.answer = lambda _: Reply(body=b"1")
    yield server
    server.close()


@pytest.fixture(autouse=True)
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTLM_USER_FILE", users_file(tmp_path / "users"))


def through(proxy: str) -> ProxyResolver:
    return lambda _url: {"https": proxy, "http": proxy}


@pytest.mark.parametrize("closes", [False, True])
@pytest.mark.parametrize("scheme", ["Basic", "NTLM", "Negotiate"])
def test_a_proxy_is_answered_as_it_asks(
    authority: TestAuthority, platform: Loopback, scheme: str, closes: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "spnego")
    with asking_proxy(("127.0.0.1", platform.port), [scheme], closes=closes) as (proxy, seen):
        session = Session(QUICK, ca=authority.file, proxies=through(proxy), credentials=lambda _proxy: KNOWN)
        assert session.send("GET", URL).json() == 1
        assert session.send("PUT", URL, body=io.BytesIO(b"TEST body")).json() == 1
        session.close()
        assert session.send("GET", URL).json() == 1  # a new connection knows how from the first word
    assert set(seen.tried) == {scheme}
    assert [asked.body for asked in platform.asked] == [b"", b"TEST body", b""]
    assert PASSWORD not in caplog.text
    assert "employe" not in caplog.text
    assert "TlRM" not in caplog.text  # a token of NTLM
    if scheme != "Basic":
        assert PASSWORD.encode("utf-16-le").hex() not in "".join(seen.heads).encode().hex()


def test_what_shows_nobody_the_password_goes_first(authority: TestAuthority, platform: Loopback) -> None:
    with asking_proxy(("127.0.0.1", platform.port), ["Basic", "Digest", "NTLM", "Negotiate"]) as (proxy, seen):
        session = Session(QUICK, ca=authority.file, proxies=through(proxy), credentials=lambda _proxy: KNOWN)
        assert session.send("GET", URL).json() == 1
    assert set(seen.tried) == {"Negotiate"}


@pytest.mark.parametrize("scheme", ["Basic", "NTLM", "Negotiate"])
def test_a_wrong_password_is_tried_once(authority: TestAuthority, platform: Loopback, scheme: str) -> None:
    wrong = Credentials(USER, "TEST wrong")
    with asking_proxy(("127.0.0.1", platform.port), [scheme]) as (proxy, seen):
        session = Session(QUICK, ca=authority.file, proxies=through(proxy), credentials=lambda _proxy: wrong)
        for _ in range(3):
            with pytest.raises(errors.ProxyRefused) as caught:
                session.send("GET", URL)
    assert caught.value.details == {"proxy": proxy.removeprefix("http://")}
    # NTLM takes two messages for one try.
    assert len(seen.tried) == (1 if scheme == "Basic" else 2)


@pytest.mark.parametrize(
    ("offered", "status", "error"),
    [
        (["Basic realm=x"], 407, errors.ProxyAuthentication),
        (["NTLM"], 407, errors.ProxyAuthentication),
        (["Digest realm=x"], 407, errors.ProxyScheme),
        ([], 407, errors.ProxyScheme),
        ([], 403, errors.ProxyForbids),
        ([], 502, errors.ProxyForbids),
    ],
)
def test_what_a_proxy_refuses_is_told_apart(
    authority: TestAuthority, platform: Loopback, offered: list[str], status: int, error: type[errors.NetError]
) -> None:
    with asking_proxy(("127.0.0.1", platform.port), offered, status=status) as (proxy, _):
        session = Session(QUICK, ca=authority.file, proxies=through(proxy))
        with pytest.raises(error) as caught:
            session.send("GET", URL)
    for language in catalogue.LANGUAGES:
        assert "{" not in catalogue.describe(caught.value, language).remedy[0]


def test_a_password_given_later_is_used_at_once(
    authority: TestAuthority, platform: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = ProxyKeys()
    with asking_proxy(("127.0.0.1", platform.port), ["Basic"]) as (proxy, _):
        name = proxy.removeprefix("http://")
        session = Session(QUICK, ca=authority.file, proxies=through(proxy), credentials=keys.load)
        with pytest.raises(errors.ProxyAuthentication):
            session.send("GET", URL)
        keys.save(name, USER, "TEST wrong")
        with pytest.raises(errors.ProxyRefused):
            session.send("GET", URL)
        assert not keys.save(name, USER, PASSWORD)  # no keyring here: for this run only
        assert session.send("GET", URL).json() == 1
    assert ProxyKeys().load(name) is None


@pytest.mark.parametrize("proxy", ["http://[", "http://", "http://x:99999", "http://x:y"])
def test_a_proxy_s_address_that_is_none(authority: TestAuthority, proxy: str) -> None:
    with pytest.raises(errors.NetError):
        Session(QUICK, ca=authority.file, proxies=through(proxy)).send("GET", URL)


def test_socks_is_told(authority: TestAuthority) -> None:
    session = Session(QUICK, ca=authority.file, proxies=through("socks5://127.0.0.1:1080"))
    with pytest.raises(errors.ProxyKind):
        session.send("GET", URL)


class MemoryKeyring(KeyringBackend):
    """A keyring of one test."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError(service)


def test_a_proxy_s_password_lies_in_the_keyring_alone(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    ring = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    assert ProxyKeys().save("proxy.test:3128", USER, PASSWORD)
    assert ProxyKeys().load("proxy.test:3128") == KNOWN
    assert ProxyKeys().load("other.test:3128") is None
    assert PASSWORD not in repr(KNOWN)
    assert all(len(value) <= 1280 for value in ring.kept.values())
    assert not list(home.root.rglob("*"))
    keys = ProxyKeys()
    keys.forget("proxy.test:3128")
    keys.forget("proxy.test:3128")
    assert ProxyKeys().load("proxy.test:3128") is None


def test_a_setting_names_the_proxy(authority: TestAuthority, platform: Loopback) -> None:
    with asking_proxy(("127.0.0.1", platform.port), ["Basic"]) as (proxy, seen):
        one = Net(connect_timeout=5, read_timeout=5, retries=1, proxy=proxy)
        session = Session(one, ca=authority.file, proxies=through("http://127.0.0.1:1"), credentials=lambda _: KNOWN)
        assert session.send("GET", URL).json() == 1
        assert len(seen.lines) == 2
        none = Net(connect_timeout=1, read_timeout=1, retries=0, proxy="none")
        with pytest.raises(errors.NetError):
            Session(none, ca=authority.file, proxies=through(proxy)).send("GET", URL)
        assert len(seen.lines) == 2


def pin_of(server: Loopback) -> str:
    der = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", server.port)))
    key = x509.load_der_x509_certificate(der).public_key()
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()


def test_a_platform_s_key_is_pinned(authority: TestAuthority, server: Loopback) -> None:
    server.answer = lambda _: Reply(body=b"1")
    name = f"127.0.0.1:{server.port}"
    mine, other = pin_of(server), "00" * 32
    for keys, good in (({mine}, True), ({other, mine}, True), ({other}, False)):
        session = Session(QUICK, ca=authority.file, pins={name: frozenset(keys)})
        if good:
            assert session.send("GET", server.url).json() == 1
            continue
        asked = len(server.asked)
        with pytest.raises(errors.KeyNotPinned):
            session.send("GET", server.url)
        assert len(server.asked) == asked
    elsewhere = Session(QUICK, ca=authority.file, pins={"127.0.0.1:1": frozenset({other})})
    assert elsewhere.send("GET", server.url).json() == 1


def test_pins_hold_through_a_proxy(authority: TestAuthority, platform: Loopback) -> None:
    with asking_proxy(("127.0.0.1", platform.port), ["Basic"]) as (proxy, _):
        session = Session(
            QUICK,
            ca=authority.file,
            proxies=through(proxy),
            credentials=lambda _proxy: KNOWN,
            pins={"platform.test:443": frozenset({"00" * 32})},
        )
        with pytest.raises(errors.KeyNotPinned):
            session.send("GET", URL)
    assert platform.asked == []


def test_only_machine_policy_pins(home: Home) -> None:
    home.settings_file.write_text(f'[access]\nplatform_keys = ["{"00" * 32}"]\n', encoding="utf-8")
    with pytest.raises(NotForUsers):
        load(home, home.root / "none.toml")


def test_the_issuer_of_what_is_not_trusted_is_named(server: Loopback) -> None:
    with pytest.raises(errors.TlsUntrusted) as caught:
        Session(QUICK).send("GET", server.url)
    assert caught.value.details["issuer"] == "TEST server authority"
    assert "TEST server authority" in catalogue.describe(caught.value, "fr").cause


def test_who_inspects_is_named(tmp_path: Path, authority: TestAuthority) -> None:
    inspector = TestAuthority(tmp_path, common="FortiGate CA TEST")
    server = Loopback(inspector.server())
    try:
        with pytest.raises(errors.TlsIntercepted) as caught:
            Session(QUICK, ca=authority.file).send("GET", server.url)
    finally:
        server.close()
    assert caught.value.details["product"] == "Fortinet"
    assert server.asked == []
    assert interceptor("TEST postal authority") is None


def test_a_wait_is_told_in_seconds(server: Loopback, authority: TestAuthority) -> None:
    once = Session(Net(connect_timeout=5, read_timeout=5, retries=0), ca=authority.file)
    server.script(Reply(429, b"", {"Content-Type": "text/plain", "Retry-After": "90"}))
    with pytest.raises(errors.SlowDown) as caught:
        once.send("GET", server.url).json()
    assert caught.value.details["seconds"] == 90
    assert isinstance(caught.value, RokhasError)


def test_schemes_are_read_as_proxies_send_them() -> None:
    assert schemes(["Negotiate", "NTLM", 'Basic realm="a, b"', ""]) == {"negotiate", "ntlm", "basic"}
