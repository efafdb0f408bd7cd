"""A key's PAdES signature as DER that is prepared once: between two documents only hash and signature differ.

pyHanko builds the structure (RFC 5652, SignedData) from Python objects each time, which costs several times
what the key itself takes.  Here it builds two samples, once for a key; their parts that do not depend on the
document are kept and put together again for each.  A sample that does not come out byte for byte means that
pyHanko builds otherwise than thought: then there is no template, and pyHanko goes on building each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms as asn1_cms

Build = Callable[[bytes], bytes]
"""pyHanko's DER over this hash, with a placeholder for the signature."""

_SEQUENCE, _SET, _OCTETS, _ZERO = b"\x30", b"\x31", b"\x04", b"\xa0"


@dataclass(frozen=True, slots=True)
class Template:
    """The parts around the hash and the signature.  :meth:`attributes` is what the key signs."""

    attributes_before: bytes
    attributes_after: bytes
    outer_type: bytes
    data_before: bytes
    info_before: bytes
    info_mechanism: bytes

    def attributes(self, digest: bytes) -> bytes:
        """The signed attributes as a DER SET (RFC 5652, 5.4)."""
        return _der(_SET, self.attributes_before, digest, self.attributes_after)

    def content(self, digest: bytes, signature: bytes) -> bytes:
        """The whole ContentInfo."""
        attributes = _der(_ZERO, self.attributes_before, digest, self.attributes_after)
        info = _der(_SEQUENCE, self.info_before, attributes, self.info_mechanism, _der(_OCTETS, signature))
        data = _der(_SEQUENCE, self.data_before, _der(_SET, info))
        return _der(_SEQUENCE, self.outer_type, _der(_ZERO, data))


def prepare(build: Build, size: int) -> Template | None:
    """The template of what ``build`` makes of hashes of ``size`` bytes; None where it does not come out the same."""
    marks = (bytes(range(0x40, 0x40 + size)), bytes(range(0x90, 0x90 + size)))
    samples = [build(mark) for mark in marks]
    made = _taken_apart(samples[0], marks[0])
    if made is None:
        return None
    same = [made.content(mark, _signature(sample)) == sample for mark, sample in zip(marks, samples, strict=True)]
    return made if all(same) else None


def _taken_apart(sample: bytes, mark: bytes) -> Template | None:
    content = asn1_cms.ContentInfo.load(sample)
    data = content["content"]
    info = data["signer_infos"][0]
    before, found, after = info["signed_attrs"].contents.partition(mark)
    if not found or mark in after:
        return None
    return Template(
        attributes_before=before,
        attributes_after=after,
        outer_type=content["content_type"].dump(),
        data_before=_dumped(data, "version", "digest_algorithms", "encap_content_info", "certificates"),
        info_before=_dumped(info, "version", "sid", "digest_algorithm"),
        info_mechanism=info["signature_algorithm"].dump(),
    )


def _dumped(structure: Any, *names: str) -> bytes:
    return b"".join(structure[name].dump() for name in names)


def _signature(sample: bytes) -> bytes:
    value: bytes = asn1_cms.ContentInfo.load(sample)["content"]["signer_infos"][0]["signature"].native
    return value


def _der(tag: bytes, *parts: bytes) -> bytes:
    """A tag, the length of what follows (X.690, 8.1.3) and the parts."""
    size = sum(len(part) for part in parts)
    if size < 0x80:
        length = bytes([size])
    else:
        octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
        length = bytes([0x80 | len(octets)]) + octets
    return b"".join((tag, length, *parts))
