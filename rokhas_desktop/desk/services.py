"""Who is asked when documents are signed above B-B: policy's timestamp servers, or the platform's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rokhas_desktop.api.client import PlatformClient
from rokhas_desktop.api.errors import AnswerNotUnderstood, NotLoggedIn, PlatformRefused
from rokhas_desktop.desk import trust
from rokhas_desktop.desk.office import Office

if TYPE_CHECKING:
    from rokhas_desktop.signing.longterm import Services

PLATFORM = "platform"
"""In policy's list of timestamp servers: the platform's own service, behind the account's log-in."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """What the platform's service answered."""

    body: bytes
    status: int = 200


@dataclass(frozen=True, slots=True)
class _ByPlatform:
    """Stands for the way to a timestamp server."""

    client: PlatformClient

    def send(
        self,
        method: str,  # noqa: ARG002 - the way of every server
        url: str,  # noqa: ARG002 - the way of every server
        *,
        headers: Mapping[str, str] | None = None,  # noqa: ARG002 - the way of every server
        body: bytes | None = None,
        limit: int = 0,  # noqa: ARG002 - the way of every server
    ) -> _Reply:
        """Pass one request on.  Raises NetError, TimestampUnreachable."""
        from rokhas_desktop.signing.errors import TimestampUnreachable

        try:
            return _Reply(self.client.timestamp(body or b""))
        except (PlatformRefused, NotLoggedIn, AnswerNotUnderstood) as error:
            raise TimestampUnreachable(reason=error.code) from error


def of(office: Office, *, asked_by_platform: bool = False) -> Services | None:
    """The services of one batch, with its budget; None where there is no timestamp server.

    Where the platform asks for a level and nobody names a server, the platform's own service is asked.
    """
    from rokhas_desktop.signing.broker import Budget
    from rokhas_desktop.signing.services import gather
    from rokhas_desktop.signing.timestamps import HttpSource

    policy = office.settings.signing
    told = office.platform.timestamp_url
    named = policy.tsa or ((told,) if told else (PLATFORM,) if asked_by_platform else ())
    servers = [HttpSource(PLATFORM, _ByPlatform(office.client)) if one == PLATFORM else one for one in named]
    return gather(
        servers,
        office.session,
        anchors=anchors(office),
        known=authorities(office),
        clock=office.now,
        budget=Budget(policy.service_requests, policy.service_seconds),
    )


def anchors(office: Office) -> tuple[bytes, ...]:
    """The roots (DER) that count on this platform."""
    return (*office.authorities.anchors, *trust.test_roots(office.platform, office.authorities).values())


def authorities(office: Office) -> tuple[bytes, ...]:
    """Authorities below them (DER), as far as they are known."""
    return (*office.authorities.between, *trust.test_chain(office.platform))
