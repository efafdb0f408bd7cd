"""Which servers are believed: the system's store, an extra authority where one is named, never certifi's.

truststore asks Windows and macOS themselves and reads the distribution's store on Linux.  requests would add
certifi's roots in ``cert_verify``, and those of ``REQUESTS_CA_BUNDLE``: the adapter leaves both out, and cannot
be told to skip the verification.
"""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import truststore
from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util import Retry

from rokhas_desktop.net.errors import BadAuthorityFile


def context(ca: Path | None) -> ssl.SSLContext:
    """A TLS context that verifies chain and name.  Raises BadAuthorityFile."""
    made: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca is not None:
        try:
            made.load_verify_locations(cafile=str(ca))
        except (OSError, ssl.SSLError) as error:
            raise BadAuthorityFile(file=str(ca)) from error
    return made


def read_pem(ca: Path | None) -> str | None:
    """The text of a PEM file of authorities, None where none is named.  Raises BadAuthorityFile."""
    if ca is None:
        return None
    try:
        return ca.read_text(encoding="ascii")
    except (OSError, ValueError) as error:
        raise BadAuthorityFile(file=ca.name) from error


class TrustAdapter(HTTPAdapter):
    """Carries the context to every pool, direct or through a proxy, and nothing else that is trusted."""

    def __init__(self, tls: ssl.SSLContext, retries: Retry, pools: type[HTTPSConnectionPool]) -> None:
        self._tls = tls
        self._pools = {"http": HTTPConnectionPool, "https": pools}
        super().__init__(max_retries=retries)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """The pools of direct connections."""
        super().init_poolmanager(*args, ssl_context=self._tls, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """The pools through one proxy."""
        manager = super().proxy_manager_for(proxy, ssl_context=self._tls, proxy_ssl_context=self._tls, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def build_connection_pool_key_attributes(
        self,
        request: PreparedRequest,
        verify: bool | str | None,  # noqa: ARG002
        cert: Any = None,  # noqa: ARG002
    ) -> Any:
        """Where to connect; always verified by our context, whatever the environment or a caller says."""
        return super().build_connection_pool_key_attributes(request, True, None)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:  # noqa: ARG002
        """Leave trust to the context: nothing of certifi's is added."""
        conn.cert_reqs = "CERT_REQUIRED"
