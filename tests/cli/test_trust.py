"""The machine policy through the command line: whose lists of anchors count, and where a number sits.

The policy's place is an administrator's, so these run in this process with another place; all else is real.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

from rokhas_desktop.cli.main import main
from rokhas_desktop.identity import rules

Command = Callable[..., tuple[int, Any]]
NOW = datetime.now(UTC)


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "machine" / "policy.toml"
    path.parent.mkdir()
    monkeypatch.setattr("rokhas_desktop.app.policy_path", lambda: path)
    yield path
    rules.install(rules.built_in())


@pytest.fixture
def command(policy: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    def run(*args: str | Path, home: Path = tmp_path / "home") -> tuple[int, Any]:
        capfd.readouterr()
        code = main(["--home", str(home), *map(str, args), "--json"], lambda _: 70)
        return code, json.loads(capfd.readouterr().out)

    return run


def test_a_list_is_installed_and_shown_and_an_older_one_refused(policy: Path, command: Command, tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Liste TEST")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = (
        builder.serial_number(7).not_valid_before(NOW - timedelta(days=9)).not_valid_after(NOW + timedelta(days=9))
    )
    signer = builder.sign(key, hashes.SHA256())
    anchor = base64.b64encode(signer.public_bytes(Encoding.DER)).decode()

    def listed(version: int) -> Path:
        told = {"format": "rokhas-trust-anchors", "version": version, "issued": NOW.isoformat(), "anchors": [anchor]}
        told["expires"] = (NOW + timedelta(days=5)).isoformat()
        made = pkcs7.PKCS7SignatureBuilder().set_data(json.dumps(told).encode())
        path = tmp_path / f"liste-{version}.p7m"
        signed = made.add_signer(signer, key, hashes.SHA256())
        path.write_bytes(signed.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary]))
        return path

    code, said = command("trust", "install", listed(2))
    assert (code, said["error"]["code"]) == (3, "DSK-040")
    policy.write_text(f'[trust]\nsigners = ["{signer.fingerprint(hashes.SHA256()).hex()}"]\n', encoding="utf-8")
    code, said = command("trust", "install", listed(2))
    assert (code, said["version"], said["anchors"]) == (0, 2, 1)
    assert command("trust", "show") == (0, said)
    code, said = command("trust", "install", listed(1))
    assert (code, said["error"]["code"]) == (3, "DSK-043")
    assert said["error"]["remedy"]
    assert command("trust", "show")[1]["version"] == 2


def test_bad_rules_in_the_policy_stop_every_verb_with_a_code(policy: Path, command: Command) -> None:
    policy.write_text('[identity.holder]\nplaces = ["left pocket"]\n', encoding="utf-8")
    code, said = command("token", "list")
    assert (code, said["error"]["code"]) == (6, "CRT-021")
    assert said["error"]["remedy"]


def test_the_policys_places_are_those_of_token_list(policy: Path, command: Command, valid: Path) -> None:
    def numbered() -> bool:
        code, said = command("token", "list", home=valid)
        assert code in (0, 3)
        found = [key for module in said["modules"] for slot in module["slots"] for key in _keys(slot)]
        assert found
        return any(key["cin_masked"] for key in found)

    assert numbered()
    policy.write_text('[identity.holder]\nplaces = ["uid"]\n', encoding="utf-8")
    assert not numbered()


def _keys(slot: dict[str, Any]) -> list[dict[str, Any]]:
    return list((slot.get("token") or {}).get("certificates", []))
