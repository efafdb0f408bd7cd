"""What earlier signatures of a document still allow (ISO 32000-1, 12.8.2; ISO 32000-2, 12.8.2.2 to 12.8.2.4)."""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import read_certification_data

from rokhas_desktop.signing import reading, strays
from rokhas_desktop.signing.errors import CertifiedNoChanges, FieldImposes, FieldUnusable, LockedByEarlier

#: In a lock dictionary, the fields that signing locks are named in /Fields by this /Action.
_INCLUDE = "/Include"


def check(reader: PdfFileReader, field: str) -> int:
    """How many signatures there are, all of which allow that ``field`` is signed.

    Raises CertifiedNoChanges, LockedByEarlier; signing would break the signature that forbids it.
    """
    with reading.stage("signatures"):
        certified = read_certification_data(reader)
        if certified is not None and certified.permission == MDPPerm.NO_CHANGES:
            raise CertifiedNoChanges()
        earlier = reader.embedded_signatures
        for signature in earlier:
            lock = signature.fieldmdp
            locked = lock is not None and lock.is_locked(field)
            if locked or signature.docmdp_level == MDPPerm.NO_CHANGES:
                raise LockedByEarlier(field=str(signature.field_name))
    return len(earlier) + len(strays.found(reader))


def admits_stamp(reader: PdfFileReader) -> bool:
    """Whether a new visible field may be added.

    After a certification, or a lock that limits changes, only a signature may be added (ISO 32000-2, table 257);
    a new drawing on the page is what verifiers take for an attack on it.
    """
    with reading.stage("signatures"):
        return all(signature.docmdp_level is None for signature in reader.embedded_signatures)


def names(reader: PdfFileReader) -> dict[str, bool]:
    """Every signature field by its full name, and whether it is filled; those that only a page shows too."""
    with reading.stage("fields"):
        listed = {str(name): bool(value) for name, value, _ in enumerate_sig_fields(reader)}
    return {**listed, **dict.fromkeys((name for name, _ in strays.found(reader)), True)}


def check_field(reader: PdfFileReader, name: str) -> None:
    """Raises FieldUnusable, or FieldImposes where it demands what ours does not do.

    A lock of named fields is honoured (pyHanko writes it); one of the whole document, and seed values that
    must be followed, would tie those who sign after us or us to what was not shown.
    """
    if names(reader).get(name) is not False:
        raise FieldUnusable(field=name)
    with reading.stage("fields"):
        field = next(reference.get_object() for found, _, reference in enumerate_sig_fields(reader) if found == name)
        seed: Any = reading.value(field, "/SV")
        lock: Any = reading.value(field, "/Lock")
        demands = seed is not None and int(reading.value(seed, "/Ff", 0)) != 0
        if demands or (lock is not None and ("/P" in lock or reading.value(lock, "/Action") != _INCLUDE)):
            raise FieldImposes(field=name)


def own_field_name(taken: dict[str, bool]) -> str:
    """The first free ``Rokhas_k``: the same file always gets the same name."""
    number = 1
    while f"Rokhas_{number}" in taken:
        number += 1
    return f"Rokhas_{number}"
