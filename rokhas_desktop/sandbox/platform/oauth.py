"""OAuth 2.0 authorization code with PKCE for native applications (RFC 6749, 7636, 8252, 7009, 9700).

One public client.  Codes and tokens are random and kept as hashes; everything that one log-in gave out is a
*line*, which is revoked whole when a code or a refresh token comes back after its use.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from sqlalchemy import update
from sqlalchemy.orm import Session

from rokhas_desktop.sandbox.platform.acts import Visitor
from rokhas_desktop.sandbox.platform.clock import Clock
from rokhas_desktop.sandbox.platform.database import Database
from rokhas_desktop.sandbox.platform.tables import Account, Code, Line, Token

CLIENT_ID = "rokhas-desktop"
CALLBACK = "/log-in"
CODE_LIFE = timedelta(seconds=60)
ACCESS_LIFE = timedelta(minutes=10)
LINE_LIFE = timedelta(hours=12)
SCOPES: Mapping[str, tuple[str, ...]] = {"signer": ("read", "sign"), "clerk": ("read",), "help_desk": ("read",)}

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


class BadClient(Exception):
    """Who asks, or where the answer would go, is not known: nothing is sent there (RFC 6749, 4.1.2.1)."""


class OAuthError(Exception):
    """An error of the token endpoint (RFC 6749, section 5.2)."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(error)
        self.error = error
        self.description = description


@dataclass(frozen=True, slots=True)
class Request:
    """An authorization request whose client and redirect address are known."""

    redirect_uri: str
    challenge: str
    scope: str
    state: str | None
    error: str | None

    def redirect(self, **values: str) -> str:
        """The address to go back to with these values, and the state."""
        if self.state is not None:
            values["state"] = self.state
        return f"{self.redirect_uri}?{urlencode(values)}"


def read_request(query: Mapping[str, str]) -> Request:
    """Read an authorization request; what is wrong with it beyond its client is told to the client."""
    redirect_uri = query.get("redirect_uri", "")
    if query.get("client_id") != CLIENT_ID or not _loopback(redirect_uri):
        raise BadClient()
    challenge = query.get("code_challenge", "")
    asked = query.get("scope", "").split()
    error = None
    if query.get("response_type") != "code":
        error = "unsupported_response_type"
    elif query.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(challenge):
        error = "invalid_request"
    elif not set(asked) <= {"read", "sign"}:
        error = "invalid_scope"
    return Request(redirect_uri, challenge, " ".join(asked), query.get("state"), error)


def _loopback(uri: str) -> bool:
    """A literal loopback address with any port (RFC 8252, sections 7.3 and 8.3)."""
    try:
        parts = urlsplit(uri)
        return (
            parts.scheme == "http"
            and parts.hostname in ("127.0.0.1", "::1")
            and parts.port is not None
            and parts.path == CALLBACK
            and not (parts.query or parts.fragment or parts.username)
        )
    except ValueError:
        return False


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class Grants:
    """Gives out codes and tokens, and takes them back."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def code(self, request: Request, account_id: str) -> str:
        """A code for somebody who has just logged in."""
        now = self._clock.now()
        code = secrets.token_urlsafe(32)
        with self._database.write() as session:
            allowed = SCOPES[session.get_one(Account, account_id).role]
            asked = request.scope.split() or allowed
            scope = " ".join(name for name in allowed if name in asked)
            line = Line(
                id=secrets.token_hex(12), account_id=account_id, scope=scope, expires_at=now + LINE_LIFE, revoked=False
            )
            session.add(line)
            session.flush()
            session.add(
                Code(
                    digest=_hash(code),
                    line_id=line.id,
                    redirect_uri=request.redirect_uri,
                    challenge=request.challenge,
                    expires_at=now + CODE_LIFE,
                    used=False,
                )
            )
        return code

    def exchange(self, form: Mapping[str, str]) -> dict[str, str | int]:
        """The token endpoint.  Raises OAuthError; a replay revokes its line before it is refused."""
        if form.get("client_id") != CLIENT_ID:
            raise OAuthError("invalid_client", "client_id")
        kind = form.get("grant_type")
        if kind not in ("authorization_code", "refresh_token"):
            raise OAuthError("unsupported_grant_type", "grant_type")
        with self._database.write() as session:
            redeem = self._redeem_code if kind == "authorization_code" else self._redeem_refresh
            outcome = redeem(session, form)
            answer = outcome if isinstance(outcome, OAuthError) else self._issue(session, outcome)
        # Only now: an exception inside would have undone the revocation of a replayed line.
        if isinstance(answer, OAuthError):
            raise answer
        return answer

    def _redeem_code(self, session: Session, form: Mapping[str, str]) -> Line | OAuthError:
        kept = session.get(Code, _hash(form.get("code", "")))
        if kept is None:
            return OAuthError("invalid_grant", "unknown code")
        line = session.get_one(Line, kept.line_id)
        if not _use(session, Code, kept.digest):
            line.revoked = True
            return OAuthError("invalid_grant", "the code was used before")
        if kept.expires_at <= self._clock.now() or not self._live(line):
            return OAuthError("invalid_grant", "expired code")
        if form.get("redirect_uri") != kept.redirect_uri:
            return OAuthError("invalid_grant", "redirect_uri")
        verifier = form.get("code_verifier", "")
        digest = hashlib.sha256(verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not _VERIFIER.fullmatch(verifier) or not secrets.compare_digest(challenge, kept.challenge):
            return OAuthError("invalid_grant", "code_verifier")
        return line

    def _redeem_refresh(self, session: Session, form: Mapping[str, str]) -> Line | OAuthError:
        kept = session.get(Token, _hash(form.get("refresh_token", "")))
        if kept is None or kept.kind != "refresh":
            return OAuthError("invalid_grant", "unknown refresh token")
        line = session.get_one(Line, kept.line_id)
        if not _use(session, Token, kept.digest):
            line.revoked = True
            return OAuthError("invalid_grant", "the refresh token was used before")
        if not self._live(line):
            return OAuthError("invalid_grant", "expired refresh token")
        if not set(form.get("scope", "").split()) <= set(line.scope.split()):
            return OAuthError("invalid_scope", "scope")
        return line

    def _live(self, line: Line) -> bool:
        return not line.revoked and line.expires_at > self._clock.now()

    def _issue(self, session: Session, line: Line) -> dict[str, str | int]:
        now = self._clock.now()
        given = {"access": secrets.token_urlsafe(32), "refresh": secrets.token_urlsafe(32)}
        ends = {"access": min(now + ACCESS_LIFE, line.expires_at), "refresh": line.expires_at}
        for kind, secret in given.items():
            session.add(Token(digest=_hash(secret), line_id=line.id, kind=kind, expires_at=ends[kind], used=False))
        return {
            "access_token": given["access"],
            "token_type": "Bearer",
            "expires_in": max(1, int((ends["access"] - now).total_seconds())),
            "refresh_token": given["refresh"],
            "scope": line.scope,
        }

    def revoke(self, form: Mapping[str, str]) -> None:
        """The revocation endpoint: the token's whole line; an unknown token is nothing to do."""
        if form.get("client_id") != CLIENT_ID:
            raise OAuthError("invalid_client", "client_id")
        with self._database.write() as session:
            kept = session.get(Token, _hash(form.get("token", "")))
            if kept is not None:
                session.get_one(Line, kept.line_id).revoked = True

    def visitor(self, session: Session, secret: str) -> Visitor | None:
        """Who holds an access token; None if it is unknown, expired or revoked."""
        kept = session.get(Token, _hash(secret))
        if kept is None or kept.kind != "access" or kept.expires_at <= self._clock.now():
            return None
        line = session.get_one(Line, kept.line_id)
        if not self._live(line):
            return None
        account = session.get_one(Account, line.account_id)
        return Visitor(account.id, account.role, frozenset(line.scope.split()))


def _use(session: Session, table: type[Code] | type[Token], digest: str) -> bool:
    """Mark as used; False if it was.  One statement, so that of two at once only one succeeds."""
    statement = update(table).where(table.digest == digest, table.used.is_(False)).values(used=True)
    return bool(session.execute(statement, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]


class Attempts:
    """Counts wrong passwords by user name: five within five minutes, then a wait."""

    MOST = 5
    WINDOW = timedelta(minutes=5)

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wrong: dict[str, list[datetime]] = {}

    def wait(self, username: str) -> int:
        """Seconds to wait before another try; 0 for none."""
        now = self._clock.now()
        recent = [moment for moment in self._wrong.get(username, ()) if now - moment < self.WINDOW]
        self._wrong[username] = recent
        if len(recent) < self.MOST:
            return 0
        return max(1, int((recent[0] + self.WINDOW - now).total_seconds()) + 1)

    def wrong(self, username: str) -> None:
        """Count a wrong password."""
        self._wrong.setdefault(username, []).append(self._clock.now())

    def right(self, username: str) -> None:
        """Forget the wrong ones."""
        self._wrong.pop(username, None)
