"""pyHanko's questions about revocation, asked through the application's one session.

Its own client would leave the PC by itself (aiohttp, certifi's roots, no proxy).  Only revocation lists and
OCSP answers are fetched, and those only for certificates that lead to a trusted root; issuers' certificates
are not: their addresses are chosen by whoever made the file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyhanko_certvalidator.fetchers import FetcherBackend, Fetchers
from pyhanko_certvalidator.fetchers.api import FetchLimits
from pyhanko_certvalidator.fetchers.common_utils import FetchBudget
from pyhanko_certvalidator.fetchers.requests_fetchers.cert_fetch_client import RequestsCertificateFetcher
from pyhanko_certvalidator.fetchers.requests_fetchers.crl_client import RequestsCRLFetcher
from pyhanko_certvalidator.fetchers.requests_fetchers.ocsp_client import RequestsOCSPFetcher

from rokhas_desktop.net.errors import NetError
from rokhas_desktop.signing.timestamps import Sender

#: A revocation list of a large authority is some megabytes.
LONGEST = 16 * 1024 * 1024
REQUESTS = 30


@dataclass(frozen=True, slots=True)
class _Response:
    """What pyHanko's fetchers read of an answer."""

    content: bytes
    headers: Mapping[str, str]


class _ByOurSession:
    """Replaces the two calls by which pyHanko's ``requests`` fetchers leave the PC."""

    _session: Sender

    def _get(self, url: str, *, acceptable_content_types: Sequence[str]) -> Any:
        return asyncio.to_thread(self._ask, "GET", url, {"Accept": ",".join(acceptable_content_types)}, None)

    def _post(self, url: str, data: bytes, *, content_type: str, acceptable_content_types: Sequence[str]) -> Any:
        headers = {"Accept": ",".join(acceptable_content_types), "Content-Type": content_type}
        return asyncio.to_thread(self._ask, "POST", url, headers, data)

    def _ask(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> _Response:
        try:
            answer = self._session.send(method, url, headers=headers, body=body, limit=LONGEST)
        except NetError as error:
            raise ValueError(error.code) from error
        if answer.status != 200:
            raise ValueError(f"HTTP {answer.status}")
        return _Response(answer.body, {})


class _Ocsp(_ByOurSession, RequestsOCSPFetcher):
    def __init__(self, session: Sender, budget: FetchBudget) -> None:
        super().__init__(budget=budget)
        self._session = session


class _Crl(_ByOurSession, RequestsCRLFetcher):
    def __init__(self, session: Sender, budget: FetchBudget) -> None:
        super().__init__(budget=budget)  # type: ignore[no-untyped-call]
        self._session = session


class _Certificates(_ByOurSession, RequestsCertificateFetcher):
    def __init__(self, session: Sender, budget: FetchBudget) -> None:
        super().__init__(budget=budget)
        self._session = session


class SessionBackend(FetcherBackend):
    """Fetchers over one session, with a budget for each validation."""

    def __init__(self, session: Sender) -> None:
        self._session = session

    def get_fetchers(self) -> Fetchers:
        """New fetchers with a new budget."""
        budget: Any = FetchBudget(FetchLimits(max_requests=REQUESTS))
        return Fetchers(
            ocsp_fetcher=_Ocsp(self._session, budget),
            crl_fetcher=_Crl(self._session, budget),
            cert_fetcher=_Certificates(self._session, budget),
        )
