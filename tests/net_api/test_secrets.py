"""Where tokens lie.  The keyring is this test's own back end: no desktop's is had here, nor touched."""

from __future__ import annotations

import base64
import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from support.rings import Ring

from rokhas_desktop.api.errors import KeptInFile, NoKeyring
from rokhas_desktop.api.secrets import TokenStore
from rokhas_desktop.api.tokens import Tokens
from rokhas_desktop.settings import Home

URL = "https://platform.test:8443/base"
TOKENS = Tokens(access="TEST-access" * 200, refresh="TEST-refresh", expires_at=None)


@pytest.fixture
def ring() -> Ring:
    return Ring()


def file_of(home: Home) -> Path:
    (found,) = (home.root / "accounts").iterdir()
    return found


def test_tokens_are_sealed_and_their_key_is_elsewhere(home: Home, ring: Ring) -> None:
    store = TokenStore(home, URL, test=False, backend=ring)
    store.save(TOKENS)
    assert TokenStore(home, "https://platform.test:8443/", test=False, backend=ring).load() == TOKENS
    assert store.warning is None
    assert b"TEST-" not in file_of(home).read_bytes()
    (key,) = ring.kept.values()
    assert len(base64.b64decode(key)) == 32
    assert ring.persist == "local machine"


def test_platforms_and_homes_do_not_share(home: Home, ring: Ring, tmp_path: Path) -> None:
    TokenStore(home, URL, test=False, backend=ring).save(TOKENS)
    other = Home.find(tmp_path / "other")
    assert TokenStore(home, "https://platform.test:8444/", test=False, backend=ring).load() is None
    assert TokenStore(other, URL, test=False, backend=ring).load() is None
    TokenStore(other, URL, test=False, backend=ring).save(TOKENS)
    assert len(ring.kept) == 2


def test_forgetting_leaves_nothing(home: Home, ring: Ring) -> None:
    store = TokenStore(home, URL, test=False, backend=ring)
    store.save(TOKENS)
    store.forget()
    store.forget()
    assert ring.kept == {}
    assert list((home.root / "accounts").iterdir()) == []
    assert store.load() is None


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_a_test_platform_s_tokens_lie_in_a_private_file(home: Home, backend: Callable[[], KeyringBackend]) -> None:
    store = TokenStore(home, URL, test=True, backend=backend())
    store.save(TOKENS)
    assert store.warning == KeptInFile.code
    again = TokenStore(home, URL, test=True, backend=backend())
    assert again.load() == TOKENS
    assert again.warning == KeptInFile.code
    if sys.platform != "win32":
        assert stat.S_IMODE(file_of(home).stat().st_mode) == 0o600
        assert stat.S_IMODE(file_of(home).parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_a_real_platform_s_tokens_do_not(home: Home, backend: Callable[[], KeyringBackend]) -> None:
    with pytest.raises(NoKeyring):
        TokenStore(home, URL, test=False, backend=backend()).save(TOKENS)
    assert list((home.root / "accounts").iterdir()) == []


def test_unless_policy_allows_it(home: Home) -> None:
    store = TokenStore(home, URL, test=False, allow_file=True, backend=fail.Keyring())
    store.save(TOKENS)
    assert store.warning == KeptInFile.code
    assert TokenStore(home, URL, test=False, backend=fail.Keyring()).load() is None


def test_a_locked_keyring_is_said(home: Home, ring: Ring) -> None:
    store = TokenStore(home, URL, test=False, backend=ring)
    store.save(TOKENS)
    ring.locked = True
    with pytest.raises(NoKeyring):
        store.load()


def test_a_keyring_that_keeps_nothing_is_none(home: Home, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ring, "set_password", lambda *_: None)
    with pytest.raises(NoKeyring):
        TokenStore(home, URL, test=False, backend=ring).save(TOKENS)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'{"kept": "sealed"}',
        b'{"kept": "sealed", "nonce": "AAAA", "data": "AAAA"}',
        b'{"kept": "sealed", "nonce": "\xc3\xa9", "data": ""}',
        b'{"kept": "plain", "data": {"access": 1}}',
    ],
)
def test_a_damaged_file_costs_a_log_in(home: Home, ring: Ring, damage: bytes) -> None:
    store = TokenStore(home, URL, test=True, backend=ring)
    store.save(TOKENS)
    file_of(home).write_bytes(damage)
    assert store.load() is None
    store.save(TOKENS)
    assert store.load() == TOKENS


def test_a_lost_or_changed_key_costs_a_log_in(home: Home, ring: Ring) -> None:
    store = TokenStore(home, URL, test=True, backend=ring)
    store.save(TOKENS)
    (name,) = ring.kept
    ring.kept[name] = base64.b64encode(os.urandom(32)).decode()
    assert store.load() is None
    ring.kept.clear()
    assert store.load() is None
    ring.kept[name] = "of another program"
    assert store.load() is None
    store.save(TOKENS)
    assert store.load() == TOKENS


def test_sealed_tokens_of_one_platform_are_not_another_s(home: Home, ring: Ring) -> None:
    first = TokenStore(home, URL, test=True, backend=ring)
    first.save(TOKENS)
    box = json.loads(file_of(home).read_bytes())
    other = TokenStore(home, "https://evil.test/", test=True, backend=ring)
    other.save(TOKENS)
    key = next(iter(ring.kept.values()))
    for name in ring.kept:
        ring.kept[name] = key
    for path in (home.root / "accounts").iterdir():
        path.write_text(json.dumps(box))
    assert first.load() == TOKENS
    assert other.load() is None
