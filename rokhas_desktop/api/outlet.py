"""How a platform is reached from one home: sessions, log-ins and clients made alike, with this home's settings."""

from __future__ import annotations

from pathlib import Path

from rokhas_desktop.api.client import PlatformClient
from rokhas_desktop.api.errors import CannotStore
from rokhas_desktop.api.models import Platform
from rokhas_desktop.api.proxy_keys import ProxyKeys
from rokhas_desktop.api.secrets import TokenStore
from rokhas_desktop.api.tokens import Access
from rokhas_desktop.keeper import write_private
from rokhas_desktop.net.address import server_name
from rokhas_desktop.net.session import ProxyResolver, Session
from rokhas_desktop.settings import Home, Settings


def _keep(file: Path, data: bytes) -> None:
    """Have these bytes in the file, written only where it has others.  Raises CannotStore."""
    try:
        if not file.is_file() or file.read_bytes() != data:
            write_private(file, data)
    except OSError as error:
        raise CannotStore(file=file.name, reason=error.strerror or type(error).__name__) from error


class Outlet:
    """``proxies`` tells the system's proxies for an address, None where the environment does."""

    def __init__(self, home: Home, settings: Settings, proxies: ProxyResolver | None) -> None:
        self._home = home
        self._settings = settings
        self._proxies = proxies
        self.proxy_keys = ProxyKeys()

    def session(self, pem: str | None, url: str | None) -> Session:
        """A way out; ``pem`` are further authorities, ``url`` the platform's, whose key policy may pin."""
        ca = None
        if pem is not None:
            ca = self._home.folder("desk") / "platform-ca.pem"
            _keep(ca, pem.encode())
        keys = frozenset(self._settings.access.platform_keys)
        pins = {server_name(url): keys} if keys and url else {}
        net = self._settings.net
        return Session(net, ca=ca, proxies=self._proxies, credentials=self.proxy_keys.load, pins=pins)

    def access(self, session: Session, platform: Platform, url: str) -> Access:
        """The log-in at a platform, as far as there is one."""
        test, allowed = platform.environment == "test", self._settings.access.token_file
        return Access(session, platform, TokenStore(self._home, url, test=test, allow_file=allowed))

    def client(self, session: Session, url: str, access: Access | None) -> PlatformClient:
        """The platform's calls."""
        document_bytes, resumable = self._settings.limits.document_bytes, self._settings.net.resumable_bytes
        return PlatformClient(session, url, document_bytes=document_bytes, access=access, resumable=resumable)
