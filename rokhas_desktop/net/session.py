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
from types import MappingProxyType
from urllib.parse import urlencode, urljoin

import requests
import urllib3.exceptions
from requests.structures import CaseInsensitiveDict
from requests.utils import get_environ_proxies, select_proxy
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.util import Retry

from rokhas_desktop import __version__, settings
from rokhas_desktop.net import address, errors, trust
from rokhas_desktop.net.answer import Answer
from rokhas_desktop.net.clock import Clock, Clocks
from rokhas_desktop.net.explain import asked_by_proxy, cut_off, explain
from rokhas_desktop.net.proxy import Load, Ways, name_of, schemes
from rokhas_desktop.net.rate import Rate, Slowed
from rokhas_desktop.net.tunnel import Pins, pool_class

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
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer whose body is read as it comes; used inside :meth:`Session.stream`."""

    url: str
    host: str
    status: int
    headers: Mapping[str, str]
    _response: requests.Response = field(repr=False)
    _proxy: str = field(repr=False)
    _rate: Rate = field(repr=False)

    def chunks(self) -> Iterator[bytes]:
        """The body, as it comes: what came before a cut is not lost.  Raises NetError where it breaks off, and
        NotUnderstood for one that is squeezed, which was not asked for: a little of it may be as large as a disk."""
        squeezed = self.headers.get("Content-Encoding", "identity").strip().lower()
        if squeezed not in {"", "identity"}:
            raise errors.NotUnderstood(host=self.host, media_type=squeezed)
        try:
            while chunk := self._response.raw.read1(self._rate.piece(CHUNK), decode_content=False):
                yield chunk
                self._rate.spend(len(chunk))
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
    given; ``credentials`` are those kept for a proxy, ``ways`` is what is known of each.  ``pins`` are the keys that
    servers may have.  Cookies are not kept, ``.netrc`` is not read, and redirects stay on their host.  Calls that are
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
        credentials: Load = lambda _proxy: None,
        pins: Pins = MappingProxyType({}),
    ) -> None:
        self._timeout = (net.connect_timeout, net.read_timeout)
        self._resolve = resolver(net.proxy, proxies)
        self.ways = Ways(credentials)
        self._clocks = clocks if clocks is not None else Clocks()
        self._down, self._up = Rate(net.rate_down), Rate(net.rate_up)
        self._retries = net.retries
        tls = trust.context(ca)
        pools = pool_class(self.ways, pins)
        self._again = _requests_session(tls, _patient(net.retries), pools)
        once = Retry(2, connect=2, read=0, status=0, other=0, backoff_factor=0.3)
        self._once = _requests_session(tls, once, pools)

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
                    yield Stream(url, host, response.status_code, response.headers, response, proxy, self._down)
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
        given = "" if parts.hostname in LOOPBACK else select_proxy(url, dict(self._resolve(url))) or ""
        proxy = name_of(given)
        if given and not given.startswith(("http://", "https://")):
            raise errors.ProxyKind(proxy=proxy or "?")
        session = self._again if method in SAFE or "Idempotency-Key" in headers else self._once
        wait = self._timeout if timeout is None else (min(timeout, self._timeout[0]), timeout)
        begin = 0 if body is None or isinstance(body, bytes) else body.tell()
        sent = self._slowed(body, begin)
        left = self._retries if session is self._again else 0
        while True:
            started = self._clocks.tick()
            # Through a tunnel the proxy is answered by the connection itself; here, by each call.
            proof = self.ways.basic(proxy) if given and parts.scheme == "http" else None
            said = {**headers, "Proxy-Authorization": proof} if proof else headers
            request = session.prepare_request(requests.Request(method, url, headers=said, data=sent))
            through = {parts.scheme: given} if given else {}
            try:
                response = session.send(request, stream=True, timeout=wait, proxies=through, allow_redirects=False)
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as failure:
                asked = asked_by_proxy(failure)
                if asked is not None:
                    self.ways.learn(proxy, asked)
                elif left and cut_off(failure):
                    left -= 1
                    self._pause(left)
                else:
                    raise explain(failure, host=host, proxy=proxy) from failure
            else:
                if response.status_code != 407:
                    break
                response.close()
                self.ways.learn(proxy or host, schemes([response.headers.get("Proxy-Authenticate", "")]) & {"basic"})
            if body is not None and not isinstance(body, bytes):
                body.seek(begin)
        if parts.scheme == "https":
            self._clocks.hear(host, response.headers, started)
        return response, proxy

    def _slowed(self, body: Body | None, begin: int) -> Body | None:
        """The body, read no faster than the cap allows."""
        if body is None or not self._up.limit:
            return body
        file = io.BytesIO(body) if isinstance(body, bytes) else body
        length = file.seek(0, io.SEEK_END)
        file.seek(begin)
        return Slowed(file, self._up, length)

    def _pause(self, left: int) -> None:
        """Before another attempt: longer each time, and never the same for two clients."""
        longest = min(0.5 * 2 ** (self._retries - left - 1), 10)
        time.sleep(random.uniform(0.5, 1.0) * longest)  # noqa: S311 - it spreads clients, it hides nothing


def resolver(setting: str, system: ProxyResolver | None) -> ProxyResolver:
    """The proxies by the setting: the system's ("system"), none ("none"), or one for everything."""
    if setting == "none":
        return lambda _url: {}
    if setting != "system":
        return lambda _url: {"http": setting, "https": setting}
    return system if system is not None else get_environ_proxies


def _requests_session(tls: ssl.SSLContext, retries: Retry, pools: type[HTTPSConnectionPool]) -> requests.Session:
    session = requests.Session()
    # Off, or REQUESTS_CA_BUNDLE would be trusted and .netrc sent; proxies are resolved by us.
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update({"User-Agent": f"rokhas-desktop/{__version__}", "Accept-Encoding": "identity"})
    session.mount("https://", trust.TrustAdapter(tls, retries, pools))
    session.mount("http://", trust.TrustAdapter(tls, retries, pools))
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
