"""The name and password for a proxy, in the system's keyring and nowhere else.

Where there is no keyring they are asked for again at each start: a password of the network never lies in a file.
"""

from __future__ import annotations

import contextlib
import json

from rokhas_desktop.keeper import SERVICE, NoKeyring, faults, system_keyring
from rokhas_desktop.net.proxy import Credentials

LONGEST = 256
"""Characters of each: Windows' keyring takes 1,280 in all."""
_USER = "proxy"


class ProxyKeys:
    """Those of the user of this PC, by proxy ("name:port"); what was given in this run counts first."""

    def __init__(self) -> None:
        self._given: dict[str, Credentials | None] = {}

    def load(self, proxy: str) -> Credentials | None:
        """What was given or is kept; None where there is nothing."""
        if proxy not in self._given:
            self._given[proxy] = self._kept(proxy)
        return self._given[proxy]

    def save(self, proxy: str, user: str, password: str) -> bool:
        """Use these from now on; whether the keyring has them for the next start."""
        known = Credentials(user[:LONGEST], password[:LONGEST])
        self._given[proxy] = known
        text = json.dumps({"user": known.user, "password": known.password})
        try:
            system_keyring().set_password(_service(proxy), _USER, text)
        except _missing():
            return False
        return self._kept(proxy) == known

    def forget(self, proxy: str) -> None:
        """Remove them."""
        self._given.pop(proxy, None)
        with contextlib.suppress(*_missing()):
            system_keyring().delete_password(_service(proxy), _USER)

    def _kept(self, proxy: str) -> Credentials | None:
        try:
            kept = system_keyring().get_password(_service(proxy), _USER)
        except _missing():
            return None
        try:
            said = json.loads(kept or "")
            return Credentials(str(said["user"]), str(said["password"]))
        except (KeyError, TypeError, ValueError):
            return None


def _service(proxy: str) -> str:
    return f"{SERVICE} proxy {proxy}"


def _missing() -> tuple[type[Exception], ...]:
    return (NoKeyring, *faults())
