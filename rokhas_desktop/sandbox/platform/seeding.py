"""Puts the seed into the database: people at once, acts as their documents are drawn."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from rokhas_desktop.sandbox import seed
from rokhas_desktop.sandbox.platform import board
from rokhas_desktop.sandbox.platform.database import next_change
from rokhas_desktop.sandbox.platform.drawings import draw
from rokhas_desktop.sandbox.platform.passwords import hash_password
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.tables import Account, Act, Document, Entitlement, KeyStep
from rokhas_desktop.sandbox.seed import SeedAccount, SeedAct
from rokhas_desktop.sandbox.seed.model import Flaw, NotPdf, SeedDocument

log = logging.getLogger(__name__)

_PARTICULARS = (
    "family",
    "family_label",
    "subject",
    "commune",
    "province",
    "arrondissement",
    "applicant",
    "architect",
    "parcel",
    "land_title",
    "address",
    "arrived_at",
    "deadline",
    "need",
    "required_opinions",
    "opinions",
)
ODD: tuple[NotPdf, ...] = get_args(NotPdf)
_PIECE = ("title", "filename", "media_type", "ne_varietur", "stamp")


def fill(service: Service, acts: int, seed_number: int) -> None:
    """Fill an empty database; run in a thread of its own.

    ``acts`` acts for the demonstration's president, and half as many for the other signers; with them two whose
    plans are not PDF.
    """
    try:
        service.database.complete()
        if service.database.empty:
            service.database.create()
            world = seed.world(seed_number)
            with service.database.write() as session:
                for account in world.accounts:
                    _add_account(session, account, service.clock.today())
            service.people.done()
            board.fill(service, seed_number)
            service.wave.done()
            others = acts // 2
            odd = [(seed.elsewhere(world), kind) for kind in ODD] if others else []
            planned = seed.plan(world, acts, seed_number, service.clock.now(), others=others, formats=odd)
            home = world.president.commune.code
            # Whoever else signs for the president's commune signs some of the president's acts.
            add(service, [act for n, act in enumerate(planned) if n < acts or act.commune.code != home])
        service.people.done()
        service.wave.done()
        service.acts.done()
    except BaseException:
        service.people.done(failed=True)
        service.wave.done(failed=True)
        service.acts.done(failed=True)
        raise


def more(
    service: Service, acts: int, seed_number: int, flaws: Iterable[Flaw], formats: Iterable[NotPdf] = ()
) -> list[str]:
    """Add acts of the demonstration's president to a running platform; returns their references.

    Each of ``flaws`` adds one that must be refused, each of ``formats`` one with a plan that is not a PDF.
    """
    with service.database.read() as session:
        known = set(session.scalars(select(Act.id)))
    world = seed.world(seed_number)
    # Not every planned act was put in (see fill), so the next free number is looked for and not counted.
    taken = 2 * len(known)
    odd = [(world.president, kind) for kind in formats]
    planned = seed.plan(world, taken + acts, seed_number, service.clock.now(), flaws=tuple(flaws), formats=odd)
    free = [act for act in planned[: taken + acts] if act.id not in known]
    return add(service, [*free[:acts], *planned[taken + acts :]])


def add(service: Service, planned: Iterable[SeedAct]) -> list[str]:
    """Draw the documents of acts and put both in, act by act."""
    references = []
    for act in planned:
        drawn = [draw(act, document, service.drawings) for document in act.documents]
        kept = [service.store.put(data) for data in drawn]
        with service.database.write() as session:
            row = _act(act, next_change(session))
            row.documents = [
                _document(document, position, len(data), sha256)
                for position, (document, data, sha256) in enumerate(zip(act.documents, drawn, kept, strict=True), 1)
            ]
            session.add(row)
        references.append(act.reference)
    return references


def _json(value: Any) -> Any:
    """A seed's value in the contract's form: days and moments as ISO 8601."""
    return json.loads(json.dumps(value, default=_iso))


def _iso(value: date | datetime) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def _act(act: SeedAct, change: int) -> Act:
    values = asdict(act)
    return Act(
        id=act.id,
        reference=act.reference,
        version=1,
        change=change,
        state="awaiting_signature",
        commune=act.commune.code,
        arrondissement=act.arrondissement.code if act.arrondissement else None,
        signing_place=act.need.commune,
        content=_json({name: values[name] for name in _PARTICULARS}),
    )


def _document(document: SeedDocument, position: int, size: int, sha256: str) -> Document:
    values = asdict(document)
    return Document(
        id=document.id,
        position=position,
        kind=document.kind,
        content=_json({name: values[name] for name in _PIECE}),
        size=size,
        sha256=sha256,
        state="awaiting",
    )


def _add_account(session: Session, account: SeedAccount, today: date) -> None:
    session.add(
        Account(
            id=account.id,
            username=account.username,
            password=hash_password(account.password),
            role=account.role,
            name={"surname": asdict(account.surname), "given_names": asdict(account.given_names)},
            cin=account.cin,
            territory=account.commune.code,
            provinces=list(account.provinces),
            entitlements=[
                Entitlement(id=held.id, position=n, territory=held.commune.code, content=_json(asdict(held)))
                for n, held in enumerate(account.entitlements)
            ],
            key_steps=[KeyStep(position=n, content=step) for n, step in enumerate(_steps(account, today))],
        )
    )


_WAY = (
    ("ordered", "dgct"),
    ("at_agency", "ca"),
    ("face_to_face", "ca"),
    ("picked_up", "holder"),
    ("delivery_record", "holder"),
    ("activated", "holder"),
    ("registered", "holder"),
)


def _steps(account: SeedAccount, today: date) -> list[dict[str, Any]]:
    """The way of a signer's key as far as somebody declared it."""
    if account.role != "signer" or not account.key_done:
        return []
    first = today - timedelta(days=account.ordered)
    declared = [
        {
            "step": step,
            "state": "done",
            "declared_by": by,
            "declared_on": (first + timedelta(days=5 * n)).isoformat(),
            "note": None,
        }
        for n, (step, by) in enumerate(_WAY[: account.key_done])
    ]
    under_way = [
        {"step": step, "state": "pending", "declared_by": None, "declared_on": None, "note": None}
        for step, _ in _WAY[account.key_done : account.key_done + 1]
    ]
    return declared + under_way
