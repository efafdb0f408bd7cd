"""What a log-in gives, and the access it stands for."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, Self

from oauthlib.oauth2 import WebApplicationClient
from pydantic import BaseModel, ConfigDict, ValidationError

from rokhas_desktop.api.errors import AnswerNotUnderstood, LogInRefused, NotLoggedIn
from rokhas_desktop.api.models import Platform
from rokhas_desktop.api.problems import first, refusal
from rokhas_desktop.net.errors import NetError
from rokhas_desktop.net.session import Session

EARLY = timedelta(seconds=60)
"""A token is renewed this long before it ends, so that it does not end on the way."""

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


class Tokens(BaseModel):
    """Bearer tokens (RFC 6750).  Never shown: the representation holds neither."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    access: str
    refresh: str | None
    expires_at: datetime | None

    def __repr__(self) -> str:
        return f"Tokens(expires_at={self.expires_at!r})"

    __str__ = __repr__


class Store(Protocol):
    """Where tokens are kept between two starts."""

    @property
    def warning(self) -> str | None:
        """The code of what is to be said of the place."""
        ...

    def load(self) -> Tokens | None:
        """What is kept."""
        ...

    def save(self, tokens: Tokens) -> None:
        """Keep these instead."""
        ...

    def forget(self) -> None:
        """Keep nothing."""
        ...


@dataclass(slots=True)
class Access:
    """The session with one platform: gives a valid access token and renews it by its refresh token.

    Refresh tokens rotate (RFC 9700 §4.14): the new one is on disk before it is used, and another process of
    the same home that was first is believed.  Thread-safe.
    """

    session: Session
    platform: Platform
    store: Store
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _tokens: Tokens | None = field(default=None, repr=False)
    _unkept: bool = False

    @property
    def logged_in(self) -> bool:
        """Whether there are tokens; the platform may have ended them."""
        with self._lock:
            return self._current() is not None

    def begin(self, tokens: Tokens) -> Self:
        """Take up what a log-in gave."""
        with self._lock:
            self.store.save(tokens)
            self._tokens = tokens
        return self

    def token(self) -> str:
        """An access token that is good for a minute more.  Raises NotLoggedIn, NetError."""
        with self._lock:
            tokens = self._current()
            if tokens is None:
                raise NotLoggedIn()
            self._keep()
            if tokens.expires_at is not None and self.session.clock().now + EARLY >= tokens.expires_at:
                tokens = self._renew(tokens)
            return tokens.access

    def renew(self, refused: str) -> str:
        """Another access token than the one that was refused.  Raises NotLoggedIn, NetError."""
        with self._lock:
            tokens = self._current()
            if tokens is None:
                raise NotLoggedIn()
            self._keep()
            return tokens.access if tokens.access != refused else self._renew(tokens).access

    def end(self) -> bool:
        """Log out: revoke (RFC 7009) and forget.  False where the platform could not be told; it is forgotten
        here all the same."""
        with self._lock:
            tokens = self._current()
            self._tokens, self._unkept = None, False
            self.store.forget()
        if tokens is None:
            return True
        client = WebApplicationClient(self.platform.client_id)
        url, headers, body = client.prepare_token_revocation_request(
            self.platform.revocation_endpoint,
            tokens.refresh or tokens.access,
            "refresh_token" if tokens.refresh else "access_token",
            client_id=client.client_id,
        )
        try:
            return self.session.send("POST", url, headers=headers, body=body.encode()).ok
        except NetError:
            return False

    def _current(self) -> Tokens | None:
        if self._tokens is None:
            self._tokens = self.store.load()
        return self._tokens

    def _renew(self, tokens: Tokens) -> Tokens:
        kept = self.store.load()
        if kept is not None and kept.access != tokens.access:
            self._tokens = kept
            return kept
        if tokens.refresh is None:
            raise NotLoggedIn()
        client = WebApplicationClient(self.platform.client_id)
        body = client.prepare_refresh_body(refresh_token=tokens.refresh, client_id=client.client_id)
        try:
            fresh = ask(self.session, self.platform, body)
        except LogInRefused as error:
            if error.details["reason"] != "invalid_grant":
                raise
            self._tokens = None
            self.store.forget()
            raise NotLoggedIn() from error
        if fresh.refresh is None:
            fresh = fresh.model_copy(update={"refresh": tokens.refresh})
        self._tokens, self._unkept = fresh, True
        self._keep()
        return fresh

    def _keep(self) -> None:
        """Have on disk what a renewal gave: the platform has forgotten what was there before.

        What a full disk refuses is not lost with that: it is held here, and kept as soon as there is room.
        """
        if self._unkept and self._tokens is not None:
            self.store.save(self._tokens)
            self._unkept = False


class _Said(BaseModel):
    """The token endpoint's answer (RFC 6749 §5.1, §5.2)."""

    access_token: str = ""
    token_type: str = ""
    expires_in: float | None = None
    refresh_token: str | None = None
    error: str = ""


def ask(session: Session, platform: Platform, body: str) -> Tokens:
    """Ask the token endpoint (RFC 6749 §4.1.3, §6).

    Raises LogInRefused, PlatformRefused, AnswerNotUnderstood, NetError.
    """
    answer = session.send("POST", platform.token_endpoint, headers=FORM, body=body.encode())
    if answer.status >= 500 or answer.status == 429:
        raise refusal(answer)
    if not answer.is_json:
        raise answer.unexpected()
    try:
        said = _Said.model_validate_json(answer.body)
    except ValidationError as error:
        raise AnswerNotUnderstood(call="token", field=first(error)) from None
    if said.error or not said.access_token or said.token_type.casefold() != "bearer":
        raise LogInRefused(reason=(said.error or "no bearer token")[:100])
    until = None
    if said.expires_in is not None:
        until = session.clock().now + timedelta(seconds=min(said.expires_in, 10**8))
    return Tokens(access=said.access_token, refresh=said.refresh_token, expires_at=until)
