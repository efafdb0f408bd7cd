"""The signature book: which acts await a signature, found by words and by kind, without reading the acts.

What is searched is written beside each act when it is stored (:mod:`rokhas_desktop.desk.book_index`), folded.  The
rows that are looked through lie in memory while nothing changes; an act itself is read only when its row is shown.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rokhas_desktop.desk import book_index, shown
from rokhas_desktop.desk.book_views import KINDS, URGENCIES, Book, BookQuery, Choice, Kind
from rokhas_desktop.desk.rows import ActRow
from rokhas_desktop.desk.views import ActView, Bilingual, Urgency
from rokhas_desktop.folding import fold

if TYPE_CHECKING:
    from rokhas_desktop.desk.office import Office

Column = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Every act that awaits a signature, in its order, as columns of what can be asked for, on one day."""

    revision: int
    day: date
    numbers: Sequence[int] = ()
    references: Sequence[str] = ()
    arranged: int = 0
    columns: Mapping[str, Column] = field(default_factory=lambda: dict.fromkeys((*KINDS, "urgency"), ()))
    labels: Mapping[tuple[str, str], Bilingual] = field(default_factory=dict)

    def narrowed(self, rows: Sequence[int], chosen: Mapping[str, str], *, but: str = "") -> Sequence[int]:
        """Those of the rows that have what is chosen of each kind."""
        for kind, value in chosen.items():
            if kind != but:
                column = self.columns[kind]
                rows = [row for row in rows if column[row] == value]
        return rows

    def counted(self, kind: str, rows: Sequence[int]) -> Counter[str | None]:
        """How many of the rows have each value."""
        column = self.columns[kind]
        return Counter(column if len(rows) == len(column) else map(column.__getitem__, rows))


@dataclass(slots=True)
class _Words:
    """What is searched on one shelf, and the words that were looked for last with the rows that have them."""

    shelf: _Shelf | None = None
    needles: Sequence[str] = field(default=(), repr=False)
    found: tuple[Sequence[str], Sequence[int]] | None = None


class BookRoom:
    """The book of one account.  Callable from any thread."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._database = office.store.database
        self._lock = threading.RLock()
        self._kept: _Shelf | None = None
        self._words = _Words()

    def look(self, query: BookQuery) -> Book:
        """The acts that are looked for."""
        said: tuple[str, ...] = (*KINDS, "urgency")
        with self._lock:
            shelf = self._shelf()
            rows = self._with_words(shelf, fold(query.words).split())
        chosen = {kind: value for kind in said if (value := getattr(query, kind)) is not None}
        counts = {kind: shelf.counted(kind, shelf.narrowed(rows, chosen, but=kind)) for kind in said}
        found = shelf.narrowed(rows, chosen)
        return Book(
            numbers=tuple(map(shelf.numbers.__getitem__, found)),
            references=tuple(map(shelf.references.__getitem__, found)),
            total=len(shelf.numbers),
            arranged=shelf.arranged,
            urgencies={name: counts["urgency"][name] for name in URGENCIES},
            choices={kind: _choices(shelf, kind, counts[kind], chosen.get(kind)) for kind in KINDS},
        )

    def warm(self) -> None:
        """Have what is searched in memory before the first word is typed."""
        self._needles(self._shelf())

    def acts(self, numbers: Sequence[int]) -> tuple[ActView | None, ...]:
        """The acts of these rows as they stand; None for one that is no longer there."""
        seen = self._office.store.reviewed(self._office.number)
        found: list[ActView | None] = []
        for number in numbers:
            act = self._act(number)
            found.append(shown.act(act, self._office, seen) if act else None)
        return tuple(found)

    def _act(self, number: int) -> ActRow | None:
        row = self._database.row("SELECT act FROM book WHERE number = ?", number)
        return self._office.store.act(self._office.number, row["act"]) if row else None

    def ready(self, most: int) -> tuple[ActView, ...]:
        """Up to ``most`` acts that a fit key may sign now, everything seen that must be."""
        review = self._office.settings.review
        shelf, seen = self._shelf(), self._office.store.reviewed(self._office.number)
        anything = not (review.require_decision or review.require_plans)
        touched = None if anything else self._with_seen()
        found: list[ActView] = []
        for number in shelf.numbers:
            if touched is not None and number not in touched:
                continue
            act = self._act(number)
            view = shown.act(act, self._office, seen) if act else None
            if view is not None and view.ready and not view.unseen:
                found.append(view)
            if len(found) == most:
                break
        return tuple(found)

    def _with_seen(self) -> frozenset[int]:
        """The rows of acts of which something was seen."""
        rows = self._database.rows(
            "SELECT DISTINCT book.number FROM review JOIN document USING (account, sha256)"
            " JOIN book ON book.account = document.account AND book.act = document.act WHERE review.account = ?",
            self._office.number,
        )
        return frozenset(row["number"] for row in rows)

    # the shelf

    def _shelf(self) -> _Shelf:
        with self._lock:
            kept, today = self._kept, self._office.today()
            if kept is None or (kept.revision, kept.day) != (self._revision(), today):
                book_index.catch_up(self._office.store, self._office.number)
                kept = self._kept = self._read(today)
            return kept

    def _revision(self) -> int:
        row = self._database.row("SELECT number FROM book_revision WHERE account = ?", self._office.number)
        return int(row["number"]) if row else 0

    def _read(self, today: date) -> _Shelf:
        number, revision = self._office.number, self._revision()
        rows = self._database.rows(
            "SELECT number, reference, rank, due, family, commune, district FROM book_waiting WHERE account = ?"
            " ORDER BY rank IS NULL, rank, due IS NULL, coalesce(due, arrived), reference",
            number,
        )
        if not rows:
            return _Shelf(revision, today)
        numbers, references, ranks, dues, families, communes, districts = zip(*rows, strict=True)
        columns = {"family": families, "commune": communes, "district": districts}
        columns["urgency"] = _urgencies(dues, today, ZoneInfo(self._office.platform.zone))
        told = self._database.rows("SELECT kind, code, fr, ar FROM book_label WHERE account = ?", number)
        labels = {(one["kind"], one["code"]): Bilingual(one["fr"], one["ar"]) for one in told}
        return _Shelf(revision, today, numbers, references, sum(rank is not None for rank in ranks), columns, labels)

    def _needles(self, shelf: _Shelf) -> Sequence[str]:
        """What is searched, row by row."""
        with self._lock:
            if self._words.shelf is not shelf:
                rows = self._database.rows("SELECT number, needle FROM book WHERE account = ?", self._office.number)
                all_of = dict(map(tuple, rows))
                self._words = _Words(shelf, [all_of.get(number, "") for number in shelf.numbers])
            return self._words.needles

    def _with_words(self, shelf: _Shelf, words: Sequence[str]) -> Sequence[int]:
        """The rows that have every word.  Who types on is looked up among what was found so far."""
        if not words:
            return range(len(shelf.numbers))
        needles = self._needles(shelf)
        known = self._words.found
        if known is not None and all(any(old in new for new in words) for old in known[0]):
            rows = known[1]
        else:
            rows = range(len(needles))
        for word in sorted(words, key=len, reverse=True):
            rows = [row for row in rows if word in needles[row]]
        self._words.found = (tuple(words), rows)
        return rows


def _urgencies(dues: Iterable[float | None], today: date, zone: ZoneInfo) -> tuple[Urgency, ...]:
    """How near each deadline is (:func:`rokhas_desktop.desk.shown.urgency`), without asking the zone for each act."""
    days = (0, 1, shown.SOON_DAYS + 1)
    bounds = [datetime.combine(today + timedelta(days=one), time(), zone).timestamp() for one in days]
    names: tuple[Urgency, ...] = ("overdue", "today", "soon", "later")
    return tuple("none" if due is None else names[bisect_right(bounds, due)] for due in dues)


def _choices(shelf: _Shelf, kind: Kind, counted: Counter[str | None], chosen: str | None) -> tuple[Choice, ...]:
    codes = {code for code in counted if code is not None} | ({chosen} if chosen is not None else set())
    found = (Choice(code, shelf.labels.get((kind, code), Bilingual(code, code)), counted[code]) for code in codes)
    return tuple(sorted(found, key=lambda one: (one.label.fr, one.code)))
