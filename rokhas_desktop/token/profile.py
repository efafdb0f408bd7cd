"""The capability profile: what a module, its slots and their tokens can do, as JSON that two PCs can compare.

No PIN is used and no name is in it: certificates are counted, and keys described by type, size and schemes.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rokhas_desktop.supervise import Child
from rokhas_desktop.token.views import ModuleCandidate, SlotView, TokenView

if TYPE_CHECKING:
    from rokhas_desktop.token.deadlines import Deadlines

FORMAT = 1

_NAMES = {
    0x0: "RSA_PKCS_KEY_PAIR_GEN",
    0x1: "RSA_PKCS",
    0x3: "RSA_X_509",
    0x6: "SHA1_RSA_PKCS",
    0x9: "RSA_PKCS_OAEP",
    0xD: "RSA_PKCS_PSS",
    0xE: "SHA1_RSA_PKCS_PSS",
    0x40: "SHA256_RSA_PKCS",
    0x41: "SHA384_RSA_PKCS",
    0x42: "SHA512_RSA_PKCS",
    0x43: "SHA256_RSA_PKCS_PSS",
    0x44: "SHA384_RSA_PKCS_PSS",
    0x45: "SHA512_RSA_PKCS_PSS",
    0x46: "SHA224_RSA_PKCS",
    0x220: "SHA_1",
    0x250: "SHA256",
    0x260: "SHA384",
    0x270: "SHA512",
    0x1040: "EC_KEY_PAIR_GEN",
    0x1041: "ECDSA",
    0x1042: "ECDSA_SHA1",
    0x1043: "ECDSA_SHA224",
    0x1044: "ECDSA_SHA256",
    0x1045: "ECDSA_SHA384",
    0x1046: "ECDSA_SHA512",
    0x1050: "ECDH1_DERIVE",
}
"""CKM_ names (PKCS#11 v2.40) of what matters to a signature."""

_USES = {0x1: "HW", 0x400: "DIGEST", 0x800: "SIGN", 0x2000: "VERIFY", 0x10000: "GENERATE_KEY_PAIR"}


def take(candidate: ModuleCandidate, child: Child, deadlines: Deadlines) -> dict[str, Any]:
    """The profile of one module.  Raises what its child raises; a slot that fails has its ``code``."""
    seconds: dict[str, float] = {}
    began = time.monotonic()
    loaded = child.call("load", deadline=deadlines.initialise, path=candidate.path, reserved=candidate.reserved).header
    seconds["load"] = _since(began)
    began = time.monotonic()
    slots = child.call("slots", deadline=deadlines.initialise).header["slots"]
    seconds["slots"] = _since(began)
    return {
        "format": FORMAT,
        "module": {
            "file": Path(candidate.path).name,
            "name": candidate.name,
            "library": loaded["library"],
            "version": loaded["version"],
            "sha256": _sha256(candidate.path),
        },
        "slots": [_slot(child, slot, deadlines) for slot in slots],
        "seconds": seconds,
    }


def _slot(child: Child, slot: int, deadlines: Deadlines) -> dict[str, Any]:
    began = time.monotonic()
    raw = child.call("slot", deadline=deadlines.search, slot=slot, quick=False).header["slot"]
    view = SlotView.from_json(raw)
    seconds = _since(began)
    token = view.token
    mechanisms: list[dict[str, Any]] = []
    if token is not None:
        told = child.call("mechanisms", deadline=deadlines.search, slot=slot).header["mechanisms"]
        mechanisms = [_mechanism(*one) for one in told]
    return {
        "description": view.description,
        "code": view.code,
        "token": _token(token) if token is not None else None,
        "mechanisms": mechanisms,
        "seconds": seconds,
    }


def _token(token: TokenView) -> dict[str, Any]:
    return {
        "manufacturer": token.manufacturer,
        "model": token.model,
        "flags": list(token.flags),
        "pin_state": token.pin_state,
        "pinpad": token.pinpad,
        "pin_min": token.pin_min,
        "pin_max": token.pin_max,
        "keys": [key.key.to_json() if key.key else None for key in token.keys],
        "code": token.code,
    }


def _mechanism(number: int, smallest: int, largest: int, flags: int) -> dict[str, Any]:
    return {
        "number": f"0x{number:08x}",
        "name": _NAMES.get(number),
        "smallest": smallest,
        "largest": largest,
        "uses": [name for bit, name in _USES.items() if flags & bit],
    }


def _since(began: float) -> float:
    return round(time.monotonic() - began, 4)


def _sha256(path: str) -> str | None:
    """Of the library's file; None where the system finds the library by a name that is no path."""
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
