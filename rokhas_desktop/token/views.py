"""What is seen of modules, slots, tokens and keys: frozen values, and their JSON for the pipe and the command line.

The child fills in what the module says; the parent adds what the certificate says (``facts``, ``refusals``),
which never crosses the pipe.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from rokhas_desktop.errors import Detail

if TYPE_CHECKING:
    from rokhas_desktop.identity.certificates import CertificateFacts
    from rokhas_desktop.identity.refusal import Refusal

PinState = Literal["ok", "count-low", "final-try", "locked", "not-set", "to-be-changed"]
Evidence = Literal["private-key", "public-key", "none"]
ServiceState = Literal["unknown", "running", "stopped", "not-authorised", "not-answering", "failed", "not-installed"]


@dataclass(frozen=True, slots=True)
class Selection:
    """The key a person chose: the module's canonical path, the token's serial, the certificate's SHA-256 (hex)."""

    module: str
    serial: str
    certificate_sha256: str


@dataclass(frozen=True, slots=True)
class ModuleCandidate:
    """A PKCS#11 module that may be on this machine.

    ``env`` is set in the module's child where the environment does not set it already.
    """

    path: str
    name: str
    env: Mapping[str, str] = field(default_factory=dict)
    reserved: str = ""


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """The private key of a certificate, as far as it is known.

    ``bits`` is the modulus' or the curve's size.  ``schemes`` is what the token offers for such a key, best
    first.  ``always_authenticate`` is None while the private key is hidden, which most tokens do before
    log-in.  ``evidence`` says what was seen of the pair: without a PIN often only its public half, or nothing.
    """

    type: Literal["rsa", "ec", "other"]
    bits: int
    schemes: tuple[str, ...]
    always_authenticate: bool | None
    evidence: Evidence

    def to_json(self) -> dict[str, Any]:
        """JSON values only."""
        return {
            "type": self.type,
            "bits": self.bits,
            "schemes": list(self.schemes),
            "always_authenticate": self.always_authenticate,
            "evidence": self.evidence,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> KeyFacts:
        """The inverse of :meth:`to_json`."""
        return cls(**{**raw, "schemes": tuple(raw["schemes"])})


@dataclass(frozen=True, slots=True)
class KeyView:
    """One certificate on a token (DER), its key if it has one, and why it cannot sign (empty if it can)."""

    certificate: bytes = field(repr=False)
    cka_id: str
    label: str
    key: KeyFacts | None
    facts: CertificateFacts | None = None
    refusals: tuple[Refusal, ...] = ()

    @property
    def sha256(self) -> str:
        """Names the certificate and its key everywhere (hex)."""
        return hashlib.sha256(self.certificate).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """JSON values only, without what the parent adds."""
        return {
            "certificate": base64.b64encode(self.certificate).decode("ascii"),
            "cka_id": self.cka_id,
            "label": self.label,
            "key": self.key.to_json() if self.key else None,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> KeyView:
        """The inverse of :meth:`to_json`."""
        key = KeyFacts.from_json(raw["key"]) if raw["key"] else None
        return cls(base64.b64decode(raw["certificate"]), raw["cka_id"], raw["label"], key)


@dataclass(frozen=True, slots=True)
class TokenView:
    """One token.  ``module`` is its module's canonical path, ``flags`` the CKF_ names without the prefix.

    ``pin_min`` and ``pin_max`` are in bytes of UTF-8; ``code`` is set when its objects could not be read.
    """

    module: str
    slot_id: int
    label: str
    serial: str
    manufacturer: str
    model: str
    flags: tuple[str, ...]
    pin_state: PinState
    pinpad: bool
    pin_min: int
    pin_max: int
    keys: tuple[KeyView, ...]
    code: str | None = None

    def selection(self, key: KeyView) -> Selection:
        """Binds one of this token's keys."""
        return Selection(self.module, self.serial, key.sha256)

    def to_json(self) -> dict[str, Any]:
        """JSON values only."""
        return {
            "module": self.module,
            "slot_id": self.slot_id,
            "label": self.label,
            "serial": self.serial,
            "manufacturer": self.manufacturer,
            "model": self.model,
            "flags": list(self.flags),
            "pin_state": self.pin_state,
            "pinpad": self.pinpad,
            "pin_min": self.pin_min,
            "pin_max": self.pin_max,
            "keys": [key.to_json() for key in self.keys],
            "code": self.code,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> TokenView:
        """The inverse of :meth:`to_json`."""
        keys = tuple(KeyView.from_json(key) for key in raw["keys"])
        return cls(**{**raw, "flags": tuple(raw["flags"]), "keys": keys})


@dataclass(frozen=True, slots=True)
class SlotView:
    """One slot: a reader.  A slot that cannot be read has a ``code``; the others are read all the same."""

    slot_id: int
    description: str = ""
    token: TokenView | None = None
    code: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """JSON values only."""
        return {
            "slot_id": self.slot_id,
            "description": self.description,
            "token": self.token.to_json() if self.token else None,
            "code": self.code,
            "details": dict(self.details),
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> SlotView:
        """The inverse of :meth:`to_json`."""
        token = TokenView.from_json(raw["token"]) if raw["token"] else None
        return cls(raw["slot_id"], raw["description"], token, raw["code"], raw["details"])


@dataclass(frozen=True, slots=True)
class ModuleView:
    """One module: what it says of itself and its slots, or the ``code`` that says why it could not be used."""

    path: str
    name: str
    library: str = ""
    version: str = ""
    slots: tuple[SlotView, ...] = ()
    code: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReaderView:
    """One reader.  ``atr`` (hexadecimal, capitals) names the kind of the card in it; a ``mute`` card gives none.

    ``busy``: another program holds the card for itself.  ``settled``: it has been there for a while, so that a module
    had the time to show it.
    """

    name: str
    card: bool
    atr: str = ""
    mute: bool = False
    busy: bool = False
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Readers:
    """What the system's smart card service says; ``code`` is why it says nothing ("unknown": nobody asked)."""

    state: ServiceState = "unknown"
    readers: tuple[ReaderView, ...] = ()
    code: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)

    @property
    def atrs(self) -> tuple[str, ...]:
        """Those of the cards that are there."""
        return tuple(one.atr for one in self.readers if one.atr)


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that the modules and readers show at one moment.  Two surveys are equal when nothing changed."""

    modules: tuple[ModuleView, ...] = ()
    readers: Readers = field(default_factory=Readers)

    @property
    def tokens(self) -> tuple[TokenView, ...]:
        """The initialised tokens of all modules, each once per module and serial."""
        return tuple(slot.token for module in self.modules for slot in module.slots if slot.token is not None)

    def keys(self) -> Iterator[tuple[TokenView, KeyView]]:
        """Every certificate with its token."""
        return ((token, key) for token in self.tokens for key in token.keys)

    def find(self, selection: Selection) -> tuple[TokenView, KeyView] | None:
        """The chosen key, if it is there."""
        for token, key in self.keys():
            if token.selection(key) == selection:
                return token, key
        return None
