"""The composition root: the one place that builds the rooms and hands them to each other.

Cheap to import and to call: each room is built, and its libraries imported, at its first use.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rokhas_desktop.catalogue import Language
from rokhas_desktop.identity import rules
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.progress import Cancel
from rokhas_desktop.settings import Home, Settings, load, policy_path

if TYPE_CHECKING:
    from rokhas_desktop.api.outlet import Outlet
    from rokhas_desktop.api.tokens import Access
    from rokhas_desktop.desk.anchors import AnchorLists
    from rokhas_desktop.desk.face import AccountView, Desk
    from rokhas_desktop.desk.local import ExtendOrder, LocalDesk, LocalOrder
    from rokhas_desktop.desk.room import DeskRoom
    from rokhas_desktop.desk.rows import Connection
    from rokhas_desktop.desk.store import Store
    from rokhas_desktop.desk.trust import Authorities
    from rokhas_desktop.desk.vault import Vault
    from rokhas_desktop.desk.wiping import Wiped
    from rokhas_desktop.net.session import ProxyResolver, Session
    from rokhas_desktop.render.room import RasterRoom, StampRoom
    from rokhas_desktop.signing.examiner import Examiner
    from rokhas_desktop.signing.extend import ExtendResult
    from rokhas_desktop.signing.local import LocalResult
    from rokhas_desktop.token.room import TokenRoom
    from rokhas_desktop.token.views import ModuleCandidate, Selection, Survey


def build(
    home: Home | str | os.PathLike[str] | None = None,
    *,
    language: Language | None = None,
    proxies: ProxyResolver | None = None,
    policy: Path | None = None,
) -> Rooms:
    """The rooms of one home.

    ``language`` replaces the settings'; ``proxies`` the system environment's (what only Qt can tell);
    ``policy`` the machine policy's path.  Raises BadSettings.
    """
    found = home if isinstance(home, Home) else Home.find(home)
    return Rooms(found, language=language, proxies=proxies, policy=policy or policy_path())


class Rooms:
    """Everything that runs in one process for one home; ``close`` ends its children."""

    def __init__(self, home: Home, *, language: Language | None, proxies: ProxyResolver | None, policy: Path) -> None:
        loaded = load(home, policy)
        self.home, self.locked = home, loaded.locked
        self.settings: Settings = loaded.settings
        rules.install(rules.merged(self.settings.identity) if self.settings.identity else rules.built_in())
        self.language: Language = language or loaded.settings.language
        self.policy, self._proxies = policy, proxies
        self._lock = threading.RLock()
        self._session: Session | None = None
        self._access: Access | None = None
        self._desk: DeskRoom | None = None

    # the rooms

    @cached_property
    def token(self) -> TokenRoom:
        """The key."""
        from rokhas_desktop.token.readers import ReaderRoom
        from rokhas_desktop.token.room import TokenRoom

        logs = self.home.folder("logs")
        return TokenRoom(
            self.settings.deadlines, logs, readers=ReaderRoom(self.settings.deadlines.readers, logs / "readers.log")
        )

    def modules(self, explicit: str | None = None) -> list[ModuleCandidate]:
        """The PKCS#11 modules that are here now; ``explicit`` alone where it is given."""
        from rokhas_desktop.token.modules import candidates

        return candidates(self.home, explicit, policy=self.settings.token.modules)

    def survey(self, selection: Selection | None = None) -> Survey:
        """What all modules show now; with a ``selection`` only its own module, wherever it lies."""
        found = self.modules()
        if selection is not None:
            found = [one for one in found if one.path == selection.module] or self.modules(selection.module)
        return self.token.survey(found)

    @cached_property
    def raster(self) -> RasterRoom:
        """Pictures of pages."""
        from rokhas_desktop.render.room import RasterRoom

        return RasterRoom(log=self.home.folder("logs") / "raster.log")

    @cached_property
    def stamps(self) -> StampRoom:
        """The visible signature's page."""
        from rokhas_desktop.render.room import StampRoom

        return StampRoom(log=self.home.folder("logs") / "stamp.log")

    @cached_property
    def examiner(self) -> Examiner:
        """Preflight in a child."""
        from rokhas_desktop.signing.examiner import Examiner

        return Examiner(seconds=self.settings.limits.examination, log=self.home.folder("logs") / "examination.log")

    @property
    def authorities(self) -> Authorities:
        """The real authorities: shipped, the administrator's, and those of the signed list while it counts."""
        from rokhas_desktop.desk.trust import Authorities

        return Authorities.of_machine(self.policy, self.anchor_lists.current())

    @property
    def authorities_at(self) -> Callable[[datetime], Authorities]:
        """The same by another clock than this PC's; the administrator's folder is read once."""
        from rokhas_desktop.desk.trust import Authorities

        own = Authorities.of_machine(self.policy)
        return lambda at: own.with_list(self.anchor_lists.current(at))

    @cached_property
    def anchor_lists(self) -> AnchorLists:
        """The signed list of the real authorities' anchors."""
        from rokhas_desktop.desk.anchors import AnchorLists

        return AnchorLists(self.home.folder("desk"), self.settings.trust, self._store.journal)

    @property
    def anchors(self) -> tuple[bytes, ...]:
        """The roots (DER) that a verification on this PC believes: the real ones, and those of test platforms."""
        return (*self.authorities.anchors, *self._store.test_roots())

    @property
    def session(self) -> Session:
        """The way out."""
        with self._lock:
            if self._session is None:
                connection = self.connection()
                self._session = self.outlet.session(*((connection.ca, connection.url) if connection else (None, None)))
            return self._session

    @cached_property
    def _store(self) -> Store:
        from rokhas_desktop.desk.opening import open_store

        return open_store(self.home.folder("desk"), self.vault)

    @cached_property
    def vault(self) -> Vault:
        """The keys to what lies on this disk."""
        from rokhas_desktop.desk.vault import Vault

        return Vault.of(self.home, self.settings, self.locked)

    # log-in

    def connection(self) -> Connection | None:
        """The platform that this home logged in to last."""
        return self._store.connection()

    def warnings(self) -> tuple[Refusal, ...]:
        """What is kept on this disk less safely than it could be."""
        tokens = self._access.store.warning if self._access is not None else None
        return (*filter(None, (self.vault.warning, Refusal(tokens, {}) if tokens else None)),)

    def log_in(
        self,
        url: str,
        ca: Path | None,
        show: Callable[[str], object],
        *,
        key_in_file: bool = False,
        cancel: Cancel | None = None,
    ) -> AccountView:
        """Log in by OAuth 2.0 (RFC 8252); ``show`` opens a browser at the address, or tells it.

        ``ca`` is a PEM file of an authority that the platform's server is trusted by.  ``key_in_file``: the person lets
        the keys to what is kept here lie in a file.  Raises NoKeyPlace, NetError, what the log-in raises, Cancelled.
        """
        from rokhas_desktop.api.login import LogIn
        from rokhas_desktop.desk.rows import Connection
        from rokhas_desktop.desk.trust import test_roots
        from rokhas_desktop.net.trust import read_pem

        pem = read_pem(ca)
        session = self.outlet.session(pem, url)
        platform = self.outlet.client(session, url, None).platform()
        self.vault.admit(test=platform.environment == "test", choose_file=key_in_file)
        with LogIn(session, platform) as entry:
            show(entry.authorize_url)
            tokens = entry.wait(cancel=cancel)
        access = self.outlet.access(session, platform, url).begin(tokens)
        client = self.outlet.client(session, url, access)
        account = client.me()
        way = client.key() if account.role == "signer" else None
        with self._lock:
            self._leave()
            with self._store.transaction():
                number = self._store.put_account(platform.id, account)
                if way is not None:
                    self._store.put_key_way(number, way)
                self._store.remember_test_roots(test_roots(platform, self.authorities))
                self._store.connect(Connection(url, pem, platform, number))
                self._store.journal.add("logged_in", platform=platform.id, account=account.id)
            self._session, self._access = session, access
        return self.desk().account

    def log_out(self) -> None:
        """Forget the account's tokens, here and at the platform; what is signed and not sent stays on disk."""
        with self._lock:
            connection = self.connection()
            if connection is None or connection.account is None:
                return
            account = self._store.account(connection.account)
            access = self._access or self.outlet.access(self.session, connection.platform, connection.url)
            access.end()
            self._leave()
            with self._store.transaction():
                self._store.log_out()
                self._store.journal.add("logged_out", platform=connection.platform.id, account=account.id)

    def purge(self, *, everybody: bool = False, discard_unsent: bool = False) -> Wiped:
        """Wipe the account that is logged in, or everybody; see :mod:`rokhas_desktop.desk.wiping`."""
        from rokhas_desktop.desk.wiping import purge

        return purge(self._store, self.home.folder("desk"), self.log_out, everybody, discard_unsent)

    def desk(self) -> Desk:
        """The desk of who is logged in.  Raises NotLoggedIn; needs no network."""
        with self._lock:
            if self._desk is None:
                self._desk = self._new_desk()
            return self._desk

    def _new_desk(self) -> DeskRoom:
        from rokhas_desktop.api.errors import NotLoggedIn
        from rokhas_desktop.desk.opening import open_desk

        connection = self.connection()
        if connection is None or connection.account is None:
            raise NotLoggedIn()
        session = self.session
        access = self._access or self.outlet.access(session, connection.platform, connection.url)
        if not access.logged_in:
            raise NotLoggedIn()
        self._access = access
        client = self.outlet.client(session, connection.url, access)
        return open_desk(self, self.home.folder("desk"), self._store, connection, session, client)

    def use_proxies(self, system: ProxyResolver) -> None:
        """Resolve the system's proxies by this from now on: what only the window's library can tell."""
        self._proxies = system
        self.__dict__.pop("outlet", None)

    @cached_property
    def outlet(self) -> Outlet:
        """How platforms are reached, and the names and passwords for proxies."""
        from rokhas_desktop.api.outlet import Outlet

        return Outlet(self.home, self.settings, self._proxies)

    def _leave(self) -> None:
        """Close what belongs to the account that was logged in."""
        if self._desk is not None:
            self._desk.close()
        if self._session is not None:
            self._session.close()
        self._desk = self._session = self._access = None

    # local files

    def sign_files(
        self,
        files: Sequence[str],
        selection: Selection,
        pin: bytearray | None,
        order: LocalOrder,
        *,
        cancel: Cancel | None = None,
    ) -> Iterator[LocalResult]:
        """``sign-file``: no platform, no identity gate; journaled.  One result for each file, in order.

        ``pin`` is zeroed whatever happens.  Raises LocalSigningForbidden, mistakes of the asking
        (LevelNotOffered, NeedsTimestampServer) and what opening the key raises.
        """
        return self._local.sign(files, selection, pin, order, self.anchors, cancel or Cancel())

    def extend_files(
        self, files: Sequence[str], order: ExtendOrder, *, cancel: Cancel | None = None
    ) -> Iterator[ExtendResult]:
        """``extend``: files that are signed, taken to a higher level; journaled.  One result for each, in order."""
        return self._local.extend(files, order, self.anchors, cancel or Cancel())

    @property
    def _local(self) -> LocalDesk:
        from rokhas_desktop.desk.local import LocalDesk

        rooms = (self.token, self.survey, self.stamps, self.examiner, self.raster.looks, self.raster)
        return LocalDesk(self._store, self.settings, *rooms, lambda: self.session, self.authorities.between)

    def close(self) -> None:
        """End every child and close the database.  Nothing is lost: every state is on disk already."""
        with self._lock:
            self._leave()
            for name in ("token", "raster", "stamps", "examiner", "_store"):
                room = self.__dict__.pop(name, None)
                if room is not None:
                    room.close()

    def __enter__(self) -> Rooms:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.close()
