"""What stands between the PC and the servers: a proxy, the script that chooses it, whoever opens TLS on the way."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.x509.oid import NameOID

from rokhas_desktop.doctor.frame import SKIP, Finding, Seen, Values
from rokhas_desktop.doctor.patient import Patient
from rokhas_desktop.doctor.probes.network import Way
from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.net import address, looking
from rokhas_desktop.net.errors import NetError, ProxyUnreachable, TlsUntrusted

INTERCEPTED, SCRIPT = "SYS-023", "SYS-024"
SECONDS = 2.0


def proxy(patient: Patient, values: Values) -> Seen:
    """The proxy that leads to the platform, or to the servers of policy, and whether it listens."""
    proxies = {one for url in _urls(values) if (one := proxy_of(patient, url)) is not None}
    script = looking.proxy_script()
    findings = [Finding(SCRIPT, {"script": _host(script)})] if script and not proxies else []
    for one in sorted(proxies):
        parts = urlsplit(one)
        try:
            port = parts.port or (443 if parts.scheme == "https" else 8080)
            socket.create_connection((parts.hostname or "", port), timeout=SECONDS).close()
        except (OSError, ValueError):
            findings.append(Finding(ProxyUnreachable.code, {"proxy": address.host(parts)}))
    names = ", ".join(address.host(urlsplit(one)) for one in sorted(proxies))
    return Seen(tuple(findings), names, value=names or ("PAC" if script else "–"))


def proxy_of(patient: Patient, url: str) -> str | None:
    """The proxy for an address, as the program's session chooses it."""
    return looking.proxy(url, patient.proxies)


def _urls(values: Values) -> list[str]:
    way: Way = values["network"]
    return [url for url in (way.url, *values["settings"].doctor.clocks) if url]


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def interception(patient: Patient, values: Values) -> Seen:
    """Whether somebody on the way answers in the servers' place: several hosts by one unknown authority, or one
    through a proxy, or the platform by another authority than the one that its log-in named."""
    untrusted = [url for url in _urls(values) if url.startswith("https://") and _untrusted(values["network"], url)]
    if not untrusted:
        return Seen(value=SKIP)
    issuers: dict[str, list[str]] = {}
    for url in untrusted:
        through = proxy_of(patient, url)
        der = looking.presented(url, through, SECONDS)
        if der is not None:
            issuers.setdefault(_issuer(der), []).append(url)
    findings = [
        Finding(INTERCEPTED, {"issuer": issuer, "host": _host(urls[0])})
        for issuer, urls in issuers.items()
        if len(urls) > 1 or proxy_of(patient, urls[0]) is not None or _named_authority(patient, values, urls[0])
    ]
    return Seen(tuple(findings), ", ".join(issuers), value=True)


def _named_authority(patient: Patient, values: Values, url: str) -> bool:
    """Whether an authority was named for the platform, and it is not that one which answers."""
    desk = values["database"]
    known = patient.ca is not None or (
        desk is not None and desk.connection is not None and desk.connection.ca is not None
    )
    return known and url == values["network"].url


def _untrusted(way: Way, url: str) -> bool:
    try:
        way.session.send("HEAD", url, limit=65536)
    except TlsUntrusted:
        return True
    except NetError:
        return False
    return False


def _issuer(der: bytes) -> str:
    """Its name, as far as it says one."""
    try:
        return next(_names(load_certificate(der)), "?")
    except ValueError:
        return "?"


def _names(certificate: x509.Certificate) -> Iterator[str]:
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for one in certificate.issuer.get_attributes_for_oid(kind):
            yield str(one.value)[:80]
