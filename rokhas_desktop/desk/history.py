"""What the platform received signed from this desk, how long it had waited, and how many acts waited on each day.

Read by SQL from what is stored, for a desk may hold 50,000 acts.  What was signed at another PC has no time of its
signature here and is not listed; it counts as waiting until this desk heard that it was received.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from rokhas_desktop.desk import book_index, spreadsheet
from rokhas_desktop.desk.database import moment, stored
from rokhas_desktop.desk.errors import ExportFailed
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.views import Bilingual
from rokhas_desktop.folding import fold

DAYS = 90
"""Of the count of waiting acts."""
_SECONDS = 86_400
_DONE = """
SELECT b.reference, b.family, b.due, b.arrived, d.pieces, d.signed_at, d.received_at,
    json_extract(a.content, '$.applicant.fr') AS applicant_fr,
    json_extract(a.content, '$.applicant.ar') AS applicant_ar,
    json_extract(a.content, '$.subject.fr') AS subject_fr, json_extract(a.content, '$.subject.ar') AS subject_ar
FROM book b JOIN act a ON a.account = b.account AND a.id = b.act
JOIN (SELECT act, count(*) AS pieces, max(json_extract(signed, '$.signed_at')) AS signed_at,
        max(changed_at) AS received_at, count(signed) AS here FROM document
    WHERE account = :account GROUP BY act HAVING sum(state <> 'acknowledged') = 0) d ON d.act = b.act
WHERE b.account = :account AND d.here > 0
"""
_LIVES = """
SELECT b.arrived, b.due, b.waiting, max(coalesce(json_extract(d.signed, '$.signed_at'), d.changed_at)) AS ended
FROM book b JOIN document d ON d.account = b.account AND d.act = b.act
WHERE b.account = :account AND NOT b.shut GROUP BY b.act
"""


@dataclass(frozen=True, slots=True)
class SignedAct:
    """An act that was signed here and that the platform has whole.  ``signed_at`` is its last signature's time,
    ``waited`` the days from its arrival until then, ``allowed`` those until its deadline, None without one."""

    reference: str
    family: str
    family_label: Bilingual
    subject: Bilingual
    applicant: Bilingual
    arrived_at: datetime
    due: datetime | None
    signed_at: datetime
    received_at: datetime
    pieces: int

    @property
    def waited(self) -> float:
        """Days."""
        return max(0.0, (self.signed_at - self.arrived_at).total_seconds() / _SECONDS)

    @property
    def allowed(self) -> float | None:
        """Days."""
        return (self.due - self.arrived_at).total_seconds() / _SECONDS if self.due else None

    @property
    def late(self) -> bool:
        """Whether the deadline was over."""
        return self.due is not None and self.signed_at > self.due


@dataclass(frozen=True, slots=True)
class Delay:
    """How long the acts of one family waited for their signature, in days; ``allowed`` is the median that their
    deadlines give, None where none has one."""

    family: str
    label: Bilingual
    acts: int
    median: float
    longest: float
    allowed: float | None
    late: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many acts awaited their signature when a day ended, and how many of them past their deadline."""

    day: date
    acts: int
    overdue: int


@dataclass(frozen=True, slots=True)
class History:
    """The newest first; the families by how many acts they are; one count a day, today's the last."""

    acts: tuple[SignedAct, ...] = field(repr=False)
    families: tuple[Delay, ...]
    waiting: tuple[Waiting, ...]


def history(office: Office, words: str = "", days: int = 0) -> History:
    """What was signed in the last ``days`` (0: ever) and has every one of the ``words``.

    Callable from any thread.  Raises DatabaseDamaged.
    """
    book_index.catch_up(office.store, office.number)
    since = office.now() - timedelta(days=days) if days else None
    acts = tuple(one for one in _signed(office, words) if since is None or one.signed_at >= since)
    return History(acts, delays(acts), _waiting(office))


def delays(acts: Iterable[SignedAct]) -> tuple[Delay, ...]:
    """By family."""
    families: dict[str, list[SignedAct]] = defaultdict(list)
    for act in acts:
        families[act.family].append(act)
    found = (_delay(family, of) for family, of in families.items())
    return tuple(sorted(found, key=lambda one: (-one.acts, one.family)))


def _delay(family: str, acts: Sequence[SignedAct]) -> Delay:
    waited = [act.waited for act in acts]
    allowed = [act.allowed for act in acts if act.allowed is not None]
    return Delay(
        family,
        acts[0].family_label,
        len(acts),
        median(waited),
        max(waited),
        median(allowed) if allowed else None,
        sum(act.late for act in acts),
    )


def counted(lives: Iterable[tuple[float, float | None, float | None]], ends: Mapping[date, float]) -> list[Waiting]:
    """The waiting acts at the ``ends`` of days, of lives as (arrival, end, deadline) in seconds since 1970."""
    known = list(lives)
    made = []
    for day, at in ends.items():
        here = [due for arrived, ended, due in known if arrived <= at and (ended is None or ended > at)]
        made.append(Waiting(day, len(here), sum(due is not None and due < at for due in here)))
    return made


COLUMNS = (
    "reference", "family", "applicant_fr", "applicant_ar", "arrived_at", "due", "signed_at", "received_at",
    "days_waited", "days_allowed", "late", "pieces",
)  # fmt: skip


def write_list(path: Path, acts: Iterable[SignedAct]) -> None:
    """Export acts for a spreadsheet, a line an act; an existing file is never replaced.  Raises ExportFailed."""
    try:
        spreadsheet.write(path, spreadsheet.text(COLUMNS, map(_line, acts)))
    except OSError as error:
        raise ExportFailed(folder=path.name, reason=error.strerror or type(error).__name__) from error


def _line(act: SignedAct) -> tuple[object, ...]:
    return (
        act.reference,
        act.family,
        act.applicant.fr,
        act.applicant.ar,
        act.arrived_at.isoformat(timespec="seconds"),
        act.due.isoformat(timespec="seconds") if act.due else None,
        act.signed_at.isoformat(timespec="seconds"),
        act.received_at.isoformat(timespec="seconds"),
        f"{act.waited:.1f}",
        f"{act.allowed:.1f}" if act.allowed is not None else None,
        act.late,
        act.pieces,
    )


@stored
def _signed(office: Office, words: str) -> list[SignedAct]:
    database, account = office.store.database, office.number
    labels = {
        row["code"]: Bilingual(row["fr"], row["ar"])
        for row in database.rows("SELECT code, fr, ar FROM book_label WHERE account = ? AND kind = 'family'", account)
    }
    sought = fold(words).split()
    parts = "".join(f" AND instr(b.needle, ?{number}) > 0" for number in range(2, len(sought) + 2))
    sql = _DONE.replace(":account", "?1") + parts + " ORDER BY d.signed_at DESC, b.reference"
    return [
        SignedAct(
            reference=row["reference"],
            family=row["family"],
            family_label=labels.get(row["family"], Bilingual(row["family"], row["family"])),
            subject=Bilingual(row["subject_fr"], row["subject_ar"]),
            applicant=Bilingual(row["applicant_fr"], row["applicant_ar"]),
            arrived_at=datetime.fromtimestamp(row["arrived"], UTC),
            due=datetime.fromtimestamp(row["due"], UTC) if row["due"] is not None else None,
            signed_at=moment(row["signed_at"]),
            received_at=moment(row["received_at"]),
            pieces=row["pieces"],
        )
        for row in database.rows(sql, account, *sought)
    ]


@stored
def _waiting(office: Office) -> tuple[Waiting, ...]:
    rows = office.store.database.rows(_LIVES.replace(":account", "?1"), office.number)
    lives = [(row["arrived"], None if row["waiting"] else moment(row["ended"]).timestamp(), row["due"]) for row in rows]
    now = office.now()
    moments = [now - timedelta(days=back) for back in reversed(range(DAYS))]
    return tuple(counted(lives, {office.day(at): at.timestamp() for at in moments}))
