"""The QCStatements of a qualified certificate (RFC 3739 §3.2.6, ETSI EN 319 412-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from asn1crypto import core
from cryptography import x509

EXTENSION = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
COMPLIANCE = "0.4.0.1862.1.1"
SSCD = "0.4.0.1862.1.4"
TYPE = "0.4.0.1862.1.6"
E_SIGN = "0.4.0.1862.1.6.1"
E_SEAL = "0.4.0.1862.1.6.2"


class _Statement(core.Sequence):  # type: ignore[misc]
    _fields: ClassVar = [("statement_id", core.ObjectIdentifier), ("statement_info", core.Any, {"optional": True})]


class _Statements(core.SequenceOf):  # type: ignore[misc]
    _child_spec = _Statement


class _Types(core.SequenceOf):  # type: ignore[misc]
    _child_spec = core.ObjectIdentifier


@dataclass(frozen=True, slots=True)
class QcStatements:
    """What the certificate declares: qualified, the types of use (OIDs), the key on a secure device."""

    compliance: bool = False
    types: tuple[str, ...] = ()
    sscd: bool = False


def read(certificate: x509.Certificate) -> QcStatements:
    """The statements, all absent where there is no such extension.  Raises ValueError if it is malformed."""
    for extension in certificate.extensions:
        if extension.oid == EXTENSION and isinstance(extension.value, x509.UnrecognizedExtension):
            return _parse(extension.value.value)
    return QcStatements()


def build(statements: QcStatements) -> x509.UnrecognizedExtension:
    """The extension's value that declares ``statements``."""
    rows: list[dict[str, object]] = []
    if statements.compliance:
        rows.append({"statement_id": COMPLIANCE})
    if statements.sscd:
        rows.append({"statement_id": SSCD})
    if statements.types:
        rows.append({"statement_id": TYPE, "statement_info": _Types(list(statements.types))})
    return x509.UnrecognizedExtension(EXTENSION, _Statements(rows).dump())


def _parse(der: bytes) -> QcStatements:
    seen: set[str] = set()
    types: Sequence[str] = ()
    try:
        for statement in _Statements.load(der, strict=True):
            oid = statement["statement_id"].dotted
            seen.add(oid)
            if oid == TYPE:
                types = [item.dotted for item in statement["statement_info"].parse(_Types)]
    except TypeError as error:  # how asn1crypto meets some malformed input
        raise ValueError("malformed QCStatements") from error
    return QcStatements(COMPLIANCE in seen, tuple(types), SSCD in seen)
