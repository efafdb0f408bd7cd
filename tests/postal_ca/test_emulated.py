"""Emulated tokens in real SoftHSM stores, looked at by OpenSC's pkcs11-tool and by the rules of identity."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from support.postal import HOLDER, der, own_ca

from rokhas_desktop.errors import Coded
from rokhas_desktop.identity import chain
from rokhas_desktop.identity.certificates import CertificateFacts, read_facts, unfitness
from rokhas_desktop.sandbox import emulated
from rokhas_desktop.sandbox.emulated import EmulatedToken, create_token, list_tokens
from rokhas_desktop.sandbox.errors import LabelUnusable, PinUnusable
from rokhas_desktop.sandbox.postal_ca import PostalCA
from rokhas_desktop.sandbox.token_profiles import PROFILES, ProfileName
from rokhas_desktop.sandbox.verbs import softhsm
from rokhas_desktop.settings import Home
from rokhas_desktop.token import modules

PIN = "246810"
NOW = datetime.now(UTC)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SoftHSM is not installed there")


class Made:
    """One token, and what an independent program finds on it."""

    def __init__(self, token: EmulatedToken, ca: PostalCA) -> None:
        self.token = token
        self.ca = ca

    def tool(self, *arguments: str, pin: str | None = PIN) -> subprocess.CompletedProcess[bytes]:
        command = ["pkcs11-tool", "--module", self.token.module, "--token-label", self.token.label, *arguments]
        if pin is not None:
            command += ["--login", "--pin", pin]
        environment = {**os.environ, "SOFTHSM2_CONF": self.token.softhsm2_conf}
        return subprocess.run(command, env=environment, capture_output=True, check=False, timeout=30)

    def objects(self, kind: str, *, pin: str | None = PIN) -> dict[str, str]:
        """Each object of a kind ("cert", "privkey", "pubkey") by its CKA_ID."""
        shown = self.tool("--list-objects", "--type", kind, pin=pin).stdout.decode()
        blocks = re.split(r"^(?=\S)", shown, flags=re.MULTILINE)
        return {found.group(1): block for block in blocks if (found := re.search(r"ID:\s+([0-9a-f]+)", block))}

    def certificate(self, ident: str | None = None) -> bytes:
        return self.tool("--read-object", "--type", "cert", "--id", ident or self.token.cert_id, pin=None).stdout

    @property
    def facts(self) -> CertificateFacts:
        return read_facts(self.certificate())

    @property
    def codes(self) -> list[str]:
        return [refusal.code for refusal in unfitness(self.facts, NOW)]


@pytest.fixture
def make(home: Home, founded: Path, tmp_path: Path):  # type: ignore[no-untyped-def]
    ca = own_ca(founded, tmp_path / "ca")

    def make_one(profile: ProfileName, **options: object) -> Made:
        return Made(create_token(home, profile, pin=bytearray(PIN.encode()), ca=ca, **options), ca)  # type: ignore[arg-type]

    return make_one


EXPECTED = {
    "expired": ["CRT-001"],
    "not-yet-valid": ["CRT-002"],
    "seal": ["CRT-004"],
    "advanced": ["CRT-005"],
}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_is_what_it_says(make, profile: ProfileName) -> None:  # type: ignore[no-untyped-def]
    made = make(profile)
    whole = made.certificate()
    assert hashlib.sha256(whole).hexdigest() == made.token.certificate_sha256
    assert made.codes == EXPECTED.get(profile, [])
    assert chain.build(whole, made.ca.chain, made.ca.anchors) is not None
    # The public key pairs with the certificate before log-in, as on a real token.
    public = made.objects("pubkey", pin=None)
    assert (made.token.cert_id in public) is (profile != "no-private-key")
    # The sub-CA's certificate is there too, as on real ones.
    assert made.ca.chain[0] in [made.certificate(ident) for ident in made.objects("cert", pin=None)]


@pytest.mark.parametrize("profile", sorted(set(PROFILES) - {"no-private-key", "pin-not-set", "always-authenticate"}))
def test_the_key_signs_for_its_certificate(make, tmp_path: Path, profile: ProfileName) -> None:  # type: ignore[no-untyped-def]
    made = make(profile)
    message, signature = tmp_path / "message", tmp_path / "signature"
    # SoftHSM hashes for RSA only.
    message.write_bytes(hashlib.sha256(b"TEST").digest() if profile == "ecdsa" else b"TEST")
    mechanism = "ECDSA" if profile == "ecdsa" else "SHA256-RSA-PKCS"
    options = ["--signature-format", "openssl"] if profile == "ecdsa" else []
    done = made.tool("--sign", "--mechanism", mechanism, "--id", made.token.cert_id,
                     "--input-file", str(message), "--output-file", str(signature), *options)  # fmt: skip
    assert done.returncode == 0, done.stderr
    key = x509.load_der_x509_certificate(made.certificate()).public_key()
    if profile == "ecdsa":
        assert isinstance(key, ec.EllipticCurvePublicKey)
        key.verify(signature.read_bytes(), b"TEST", ec.ECDSA(hashes.SHA256()))
    else:
        assert isinstance(key, rsa.RSAPublicKey)
        assert key.key_size == 2048
        key.verify(signature.read_bytes(), b"TEST", padding.PKCS1v15(), hashes.SHA256())


def test_the_key_cannot_leave_and_only_signs(make) -> None:  # type: ignore[no-untyped-def]
    made = make("valid")
    (key,) = made.objects("privkey").values()
    assert re.search(r"Usage:\s+sign\n", key)
    for word in ("always sensitive", "never extractable", "local"):
        assert word in key
    assert "always authenticate" not in key


def test_a_key_that_always_authenticates_says_so(make) -> None:  # type: ignore[no-untyped-def]
    (key,) = make("always-authenticate").objects("privkey").values()
    assert "always authenticate" in key


def test_no_private_key(make) -> None:  # type: ignore[no-untyped-def]
    made = make("no-private-key")
    assert made.objects("privkey") == {}
    assert made.objects("pubkey") == {}


def test_pin_not_set(make) -> None:  # type: ignore[no-untyped-def]
    made = make("pin-not-set")
    listed = made.tool("--list-token-slots", pin=None).stdout.decode()
    assert "PIN initialized" not in listed
    assert made.tool("--list-objects").returncode != 0  # no PIN logs in
    assert made.objects("privkey", pin=None) == {}


def test_two_certificates(make) -> None:  # type: ignore[no-untyped-def]
    made = make("two-certificates")
    keys = made.objects("privkey")
    assert len(keys) == 2
    (other,) = set(keys) - {made.token.cert_id}
    assert [r.code for r in unfitness(read_facts(made.certificate(other)), NOW)] == ["CRT-003"]


def test_revoked(make) -> None:  # type: ignore[no-untyped-def]
    made = make("revoked")
    assert made.ca.state.revocation(int(made.facts.serial, 16)) is not None
    valid = make("valid")
    assert made.ca.state.revocation(int(valid.facts.serial, 16)) is None


def test_the_holder_is_the_president_unless_another_is_named(make) -> None:  # type: ignore[no-untyped-def]
    president = make("valid").facts.holder
    assert president.cin
    assert president.id_source == "serial_number"
    predecessor = make("predecessor").facts.holder
    assert predecessor.common_name != president.common_name
    assert predecessor.cin not in {None, president.cin}
    wrong = make("wrong-cin").facts.holder
    assert wrong.common_name == president.common_name
    assert wrong.cin not in {None, president.cin}
    passport = make("passport").facts.holder
    assert (passport.common_name, passport.cin, passport.id_kind) == (president.common_name, None, "passport")
    named = make("valid", holder=HOLDER).facts.holder
    assert (named.cin, named.surname) == (HOLDER.cin, HOLDER.surname)


def test_the_token_room_finds_the_store(make, home: Home) -> None:  # type: ignore[no-untyped-def]
    made = make("valid")
    (candidate,) = modules.candidates(home, made.token.module)
    assert candidate.env == {"SOFTHSM2_CONF": made.token.softhsm2_conf}


def test_labels_are_unique(make, home: Home) -> None:  # type: ignore[no-untyped-def]
    assert [make("valid").token.label for _ in range(3)] == ["TEST valid", "TEST valid 2", "TEST valid 3"]
    assert make("expired", label="Clé TEST").token.label == "Clé TEST"
    for wrong in ("Clé TEST", "", " x", "é" * 17):
        with pytest.raises(LabelUnusable):
            make("valid", label=wrong)
    assert [token.label for token in list_tokens(home)] == ["Clé TEST", "TEST valid", "TEST valid 2", "TEST valid 3"]


def test_a_store_elsewhere(make, home: Home, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made = make("valid", store=tmp_path / "store")
    assert made.token.softhsm2_conf == str(tmp_path / "store" / "softhsm2.conf")
    assert list_tokens(home) == list_tokens(home, store=tmp_path / "store") == [made.token]
    assert list_tokens(home, store=tmp_path / "nowhere") == []


def test_a_deleted_token_is_not_listed(make, home: Home) -> None:  # type: ignore[no-untyped-def]
    made = make("valid")
    environment = {**os.environ, "SOFTHSM2_CONF": made.token.softhsm2_conf}
    command = ["softhsm2-util", "--delete-token", "--token", made.token.label]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert list_tokens(home) == []


@pytest.mark.parametrize("pin", [b"", b"123", b"1" * 256])
def test_a_pin_that_softhsm_does_not_take(home: Home, pin: bytes) -> None:
    with pytest.raises(PinUnusable):
        create_token(home, "valid", pin=bytearray(pin))


def test_the_pin_is_zeroed_and_written_nowhere(home: Home, founded: Path, tmp_path: Path) -> None:
    ca = own_ca(founded, tmp_path / "ca")
    pin = bytearray(b"TEST-8472916350")
    create_token(home, "valid", pin=pin, ca=ca)
    assert pin == bytes(len(pin))
    refused = bytearray(b"TEST-8472916350")
    with pytest.raises(LabelUnusable):
        create_token(home, "valid", pin=refused, label="", ca=ca)
    assert refused == bytes(len(refused))
    written = [path for path in tmp_path.rglob("*") if path.is_file() and b"8472916350" in path.read_bytes()]
    assert written == []


def test_softhsm_s_own_refusal_is_named(home: Home, tmp_path: Path) -> None:
    module = emulated.find_module(home)
    conf = tmp_path / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {tmp_path / 'absent'}\n")
    with emulated._maker(conf) as child, pytest.raises(Coded) as caught:
        child.call("list", deadline=30, module=module)
    assert caught.value.code == "CRT-036"


def run(home: Home, monkeypatch: pytest.MonkeyPatch, *arguments: str, stdin: bytes = b"", mode: str = "json") -> int:
    """The verb, as the command line calls it."""
    reading, writing = os.pipe()
    os.write(writing, stdin)
    os.close(writing)
    with os.fdopen(reading) as piped:
        monkeypatch.setattr(sys, "stdin", piped)
        parser = ArgumentParser()
        softhsm(parser.add_subparsers())
        args = parser.parse_args(["softhsm", *arguments])
        args.home, args.lang = home, "fr"
        args.json, args.jsonl = mode == "json", mode == "jsonl"
        return int(args.run(args))


def test_the_verb(home: Home, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    create = ("create", "--profile", "valid", "--pin-stdin", "--label", "Clé TEST")
    assert run(home, monkeypatch, *create, stdin=f"{PIN}\r\nnext line\n".encode()) == 0
    said = json.loads(capfd.readouterr().out)
    assert set(said) == {
        "label", "serial", "profile", "module", "softhsm2_conf", "cert_id", "certificate_sha256", "trust_dir"
    }  # fmt: skip
    assert (said["label"], said["profile"]) == ("Clé TEST", "valid")
    roots = list(Path(said["trust_dir"]).iterdir())
    ca = PostalCA.open_or_create(home.root / "test-ca")
    assert [der(x509.load_pem_x509_certificate(root.read_bytes())) for root in roots] == list(ca.anchors)
    assert Made(EmulatedToken(**said), ca).objects("privkey") != {}  # the PIN is the line without its end

    assert run(home, monkeypatch, "list") == 0
    assert json.loads(capfd.readouterr().out) == [said]
    assert run(home, monkeypatch, "list", mode="jsonl") == 0
    assert json.loads(capfd.readouterr().out) == said
    assert run(home, monkeypatch, "list", mode="human") == 0
    assert "Clé TEST" in capfd.readouterr().out


def test_the_verb_without_a_terminal_wants_the_pin_on_standard_input(
    home: Home, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(emulated.PinUnusable):
        run(home, monkeypatch, "create", "--profile", "valid", "--pin-stdin")
    from rokhas_desktop.sandbox.errors import PinNeeded

    with pytest.raises(PinNeeded):
        run(home, monkeypatch, "create", "--profile", "valid")
    assert run(home, monkeypatch, "create", "--profile", "pin-not-set") == 0
    assert json.loads(capfd.readouterr().out)["profile"] == "pin-not-set"


def test_a_profile_that_there_is_not_is_a_usage_error(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with pytest.raises(SystemExit) as caught:
        run(home, monkeypatch, "create", "--profile", "perfect")
    assert caught.value.code == 2
