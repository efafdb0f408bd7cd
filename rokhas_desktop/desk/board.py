"""The readiness board: communes by the state of their president's key, acts waiting, days lost.  It names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from rokhas_desktop import resources
from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk import spreadsheet
from rokhas_desktop.desk.errors import BoardFile
from rokhas_desktop.desk.views import Bilingual

if TYPE_CHECKING:
    from rokhas_desktop.api.key_models import BoardCommune, KeyBoard

BoardState = Literal[
    "unknown",
    "ordered",
    "at_agency",
    "face_to_face",
    "picked_up",
    "delivery_record",
    "activated",
    "registered",
    "lapsed",
    "revoked",
]
STATES: tuple[BoardState, ...] = get_args(BoardState)
READY: frozenset[BoardState] = frozenset({"activated", "registered"})

CSV_COLUMNS = (
    "commune_code",
    "commune_fr",
    "commune_ar",
    "province_code",
    "province_fr",
    "province_ar",
    "region_fr",
    "region_ar",
    "state",
    "since",
    "declared_by",
    "acts_waiting",
    "oldest_waiting",
    "days_lost",
    "meanwhile",
)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One commune.  ``state`` is the last step that somebody (``declared_by``) declared done, ``since`` that day.

    ``days_lost`` adds up, over the acts that wait, the days since the later of each one's arrival and the mandate's
    first day; 0 where a key is ready.  ``meanwhile``: somebody else may sign with a ready key; None if not known.
    """

    code: str
    commune: Bilingual
    province_code: str
    province: Bilingual
    region: Bilingual
    state: BoardState
    since: date | None
    declared_by: str | None
    acts_waiting: int
    oldest_waiting: date | None
    days_lost: int
    meanwhile: bool | None

    @property
    def ready(self) -> bool:
        """Whether a key of the president's can sign."""
        return self.state in READY


@dataclass(frozen=True, slots=True)
class Board:
    """As on the platform's ``day``; the communes that lose the most days first."""

    day: date
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Of some rows: communes, those with a ready key, acts waiting, days lost."""

    communes: int
    ready: int
    acts_waiting: int
    days_lost: int


def totals(rows: Iterable[BoardRow]) -> Totals:
    """Add rows up."""
    found = tuple(rows)
    return Totals(
        communes=len(found),
        ready=sum(row.ready for row in found),
        acts_waiting=sum(row.acts_waiting for row in found),
        days_lost=sum(row.days_lost for row in found),
    )


def read_board(told: KeyBoard) -> Board:
    """From the contract's form."""
    rows = sorted(map(_row, told.communes), key=lambda row: (-row.days_lost, -row.acts_waiting, row.code))
    return Board(told.day, tuple(rows))


def _row(told: BoardCommune) -> BoardRow:
    return BoardRow(
        code=told.commune.code,
        commune=Bilingual(told.commune.name.fr, told.commune.name.ar),
        province_code=told.province.code,
        province=Bilingual(told.province.name.fr, told.province.name.ar),
        region=Bilingual(told.region.name.fr, told.region.name.ar),
        state=told.state,
        since=told.since,
        declared_by=told.declared_by,
        acts_waiting=told.acts_waiting,
        oldest_waiting=told.oldest_waiting,
        days_lost=told.days_lost,
        meanwhile=told.meanwhile,
    )


@cache
def _names() -> dict[str, dict[str, str]]:
    table = resources.load_toml("key_way.toml")
    steps = {
        step: {language: texts[language]["name"] for language in ("fr", "ar", "en")}
        for step, texts in table["step"].items()
    }
    return {**steps, **table["state"]}


def state_name(state: BoardState, language: Language) -> str:
    """What a state is called (``resources/key_way.toml``)."""
    return _names()[state][language]


def write_csv(path: Path, rows: Sequence[BoardRow]) -> None:
    """Export rows for a spreadsheet: a line a commune, no person's name.  Raises BoardFile."""
    try:
        spreadsheet.write(path, csv_text(rows))
    except OSError as error:
        raise BoardFile(file=path.name, reason=error.strerror or type(error).__name__) from error


def csv_text(rows: Iterable[BoardRow]) -> str:
    """The lines, the heads first."""
    return spreadsheet.text(CSV_COLUMNS, map(_values, rows))


def _values(row: BoardRow) -> tuple[object, ...]:
    return (
        row.code,
        row.commune.fr,
        row.commune.ar,
        row.province_code,
        row.province.fr,
        row.province.ar,
        row.region.fr,
        row.region.ar,
        row.state,
        row.since,
        row.declared_by,
        row.acts_waiting,
        row.oldest_waiting,
        row.days_lost,
        row.meanwhile,
    )
