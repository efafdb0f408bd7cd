"""What leaves this PC again: what the platform has, after its time, and an account's data when it is purged."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rokhas_desktop.api.errors import NotLoggedIn
from rokhas_desktop.desk import lookup, returnings
from rokhas_desktop.desk.database import exclusive
from rokhas_desktop.desk.documents import folder_name
from rokhas_desktop.desk.errors import DiskFull, UnsentLeft
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import DocumentRow
from rokhas_desktop.desk.states import HELD, State
from rokhas_desktop.desk.store import Store

UNSENT: frozenset[State] = HELD | {"signing"}


@dataclass(frozen=True, slots=True)
class Wiped:
    """What a purge removed; ``discarded`` documents of it were signed, and the platform never had them."""

    accounts: int = 0
    documents: int = 0
    discarded: int = 0


def purge(store: Store, folder: Path, log_out: Callable[[], None], everybody: bool, discard_unsent: bool) -> Wiped:
    """Remove all that the account that is logged in has in ``folder``, or everybody; the journal stays, and says so.

    Raises NotLoggedIn, UnsentLeft where something is signed and not acknowledged or a return is not sent, unless
    ``discard_unsent``; BatchUnderWay, DiskFull.
    """
    connection = store.connection()
    current = connection.account if connection else None
    if current is None and not everybody:
        raise NotLoggedIn()
    with exclusive(folder / "work.lock"):
        known = [int(row["number"]) for row in store.database.rows("SELECT number FROM account ORDER BY number")]
        numbers = known if everybody else [number for number in known if number == current]
        rows = {number: [row for act in store.acts(number) for row in act.documents] for number in numbers}
        lost = {number: [row for row in rows[number] if row.state in UNSENT] for number in numbers}
        returns = sum(len(returnings.of(store, number)) for number in numbers)
        count = sum(map(len, lost.values()))
        if (count or returns) and not discard_unsent:
            raise UnsentLeft(count=count + returns)
        if current in numbers:
            log_out()
        for number in numbers:
            _wipe(store, folder, number, len(rows[number]), lost[number])
        if len(numbers) == len(known):
            _remove(*folder.glob("desk-*"))  # what a mending set aside is everybody's
        store.database.compact()
        return Wiped(len(numbers), sum(map(len, rows.values())), count)


def _wipe(store: Store, folder: Path, number: int, documents: int, lost: Sequence[DocumentRow]) -> None:
    """The files first: a purge that is cut short is said again, and then does the rest."""
    (told,) = store.database.rows("SELECT platform, id FROM account WHERE number = ?", number)
    _remove(folder / folder_name(told["platform"], told["id"]))
    who = {"platform": told["platform"], "account": told["id"]}
    with store.transaction():
        for row in lost:
            signed = row.signed.sha256 if row.signed else None
            store.journal.add(
                "purged_unsent", **who, act=row.act, document=row.id, sha256=row.sha256, signed_sha256=signed
            )
        store.database.write("DELETE FROM account WHERE number = ?", number)
        store.database.write("DELETE FROM book_revision WHERE account = ?", number)
        store.database.write("DELETE FROM revocation")
        store.journal.add("purged", **who, documents=documents, discarded=len(lost))


def _remove(*paths: Path) -> None:
    """Files or folders, which may be gone already.  Raises DiskFull."""
    for path in paths:
        try:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise DiskFull(file=path.name) from error


def expire(office: Office) -> int:
    """Remove the files of what the platform acknowledged longer ago than policy keeps them; how many documents.

    What is known of them stays.  A document whose level is still to be made up for is kept.
    """
    before = office.now() - timedelta(days=office.settings.store.retention_days)
    _expire_earlier(office)
    wiped = 0
    for act in office.acts("acknowledged"):
        for document, row in act.pairs():
            due = row.state == "acknowledged" and row.changed_at < before
            if not due or (row.signed is not None and row.signed.wanted is not None):
                continue
            files = [Path(row.signed.path)] if row.signed else []
            twins = lookup.documents(office.store, office.number, row.sha256)
            if all(twin.state == "acknowledged" and twin.changed_at < before for twin in twins):
                files.append(office.documents.original(document))
            if not any(file.exists() for file in files):
                continue
            for file in files:
                office.documents.discard(file)
            office.store.journal.add("wiped", act=row.act, document=row.id, sha256=row.sha256)
            wiped += 1
    return wiped


def _expire_earlier(office: Office) -> None:
    """Versions that were replaced are kept while the piece awaits its signature."""
    kept = list(office.documents.earlier_ones())
    if not kept:
        return
    named = {
        document.earlier.sha256
        for act in office.acts()
        for document, row in act.pairs()
        if document.earlier is not None and not act.gone and row.state != "acknowledged"
    }
    for path in kept:
        if path.name.partition(".")[0] not in named:
            office.documents.discard(path)
