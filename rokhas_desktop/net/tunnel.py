"""Connections: the tunnel through a proxy, the key that a platform is pinned to, and who issued what is not trusted."""

from __future__ import annotations

import contextlib
import hashlib
import ssl
from collections.abc import Mapping
from http.client import HTTPResponse

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

from rokhas_desktop.net.proxy import ProxyAsks, ProxyForbade, Tokens, Ways, schemes

TURNS = 4
"""Messages of one handshake, at most."""
REFUSAL_BYTES = 64 * 1024

Pins = Mapping[str, frozenset[str]]
"""By "name:port": the SHA-256 (hexadecimal) of the public keys that a server may have."""


class NotPinned(ssl.SSLError):
    """The server's certificate is trusted, and its key is none of those that policy names."""


class Connection(HTTPSConnection):
    """One connection.  ``ways`` and ``pins`` are the session's own (:func:`pool_class`)."""

    ways: Ways
    pins: Pins
    _tunnel_headers: dict[str, str]

    def connect(self) -> None:
        """Connect, verify, and look at the key.  A certificate that is not trusted is named in the error."""
        try:
            super().connect()
        except ssl.SSLCertVerificationError as error:
            error.issuer = self._issuer()  # type: ignore[attr-defined]
            raise
        wanted = self.pins.get(f"{self._tunnel_host or self.host}:{self._tunnel_port or self.port}")
        if wanted is not None and self._key() not in wanted:
            self.close()
            raise NotPinned("the key is not pinned")

    def _key(self) -> str:
        der = self.sock.getpeercert(binary_form=True) if isinstance(self.sock, ssl.SSLSocket) else None
        if der is None:
            return ""
        public = x509.load_der_x509_certificate(der).public_key()
        return hashlib.sha256(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()

    def _issuer(self) -> str:
        """Who issued the certificate that was not trusted, read on a connection on which nothing is sent."""
        reading = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        reading.check_hostname = False
        reading.verify_mode = ssl.CERT_NONE
        with contextlib.suppress(OSError, ValueError):
            self.sock = self._new_conn()
            if self.proxy_is_tunneling:
                self._tunnel()
            with reading.wrap_socket(self.sock, server_hostname=self._tunnel_host or self.host) as line:
                name = x509.load_der_x509_certificate(line.getpeercert(binary_form=True) or b"").issuer
            told = [
                str(one.value)
                for oid in (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME)
                for one in name.get_attributes_for_oid(oid)
            ]
            return ", ".join(dict.fromkeys(told))[:200]
        return ""

    def _tunnel(self) -> None:
        """Have the proxy open a tunnel.  Raises ProxyAsks, ProxyForbade."""
        proxy = f"{self.host}:{self.port}"
        prover = self.ways.prover(proxy)
        said = prover.step(None) if prover else self.ways.basic(proxy)
        for _ in range(TURNS):
            self._ask_proxy(said)
            answer = HTTPResponse(self.sock, method="CONNECT")
            answer.begin()
            if answer.status == 200:
                return
            if answer.status != 407:
                self.close()
                raise ProxyForbade(answer.status)
            challenges = answer.headers.get_all("Proxy-Authenticate", [])
            challenge = _challenge(challenges, prover) if prover else None
            said = prover.step(challenge) if prover and challenge else None
            if said is None or answer.will_close or not _skipped(answer):
                break
        self.close()
        raise ProxyAsks(schemes(challenges))

    def _ask_proxy(self, said: str | None) -> None:
        target = f"{self._tunnel_host}:{self._tunnel_port}"
        headers = {"Host": target, **self._tunnel_headers}
        if said is not None:
            headers["Proxy-Authorization"] = said
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.sock.sendall(f"CONNECT {target} HTTP/1.1\r\n{lines}\r\n".encode("latin-1"))


def _challenge(challenges: list[str], prover: Tokens) -> str | None:
    """What the proxy answers to our token; None where it asks as if it had not heard it."""
    for one in challenges:
        name, _, token = one.strip().partition(" ")
        if name.lower() == prover.name.lower() and token.strip():
            return token.strip()
    return None


def _skipped(answer: HTTPResponse) -> bool:
    """Whether the refusal's page is read to its end, so that the connection may go on."""
    return len(answer.read(REFUSAL_BYTES + 1)) <= REFUSAL_BYTES


def pool_class(ways: Ways, pins: Pins) -> type[HTTPSConnectionPool]:
    """Pools of connections that know these proxies and pins."""
    connection = type("Connection", (Connection,), {"ways": ways, "pins": pins})
    return type("Pool", (HTTPSConnectionPool,), {"ConnectionCls": connection})
