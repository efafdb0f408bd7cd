"""A test CA and its holders, for the tests of several rooms.

Founding a CA takes half a second to one: found one in a session's fixture, and give each test that breaks or
revokes things a copy on a port of its own with ``own_ca``.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from rokhas_desktop.sandbox.postal_ca import QUALIFIED_SIGNATURE, HolderSpec, PostalCA, Profile, person
from rokhas_desktop.sandbox.postal_ca.founding import free_port

HOLDER = HolderSpec("Ouaziz TEST", "Naïma", "JB900142")


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def ec_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def own_ca(template: Path, folder: Path) -> PostalCA:
    """A copy of a founded CA, with the same keys and names and a port of its own.

    What it issues names the new port; its own certificates (sub-CA, TSA) still name the template's.
    """
    shutil.copytree(template, folder)
    (folder / "ca.json").write_text(json.dumps({"port": free_port()}))
    return PostalCA.open_or_create(folder)


def leaf(ca: PostalCA, profile: Profile = QUALIFIED_SIGNATURE, holder: HolderSpec = HOLDER) -> x509.Certificate:
    return ca.issue(key().public_key(), person(holder), profile)
