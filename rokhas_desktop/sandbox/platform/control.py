"""The control channel of a running platform: what a tester or a demonstration does to it.

One address on the same server, for callers on the loopback who know the token of the data folder.  It is no
part of the contract.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography import x509
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from rokhas_desktop.sandbox.platform import acts, digests, leases, seeding, views
from rokhas_desktop.sandbox.platform import control_acts as on_acts
from rokhas_desktop.sandbox.platform import control_people as people
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.tables import Act, Receipt, Return, Submission
from rokhas_desktop.sandbox.platform.trust import Anchors
from rokhas_desktop.sandbox.postal_ca import Faults, PostalCA

PATH = "/-/control"
LOOPBACK = frozenset({"127.0.0.1", "::1"})
Args = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Controls:
    """What the channel moves.  ``token`` is the secret in the data folder."""

    service: Service
    ca: PostalCA
    token: str
    acts: int
    seed: int

    def run(self, verb: str, args: Args) -> Any:
        """Do one thing; the answer is JSON.  Refuses: not-found, malformed-request."""
        if verb not in VERBS:
            raise Problem("not-found", verb)
        try:
            return VERBS[verb](self, args)
        except (KeyError, TypeError, ValueError) as error:
            raise Problem("malformed-request", f"{verb}: {error}") from error


def _revoke(controls: Controls, args: Args) -> Any:
    """A certificate of the test postal CA, by its number or itself."""
    if args.get("cert"):
        data = Path(args["cert"]).read_bytes()
        pem = b"-----BEGIN" in data
        certificate = x509.load_pem_x509_certificate(data) if pem else x509.load_der_x509_certificate(data)
        serial = certificate.serial_number
    else:
        serial = int(str(args["serial"]).replace(":", ""), 16)
    controls.ca.revoke(serial, reason=args.get("reason") or "affiliation_changed")
    controls.service.revocation.forget()
    return {"serial": f"{serial:x}"}


def _slow(controls: Controls, args: Args) -> Any:
    controls.service.faults.latency_ms = max(0, int(args["ms"]))
    return {"latency_ms": controls.service.faults.latency_ms}


def _fail(controls: Controls, args: Args) -> Any:
    faults = controls.service.faults
    faults.failures, faults.status = int(args["count"]), int(args.get("status") or 503)
    return {"failures": faults.failures, "status": faults.status}


def _cut(controls: Controls, args: Args) -> Any:
    controls.service.faults.cuts = int(args["count"])
    return {"cuts": controls.service.faults.cuts}


def _clock(controls: Controls, args: Args) -> Any:
    """Moves the postal CA's clock as well: they are of one country."""
    clock = controls.service.clock
    clock.move(float(args["seconds"]))
    controls.ca.faults = replace(controls.ca.faults, clock_s=float(clock.offset))
    return {"now": views.moment(clock.now()), "offset": clock.offset}


def _ca(**faults: Any) -> Callable[[Controls, Args], Any]:
    def set_faults(controls: Controls, args: Args) -> Any:  # noqa: ARG001 - all verbs have one shape
        controls.ca.faults = replace(controls.ca.faults, **faults)
        controls.service.revocation.forget()
        return faults

    return set_faults


def _add(controls: Controls, args: Args) -> Any:
    controls.service.acts.wait()
    flaws, formats = args.get("flaws") or [], args.get("formats") or []
    count = int(args.get("count") or 0)
    return {"references": seeding.more(controls.service, count, controls.seed, flaws, formats)}


def _environment(controls: Controls, args: Args) -> Any:
    """Pose as a production platform, or as the test platform that this is."""
    service = controls.service
    wanted: Anchors = replace(service.anchors, environment=args["environment"])
    if wanted.environment not in ("test", "production"):
        raise ValueError(wanted.environment)
    service.anchors = service.desk.anchors = wanted
    return {"environment": wanted.environment}


def _reset(controls: Controls, args: Args) -> Any:  # noqa: ARG001
    """As on the first day: an empty database, seeded anew; what the CA issued and revoked stays."""
    service = controls.service
    service.acts.wait()
    service.people.again()
    service.wave.again()
    service.acts.again()
    service.clock.move(-service.clock.offset)
    controls.ca.faults = Faults()
    service.revocation.forget()
    service.faults.clear()
    service.database.drop()
    service.store.clear()
    seeding.fill(service, controls.acts, controls.seed)
    return {"acts": controls.acts}


def _ledger(controls: Controls, args: Args) -> Any:  # noqa: ARG001
    controls.service.people.wait()
    with controls.service.database.read() as session:
        return [
            {
                "reference": item.reference,
                "document": item.document_id,
                "sha256": item.sha256,
                "size": item.size,
                "received_bytes": item.received_bytes,
                "received_at": views.moment(item.received_at),
                "account": item.account_id,
                "signer": item.signer,
                "verdict": item.verdict,
                "code": item.code,
                "receipt": item.receipt_id,
            }
            for item in session.scalars(select(Submission).order_by(Submission.id))
        ]


def _returns(controls: Controls, args: Args) -> Any:  # noqa: ARG001
    controls.service.people.wait()
    with controls.service.database.read() as session:
        joined = select(Return, Act.reference).join(Act, Act.id == Return.act_id).order_by(Return.returned_at)
        return [
            {"reference": reference, "reason": back.reason, "wanted": back.wanted, "marks": back.marks}
            for back, reference in session.execute(joined)
        ]


def _traffic(controls: Controls, args: Args) -> Any:  # noqa: ARG001
    return controls.service.traffic.told()


def _acts(controls: Controls, args: Args) -> Any:  # noqa: ARG001
    controls.service.acts.wait()
    with controls.service.database.read() as session:
        return [
            {
                "reference": act.reference,
                "id": act.id,
                "version": act.version,
                "state": act.state,
                "commune": act.commune,
                "documents": [
                    {"id": piece.id, "kind": piece.kind, "state": piece.state, "sha256": piece.sha256}
                    for piece in act.documents
                ],
            }
            for act in session.scalars(select(Act).order_by(Act.change))
        ]


def _leases(controls: Controls, args: Args) -> Any:  # noqa: ARG001
    return leases.running(controls.service)


def _signed(controls: Controls, args: Args) -> Any:
    """Where the received file of a piece lies."""
    with controls.service.database.read() as session:
        piece = acts.piece(acts.by_reference(session, args["reference"]), args["document"])
        if piece.receipt_id is None:
            raise Problem("not-found", piece.id)
        sha256 = session.get_one(Receipt, piece.receipt_id).sha256
    path = controls.service.store.path(sha256)
    return {"path": str(path), "sha256": digests.of_file(path)}


VERBS: Mapping[str, Callable[[Controls, Args], Any]] = {
    "revoke": _revoke,
    "withdraw": on_acts.withdraw,
    "replace": on_acts.replace,
    "set-opinion": on_acts.set_opinion,
    "suspend": people.entitlements(suspended=True),
    "restore": people.entitlements(suspended=False),
    "entitle": people.entitle,
    "need": on_acts.need,
    "level": on_acts.level,
    "reword": on_acts.reword,
    "key-step": people.key_step,
    "bind": people.bind,
    "notices": people.notices,
    "slow": _slow,
    "fail": _fail,
    "cut": _cut,
    "clock": _clock,
    "ocsp-down": _ca(ocsp="down", crl="down"),
    "ocsp-up": _ca(ocsp="up", crl="up"),
    "tsa-down": _ca(tsa="down"),
    "tsa-up": _ca(tsa="up"),
    "add": _add,
    "environment": _environment,
    "reset": _reset,
    "ledger": _ledger,
    "returns": _returns,
    "traffic": _traffic,
    "acts": _acts,
    "leases": _leases,
    "signed": _signed,
}


async def _control(request: Request) -> Response:
    controls: Controls = request.app.state.controls
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if request.client is None or request.client.host not in LOOPBACK:
        raise Problem("not-found")
    if not hmac.compare_digest(given.encode(), controls.token.encode()):
        raise Problem("not-authenticated", headers={"WWW-Authenticate": "Bearer"})
    try:
        body = json.loads(await request.body())
        verb, args = body["verb"], dict(body.get("args") or {})
    except (ValueError, KeyError, TypeError):
        raise Problem("malformed-request", "control") from None
    return JSONResponse(await run_in_threadpool(controls.run, verb, args))


ROUTE = Route(PATH, _control, methods=["POST"])
