"""The signed list of trust anchors, and the identity rules that a machine policy replaces."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from support.desks import Keys, keys_of, log_in, standing
from support.sandbox import RunningSandbox

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
from rokhas_desktop.desk.room import DeskRoom
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity import rules
from rokhas_desktop.net.clock import Clock
from rokhas_desktop.settings import Home

NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Signer:
    """Who signs lists."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def sha256(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    def sign(self, content: bytes) -> bytes:
        builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
        made = builder.add_signer(self.certificate, self.key, hashes.SHA256())
        return made.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def signer(name: str, days: int = 400) -> Signer:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} TEST")])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(NOW - timedelta(days=500))
    return Signer(key, builder.not_valid_after(NOW + timedelta(days=days)).sign(key, hashes.SHA256()))


@pytest.fixture(scope="module")
def publisher() -> Signer:
    return signer("Liste")


def listed(**over: Any) -> bytes:
    anchor = signer("Racine").certificate.public_bytes(Encoding.DER)
    told = {
        "format": "rokhas-trust-anchors",
        "version": 3,
        "issued": (NOW - timedelta(days=1)).isoformat(),
        "expires": (NOW + timedelta(days=90)).isoformat(),
        "anchors": [base64.b64encode(anchor).decode()],
    }
    return json.dumps({**told, **over}).encode()


def rooms(home: Home, *signers: str, more: str = "", least: int = 0) -> Rooms:
    policy = home.root / "policy.toml"
    trust = f"[trust]\nsigners = {json.dumps(signers)}\nleast_version = {least}\n"
    policy.write_text(f"{more}\n{trust}", encoding="utf-8")
    return app.build(home, policy=policy)


def code(built: Rooms, path: Path) -> str:
    with pytest.raises(RokhasError) as refused:
        built.anchor_lists.install(path)
    return str(refused.value.code)


def test_a_signed_list_is_installed_and_counts_until_its_end(home: Home, publisher: Signer, tmp_path: Path) -> None:
    path = tmp_path / "liste.p7m"
    path.write_bytes(publisher.sign(listed()))
    with rooms(home, publisher.sha256) as built:
        assert built.authorities.anchors == ()
        assert built.anchor_lists.install(path).version == 3
        assert len(built.authorities.anchors) == 1
    with rooms(home) as built:  # the policy named the signer no more
        assert built.authorities.anchors == ()
    with rooms(home, publisher.sha256) as built:
        assert len(built.authorities.anchors) == 1
        path.write_bytes(publisher.sign(listed(version=2)))
        assert code(built, path) == "DSK-043"
        path.write_bytes(publisher.sign(listed(version=4, anchors=[])))
        built.anchor_lists.install(path)
        assert built.authorities.anchors == ()


def test_an_authority_that_was_withdrawn_does_not_come_back(home: Home, publisher: Signer, tmp_path: Path) -> None:
    path, installed = tmp_path / "liste.p7m", home.folder("desk") / "anchors.p7m"
    older = publisher.sign(listed(version=2))
    successor = signer("Suite")
    with rooms(home, publisher.sha256, successor.sha256) as built:
        path.write_bytes(publisher.sign(listed(version=3, anchors=[])))
        built.anchor_lists.install(path)
        installed.write_bytes(older)
        assert built.anchor_lists.current() is None
        installed.unlink()
        for data in (older, successor.sign(listed(version=2))):
            path.write_bytes(data)
            assert code(built, path) == "DSK-043"
        assert built.authorities.anchors == ()
        path.write_bytes(successor.sign(listed(version=4)))
        assert built.anchor_lists.install(path).version == 4


def test_the_policys_least_version_holds_for_a_home_that_knows_nothing(
    home: Home, publisher: Signer, tmp_path: Path
) -> None:
    path = tmp_path / "liste.p7m"
    path.write_bytes(publisher.sign(listed(version=2)))
    with rooms(home, publisher.sha256, least=3) as built:
        assert code(built, path) == "DSK-043"
        path.write_bytes(publisher.sign(listed(version=3)))
        built.anchor_lists.install(path)
        assert len(built.authorities.anchors) == 1
    with rooms(home, publisher.sha256, least=4) as built:
        assert built.authorities.anchors == ()


def test_what_is_wrong_with_a_list_is_said_and_nothing_installed(home: Home, publisher: Signer, tmp_path: Path) -> None:
    good = publisher.sign(listed())
    changed = good.replace(b'"version": 3', b'"version": 9')
    assert changed != good
    lapsed = signer("Ancien", days=-1)
    bad = {
        "another signer": (signer("Autre").sign(listed()), "DSK-041"),
        "changed": (changed, "DSK-041"),
        "its signer's certificate is over": (lapsed.sign(listed()), "DSK-041"),
        "not a list": (publisher.sign(b"[]"), "DSK-041"),
        "another format": (publisher.sign(listed(format="x")), "DSK-041"),
        "no certificate": (publisher.sign(listed(anchors=["AAAA"])), "DSK-041"),
        "no signature": (listed(), "DSK-041"),
        "empty": (b"", "DSK-041"),
        "over": (publisher.sign(listed(expires=(NOW - timedelta(hours=1)).isoformat())), "DSK-042"),
    }
    path = tmp_path / "liste.p7m"
    with rooms(home, publisher.sha256, lapsed.sha256) as built:
        for what, (data, wanted) in bad.items():
            path.write_bytes(data)
            assert code(built, path) == wanted, what
        assert code(built, tmp_path / "absent.p7m") == "DSK-041"
        assert built.authorities.anchors == ()
    with rooms(home) as built:
        path.write_bytes(good)
        assert code(built, path) == "DSK-040"


@pytest.mark.parametrize(
    "own", ["[trust]\nsigners = []\n", "[trust]\nleast_version = 0\n", '[identity]\nzone = "UTC"\n']
)
def test_a_user_may_not_say_whose_lists_and_rules_count(home: Home, own: str) -> None:
    home.settings_file.write_text(own, encoding="utf-8")
    with pytest.raises(RokhasError) as refused:
        app.build(home, policy=home.root / "policy.toml")
    assert refused.value.code == "CFG-002"


def test_a_list_ends_by_the_platforms_clock_and_not_by_the_pcs_alone(
    home: Home, sandbox: RunningSandbox, publisher: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "liste.p7m"
    path.write_bytes(publisher.sign(listed(expires=(NOW + timedelta(hours=2)).isoformat())))
    with rooms(home, publisher.sha256) as built:
        built.anchor_lists.install(path)
        desk = log_in(built, sandbox)
        assert isinstance(desk, DeskRoom)
        office = desk._office
        assert len(office.authorities.anchors) == 1
        # The platform is three hours ahead: this PC's clock was set back, or stands still.
        ahead = Clock(datetime.now(UTC) + timedelta(hours=3), -10800.0, "platform.test")
        monkeypatch.setattr(office.client, "clock", lambda: ahead)
        assert office.authorities.anchors == ()
        assert len(built.authorities.anchors) == 1  # by this PC's clock, where no platform is asked


def test_without_anchors_nothing_is_signed_on_a_real_platform(
    home: Home, sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys: Keys = keys_of(sandbox, tmp_path_factory.mktemp("keys"), "valid")
    keys.lend(home)
    sandbox.ctl("environment", environment="production")
    try:
        with rooms(home, more="[access]\ntoken_file = true\n") as built:
            desk = log_in(built, sandbox)
            found = standing(desk, keys.tokens["valid"])
            assert "CRT-015" in [one.code for one in found.refusals]
    finally:
        sandbox.ctl("environment", environment="test")


def test_where_the_number_sits_is_the_machines_policy_to_say(
    home: Home, sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys: Keys = keys_of(sandbox, tmp_path_factory.mktemp("keys"), "valid")
    keys.lend(home)
    try:
        with rooms(home, more='[identity.holder]\nplaces = ["uid"]\n') as built:
            found = standing(log_in(built, sandbox), keys.tokens["valid"])
            assert [one.code for one in found.refusals] == ["IDN-002"]
        with rooms(home) as built:
            assert standing(built.desk(), keys.tokens["valid"]).usable
        with pytest.raises(RokhasError) as refused:
            rooms(home, more='[identity.holder]\nplaces = ["left pocket"]\n')
        assert refused.value.code == "CRT-021"
    finally:
        rules.install(rules.built_in())
