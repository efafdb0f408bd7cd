"""The child that makes emulated tokens: it loads SoftHSM, and ends with one token made.

``prepare`` initialises a token and generates its keys; the parent issues certificates for them; ``finish``
writes these.  ``list`` says which tokens the store holds.  SOFTHSM2_CONF names the store.
"""

from __future__ import annotations

import ctypes
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pkcs11
from asn1crypto.keys import PublicKeyInfo
from pkcs11 import Attribute, KeyType, Mechanism, MechanismFlag, TokenFlag
from pkcs11.attributes import AttributeMapper, handle_ulong
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters
from pkcs11.util.rsa import encode_rsa_public_key
from pkcs11.util.x509 import decode_x509_certificate

from rokhas_desktop.sandbox.errors import LabelUnusable, TokenNotMade
from rokhas_desktop.supervise import Frame, serve

_CERTIFICATE_CATEGORY_USER, _CERTIFICATE_CATEGORY_AUTHORITY = 1, 2
"""CKA_CERTIFICATE_CATEGORY (PKCS#11 §4.6.2)."""


class Maker:
    """One token in the making; the session stays open between ``prepare`` and ``finish``."""

    def __init__(self) -> None:
        self._session: Any = None

    def list(self, header: dict[str, Any]) -> Frame:
        """The labels and serial numbers of the store's tokens."""
        found = [{"label": token.label, "serial": _serial(token)} for token in _tokens(pkcs11.lib(header["module"]))]
        return Frame({"tokens": found})

    def prepare(self, header: dict[str, Any], payload: bytearray) -> Frame:
        """Initialise a token and generate its keys; the payload is the PIN, empty where none is to be set.

        ``keys`` are objects with ``id`` (hexadecimal), ``type`` ("rsa" or "ec"), ``label`` and
        ``always_authenticate``.  The answer's ``keys`` are their SubjectPublicKeyInfo in hexadecimal.
        Without a PIN the public keys stay on the token and the private ones cannot.
        """
        library = pkcs11.lib(header["module"])
        if header["label"] in {token.label for token in _tokens(library)}:
            raise LabelUnusable(label=header["label"])
        token = _initialise(library, header["module"], header["label"], bytes(payload))
        pin = payload.decode("utf-8") or None
        self._session = token.open(rw=True, user_pin=pin, attribute_mapper=_mapper())
        keys = [_generate(self._session, key, lasting=pin is not None) for key in header["keys"]]
        return Frame({"serial": _serial(token), "keys": [key.hex() for key in keys]})

    def finish(self, header: dict[str, Any]) -> Frame:
        """Write the certificates: objects with ``id``, ``label``, ``der`` (hexadecimal) and ``authority``."""
        for item in header["certificates"]:
            category = _CERTIFICATE_CATEGORY_AUTHORITY if item["authority"] else _CERTIFICATE_CATEGORY_USER
            self._session.create_object(
                {
                    **decode_x509_certificate(bytes.fromhex(item["der"])),
                    Attribute.TOKEN: True,
                    Attribute.PRIVATE: False,
                    Attribute.ID: bytes.fromhex(item["id"]),
                    Attribute.LABEL: item["label"],
                    Attribute.CERTIFICATE_CATEGORY: category,
                }
            )
        self._session.close()
        return Frame({})


def main() -> None:
    """The child's loop."""
    maker = Maker()
    serve(
        {
            "list": lambda header, _: _named(lambda: maker.list(header)),
            "prepare": lambda header, pin: _named(lambda: maker.prepare(header, pin)),
            "finish": lambda header, _: _named(lambda: maker.finish(header)),
        }
    )


def _named(act: Callable[[], Frame]) -> Frame:
    """Name PKCS#11's refusals by their class: they have no text of their own."""
    try:
        return act()
    except pkcs11.PKCS11Error as error:
        raise TokenNotMade(reason=type(error).__name__) from None


def _tokens(library: Any) -> Iterator[Any]:
    for slot in library.get_slots(token_present=True):
        token = slot.get_token()
        if token.flags & TokenFlag.TOKEN_INITIALIZED:
            yield token


def _mapper() -> AttributeMapper:
    """The bindings' own, and the one attribute written here that they do not know."""
    mapper = AttributeMapper()
    mapper.register_handler(Attribute.CERTIFICATE_CATEGORY, *handle_ulong)
    return mapper


def _serial(token: Any) -> str:
    return bytes(token.serial).decode("ascii").strip()


def _initialise(library: Any, module: str, label: str, pin: bytes) -> Any:
    """Make a token of the free slot that SoftHSM always lists, and set its user's PIN if there is one.

    The bindings have no C_InitToken: it is called on the module that they loaded.  SoftHSM gives an
    initialised token another slot, which shows after a new C_Initialize.
    """
    slots = library.get_slots(token_present=True)
    free = [slot for slot in slots if not slot.get_token().flags & TokenFlag.TOKEN_INITIALIZED]
    so_pin = secrets.token_hex(16)
    padded = label.encode("utf-8").ljust(32)
    arguments = ctypes.c_ulong(free[0].slot_id), so_pin.encode(), ctypes.c_ulong(len(so_pin)), padded
    answer = ctypes.CDLL(module).C_InitToken(*arguments)
    if answer != 0:
        raise TokenNotMade(reason=f"C_InitToken 0x{answer & 0xFFFFFFFF:X}")
    library.reinitialize()
    token = next(token for token in _tokens(library) if token.label == label)
    if pin:
        with token.open(rw=True, so_pin=so_pin) as session:
            session.init_pin(pin.decode("utf-8"))
    return token


def _generate(session: Any, key: dict[str, Any], *, lasting: bool) -> bytes:
    """Generate a key pair for signing only and give its SubjectPublicKeyInfo.

    Where the private key is not ``lasting`` it is gone with the session.
    """
    options = {
        "id": bytes.fromhex(key["id"]),
        "label": key["label"],
        "capabilities": MechanismFlag.SIGN | MechanismFlag.VERIFY,
        "public_template": {Attribute.TOKEN: True, Attribute.PRIVATE: False},
        "private_template": {
            Attribute.TOKEN: lasting,
            Attribute.PRIVATE: lasting,
            Attribute.SENSITIVE: True,
            Attribute.EXTRACTABLE: False,
            Attribute.ALWAYS_AUTHENTICATE: key["always_authenticate"],
        },
    }
    if key["type"] == "rsa":
        public, _ = session.generate_keypair(KeyType.RSA, 2048, **options)
        return bytes(PublicKeyInfo.wrap(encode_rsa_public_key(public), "rsa").dump())
    curve = {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
    parameters = session.create_domain_parameters(KeyType.EC, curve, local=True)
    public, _ = parameters.generate_keypair(mechanism=Mechanism.EC_KEY_PAIR_GEN, **options)
    return bytes(encode_ec_public_key(public))
