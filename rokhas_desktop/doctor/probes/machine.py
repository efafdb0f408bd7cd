"""The PC: system, session, settings, home, disk, time zone, clock."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import stat
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from statistics import median
from zoneinfo import ZoneInfo

from rokhas_desktop import __version__
from rokhas_desktop.desk.errors import DiskFull
from rokhas_desktop.doctor.frame import Finding, Seen, Values
from rokhas_desktop.doctor.patient import Patient, data
from rokhas_desktop.doctor.probes.network import Way
from rokhas_desktop.errors import Detail, RokhasError
from rokhas_desktop.identity.der import load_certificate
from rokhas_desktop.net import address, looking
from rokhas_desktop.net.errors import NetError, TlsOutOfDate

CLOCK_WRONG, CLOCKS_DISAGREE, CLOCK_UNKNOWN, ZONE_WRONG = "SYS-001", "SYS-002", "SYS-003", "SYS-004"
LITTLE_ROOM, HOME_OPEN, REMOTE, SANDBOXED = "SYS-005", "SYS-006", "SYS-007", "SYS-012"
LOOK_SECONDS = 2.0


def system(_patient: Patient, _values: Values) -> Seen:
    """Versions; and whether the program runs inside a container that keeps it from readers and modules."""
    facts = (
        f"Rokhas Desktop {__version__} · Python {platform.python_version()} · {platform.system()} {platform.release()}"
        f" · {platform.machine()}"
    )
    cage = "Flatpak" if os.environ.get("FLATPAK_ID") else "Snap" if os.environ.get("SNAP") else None
    found = (Finding(SANDBOXED, {"cage": cage}),) if cage else ()
    return Seen(found, facts, value=facts)


def session(_patient: Patient, _values: Values) -> Seen:
    """Whether the person sits at another PC than this one: its readers are then the ones that count."""
    way = _remote()
    return Seen((Finding(REMOTE, {"session": way}),) if way else (), way or "local", value=way or "local")


def _remote() -> str | None:
    if sys.platform == "win32":
        import ctypes

        remote = bool(ctypes.windll.user32.GetSystemMetrics(0x1000))  # SM_REMOTESESSION
        return "RDP" if remote or os.environ.get("SESSIONNAME", "").upper().startswith("RDP") else None
    for name, way in (("SSH_CONNECTION", "SSH"), ("XRDP_SESSION", "RDP"), ("VNCDESKTOP", "VNC")):
        if os.environ.get(name):
            return way
    return None


def settings(patient: Patient, _values: Values) -> Seen:
    """The settings in force; the built-in ones where a file is wrong, so that the rest can be looked at."""
    try:
        found = patient.loaded()
    except RokhasError as error:
        return Seen((Finding(error.code, error.details),), value=patient.built_in())
    return Seen(facts=f"{found.signing.level} · {found.language}", value=found)


def home(patient: Patient, _values: Values) -> Seen:
    """Whether the home takes what is written, and whether others may read it."""
    root = patient.home.root
    try:
        with tempfile.TemporaryFile(dir=root) as file:
            file.write(bytes(65536))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return Seen((Finding(DiskFull.code, {"file": error.strerror or type(error).__name__}),))
    found: tuple[Finding, ...] = ()
    if sys.platform != "win32" and root.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        found = (Finding(HOME_OPEN),)
    return Seen(found, value=True)


def disk(patient: Patient, _values: Values) -> Seen:
    """Room for documents."""
    free, least = shutil.disk_usage(patient.home.root).free, int(data()["bounds"]["disk_bytes"])
    said = f"{free // 2**20} MB"
    return Seen((Finding(LITTLE_ROOM, {"free": free // 2**20}),) if free < least else (), said, value=free)


def zone(patient: Patient, _values: Values) -> Seen:
    """The PC's zone against the communes', now and where the rule changes soon (Morocco leaves UTC+1 in Ramadan)."""
    told = data()["zone"]
    there, now = ZoneInfo(told["name"]), patient.now()
    here = now.astimezone()
    facts = f"{here.tzname()} {_offset(here)}"
    for day in range(int(told["days"]) + 1):
        at = now + timedelta(days=day)
        if at.astimezone().utcoffset() != at.astimezone(there).utcoffset():
            wrong = at.astimezone(there)
            details = {"here": _offset(at.astimezone()), "there": _offset(wrong), "date": f"{wrong:%d/%m/%Y}"}
            return Seen((Finding(ZONE_WRONG, details),), facts, value=facts)
    return Seen(facts=facts, value=facts)


def _offset(at: datetime) -> str:
    minutes = int((at.utcoffset() or timedelta()).total_seconds()) // 60
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def clock(patient: Patient, values: Values) -> Seen:
    """The PC's clock against the platform's and other servers' (their Date, over TLS alone)."""
    way, limits = values["network"], values["settings"].limits
    urls = [url for url in (way.url, *values["settings"].doctor.clocks) if url]
    with ThreadPoolExecutor(max(1, len(urls))) as pool:
        told = dict(one for one in pool.map(partial(_skew, patient, way), urls) if one is not None)
    if not told:
        return Seen((Finding(CLOCK_UNKNOWN),), value=None)
    skews = sorted(told.values())
    facts = " · ".join(f"{host} {round(skew):+d} s" for host, skew in told.items())
    if skews[-1] - skews[0] > float(data()["bounds"]["clocks_apart"]):
        return Seen((Finding(CLOCKS_DISAGREE, {"hosts": ", ".join(told)}),), facts, value=median(skews))
    skew = median(skews)
    wrong = abs(skew) > limits.clock_skew
    said: dict[str, Detail] = {"minutes": max(1, round(abs(skew) / 60)), "hosts": ", ".join(told)}
    return Seen((Finding(CLOCK_WRONG, said),) if wrong else (), facts, value=skew)


def _skew(patient: Patient, way: Way, url: str) -> tuple[str, float] | None:
    """A host and the seconds by which the PC is ahead of it; None where it does not say.

    A PC far behind takes a good server's certificate for one that is not valid yet, and hears no Date from it.
    """
    try:
        answer = way.session.send("HEAD", url, limit=65536)
    except TlsOutOfDate:
        return _behind(patient, url)
    except NetError:
        return None
    skew = way.session.clock(answer.host).skew
    return (answer.host, skew) if skew is not None else None


def _behind(patient: Patient, url: str) -> tuple[str, float] | None:
    """By how much at least, if the server's certificate was made after this PC's now; an expired one says nothing."""
    der = looking.presented(url, looking.proxy(url, patient.proxies), LOOK_SECONDS)
    if der is None:
        return None
    with contextlib.suppress(ValueError):
        ahead = (load_certificate(der).not_valid_before_utc - patient.now()).total_seconds()
        if ahead > 0:
            return address.host(address.parse(url)), -ahead
    return None
