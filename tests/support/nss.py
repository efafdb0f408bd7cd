"""A certificate store for ``pdfsig -nssdir``, made by NSS itself, which poppler brings along.

``python nss.py FOLDER ROOT.pem…`` makes it; a process of its own, for NSS keeps global state.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import ssl
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

TRUST = b"CT,C,C"
NO_KEY = 0


def make_store(folder: Path, roots: Sequence[Path]) -> str:
    """The value for ``-nssdir`` of a new store that trusts these roots (PEM)."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, __file__, str(folder), *map(str, roots)], check=True, timeout=60)
    return f"sql:{folder}"


def _fill(folder: str, roots: Sequence[str]) -> None:
    nss = ctypes.CDLL(ctypes.util.find_library("nss3") or "libnss3.so")
    decode = ctypes.CDLL(ctypes.util.find_library("smime3") or "libsmime3.so").CERT_DecodeCertFromPackage
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    nss.PK11_GetInternalKeySlot.restype = pointer
    nss.CERT_GetDefaultCertDB.restype = pointer
    decode.restype, decode.argtypes = pointer, [text, ctypes.c_int]
    nss.PK11_InitPin.argtypes = [pointer, text, text]
    nss.PK11_ImportCert.argtypes = [pointer, pointer, ctypes.c_ulong, text, ctypes.c_int]
    nss.CERT_ChangeCertTrust.argtypes = [pointer, pointer, pointer]
    nss.CERT_DecodeTrustString.argtypes = [pointer, text]

    def must(done: int, what: str) -> None:
        if done != 0:
            raise SystemExit(f"NSS: {what}")

    must(nss.NSS_InitReadWrite(f"sql:{folder}".encode()), "open")
    slot = nss.PK11_GetInternalKeySlot()
    must(nss.PK11_InitPin(slot, None, b""), "empty password")
    trust = (ctypes.c_uint * 3)()
    must(nss.CERT_DecodeTrustString(ctypes.byref(trust), TRUST), "trust")
    for path in roots:
        der = ssl.PEM_cert_to_DER_cert(Path(path).read_text(encoding="ascii"))
        certificate = decode(der, len(der))
        must(nss.PK11_ImportCert(slot, certificate, NO_KEY, Path(path).stem.encode(), 0), path)
        must(nss.CERT_ChangeCertTrust(nss.CERT_GetDefaultCertDB(), certificate, ctypes.byref(trust)), path)
    # No NSS_Shutdown: references are still held, and the process ends here.


if __name__ == "__main__":
    _fill(sys.argv[1], sys.argv[2:])
