"""The test postal CA as the sandbox uses it: open it, issue, revoke, serve."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from rokhas_desktop.sandbox.postal_ca.errors import CaDamaged
from rokhas_desktop.sandbox.postal_ca.founding import Signer, Urls, certify, found, revocation_access
from rokhas_desktop.sandbox.postal_ca.profiles import Profile, Subject
from rokhas_desktop.sandbox.postal_ca.state import Faults, Revocation, State

Clock = Callable[[], datetime]

VALIDITY = timedelta(days=2 * 365)
"""How long a holder's certificate is valid by default."""

PROVIDER = {"root": "trust", "qualified-ca": "chain", "ocsp": "services", "tsa": "services"}


def _system_clock() -> datetime:
    return datetime.now(UTC)


class PostalCA:
    """One CA in its folder.  Cheap to open; any number of processes may have it open at once."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self.state = State(folder)
        self.urls = Urls(json.loads((folder / "ca.json").read_bytes())["port"])
        self._clock = clock
        self._signers = {name: _load(folder, name) for name in PROVIDER}

    @classmethod
    def open_or_create(cls, folder: Path, *, clock: Clock = _system_clock) -> PostalCA:
        """The CA kept in ``folder``, founded on first use.  Its port is chosen then and stays.

        Raises CaDamaged for a folder that holds something else than a whole CA.
        """
        try:
            found(folder, clock())
            return cls(folder, clock)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CaDamaged(folder=str(folder)) from error

    def now(self) -> datetime:
        """The CA's clock, to the second, moved by ``faults.clock_s``."""
        return (self._clock() + timedelta(seconds=self.state.faults.clock_s)).replace(microsecond=0)

    def signer(self, name: str) -> Signer:
        """The certificate and key of "root", "qualified-ca", "ocsp" or "tsa"."""
        return self._signers[name]

    @property
    def trust_dir(self) -> Path:
        """The folder of the root, one PEM certificate a file."""
        return self.folder / "trust"

    @property
    def chain_dir(self) -> Path:
        """The folder of the sub-CA, one PEM certificate a file."""
        return self.folder / "chain"

    @property
    def anchors(self) -> tuple[bytes, ...]:
        """The root (DER)."""
        return (_der(self._signers["root"].certificate),)

    @property
    def chain(self) -> tuple[bytes, ...]:
        """The sub-CA (DER)."""
        return (_der(self._signers["qualified-ca"].certificate),)

    @property
    def faults(self) -> Faults:
        """What is broken now; assign another to change it for every process."""
        return self.state.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        self.state.faults = faults

    def issue(
        self,
        public_key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
        subject: Subject,
        profile: Profile,
        *,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
    ) -> x509.Certificate:
        """A holder's certificate under the sub-CA, valid from an hour ago for two years unless said otherwise."""
        start = not_before or self.now() - timedelta(hours=1)
        extensions = [*profile.extensions(), *revocation_access(self.urls, "qualified-ca")]
        if subject.alternative is not None:
            extensions.append((x509.SubjectAlternativeName([x509.DirectoryName(subject.alternative)]), False))
        issuer = self._signers["qualified-ca"]
        certificate = certify(
            subject.name, public_key, issuer, issuer.key, (start, not_after or start + VALIDITY), tuple(extensions)
        )
        self.state.add_issued(certificate)
        return certificate

    def revoke(self, serial: int, *, at: datetime | None = None, reason: str = "affiliation_changed") -> None:
        """Revoke a certificate by its number; a running server says so with its next answer.

        Raises KeyError for a number that was not issued.
        """
        if not self.state.is_issued(serial):
            raise KeyError(serial)
        self.state.revoke(Revocation(serial, (at or self.now()).replace(microsecond=0), reason))


def _load(folder: Path, name: str) -> Signer:
    pem = (folder / "keys" / f"{name}.pem").read_bytes()
    # Our own keys, in our own private folder: to prove them prime again would take a third of a second.
    key = load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=True)
    certificate = x509.load_pem_x509_certificate((folder / PROVIDER[name] / f"{name}.pem").read_bytes())
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(name)
    return Signer(certificate, key)


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)
