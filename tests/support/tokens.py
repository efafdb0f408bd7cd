"""Real SoftHSM tokens, each test with a store of its own, and certificates for them that say TEST."""

from __future__ import annotations

import atexit
import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

from rokhas_desktop.settings import Deadlines
from rokhas_desktop.token.views import ModuleCandidate

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "24681357"
DEADLINES = Deadlines(readers=5, initialise=10, search=30, log_in=30, log_in_pinpad=90, sign=15)

_MADE = Path(tempfile.mkdtemp(prefix="rokhas-test-tokens-"))
atexit.register(shutil.rmtree, _MADE, ignore_errors=True)

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def private_key(name: str) -> PrivateKey:
    """A key by name ("rsa…", "rsa3072…", "p256…", "p384…"), made once a process: making RSA keys takes time."""
    if name.startswith("rsa"):
        bits = re.match(r"rsa(\d{4})", name)
        return rsa.generate_private_key(65537, int(bits.group(1)) if bits else 2048)
    return ec.generate_private_key(ec.SECP384R1() if name.startswith("p384") else ec.SECP256R1())


@cache
def certificate(name: str, common_name: str = "TEST Amina EXEMPLE", *, days: int = 365, usage: bool = True) -> bytes:
    """A self-signed certificate (DER) of the key ``name``; ``days`` below zero make it expired."""
    key = private_key(name)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "MA"),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, "IDCMA-TE123456"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=400))
        .not_valid_after(now + timedelta(days=days))
    )
    if usage:
        bits = dict.fromkeys(
            ("digital_signature", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign"), False
        )
        builder = builder.add_extension(
            x509.KeyUsage(content_commitment=True, crl_sign=False, encipher_only=False, decipher_only=False, **bits),
            critical=True,
        )
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


@dataclass(frozen=True)
class OnToken:
    """What is written for one key.  ``key_id`` differs from ``id`` where only the public key pairs them."""

    name: str
    id: str = "a1"
    key_id: str | None = None
    with_certificate: bool = True
    with_private: bool = True
    with_public: bool = True
    always_authenticate: bool = False
    visible: bool = False
    signs: bool = True
    days: int = 365
    allowed: tuple[int, ...] = ()

    @property
    def certificate(self) -> bytes:
        return certificate(self.name, days=self.days)

    def order(self) -> dict[str, object]:
        key = private_key(self.name)
        subject = x509.load_der_x509_certificate(self.certificate).subject.public_bytes()
        rsa_key = isinstance(key, rsa.RSAPrivateKey)
        private = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        public = key.public_key().public_bytes(
            Encoding.DER, PublicFormat.PKCS1 if rsa_key else PublicFormat.SubjectPublicKeyInfo
        )
        return {
            "label": f"TEST {self.name}",
            "type": "rsa" if rsa_key else "ec",
            "certificate": _b64(self.certificate) if self.with_certificate else "",
            "subject": _b64(subject),
            "certificate_id": self.id,
            "key_id": self.id if self.key_id is None else self.key_id,
            "private": _b64(private) if self.with_private else "",
            "public": _b64(public) if self.with_public else "",
            "always_authenticate": self.always_authenticate,
            "visible": self.visible,
            "signs": self.signs,
            "allowed": list(self.allowed),
        }


@dataclass
class Store:
    """A SoftHSM store.  ``candidate`` is what the room is given."""

    folder: Path
    module: str = MODULE
    conf: Path = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = self.folder / "tokens"
        self.tokens.mkdir(parents=True)
        self.conf = self.folder / "softhsm2.conf"
        self.conf.write_text(
            f"directories.tokendir = {self.tokens}\nobjectstore.backend = file\nlog.level = ERROR\n", encoding="utf-8"
        )

    @property
    def candidate(self) -> ModuleCandidate:
        return ModuleCandidate(str(Path(self.module).resolve()), "SoftHSM TEST", {"SOFTHSM2_CONF": str(self.conf)})

    @property
    def _env(self) -> dict[str, str]:
        return {**os.environ, "SOFTHSM2_CONF": str(self.conf)}

    def add(self, label: str, *keys: OnToken, pin: str | None = PIN) -> None:
        """Make a token; ``pin=None`` leaves its user PIN unset.

        The same token is made once a process and copied afterwards: a token is a folder.
        """
        made = _MADE / hashlib.sha256(repr((self.module, label, keys, pin)).encode()).hexdigest()
        if not made.exists():
            before = set(self.tokens.iterdir())
            self._make(label, keys, pin)
            (new,) = set(self.tokens.iterdir()) - before
            shutil.copytree(new, made / new.name)
            return
        for token in made.iterdir():
            # In one step: a half-copied token must not be seen.
            shutil.copytree(token, self.folder / token.name)
            (self.folder / token.name).rename(self.tokens / token.name)

    def _make(self, label: str, keys: tuple[OnToken, ...], pin: str | None) -> None:
        if pin is None:
            line = ["pkcs11-tool", "--module", self.module, "--init-token", "--label", label, "--so-pin", "12345678"]
            slot = ["--slot-index", str(len(list(self.tokens.iterdir())))]
            subprocess.run([*line, *slot], check=True, capture_output=True, env=self._env)
            return
        line = ["softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", pin]
        subprocess.run(line, check=True, capture_output=True, env=self._env)
        if keys:
            order = {"module": self.module, "label": label, "pin": pin, "keys": [key.order() for key in keys]}
            writer = [sys.executable, str(Path(__file__).with_name("softhsm_writer.py"))]
            subprocess.run(writer, input=json.dumps(order).encode(), check=True, env=self._env, cwd="/")

    def take(self, tokens: Path) -> None:
        """Copy the tokens of another store's folder, labels that are taken here included."""
        for token in tokens.iterdir():
            shutil.copytree(token, self.folder / token.name)
            (self.folder / token.name).rename(self.tokens / token.name)

    def remove_all(self) -> None:
        """Pull every token."""
        for token in self.tokens.iterdir():
            # In one step: SoftHSM may be writing into the folder while its files are taken away.
            gone = token.rename(self.folder / f"gone-{token.name}")
            shutil.rmtree(gone, ignore_errors=True)


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
