"""What is examined: one home on one PC, with ways of its own to the token and to the network.

Nothing of the running program is used: its settings may be what is wrong, and its deadlines are too long for a
person on the phone.
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rokhas_desktop import resources, settings
from rokhas_desktop.settings import Deadlines, Home, Net, Settings
from rokhas_desktop.token.words import TRACE

if TYPE_CHECKING:
    from rokhas_desktop.net.clock import Clocks
    from rokhas_desktop.net.session import ProxyResolver, Session
    from rokhas_desktop.token.readers import ReaderRoom
    from rokhas_desktop.token.room import TokenRoom


def data() -> Mapping[str, Any]:
    """``resources/doctor.toml``: seconds, bounds and lists of the examination."""
    return resources.load_toml("doctor.toml")


def _built_in(group: str) -> dict[str, Any]:
    found: dict[str, Any] = resources.load_toml("policy.toml")[group]
    return found


@dataclass(slots=True)
class Patient:
    """``module`` is a PKCS#11 module that is looked at alone; ``platform`` an address to examine where nobody has
    logged in yet, and ``ca`` a PEM file of the authority that its server is trusted by; ``trace`` a file for
    the calls that the token's children make.  ``close`` ends the children.
    """

    home: Home
    policy: Path
    module: str | None = None
    platform: str | None = None
    ca: Path | None = None
    proxies: ProxyResolver | None = None
    trace: Path | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    began: float = field(default_factory=time.monotonic)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _token: TokenRoom | None = None
    _readers: ReaderRoom | None = None
    _sessions: list[Session] = field(default_factory=list, repr=False)

    @property
    def token(self) -> TokenRoom:
        """A token room with short deadlines."""
        from rokhas_desktop.token.room import TokenRoom

        with self._lock:
            if self._token is None:
                deadlines = Deadlines.model_validate({**_built_in("deadlines"), **data()["token"]})
                env = {TRACE: str(self.trace)} if self.trace is not None else {}
                self._token = TokenRoom(deadlines, self.logs(), env)
            return self._token

    @property
    def readers(self) -> ReaderRoom:
        """The smart card service's child."""
        from rokhas_desktop.token.readers import ReaderRoom

        with self._lock:
            if self._readers is None:
                self._readers = ReaderRoom(float(data()["token"]["readers"]), self.logs() / "readers.log")
            return self._readers

    def logs(self) -> Path:
        """Where children log: the home's folder, or elsewhere if the home takes nothing."""
        with contextlib.suppress(OSError):
            return self.home.folder("logs")
        return Path(tempfile.gettempdir())

    def session(self, pem: str | None, clocks: Clocks | None = None) -> Session:
        """A way out of its own, without retries; ``pem`` is a further authority that is trusted."""
        from rokhas_desktop.net.session import Session

        ca = self.ca
        if pem is not None and ca is None:
            with tempfile.NamedTemporaryFile("w", suffix=".pem", delete=False, encoding="ascii") as file:
                file.write(pem)
            ca = Path(file.name)
        try:
            made = Session(
                Net.model_validate({**_built_in("net"), **data()["net"]}), ca=ca, proxies=self.proxies, clocks=clocks
            )
        finally:
            if ca is not None and ca is not self.ca:
                ca.unlink()
        with self._lock:
            self._sessions.append(made)
        return made

    def built_in(self) -> Settings:
        """The settings that hold where neither the machine's nor the user's can be read."""
        return Settings.model_validate(resources.load_toml("policy.toml"))

    def loaded(self) -> Settings:
        """The settings in force.  Raises BadSettings, NotForUsers."""
        return settings.load(self.home, self.policy).settings

    def close(self) -> None:
        """End the children and the connections."""
        with self._lock:
            room, self._token = self._token, None
            readers, self._readers = self._readers, None
            sessions, self._sessions = self._sessions, []
        for child in (room, readers):
            if child is not None:
                child.close()
        for one in sessions:
            one.close()
