"""What a failure of the libraries below means, in our own errors.

requests wraps urllib3, which wraps the socket's and OpenSSL's; the cause that a person can act on is the
innermost.  Nothing here reads a message's text.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator

import requests
import urllib3.exceptions as broken

from rokhas_desktop import resources
from rokhas_desktop.net import errors
from rokhas_desktop.net.proxy import ProxyAsks, ProxyForbade
from rokhas_desktop.net.tunnel import NotPinned

Maker = Callable[[str, BaseException], errors.NetError]

# OpenSSL's X509_V_ERR_*, Windows' CERT_E_* (unsigned and signed) and Apple's errSec*: truststore gives each its own.
OUT_OF_DATE = {9, 10, 0x800B0101, 0x800B0101 - 2**32, -67818, -67819}
WRONG_NAME = {62, 64, 0x800B010F, 0x800B010F - 2**32, -67602}


def explain(failure: BaseException, *, host: str, proxy: str = "") -> errors.NetError:
    """The error that says what ``failure`` means.  ``host`` and ``proxy`` are shown to a person."""
    chain = list(_causes(failure))
    for cause in chain:
        if isinstance(cause, ProxyForbade):
            return errors.ProxyForbids(proxy=proxy, host=host, status=cause.status)
        if isinstance(cause, ProxyAsks):
            return errors.ProxyAuthentication(proxy=proxy)
        if isinstance(cause, NotPinned):
            return errors.KeyNotPinned(host=host)
    through = any(isinstance(cause, (requests.exceptions.ProxyError, broken.ProxyError)) for cause in chain)
    for kind, make in _MEANINGS:
        for cause in chain:
            if isinstance(cause, kind):
                if through and make not in (_tls_trust, _tls_other):
                    return errors.ProxyUnreachable(proxy=proxy)
                return make(host, cause)
    return errors.ConnectionLost(host=host)


def asked_by_proxy(failure: BaseException) -> frozenset[str] | None:
    """The schemes that a proxy asked for, if that is what failed."""
    return next((cause.schemes for cause in _causes(failure) if isinstance(cause, ProxyAsks)), None)


def cut_off(failure: BaseException) -> bool:
    """Whether the line broke beneath TLS, which the libraries below take for a fault of TLS and do not try again."""
    return any(isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError) for cause in _causes(failure))


def _causes(failure: BaseException) -> Iterator[BaseException]:
    """The failure and everything it wraps, outermost first, each once."""
    seen: set[int] = set()
    waiting: list[object] = [failure]
    while waiting:
        item = waiting.pop(0)
        if not isinstance(item, BaseException) or id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        waiting += [getattr(item, "reason", None), getattr(item, "original_error", None)]
        waiting += [*item.args, item.__cause__, item.__context__]


def _tls_trust(host: str, cause: BaseException) -> errors.NetError:
    code = getattr(cause, "verify_code", 0)
    if code in OUT_OF_DATE:
        return errors.TlsOutOfDate(host=host)
    if code in WRONG_NAME:
        return errors.TlsWrongName(host=host)
    issuer = getattr(cause, "issuer", "") or "?"
    product = interceptor(issuer)
    if product is not None:
        return errors.TlsIntercepted(host=host, issuer=issuer, product=product)
    return errors.TlsUntrusted(host=host, issuer=issuer)


def interceptor(issuer: str) -> str | None:
    """The product that puts certificates of its own in place of a server's, where an issuer's name tells it."""
    told = issuer.casefold()
    for product, marks in resources.load_toml("interception.toml")["products"].items():
        if any(mark.casefold() in told for mark in marks):
            return str(product)
    return None


def _tls_other(host: str, cause: BaseException) -> errors.NetError:
    reason = cause.reason if isinstance(cause, ssl.SSLError) and cause.reason else type(cause).__name__
    return errors.TlsFailed(host=host, reason=str(reason))


def _named(error: type[errors.NetError]) -> Maker:
    return lambda host, _cause: error(host=host)


_BAD_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    broken.LocationValueError,
)
_TIMEOUTS = (broken.ReadTimeoutError, broken.ConnectTimeoutError, requests.exceptions.Timeout, TimeoutError)
# The most telling first: a refused connection is also a "connect timeout" of urllib3's.
_MEANINGS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], Maker], ...] = (
    (ssl.SSLCertVerificationError, _tls_trust),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), _named(errors.ConnectionLost)),
    ((ssl.SSLError, broken.SSLError), _tls_other),
    ((socket.gaierror, broken.NameResolutionError), _named(errors.NameNotFound)),
    (ConnectionRefusedError, _named(errors.Refused)),
    (http.client.IncompleteRead, _named(errors.Truncated)),
    (broken.NewConnectionError, _named(errors.ConnectionLost)),
    (_TIMEOUTS, _named(errors.TimedOut)),
    (_BAD_ADDRESS, _named(errors.BadAddress)),
)
