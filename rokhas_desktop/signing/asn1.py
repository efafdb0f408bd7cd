"""asn1crypto's encoder made linear, where it is known not to be.

asn1crypto 1.5.1 encodes a freshly built structure's contents again at every level of nesting
(``Asn1Value.dump`` reads ``self.contents`` three times): exponential in depth, and most of the time of a
small signature (wbond/asn1crypto #192, #256).  The replacement reads it once; the bytes are the same.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import asn1crypto
from asn1crypto import core, x509
from asn1crypto.parser import _dump_header

_KNOWN_VERSION = "1.5.1"


def _dump(self: Any, force: bool = False) -> bytes:
    """``Asn1Value.dump`` of asn1crypto 1.5.1 with ``self.contents`` read once."""
    contents = self.contents
    if self._header is not None and self._header[-1:] == b"\x80":
        force = True
    if self._header is None or force:
        if isinstance(self, core.Constructable) and self._indefinite:
            self.method = 0
        header = _dump_header(self.class_, self.method, self.tag, contents)
        if self.explicit is not None:
            for class_, tag in self.explicit:
                header = _dump_header(class_, 1, tag, header + contents) + header
        self._header = header
        self._trailer = b""
    whole: bytes = self._header + contents + self._trailer
    return whole


def _sample() -> bytes:
    """A fresh structure of the kinds that signatures nest: sequences, sets, choices, explicit tags."""
    name = x509.Name.build({"country_name": "MA", "common_name": "TEST", "serial_number": "IDCMA-X1"})
    encoded: bytes = x509.GeneralNames([x509.GeneralName(name="directory_name", value=name)]).dump()
    return encoded


@cache
def quicken() -> bool:
    """Put the replacement in, once; say whether it is in.  Another version, or other bytes: left alone."""
    if asn1crypto.__version__ != _KNOWN_VERSION:
        return False
    original = core.Asn1Value.dump
    expected = _sample()
    core.Asn1Value.dump = _dump
    found = _sample()
    if found != expected:
        core.Asn1Value.dump = original
        return False
    return True
