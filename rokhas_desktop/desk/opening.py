"""From the rooms that the composition root built to the desk of the account that is logged in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rokhas_desktop.api.errors import NotLoggedIn
from rokhas_desktop.desk import salvage
from rokhas_desktop.desk.documents import Documents
from rokhas_desktop.desk.errors import DatabaseDamaged
from rokhas_desktop.desk.looking import FILE
from rokhas_desktop.desk.office import Office, Stamps
from rokhas_desktop.desk.reservations import Reservations
from rokhas_desktop.desk.revocations import Revocations
from rokhas_desktop.desk.room import DeskRoom
from rokhas_desktop.desk.rows import Connection
from rokhas_desktop.desk.store import Store
from rokhas_desktop.desk.trust import Authorities
from rokhas_desktop.desk.vault import DESK, Vault
from rokhas_desktop.settings import Settings

if TYPE_CHECKING:
    from rokhas_desktop.api.client import PlatformClient
    from rokhas_desktop.net.session import Session
    from rokhas_desktop.signing.cover import Eyes
    from rokhas_desktop.signing.examiner import Examiner
    from rokhas_desktop.token.room import TokenRoom
    from rokhas_desktop.token.views import Selection, Survey


class Built(Protocol):
    """What the composition root hands in."""

    settings: Settings

    @property
    def authorities_at(self) -> Callable[[datetime], Authorities]: ...  # noqa: D102
    @property
    def token(self) -> TokenRoom: ...  # noqa: D102
    @property
    def stamps(self) -> Stamps: ...  # noqa: D102
    @property
    def examiner(self) -> Examiner: ...  # noqa: D102
    @property
    def raster(self) -> Eyes: ...  # noqa: D102
    @property
    def survey(self) -> Callable[[Selection | None], Survey]: ...  # noqa: D102


def open_store(folder: Path, vault: Vault) -> Store:
    """The database of the desk in ``folder``.  Raises as Store and Vault do; DatabaseDamaged where it is gone."""
    path = folder / FILE
    if salvage.lost(path):
        raise DatabaseDamaged(file=FILE)
    return Store(path, vault.key(DESK))


def open_desk(
    rooms: Built,
    folder: Path,
    store: Store,
    connection: Connection,
    session: Session,
    client: PlatformClient,
) -> DeskRoom:
    """The desk of the account that is logged in, whose state lies in ``folder``.  Raises NotLoggedIn."""
    number = connection.account
    if number is None:
        raise NotLoggedIn()
    office = Office(
        store=store,
        number=number,
        connection=connection,
        documents=Documents(folder, connection.platform.id, store.account(number).id),
        settings=rooms.settings,
        authorities_at=rooms.authorities_at,
        client=client,
        session=session,
        token=rooms.token,
        survey=rooms.survey,
        stamps=rooms.stamps,
        revocations=Revocations(store.database, session, timedelta(hours=rooms.settings.signing.revocation_hours)),
        examiner=rooms.examiner,
        eyes=rooms.raster,
        reservations=Reservations(store, number, client),
    )
    return DeskRoom(office, folder / "work.lock")
