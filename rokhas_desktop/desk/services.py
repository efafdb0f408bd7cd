"""Who is asked when documents are signed above B-B: policy's timestamp servers, or the platform's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rokhas_desktop.desk import trust
from rokhas_desktop.desk.office import Office

if TYPE_CHECKING:
    from rokhas_desktop.signing.longterm import Services


def of(office: Office) -> Services | None:
    """The services of one batch, with its budget; None where there is no timestamp server."""
    from rokhas_desktop.signing.broker import Budget
    from rokhas_desktop.signing.services import gather

    policy = office.settings.signing
    told = office.platform.timestamp_url
    tests = trust.test_roots(office.platform, office.authorities)
    return gather(
        policy.tsa or ((told,) if told else ()),
        office.session,
        anchors=(*office.authorities.anchors, *tests.values()),
        known=(*office.authorities.between, *trust.test_chain(office.platform)),
        clock=office.now,
        budget=Budget(policy.service_requests, policy.service_seconds),
    )
