"""The one session through which everything leaves the PC."""

from __future__ import annotations

import contextlib
import io
import random
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import requests
import urllib3.exceptions
from requests.structures import CaseInsensitiveDict
from requests.utils import get_environ_proxies, select_proxy
from urllib3.util import Retry

from rokhas_desktop import __version__, settings
from rokhas_desktop.net import address, errors, trust
from rokhas_desktop.net.answer import Answer
from rokhas_desktop.net.clock import Clock, Clocks
from rokhas_desktop.net.explain import cut_off, explain

ProxyResolver = Callable[[str], Mapping[str, str]]
"""The proxies ("http", "https" to a URL) for one URL; what only Qt can tell is handed in by ``app``."""

Body = bytes | io.RawIOBase | io.BufferedIOBase
"""What is sent: bytes, or a seekable file, which a repeated call reads again from where it stood."""

ANSWER_BYTES = 16 * 1024 * 1024
"""The most that an answer held in memory may be: a full page of acts takes about a tenth of it."""

CHUNK = 64 * 1024
REDIRECTS = 3
BUSY = (429, 502, 503, 504)
SAFE = frozenset({"GET", "HEAD", "PUT"})
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer whose body is read as it comes; used inside :meth:`Session.stream`."""

    url: str
    host: str
    status: int
    headers: Mapping[str, str]
    _response: requests.Response = field(repr=False)
    _proxy: str = field(repr=False)

    def chunks(self) -> Iterator[bytes]:
        """The body, as it comes: what came before a cut is not lost.  Raises NetError where it breaks off."""
        try:
            while chunk := self._response.raw.read1(CHUNK, decode_content=True):
                yield chunk
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as failure:
            raise explain(failure, host=self.host, proxy=self._proxy) from failure

    def whole(self, limit: int) -> Answer:
        """The rest of the body in memory.  Raises TooLong past ``limit`` bytes."""
        body = bytearray()
        for chunk in self.chunks():
            body += chunk
            if len(body) > limit:
                raise errors.TooLong(host=self.host, limit=limit)
        return Answer(self.url, self.host, self.status, self.headers, bytes(body))


class Session:
    """TLS by the system's trust store, proxies, deadlines, bounded retries and sizes, and the clocks seen.

    ``ca`` is a PEM file of further authorities.  ``proxies`` replaces the system's environment where it is
    given.  Cookies are not kept, ``.netrc`` is not read, and redirects stay on their host.  Calls that are
    safe to repeat (GET, HEAD, PUT, or any with an Idempotency-Key) are repeated when the server is busy or
    the connection breaks, with a growing wait and an end.  Thread-safe.
    """

    def __init__(
        self,
        net: settings.Net,
        *,
        ca: Path | None = None,
        proxies: ProxyResolver | None = None,
        clocks: Clocks | None = None,
    ) -> None:
        self._timeout = (net.connect_timeout, net.read_timeout)
        self._resolve = proxies if proxies is not None else get_environ_proxies
        self._clocks = clocks if clocks is not None else Clocks()
        self._retries = net.retries
        tls = trust.context(ca)
        self._again = _requests_session(tls, _patient(net.retries))
        self._once = _requests_session(tls, Retry(2, connect=2, read=0, status=0, other=0, backoff_factor=0.3))

    def close(self) -> None:
        """Close the connections that are kept open."""
        self._again.close()
        self._once.close()

    def clock(self, host: str | None = None) -> Clock:
        """The time as ``host`` ("name" or "name:port"; None is the last that told one over TLS) has it."""
        return self._clocks.clock(host)

    def send(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Body | None = None,
        limit: int = ANSWER_BYTES,
        timeout: float | None = None,
    ) -> Answer:
        """Ask, and take the whole answer, whatever its status.

        ``timeout`` replaces the settings' seconds to wait for a byte.  Raises NetError.
        """
        with self.stream(method, url, query=query, headers=headers, body=body, timeout=timeout) as answer:
            return answer.whole(limit)

    @contextlib.contextmanager
    def stream(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Body | None = None,
        timeout: float | None = None,
    ) -> Iterator[Stream]:
        """Ask, and read the answer as it comes; the connection is given back at the end.  Raises NetError."""
        if body is not None and not isinstance(body, bytes) and not body.seekable():
            raise TypeError("a body that cannot be read again would be repeated empty")
        asked = CaseInsensitiveDict(headers or {})
        if query:
            url = f"{url}?{urlencode(query)}"
        for _ in range(REDIRECTS + 1):
            response, proxy = self._ask(method, url, asked, body, timeout)
            with contextlib.closing(response):
                target = _next(method, url, response, asked)
                if target is None:
                    host = address.host(address.parse(url))
                    yield Stream(url, host, response.status_code, response.headers, response, proxy)
                    return
            url = target
        raise errors.RedirectedElsewhere(host=address.host(address.parse(url)), target=url)

    def _ask(
        self,
        method: str,
        url: str,
        headers: CaseInsensitiveDict[str],
        body: Body | None,
        timeout: float | None,
    ) -> tuple[requests.Response, str]:
        parts = address.parse(url)
        host = address.host(parts)
        proxies = {} if parts.hostname in _LOOPBACK else dict(self._resolve(url))
        proxy = address.host(urlsplit(select_proxy(url, proxies) or ""))
        session = self._again if method in SAFE or "Idempotency-Key" in headers else self._once
        request = requests.Request(method, url, headers=headers, data=body)
        wait = self._timeout if timeout is None else (min(timeout, self._timeout[0]), timeout)
        begin = 0 if body is None or isinstance(body, bytes) else body.tell()
        for left in range(self._retries if session is self._again else 0, -1, -1):
            started = self._clocks.tick()
            try:
                response = session.send(
                    session.prepare_request(request), stream=True, timeout=wait, proxies=proxies, allow_redirects=False
                )
                break
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as failure:
                if not left or not cut_off(failure):
                    raise explain(failure, host=host, proxy=proxy) from failure
            time.sleep(random.uniform(0.5, 1.0) * min(0.5 * 2 ** (self._retries - left), 10))  # noqa: S311 - it spreads
            if body is not None and not isinstance(body, bytes):
                body.seek(begin)
        if parts.scheme == "https":
            self._clocks.hear(host, response.headers, started)
        if response.status_code == 407:
            response.close()
            raise errors.ProxyAuthentication(proxy=proxy or host)
        return response, proxy


def _requests_session(tls: ssl.SSLContext, retries: Retry) -> requests.Session:
    session = requests.Session()
    # Off, or REQUESTS_CA_BUNDLE would be trusted and .netrc sent; proxies are resolved by us.
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update({"User-Agent": f"rokhas-desktop/{__version__}", "Accept-Encoding": "identity"})
    session.mount("https://", trust.TrustAdapter(tls, retries))
    session.mount("http://", trust.TrustAdapter(tls, retries))
    return session


def _patient(retries: int) -> Retry:
    """Again when the server is busy or the line breaks; not for TLS or a proxy that says no (``other``)."""
    return Retry(
        retries,
        connect=min(retries, 2),
        read=retries,
        status=retries,
        other=0,
        redirect=False,
        allowed_methods=None,
        status_forcelist=BUSY,
        backoff_factor=0.5,
        backoff_jitter=0.5,
        backoff_max=10,
        retry_after_max=30,
        raise_on_status=False,
    )


def _next(method: str, url: str, response: requests.Response, headers: Mapping[str, str]) -> str | None:
    """Where to ask instead, None if this is the answer.  Raises RedirectedElsewhere."""
    location = response.headers.get("Location")
    if not response.is_redirect or location is None:
        return None
    target = urljoin(url, location)
    here, there = address.parse(url), address.parse(target)
    same = (here.scheme, here.hostname, here.port) == (there.scheme, there.hostname, there.port)
    # A revocation list may have moved to https; a token is never sent where it was not meant for.
    upgraded = here.hostname == there.hostname and there.scheme == "https" and "Authorization" not in headers
    # 307 and 308 repeat the call as it was (RFC 9110, 15.4.8 and 15.4.9); the others would turn it into a GET.
    kept = method in {"GET", "HEAD"} or (method == "POST" and response.status_code in (307, 308))
    if kept and (same or upgraded):
        return target
    raise errors.RedirectedElsewhere(host=address.host(here), target=address.host(there))
