"""The way out: the system's authorities, the platform, and later what stands between."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rokhas_desktop.desk.looking import Looked
from rokhas_desktop.doctor.frame import SKIP, Finding, Seen, Values
from rokhas_desktop.doctor.patient import Patient, data

if TYPE_CHECKING:
    from rokhas_desktop.net.session import Session

NO_AUTHORITIES, SLOW = "SYS-021", "SYS-022"


@dataclass(frozen=True, slots=True)
class Way:
    """The platform's address where one is known, and sessions that share the clocks they see."""

    url: str | None
    open: Callable[[], Session]

    @property
    def session(self) -> Session:
        """A session of its own for each caller: on Linux a TLS context makes one handshake at a time, and a server
        that is silent would hold up what is asked of the others."""
        return self.open()


def network(patient: Patient, values: Values) -> Seen:
    """The way to the platform that the home knows, or that was named."""
    from rokhas_desktop.net.clock import Clocks

    seen: Looked | None = values["database"]
    connection = seen.connection if seen else None
    url = patient.platform or (connection.url if connection else None)
    pem = connection.ca if connection and patient.platform is None else None
    clocks = Clocks()
    return Seen(value=Way(url, lambda: patient.session(pem, clocks)))


def trust_store(_patient: Patient, _values: Values) -> Seen:
    """The authorities that the system believes.  Windows fills its store as it is asked: only the others count."""
    context = ssl.create_default_context()
    count = context.cert_store_stats()["x509_ca"]
    folder = ssl.get_default_verify_paths().capath
    if count == 0 and not (folder and any(Path(folder).iterdir())):
        return Seen((Finding(NO_AUTHORITIES),))
    return Seen(facts=str(count), value=count)


def platform(_patient: Patient, values: Values) -> Seen:
    """Whether the platform answers, as what it is, and how fast."""
    from rokhas_desktop.api.client import PlatformClient

    way: Way = values["network"]
    if way.url is None:
        return Seen(value=SKIP)
    began = time.monotonic()
    client = PlatformClient(way.session, way.url, document_bytes=values["settings"].limits.document_bytes)
    told = client.platform()
    taken = time.monotonic() - began
    facts = f"{way.url} · {told.environment} · {taken * 1000:.0f} ms"
    slow = taken > float(data()["bounds"]["slow_seconds"])
    details = {"host": way.url, "seconds": f"{taken:.1f}"}
    return Seen((Finding(SLOW, details),) if slow else (), facts, value=told)
