"""Writes objects to one SoftHSM token: run as a process of its own, so that each test has its own store.

Standard input: JSON with ``module``, ``label``, ``pin`` and ``keys``, each with PEM-free base64 DER fields.
"""

from __future__ import annotations

import base64
import json
import sys
from ctypes import c_ulong
from typing import Any

import pkcs11
from pkcs11 import Attribute, ObjectClass
from pkcs11.attributes import AttributeMapper
from pkcs11.util.ec import decode_ec_private_key, decode_ec_public_key
from pkcs11.util.rsa import decode_rsa_private_key, decode_rsa_public_key

_PRIVATE = {"rsa": decode_rsa_private_key, "ec": decode_ec_private_key}
_PUBLIC = {"rsa": decode_rsa_public_key, "ec": decode_ec_public_key}


def write(session: Any, key: dict[str, Any]) -> None:
    common = {Attribute.TOKEN: True, Attribute.LABEL: key["label"]}
    if key["certificate"]:
        session.create_object(
            {
                **common,
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: 0,
                Attribute.VALUE: base64.b64decode(key["certificate"]),
                Attribute.SUBJECT: base64.b64decode(key["subject"]),
                Attribute.ID: bytes.fromhex(key["certificate_id"]),
                Attribute.PRIVATE: False,
            }
        )
    for part, decoders in (("private", _PRIVATE), ("public", _PUBLIC)):
        if not key[part]:
            continue
        attributes = decoders[key["type"]](base64.b64decode(key[part]))
        attributes.update(common)
        attributes[Attribute.ID] = bytes.fromhex(key["key_id"])
        attributes[Attribute.PRIVATE] = part == "private" and not key["visible"]
        if part == "private":
            attributes[Attribute.SIGN] = key["signs"]
            attributes[Attribute.SENSITIVE] = True
            attributes[Attribute.EXTRACTABLE] = False
            attributes[Attribute.ALWAYS_AUTHENTICATE] = key["always_authenticate"]
            if key["allowed"]:
                attributes[Attribute.ALLOWED_MECHANISMS] = b"".join(bytes(c_ulong(number)) for number in key["allowed"])
        session.create_object(attributes)


def main() -> None:
    order = json.load(sys.stdin)
    token = pkcs11.lib(order["module"]).get_token(token_label=order["label"])
    mapper = AttributeMapper()
    mapper.register_handler(Attribute.ALLOWED_MECHANISMS, bytes, bytes)
    with token.open(rw=True, user_pin=order["pin"], attribute_mapper=mapper) as session:
        for key in order["keys"]:
            write(session, key)


if __name__ == "__main__":
    main()
