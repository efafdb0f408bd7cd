"""RFC 3161 timestamps over the application's one session."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Protocol

from asn1crypto import algos, tsp

from rokhas_desktop.net.errors import NetError
from rokhas_desktop.signing.errors import TimestampRefused, TimestampUnreachable

#: How much longer than the first token another of the same source may be.
ALLOWANCE = 1024
#: A token with a chain of three certificates is about 6 KB; one this long is no token.
LONGEST = 64 * 1024


class Answered(Protocol):
    """A whole answer."""

    @property
    def status(self) -> int:
        """The HTTP status."""
        ...

    @property
    def body(self) -> bytes:
        """The body."""
        ...


class Sender(Protocol):
    """The one thing we need of :class:`rokhas_desktop.net.session.Session`."""

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        limit: int = ...,
    ) -> Answered:
        """Ask and take the whole answer, whatever its status.  Raises NetError."""
        ...


class HttpSource:
    """A timestamp server by its URL.  It is asked once in advance, to learn how long its tokens are."""

    def __init__(self, url: str, session: Sender) -> None:
        self._url = url
        self._session = session
        self._longest: dict[str, int] = {}
        self._samples: dict[str, bytes] = {}

    def sample(self, algorithm: str) -> bytes:
        """A token of this server's."""
        if algorithm not in self._samples:
            size = {"sha256": 32, "sha384": 48, "sha512": 64}[algorithm]
            self._samples[algorithm] = self.token(secrets.token_bytes(size), algorithm)
        return self._samples[algorithm]

    def reserve(self, algorithm: str) -> int:
        """The longest token seen and an allowance; asks for one where none was seen."""
        self.sample(algorithm)
        return self._longest[algorithm] + ALLOWANCE

    def token(self, digest: bytes, algorithm: str) -> bytes:
        """One token over ``digest``.  Raises TimestampUnreachable, TimestampRefused."""
        nonce = int.from_bytes(b"\x01" + secrets.token_bytes(7))
        imprint = tsp.MessageImprint(
            {"hash_algorithm": algos.DigestAlgorithm({"algorithm": algorithm}), "hashed_message": digest}
        )
        request = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True})
        token = _read(self._ask(request.dump()), digest, algorithm, nonce)
        self._longest[algorithm] = max(self._longest.get(algorithm, 0), len(token))
        return token

    def _ask(self, request: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        try:
            answer = self._session.send("POST", self._url, headers=headers, body=request, limit=LONGEST)
        except NetError as error:
            raise TimestampUnreachable(reason=error.code) from error
        if answer.status != 200:
            raise TimestampUnreachable(reason=f"HTTP {answer.status}")
        return answer.body


def _read(answer: bytes, digest: bytes, algorithm: str, nonce: int) -> bytes:
    """The token of a TimeStampResp, if it answers our request (RFC 3161, 2.4.2).  Raises TimestampRefused."""
    try:
        response = tsp.TimeStampResp.load(answer, strict=True)
        status = response["status"]["status"].native
        if status not in ("granted", "granted_with_mods"):
            raise TimestampRefused(reason=str(status))
        token = response["time_stamp_token"]
        said = token["content"]["encap_content_info"]["content"].parsed
        imprint = said["message_imprint"]
        same = (
            said["nonce"].native == nonce
            and imprint["hashed_message"].native == digest
            and imprint["hash_algorithm"]["algorithm"].native == algorithm
        )
        encoded: bytes = token.dump()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise TimestampRefused(reason=type(error).__name__) from error
    if not same:
        raise TimestampRefused(reason="imprint")
    return encoded
