"""Emulated tokens: SoftHSM tokens with keys made in them and certificates of the test postal CA.

SoftHSM is loaded in a short-lived child only.  The store of a home is named in ``HOME/emulated.json``, which
the token room reads.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal, cast

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key

from rokhas_desktop.sandbox import postal_ca
from rokhas_desktop.sandbox.errors import LabelUnusable, PinUnusable, SoftHsmMissing
from rokhas_desktop.sandbox.locking import exclusive
from rokhas_desktop.sandbox.postal_ca import HolderSpec, PostalCA
from rokhas_desktop.sandbox.postal_ca.profiles import Profile, Subject
from rokhas_desktop.sandbox.postal_ca.state import write
from rokhas_desktop.sandbox.seed.world import world
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.supervise import Child
from rokhas_desktop.token import modules

PIN_LENGTHS = (4, 255)
"""Bytes that SoftHSM takes as a user's PIN."""
LABEL_BYTES = 32
"""CK_TOKEN_INFO.label (PKCS#11 §3.2)."""
DEADLINE = 60.0
"""Seconds for keys to be generated on a slow machine."""
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class EmulatedToken:
    """One emulated token; the keys of ``softhsm create --json``.

    ``cert_id`` is the CKA_ID (hexadecimal) of the certificate that the profile is about.
    """

    label: str
    serial: str
    profile: str
    module: str
    softhsm2_conf: str
    cert_id: str
    certificate_sha256: str
    trust_dir: str


@dataclass(frozen=True, slots=True)
class _Order:
    """One certificate to be issued for one key."""

    subject: Subject
    profile: Profile = postal_ca.QUALIFIED_SIGNATURE
    label: str = "Signature TEST"
    key_type: Literal["rsa", "ec"] = "rsa"
    always_authenticate: bool = False
    not_before: datetime | None = None
    not_after: datetime | None = None
    revoked: bool = False


def default_holder(profile: ProfileName) -> HolderSpec:
    """The person of the reference platform that a profile is tried with: its president, or the predecessor."""
    everybody = world()
    account = next((one for one in everybody.accounts if one.profile == profile), everybody.president)
    return HolderSpec(account.surname.fr, account.given_names.fr, account.cin or "")


def default_ca(home: Home) -> PostalCA:
    """The test CA that is kept in the home."""
    return PostalCA.open_or_create(home.root / "test-ca")


def create_token(
    home: Home,
    profile: ProfileName,
    *,
    pin: bytearray,
    holder: HolderSpec | None = None,
    label: str | None = None,
    ca: PostalCA | None = None,
    store: Path | None = None,
) -> EmulatedToken:
    """Make one emulated token in ``store`` (``HOME/softhsm`` by default), which becomes the home's.

    ``holder`` is who the certificate is issued to (:func:`default_holder`); "wrong-cin" and "passport" change
    the number, "seal" is the organisation's.  ``pin`` is zeroed, whatever happens; "pin-not-set" sets none.
    Raises SoftHsmMissing, LabelUnusable, PinUnusable, TokenNotMade, CaDamaged and the errors of a child.
    """
    try:
        secret = bytearray() if profile == "pin-not-set" else pin
        if profile != "pin-not-set" and not PIN_LENGTHS[0] <= len(pin) <= PIN_LENGTHS[1]:
            raise PinUnusable(least=PIN_LENGTHS[0], most=PIN_LENGTHS[1])
        module = find_module(home)
        folder = (store or home.folder("softhsm")).absolute()
        conf = _prepare_store(folder)
        authority = ca or default_ca(home)
        orders = _orders(profile, holder or default_holder(profile), authority.now())
        with exclusive(folder / ".lock"), _maker(conf) as child:
            made = _make(child, module, conf, _label(label, profile, child, module), profile, secret, orders, authority)
        write(home.root / modules.EMULATED, json.dumps(_named(module, conf), ensure_ascii=False).encode())
        return made
    finally:
        pin[:] = bytes(len(pin))


def list_tokens(home: Home, *, store: Path | None = None) -> list[EmulatedToken]:
    """The tokens that were made in ``store`` (the home's by default) and are still there, by label."""
    folder = store.absolute() if store is not None else _current_store(home)
    if folder is None or not (folder / "softhsm2.conf").exists():
        return []
    module = find_module(home)
    with exclusive(folder / ".lock"), _maker(folder / "softhsm2.conf") as child:
        present = {item["serial"] for item in _present(child, module)}
    register = (json.loads(path.read_bytes()) for path in (folder / "register").glob("*.json"))
    found = [EmulatedToken(**said) for said in register if said["serial"] in present]
    return sorted(found, key=lambda token: token.label)


def find_module(home: Home) -> str:
    """SoftHSM's module: $SOFTHSM2_MODULE, or the first known place.  Raises SoftHsmMissing."""
    named = os.environ.get("SOFTHSM2_MODULE")
    if named and Path(named).is_file():
        return named
    for candidate in modules.candidates(home):
        if Path(candidate.path).name.lower().startswith(("libsofthsm2", "softhsm2")):
            return candidate.path
    raise SoftHsmMissing()


def _orders(profile: ProfileName, holder: HolderSpec, now: datetime) -> tuple[_Order, ...]:
    """What a profile's certificates are; the last is the one that the profile is about."""
    plain = _Order(postal_ca.person(holder))
    if profile == "two-certificates":
        authentication = replace(plain, profile=postal_ca.AUTHENTICATION, label="Authentification TEST")
        return authentication, plain
    variants = {
        "expired": {"not_before": now - 26 * MONTH, "not_after": now - MONTH},
        "not-yet-valid": {"not_before": now + MONTH},
        "revoked": {"not_before": now - MONTH, "revoked": True},
        "wrong-cin": {"subject": postal_ca.person(replace(holder, cin=_other_cin(holder.cin)))},
        "passport": {"subject": postal_ca.person(replace(holder, cin=_passport(holder.cin), id_type="PAS"))},
        "seal": {
            "subject": postal_ca.organisation("Commune TEST", "NTRMA-000000000"),
            "profile": postal_ca.QUALIFIED_SEAL,
            "label": "Cachet TEST",
        },
        "advanced": {"profile": postal_ca.ADVANCED},
        "always-authenticate": {"always_authenticate": True},
        "ecdsa": {"key_type": "ec"},
    }
    return (replace(plain, **variants.get(profile, {})),)  # type: ignore[arg-type]


def _other_cin(cin: str) -> str:
    """A well-formed number that is another's: each digit's complement to nine."""
    return "".join(str(9 - int(character)) if character.isdecimal() else character for character in cin)


def _passport(cin: str) -> str:
    """A passport's number, which looks like a national ID's (two letters, seven digits)."""
    digits = "".join(character for character in cin if character.isdecimal())
    return f"TE{digits[-7:]:0>7}"


def _make(
    child: Child,
    module: str,
    conf: Path,
    label: str,
    profile: ProfileName,
    pin: bytearray,
    orders: tuple[_Order, ...],
    ca: PostalCA,
) -> EmulatedToken:
    ids = [secrets.token_hex(20) for _ in orders]
    keyless = profile == "no-private-key"
    wanted = [
        {"id": ident, "type": order.key_type, "label": order.label, "always_authenticate": order.always_authenticate}
        for ident, order in zip(ids, orders, strict=True)
    ]
    answer = child.call(
        "prepare", pin, deadline=DEADLINE, module=module, label=label, keys=[] if keyless else wanted
    ).header
    pin[:] = bytes(len(pin))
    keys = [_public_key(bytes.fromhex(spki)) for spki in answer["keys"]] or [_elsewhere()]
    issued = [_issue(ca, order, key) for order, key in zip(orders, keys, strict=True)]
    objects = [
        {"id": ident, "label": order.label, "der": der.hex(), "authority": False}
        for ident, order, der in zip(ids, orders, issued, strict=True)
    ]
    for der in ca.chain:
        ident = hashlib.sha256(der).hexdigest()[:40]
        objects.append({"id": ident, "label": "AC TEST", "der": der.hex(), "authority": True})
    child.call("finish", deadline=DEADLINE, certificates=objects)
    made = EmulatedToken(
        label=label,
        serial=answer["serial"],
        profile=profile,
        module=module,
        softhsm2_conf=str(conf),
        cert_id=ids[-1],
        certificate_sha256=hashlib.sha256(issued[-1]).hexdigest(),
        trust_dir=str(ca.trust_dir.absolute()),
    )
    write(conf.parent / "register" / f"{made.serial}.json", json.dumps(asdict(made), ensure_ascii=False).encode())
    return made


def _issue(ca: PostalCA, order: _Order, key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey) -> bytes:
    certificate: x509.Certificate = ca.issue(
        key, order.subject, order.profile, not_before=order.not_before, not_after=order.not_after
    )
    if order.revoked:
        ca.revoke(certificate.serial_number, at=ca.now() - timedelta(hours=1))
    return certificate.public_bytes(Encoding.DER)


def _public_key(spki: bytes) -> rsa.RSAPublicKey | ec.EllipticCurvePublicKey:
    return cast("rsa.RSAPublicKey | ec.EllipticCurvePublicKey", load_der_public_key(spki))


def _elsewhere() -> rsa.RSAPublicKey:
    """The public half of a key that is on no token."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()


def _label(given: str | None, profile: ProfileName, child: Child, module: str) -> str:
    """The label given, or the first that is free of "TEST profile", "TEST profile 2", …"""
    taken = {item["label"] for item in _present(child, module)}
    if given is None:
        names = (
            f"TEST {profile}" if number == 1 else f"TEST {profile} {number}" for number in range(1, len(taken) + 2)
        )
        return next(name for name in names if name not in taken)
    if given in taken or given != given.strip() or not 0 < len(given.encode()) <= LABEL_BYTES:
        raise LabelUnusable(label=given)
    return given


def _present(child: Child, module: str) -> list[dict[str, str]]:
    return cast("list[dict[str, str]]", child.call("list", deadline=DEADLINE, module=module).header["tokens"])


@contextlib.contextmanager
def _maker(conf: Path) -> Iterator[Child]:
    with Child("softhsm", log=conf.parent / "softhsm.log", env={"SOFTHSM2_CONF": str(conf)}) as child:
        yield child


def _prepare_store(folder: Path) -> Path:
    """The store's configuration, written on first use."""
    (folder / "tokens").mkdir(mode=0o700, parents=True, exist_ok=True)
    conf = folder / "softhsm2.conf"
    if not conf.exists():
        lines = [
            f"directories.tokendir = {folder / 'tokens'}",
            "objectstore.backend = file",
            "log.level = ERROR",
            "slots.removable = true",
        ]
        write(conf, "\n".join([*lines, ""]).encode())
    return conf


def _named(module: str, conf: Path) -> dict[str, object]:
    return {"module": module, "env": {"SOFTHSM2_CONF": str(conf)}}


def _current_store(home: Home) -> Path | None:
    try:
        said = json.loads((home.root / modules.EMULATED).read_bytes())
    except FileNotFoundError:
        return None
    return Path(said["env"]["SOFTHSM2_CONF"]).parent
