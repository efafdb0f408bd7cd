"""What others do with the same token and the same documents, each as a program of its own.

``python -m bench.harness.peers WHAT`` reads an order of JSON on its standard input and prints a list of seconds,
one for each signature: ``raw`` asks the module for signatures over as many bytes as a signature's attributes have,
``pyhanko`` signs the files as the library does as shipped.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from support.desks import PIN, Keys

ATTRIBUTES = 228
"""Bytes of the signed attributes of a PAdES signature."""
ROOT = Path(__file__).resolve().parents[2]


def raw(keys: Keys, times: int) -> list[float]:
    """Seconds of each C_Sign (RSA 2048, SHA-256, PKCS#1), with C_SignInit, in one session."""
    return _asked("raw", keys, {"times": times})


def pyhanko(keys: Keys, files: Sequence[Path], out: Path) -> list[float]:
    """Seconds of each signature by pyHanko as shipped (its PKCS#11 signer, B-B, invisible), from file to file."""
    return _asked("pyhanko", keys, {"files": [str(one) for one in files], "out": str(out)})


def command_line(keys: Keys, folder: Path) -> Callable[[Path, Path], None]:
    """Signs one file by pyHanko's command line, with the token."""
    token = keys.token("valid")
    setup = {"module-path": token.module, "token-criteria": {"label": token.label}, "user-pin": PIN.decode("ascii")}
    setup |= {"cert-id": token.cert_id, "key-id": token.cert_id}
    config = folder / "pyhanko.yml"
    config.write_text(json.dumps({"pkcs11-setups": {"test": setup}}), encoding="utf-8")  # YAML holds JSON
    line = [sys.executable, "-P", "-m", "pyhanko", "--config", str(config), "sign", "addsig", "--use-pades"]
    line += ["--field", "Signature_TEST", "pkcs11", "--p11-setup", "test"]

    def sign(source: Path, target: Path) -> None:
        subprocess.run([*line, str(source), str(target)], check=True, capture_output=True, env=_environment(keys))

    return sign


def pdfsig(folder: Path) -> Callable[[Path, Path], None]:
    """Signs one file by Poppler's pdfsig, with a key in NSS's own store: it needs no module."""
    folder.mkdir()
    store, key = f"sql:{folder}", folder / "key"
    run = {"check": True, "capture_output": True}
    subject = ["-subj", "/C=MA/CN=TEST Signataire", "-addext", "keyUsage=critical,nonRepudiation"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{key}.pem", "-out", f"{key}.crt"]
    subprocess.run([*made, "-days", "30", *subject], **run)  # type: ignore[call-overload]
    packed = ["openssl", "pkcs12", "-export", "-inkey", f"{key}.pem", "-in", f"{key}.crt", "-name", "test"]
    subprocess.run([*packed, "-passout", "pass:", "-out", f"{key}.p12"], **run)  # type: ignore[call-overload]
    subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], **run)  # type: ignore[call-overload]
    subprocess.run(["pk12util", "-i", f"{key}.p12", "-d", store, "-W", ""], **run)  # type: ignore[call-overload]

    def sign(source: Path, target: Path) -> None:
        line = ["pdfsig", "-nssdir", store, "-add-signature", "-nick", "test", str(source), str(target)]
        subprocess.run(line, capture_output=True, check=False)  # NSS complains at its end, with an exit code of its own
        if not target.is_file():
            raise RuntimeError(f"pdfsig did not sign {source.name}")

    return sign


def _environment(keys: Keys) -> dict[str, str]:
    return {**os.environ, "SOFTHSM2_CONF": keys.token("valid").softhsm2_conf}


def _asked(what: str, keys: Keys, order: dict[str, Any]) -> list[float]:
    token = keys.token("valid")
    order |= {"module": token.module, "label": token.label, "id": token.cert_id, "pin": PIN.decode("ascii")}
    line = [sys.executable, "-P", "-m", "bench.harness.peers", what]
    told = {"check": True, "stdout": subprocess.PIPE, "text": True}
    done = subprocess.run(line, input=json.dumps(order), env=_environment(keys), cwd=ROOT, **told)  # type: ignore[call-overload]
    return [float(one) for one in json.loads(done.stdout)]


def _raw(order: dict[str, Any]) -> list[float]:
    import pkcs11
    from pkcs11 import Attribute, Mechanism, ObjectClass

    session = pkcs11.lib(order["module"]).get_token(token_label=order["label"]).open(user_pin=order["pin"])
    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: bytes.fromhex(order["id"])}
    key: Any
    (key,) = list(session.get_objects(wanted))
    data = os.urandom(ATTRIBUTES)
    taken = []
    for _ in range(order["times"]):
        began = time.perf_counter()
        key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS)
        taken.append(time.perf_counter() - began)
    return taken


def _pyhanko(order: dict[str, Any]) -> list[float]:
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSignatureMetadata, sign_pdf
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    criteria = TokenCriteria(label=order["label"])
    session = open_pkcs11_session(order["module"], token_criteria=criteria, user_pin=order["pin"])
    identity = bytes.fromhex(order["id"])
    signer = PKCS11Signer(session, cert_id=identity, key_id=identity, ca_chain=())
    meta = PdfSignatureMetadata(field_name="Signature_TEST", subfilter=SigSeedSubFilter.PADES)
    taken = []
    for number, file in enumerate(order["files"]):
        began = time.perf_counter()
        with open(file, "rb") as source, open(Path(order["out"]) / f"{number}.pdf", "w+b") as target:  # noqa: PTH123
            sign_pdf(IncrementalPdfFileWriter(source), meta, signer=signer, output=target)
        taken.append(time.perf_counter() - began)
    return taken


if __name__ == "__main__":
    print(json.dumps({"raw": _raw, "pyhanko": _pyhanko}[sys.argv[1]](json.load(sys.stdin))))
