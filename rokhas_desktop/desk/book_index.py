"""Where an act is found in the signature book, written when the act is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rokhas_desktop import folding
from rokhas_desktop.api.models import Act, Bilingual
from rokhas_desktop.desk.database import Database
from rokhas_desktop.folding import fold

if TYPE_CHECKING:
    from rokhas_desktop.desk.store import Store


def write(database: Database, account: int, act: Act, *, gone: bool) -> None:
    """Write down where an act is found, within the caller's transaction.  Its row in ``act`` is there."""
    district = act.arrondissement
    database.write(
        "INSERT INTO book (account, act, folding, reference, family, commune, district, due, arrived, rank, shut,"
        " waiting, needle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " (SELECT count(*) FROM document WHERE account = ? AND act = ? AND state <> 'acknowledged'), ?)"
        " ON CONFLICT (account, act) DO UPDATE SET folding = excluded.folding, reference = excluded.reference,"
        " family = excluded.family, commune = excluded.commune, district = excluded.district, due = excluded.due,"
        " arrived = excluded.arrived, rank = excluded.rank, shut = excluded.shut, waiting = excluded.waiting,"
        " needle = excluded.needle",
        account,
        act.id,
        folding.VERSION,
        act.reference,
        act.family,
        act.commune.code,
        district.code if district else None,
        act.deadline.due.timestamp() if act.deadline else None,
        act.arrived_at.timestamp(),
        act.rank,
        int(gone or act.state in {"withdrawn", "returned"}),
        account,
        act.id,
        _needle(act),
    )
    labels: list[tuple[str, str, Bilingual]] = [
        ("family", act.family, act.family_label),
        ("commune", act.commune.code, act.commune.name),
    ]
    if district is not None:
        labels.append(("district", district.code, district.name))
    for kind, code, text in labels:
        database.write(
            "INSERT INTO book_label VALUES (?, ?, ?, ?, ?) ON CONFLICT (account, kind, code) DO UPDATE SET"
            " fr = excluded.fr, ar = excluded.ar WHERE fr <> excluded.fr OR ar <> excluded.ar",
            account,
            kind,
            code,
            text.fr,
            text.ar,
        )


def _needle(act: Act) -> str:
    parts = [act.reference, act.parcel or "", act.land_title or ""]
    place = act.arrondissement.name if act.arrondissement else None
    for text in (act.family_label, act.subject, act.applicant, act.commune.name, act.architect, act.address, place):
        if text is not None:
            parts += [text.fr, text.ar]
    return fold(" ".join(parts))


def waiting(store: Store, account: int) -> tuple[int, datetime | None]:
    """How many acts await a signature, and since when the oldest does."""
    catch_up(store, account)
    sql = "SELECT count(*) AS acts, min(arrived) AS since FROM book_waiting WHERE account = ?"
    row = store.database.rows(sql, account)[0]
    since = datetime.fromtimestamp(row["since"], UTC) if row["acts"] else None
    return row["acts"], since


def catch_up(store: Store, account: int) -> None:
    """Write down the acts that were stored before there was a book, or folded by other rules."""
    if _complete(store.database, account):
        return
    missing = store.database.rows(
        "SELECT id FROM act WHERE account = ? AND NOT EXISTS (SELECT 1 FROM book"
        " WHERE book.account = act.account AND book.act = act.id AND folding = ?)",
        account,
        folding.VERSION,
    )
    with store.transaction():
        for row in missing:
            act = store.act(account, row["id"])
            if act is not None:
                write(store.database, account, act.content, gone=act.gone)


def _complete(database: Database, account: int) -> bool:
    """Whether every act is written down by the rules in force: asked at each opening, so of the indexes alone."""
    row = database.rows(
        "SELECT EXISTS (SELECT 1 FROM book WHERE account = ? AND folding < ?)"
        " OR EXISTS (SELECT 1 FROM book WHERE account = ? AND folding > ?) AS other,"
        " (SELECT count(*) FROM act WHERE account = ?) - (SELECT count(*) FROM book WHERE account = ?) AS missing",
        *(account, folding.VERSION) * 2,
        *(account,) * 2,
    )[0]
    return not row["other"] and not row["missing"]
