"""What the control channel changes of people: what they may sign."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.tables import Account, Entitlement

if TYPE_CHECKING:
    from rokhas_desktop.sandbox.platform.control import Args, Controls


def entitlements(*, suspended: bool) -> Callable[[Controls, Args], Any]:
    """The verb that suspends what an account may sign, or restores it: one entitlement, or all."""

    def set_all(controls: Controls, args: Args) -> Any:
        controls.service.people.wait()
        with controls.service.database.write() as session:
            account = session.scalars(select(Account).where(Account.username == args["username"])).first()
            if account is None:
                raise Problem("not-found", args["username"])
            for held in account.entitlements:
                if args.get("entitlement") in (None, held.id):
                    held.suspended = suspended
            return {
                "username": account.username,
                "suspended": [item.id for item in account.entitlements if item.suspended],
            }

    return set_all


def entitle(controls: Controls, args: Args) -> Any:
    """Replace what an account may sign; each item in the contract's form."""
    controls.service.people.wait()
    with controls.service.database.write() as session:
        account = session.scalars(select(Account).where(Account.username == args["username"])).first()
        if account is None:
            raise Problem("not-found", args["username"])
        for held in list(account.entitlements):
            session.delete(held)
        session.flush()
        for position, content in enumerate(args["entitlements"]):
            session.add(
                Entitlement(
                    id=content["id"],
                    account_id=account.id,
                    position=position,
                    territory=content["commune"]["code"],
                    content=content,
                )
            )
        return {"username": account.username, "entitlements": [item["id"] for item in args["entitlements"]]}
