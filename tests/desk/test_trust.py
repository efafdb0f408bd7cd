"""By trust anchors and the platform's own word: no real key on a test platform, no test key on a real one."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
from pathlib import Path

import pytest
from support.signers import Authority, key_of, pem

from rokhas_desktop.api.models import Platform
from rokhas_desktop.desk import trust
from rokhas_desktop.desk.trust import Authorities
from rokhas_desktop.identity.chain import Chain
from rokhas_desktop.identity.refusal import Refusal


def platform(environment: str, root: Authority, *below: Authority) -> Platform:
    return Platform.model_validate(
        {
            "id": "p",
            "name": {"fr": "TEST", "ar": "TEST"},
            "environment": environment,
            "zone": "Africa/Casablanca",
            "client_id": "c",
            "authorization_endpoint": "https://x.invalid/a",
            "token_endpoint": "https://x.invalid/t",
            "revocation_endpoint": "https://x.invalid/r",
            "anchors": [hashlib.sha256(root.der).hexdigest()],
            "test_chain": [base64.b64encode(one.der).decode() for one in (root, *below)],
        }
    )


@dataclasses.dataclass
class World:
    test_root: Authority
    test_below: Authority
    real_root: Authority
    real_below: Authority
    test_leaf: bytes
    real_leaf: bytes

    @property
    def real(self) -> Authorities:
        return Authorities((self.real_root.der,), (self.real_below.der,))


@pytest.fixture(scope="module")
def world() -> World:
    test_root, real_root = Authority("AC Racine TEST"), Authority("AC Racine")
    test_below, real_below = Authority("AC TEST", test_root), Authority("AC", real_root)
    public = key_of("p256").public_key()
    return World(
        test_root, test_below, real_root, real_below, test_below.issue(public), real_below.issue(public, "Signataire")
    )


def code(found: Chain | Refusal) -> str:
    return found.code if isinstance(found, Refusal) else "chain"


def test_each_key_signs_on_its_own_kind_of_platform_only(world: World) -> None:
    test, real = platform("test", world.test_root, world.test_below), platform("production", world.real_root)
    known = (world.test_root.der, world.test_below.der)
    assert code(trust.judge(world.test_leaf, (), test, world.real, ())) == "chain"
    assert code(trust.judge(world.real_leaf, (), test, world.real, ())) == "CRT-014"
    assert code(trust.judge(world.real_leaf, (), real, world.real, known)) == "chain"
    assert code(trust.judge(world.test_leaf, (), real, world.real, known)) == "CRT-013"
    assert code(trust.judge(world.test_leaf, (), real, world.real, ())) == "CRT-012"


def test_without_anchors_nothing_signs_on_a_real_platform(world: World) -> None:
    real = platform("production", world.real_root, world.real_below)
    assert code(trust.judge(world.real_leaf, (world.real_below.der,), real, Authorities(), ())) == "CRT-015"


def test_an_anchor_that_the_platform_does_not_name_does_not_count(world: World) -> None:
    elsewhere = platform("production", world.test_root)
    assert code(trust.judge(world.real_leaf, (), elsewhere, world.real, ())) == "CRT-012"


def test_a_real_root_cannot_be_passed_off_as_a_test_platforms(world: World) -> None:
    hostile = platform("test", world.real_root, world.real_below)
    assert trust.test_roots(hostile, Authorities()) == {}
    assert code(trust.judge(world.real_leaf, (), hostile, Authorities(), ())) == "CRT-012"
    assert trust.test_roots(platform("production", world.test_root), Authorities()) == {}


def test_the_administrators_folder_is_read_and_junk_in_it_passed_over(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "anchors"
    folder.mkdir()
    (folder / "a.pem").write_bytes(pem(world.real_root.der) + pem(world.real_below.der))
    (folder / "b.pem").write_bytes(b"junk")
    found = Authorities.of_machine(tmp_path / "policy.toml")
    assert found == world.real


def test_no_anchor_is_shipped(tmp_path: Path) -> None:
    assert Authorities.of_machine(tmp_path / "policy.toml") == Authorities()
