"""The system's proxies for an address, as only Qt can tell them: PAC files and automatic discovery included.

On Windows and macOS the system itself is asked; on Linux Qt reads the environment, as the command line does.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery


def system(url: str) -> Mapping[str, str]:
    """What goes before ``url``: nothing, or one proxy for each scheme.  It may take seconds; from any thread."""
    found = QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(url)))
    return as_addresses(found)


def as_addresses(found: list[QNetworkProxy]) -> Mapping[str, str]:
    """The first that can be gone through, as an address without name or password."""
    kinds = {
        QNetworkProxy.ProxyType.HttpProxy: "http",
        QNetworkProxy.ProxyType.HttpCachingProxy: "http",
        QNetworkProxy.ProxyType.Socks5Proxy: "socks5",
    }
    for one in found:
        if one.type() in {QNetworkProxy.ProxyType.NoProxy, QNetworkProxy.ProxyType.DefaultProxy}:
            return {}
        if one.type() in kinds and one.hostName():
            host = f"[{one.hostName()}]" if ":" in one.hostName() else one.hostName()
            address = f"{kinds[one.type()]}://{host}:{one.port()}"
            return {"http": address, "https": address}
    return {}
