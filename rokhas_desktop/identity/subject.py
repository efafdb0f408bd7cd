"""Who a certificate belongs to, and their national ID number (CIN) where the certificate has one.

Where the CIN sits is not documented by the Moroccan providers, so the places are data
(``resources/identity.toml``).  What cannot be read surely is said not to be found, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cryptography import x509
from cryptography.x509.oid import NameOID

from rokhas_desktop.identity.holder import Holder, normalise
from rokhas_desktop.identity.rules import IdKind, Place, Rules, in_force

_SEMANTICS = re.compile(r"^[A-Z]{3}[A-Z]{2}-")
"""ETSI EN 319 412-1 §5.1.3: three letters of type, two of country, a hyphen."""


def read_holder(certificate: x509.Certificate, *, rules: Rules | None = None) -> Holder:
    """The holder of a certificate.  Raises ValueError where its subject is not well-formed."""
    rules = rules or in_force()
    subject = certificate.subject
    cin, kind, source = _identifier(certificate, rules)
    return Holder(
        common_name=_first(subject, NameOID.COMMON_NAME),
        surname=_first(subject, NameOID.SURNAME),
        given_names=_first(subject, NameOID.GIVEN_NAME),
        cin=cin,
        id_kind=kind,
        id_source=source,
    )


def _identifier(certificate: x509.Certificate, rules: Rules) -> tuple[str | None, IdKind, Place | None]:
    for place in rules.places:
        found = {answer for value in _values(certificate, place) if (answer := _classify(value, rules)) is not None}
        if len(found) > 1:
            return None, "other", place  # two numbers in one place: neither is surely the holder's
        if found:
            kind, number = found.pop()
            return (number if kind == "cin" else None), kind, place
    return None, "none", None


def _classify(value: str, rules: Rules) -> tuple[IdKind, str] | None:
    """What kind of number a value is; None for one that says nothing, such as a provider's own code."""
    text = normalise(value)
    prefix = _SEMANTICS.match(text)
    if prefix is None:
        return ("cin", text) if rules.cin.fullmatch(text) else None
    kind = rules.prefixes.get(prefix.group(), "other")
    number = text[prefix.end() :]
    if kind == "cin" and not rules.cin.fullmatch(number):
        kind = "other"
    return kind, number


def _values(certificate: x509.Certificate, place: Place) -> Iterator[str]:
    subject = certificate.subject
    if place == "serial_number":
        yield from _texts(subject, NameOID.SERIAL_NUMBER)
    elif place == "uid":
        yield from _texts(subject, NameOID.USER_ID)
    elif place == "common_name_tail":
        for text in _texts(subject, NameOID.COMMON_NAME):
            yield from text.split()[-1:]
    else:
        for name in _alternative_names(certificate):
            yield from _texts(name, NameOID.SERIAL_NUMBER)
            yield from _texts(name, NameOID.USER_ID)


def _alternative_names(certificate: x509.Certificate) -> list[x509.Name]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    return names.get_values_for_type(x509.DirectoryName)


def _texts(name: x509.Name, oid: x509.ObjectIdentifier) -> Iterator[str]:
    for attribute in name.get_attributes_for_oid(oid):
        if isinstance(attribute.value, str):
            yield attribute.value


def _first(name: x509.Name, oid: x509.ObjectIdentifier) -> str | None:
    return next(_texts(name, oid), None)
