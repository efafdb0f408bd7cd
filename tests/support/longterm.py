"""The services of the levels above B-B over the TEST postal CA, and what a signed file carries of them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from rokhas_desktop.sandbox.postal_ca import PostalCA
from rokhas_desktop.signing.broker import Asks, Broker, Budget, Servers
from rokhas_desktop.signing.evidence import Gatherer
from rokhas_desktop.signing.longterm import Services
from rokhas_desktop.signing.timestamps import HttpSource
from support.documents import signature_of
from support.signers import pem


def local_now() -> datetime:
    return datetime.now().astimezone()


def services(
    ca: PostalCA,
    session: Asks,
    *,
    servers: Sequence[str] = (),
    budget: Budget | None = None,
    clock: Callable[[], datetime] = local_now,
) -> Services:
    broker = Broker(session, budget)
    sources = [HttpSource(url, broker) for url in servers or (ca.urls.tsa,)]
    return Services(Servers(sources), Gatherer(broker, anchors=ca.anchors, known=ca.chain, clock=clock))


def store(path: Path) -> dict[str, list[bytes]]:
    """What the document security store holds, read by pikepdf: Certs, OCSPs, CRLs."""
    with pikepdf.open(path) as pdf:
        held = pdf.Root.get("/DSS")
        names = ("Certs", "OCSPs", "CRLs")
        return {name: [one.read_bytes() for one in (held or {}).get(f"/{name}", [])] for name in names}


def certificates(ders: Sequence[bytes]) -> list[x509.Certificate]:
    return [x509.load_der_x509_certificate(der) for der in ders]


def openssl(folder: Path, *line: str) -> str:
    """What openssl says on both its outputs."""
    done = subprocess.run(["openssl", *line], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def openssl_timestamp(folder: Path, token: bytes, data: bytes, trusted: Sequence[bytes]) -> str:
    (folder / "token.tst").write_bytes(token)
    (folder / "stamped").write_bytes(data)
    (folder / "roots.pem").write_bytes(b"".join(pem(one) for one in trusted))
    line = ["ts", "-verify", "-token_in", "-in", "token.tst", "-data", "stamped", "-CAfile", "roots.pem"]
    return openssl(folder, *line)


def openssl_ocsp(folder: Path, answer: bytes, issuer: x509.Certificate, holder: x509.Certificate, root: bytes) -> str:
    """``openssl ocsp`` on a stored answer, about one certificate: its verification and the status."""
    (folder / "answer.ocsp").write_bytes(answer)
    (folder / "issuer.pem").write_bytes(issuer.public_bytes(Encoding.PEM))
    (folder / "holder.pem").write_bytes(holder.public_bytes(Encoding.PEM))
    (folder / "root.pem").write_bytes(pem(root))
    line = ["ocsp", "-respin", "answer.ocsp", "-issuer", "issuer.pem", "-cert", "holder.pem", "-CAfile", "root.pem"]
    return openssl(folder, *line, "-verify_other", "issuer.pem", "-no_nonce")


def openssl_list(folder: Path, der: bytes, issuer: x509.Certificate) -> str:
    """``openssl crl`` on a stored list: whether its issuer signed it."""
    (folder / "list.crl").write_bytes(der)
    (folder / "authority.pem").write_bytes(issuer.public_bytes(Encoding.PEM))
    return openssl(folder, "crl", "-inform", "DER", "-in", "list.crl", "-CAfile", "authority.pem", "-noout")


def covered(path: Path, field: str) -> bytes:
    """The bytes that a signature or a document timestamp covers."""
    signature = signature_of(path, field)
    start, length, start2, length2 = (int(number) for number in signature.byte_range)
    data = path.read_bytes()
    return data[start : start + length] + data[start2 : start2 + length2]
