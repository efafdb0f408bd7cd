"""Log-in to the platform in the person's own browser: OAuth 2.0 code with PKCE (RFC 6749, 7636, 8252).

oauthlib makes and reads the messages; they go through our own session.  (requests-oauthlib would bring a
session of its own, with certifi's trust, and writes tokens to the debug log.)
"""

from __future__ import annotations

import secrets
from typing import Self

from oauthlib.oauth2 import WebApplicationClient

from rokhas_desktop.api.errors import LogInRefused
from rokhas_desktop.api.loopback import LoopbackReceiver
from rokhas_desktop.api.models import Platform
from rokhas_desktop.api.tokens import Tokens, ask
from rokhas_desktop.net.session import Session
from rokhas_desktop.progress import Cancel

PATIENCE = 120.0
"""Seconds that a person has to log in."""


class LogIn:
    """One log-in: show ``authorize_url`` in a browser, then :meth:`wait`.  A context manager: it listens on a
    loopback port until it is closed.  Raises NoLoopback."""

    def __init__(self, session: Session, platform: Platform) -> None:
        self._session = session
        self._platform = platform
        self._client = WebApplicationClient(platform.client_id)
        self._verifier = self._client.create_code_verifier(64)
        state = secrets.token_urlsafe(32)
        self._receiver = LoopbackReceiver(state)
        self.authorize_url: str = self._client.prepare_request_uri(
            platform.authorization_endpoint,
            redirect_uri=self._receiver.redirect_uri,
            state=state,
            code_challenge=self._client.create_code_challenge(self._verifier, "S256"),
            code_challenge_method="S256",
        )

    def wait(self, seconds: float = PATIENCE, cancel: Cancel | None = None) -> Tokens:
        """The tokens, once the person has logged in.

        Raises LogInTimedOut, LogInMixedUp, LogInRefused, Cancelled, PlatformRefused, NetError.
        """
        query = self._receiver.wait(seconds, cancel)
        if "code" not in query:
            raise LogInRefused(reason=query.get("error", "no code")[:100])
        body = self._client.prepare_request_body(
            code=query["code"], redirect_uri=self._receiver.redirect_uri, code_verifier=self._verifier
        )
        return ask(self._session, self._platform, body)

    def close(self) -> None:
        """Stop listening."""
        self._receiver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
