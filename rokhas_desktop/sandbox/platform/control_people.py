"""What the control channel changes of people: what they may sign."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from rokhas_desktop.sandbox.platform import views
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.tables import Account, Entitlement, Notice

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


def key_step(controls: Controls, args: Args) -> Any:
    """Write down what somebody declares of one step of a signer's key."""
    from rokhas_desktop.sandbox.platform import keys

    controls.service.people.wait()
    step, state = str(args["step"]), str(args["state"])
    if step not in keys.STEPS or state not in ("done", "pending", "unknown"):
        raise ValueError(step)
    on = date.fromisoformat(args["on"]) if args.get("on") else controls.service.clock.today()
    with controls.service.database.write() as session:
        account = session.scalars(select(Account).where(Account.username == args["username"])).first()
        if account is None:
            raise Problem("not-found", args["username"])
        keys.declare(account, step, state, str(args.get("by") or "ca"), on)
        return {"username": account.username, "step": step, "state": state}


def bind(controls: Controls, args: Args) -> Any:
    """Bind a certificate to an account, as an officer of the platform would, or take it away."""
    from rokhas_desktop.sandbox.platform import keys

    state, sha256 = str(args.get("state") or "registered"), str(args["sha256"]).lower()
    if state not in ("registered", "pending", "none") or not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ValueError(state)
    return keys.bind(controls.service, str(args["username"]), sha256, state)


def notices(controls: Controls, args: Args) -> Any:  # noqa: ARG001 - all verbs have one shape
    """What was said of predecessors' certificates."""
    with controls.service.database.read() as session:
        return [
            {
                "id": one.id,
                "account": one.account_id,
                "sha256": one.sha256,
                "issuer": one.issuer,
                "serial": one.serial,
                "received_at": views.moment(one.received_at),
            }
            for one in session.scalars(select(Notice).order_by(Notice.received_at))
        ]
