"""What lies on the disk: the database, what waits to be sent, the keyring."""

from __future__ import annotations

from datetime import timedelta

from rokhas_desktop.api import secrets
from rokhas_desktop.api.errors import KeptInFile, NoKeyring, NotLoggedIn
from rokhas_desktop.desk.looking import Looked, look
from rokhas_desktop.doctor.frame import SKIP, Finding, Seen, Status, Values
from rokhas_desktop.doctor.patient import Patient, data
from rokhas_desktop.errors import Detail

WAITING = "SYS-030"


def database(patient: Patient, _values: Values) -> Seen:
    """The desk's database, read as it lies there."""
    folder = patient.home.root / "desk"
    seen = look(folder)
    if seen is None:
        return Seen(value=Looked())
    return Seen(facts=f"{(folder / 'desk.db').stat().st_size // 1024} KB", value=seen)


def outbox(patient: Patient, values: Values) -> Seen:
    """Signed documents that the platform has not acknowledged for too long, or refused."""
    seen: Looked = values["database"]
    if seen.account is None or seen.since is None:
        return Seen(facts="0" if seen.account else "", value=SKIP if seen.account is None else 0)
    old = patient.now() - seen.since > timedelta(hours=float(data()["bounds"]["outbox_hours"]))
    reasons = ", ".join(seen.codes) or "-"
    details: dict[str, Detail] = {
        "count": seen.waiting,
        "date": f"{seen.since.astimezone():%d/%m/%Y %H:%M}",
        "reasons": reasons,
    }
    return Seen((Finding(WAITING, details),) if old or seen.codes else (), str(seen.waiting), value=seen.waiting)


def keyring(_patient: Patient, values: Values) -> Seen:
    """Where the session with the platform can be kept; who has not logged in yet is warned only."""
    seen: Looked | None = values["database"]
    connection = seen.connection if seen else None
    try:
        name = secrets.keyring_name()
    except NoKeyring as error:
        if connection is not None and connection.platform.environment == "test":
            return Seen((Finding(KeptInFile.code),))
        allowed = values["settings"].access.token_file
        weight: Status = "problem" if connection is not None and not allowed else "warning"
        return Seen((Finding(error.code, error.details, weight),))
    return Seen(facts=name, value=name)


def log_in(patient: Patient, values: Values) -> Seen:
    """Whether the session of the last log-in is still kept."""
    seen: Looked = values["database"]
    if seen.connection is None or seen.account is None:
        return Seen(value=SKIP)
    test = seen.connection.platform.environment == "test"
    allowed = values["settings"].access.token_file
    kept = secrets.TokenStore(patient.home, seen.connection.url, test=test, allow_file=allowed)
    if kept.load() is None:
        return Seen((Finding(NotLoggedIn.code, {}, "warning"),))
    return Seen(facts=seen.account.role, value=True)
