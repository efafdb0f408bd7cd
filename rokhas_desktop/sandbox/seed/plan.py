"""The acts of the reference platform, made from families, places and people by a seeded chance."""

from __future__ import annotations

import calendar
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rokhas_desktop.sandbox.seed import people
from rokhas_desktop.sandbox.seed.families import FAMILIES, Family, Member, Term
from rokhas_desktop.sandbox.seed.model import (
    Bilingual,
    Flaw,
    NotPdf,
    SeedAccount,
    SeedAct,
    SeedCommune,
    SeedDeadline,
    SeedDocument,
    SeedEntitlement,
    SeedNeed,
    SeedOpinion,
    SeedStamp,
    Sheet,
    World,
)
from rokhas_desktop.sandbox.seed.paper import DECISION_STAMP, in_points, layout, size
from rokhas_desktop.sandbox.seed.pieces import NOT_PDF, Piece

ZONE = ZoneInfo("Africa/Casablanca")
AGENCY = "agence-urbaine"
"""The authority code of the urban agency, whose opinion binds (RGC 2019 art. 39)."""

DECISION = Piece("decision", Bilingual("Décision", "القرار"), "decision", "decision", "A4", False, 0, "not_applicable")
FIELD = "Signature_President"
"""The name of the empty signature field that some documents bring."""


def plan(
    world: World,
    acts: int,
    seed: int,
    now: datetime,
    *,
    others: int = 0,
    flaws: Sequence[Flaw] = (),
    formats: Sequence[tuple[SeedAccount, NotPdf]] = (),
) -> list[SeedAct]:
    """``acts`` acts for the demonstration's president, the first thirteen each of another family, all signable.

    ``others`` more are shared out among the other signers in office, within what they may sign.  Each of
    ``flaws`` adds one act of the president's that must be refused, each of ``formats`` one act of somebody's with a
    plan that is not a PDF.  ``now`` needs an offset; the same arguments give the same acts, whose documents have the
    same bytes.
    """
    president = world.president
    made = [_act(world, president, FAMILIES[n % len(FAMILIES)], n, seed, now, None) for n in range(acts)]
    for signer, family in _rota(world, others):
        made.append(_act(world, signer, family, len(made), seed, now, None))
    bound = [item for item in FAMILIES if item.binding]
    for n, flaw in enumerate(flaws):
        made.append(_act(world, president, bound[n % len(bound)], len(made), seed, now, flaw))
    for signer, kind in formats:
        family = next(item for item in FAMILIES if _covers(signer.entitlements[0], item))
        family = replace(family, pieces=(*family.pieces[:1], NOT_PDF[kind]))
        made.append(_act(world, signer, family, len(made), seed, now, None))
    return made


def elsewhere(world: World) -> SeedAccount:
    """A signer of another commune than the demonstration's: what is odd of an act is no part of the demonstration."""
    home = world.president.commune
    return next(one for one in _signers(world) if one.commune != home)


def _rota(world: World, count: int) -> Iterator[tuple[SeedAccount, Family]]:
    """Signers other than the president, in turn, each with the next family that the entitlement covers."""
    signers = _signers(world)
    for n in range(count):
        signer = signers[n % len(signers)]
        held = signer.entitlements[0]
        covered = [item for item in FAMILIES if _covers(held, item)]
        yield signer, covered[(n // len(signers)) % len(covered)]


def _signers(world: World) -> list[SeedAccount]:
    """Those in office beside the demonstration's president."""
    return [
        item
        for item in world.accounts[1:]
        if item.role == "signer" and any(held.valid_to is None for held in item.entitlements)
    ]


def _covers(held: SeedEntitlement, family: Family) -> bool:
    return (
        (not held.families or family.code in held.families)
        and (not held.project_classes or family.project_class in held.project_classes)
        and (not held.sectors or family.sector in held.sectors)
    )


def _act(
    world: World, signer: SeedAccount, family: Family, number: int, seed: int, now: datetime, flaw: Flaw | None
) -> SeedAct:
    chance = random.Random(f"act {seed} {number} {family.code}")  # noqa: S311 - drawings and names, not secrets
    held = signer.entitlements[0]
    commune = world.commune(held.commune.code)
    arrondissement = commune.arrondissements[0] if held.kind == "arrondissement_president" else None
    arrived = _office_hours(now, chance)
    filed = (arrived - timedelta(days=chance.randint(6, 8 if family.term.count <= 10 else 22))).date()
    ident = f"acte-{seed}-{number + 1:04}"
    opinions = tuple(_opinions(family, commune, arrived.date(), chance, flaw))
    return SeedAct(
        id=ident,
        assigned_to=signer.username,
        reference=f"{family.code}-{filed.year}-{commune.place.code[-4:]}-{412 + number:05}",
        decision_number=f"{137 + number}/{arrived.year}",
        family=family.code,
        family_label=family.label,
        subject=family.subjects[(number // len(FAMILIES)) % len(family.subjects)],
        commune=commune.place,
        province=commune.province,
        region=commune.region,
        arrondissement=arrondissement,
        applicant=people.applicant(chance, company=family.project_class in ("large", "none")),
        architect=people.architect(chance) if family.architect else None,
        parcel=people.parcel(chance),
        land_title=people.land_title(chance, commune.place.code),
        address=people.address(chance, commune.place),
        filed_on=filed,
        arrived_at=arrived,
        deadline=SeedDeadline(_due(family.term, filed, arrived), family.term.basis),
        need=SeedNeed(commune.place.code, family.code, family.project_class, family.sector),
        required_opinions=(AGENCY,) if family.binding else (),
        opinions=opinions,
        signer_capacity=held.capacity,
        signer_name=Bilingual(
            f"{signer.given_names.fr} {signer.surname.fr}", f"{signer.given_names.ar} {signer.surname.ar}"
        ),
        documents=tuple(_documents(ident, family, chance)),
    )


def _office_hours(now: datetime, chance: random.Random) -> datetime:
    """A moment of the last working days before ``now``, to the minute."""
    day = now.astimezone(ZONE).date() - timedelta(days=chance.randint(1, 3))
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return datetime.combine(day, time(chance.randint(9, 15), chance.randint(0, 59)), ZONE)


def _due(term: Term, filed: date, arrived: datetime) -> datetime:
    """The end of the last day at Casablanca.  Working days leave out Saturdays and Sundays; holidays count."""
    day = filed if term.since == "filing" else arrived.date()
    if term.unit == "days":
        day += timedelta(days=term.count)
    elif term.unit == "months":
        month = day.month - 1 + term.count
        year, month = day.year + month // 12, month % 12 + 1
        day = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    else:
        left = term.count
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5
    return datetime.combine(day, time(23, 59, 59), ZONE)


def _authority(member: Member, commune: SeedCommune) -> tuple[str, Bilingual]:
    fixed: dict[Member, tuple[str, Bilingual]] = {
        "agency": (AGENCY, commune.urban_agency),
        "province": ("province", commune.province.name),
        "commune": ("commune", Bilingual("Services communaux", "المصالح الجماعية")),
        "networks": ("reseaux", Bilingual("Opérateurs de réseaux", "متعهدو الشبكات")),
        "registry": ("ancfcc", Bilingual("Conservation foncière", "المحافظة العقارية")),
        "civil_protection": ("protection-civile", Bilingual("Protection civile", "الوقاية المدنية")),
        "local": ("autorite-locale", Bilingual("Autorité administrative locale", "السلطة الإدارية المحلية")),
    }
    return fixed[member]


def _opinions(
    family: Family, commune: SeedCommune, arrived: date, chance: random.Random, flaw: Flaw | None
) -> Iterator[SeedOpinion]:
    given = arrived - timedelta(days=3 if arrived.weekday() >= 3 else 5)
    for member in family.members:
        code, authority = _authority(member, commune)
        binding = family.binding and member == "agency"
        if binding and flaw == "opinion_missing":
            continue
        if binding and flaw == "opinion_adverse":
            yield SeedOpinion(authority, code, "adverse", True, given, "Coefficient d'occupation du sol dépassé.")
        elif not binding and chance.random() < 0.25:
            remark = "Raccordement à convenir avec les services avant l'ouverture du chantier."
            yield SeedOpinion(authority, code, "favourable_with_reserves", binding, given, remark)
        else:
            yield SeedOpinion(authority, code, "favourable", binding, given)


def _documents(act: str, family: Family, chance: random.Random) -> Iterator[SeedDocument]:
    for k, piece in enumerate((DECISION, *family.pieces), start=1):
        title = piece.title
        if piece.kind == "decision":
            title = Bilingual(f"Décision : {family.label.fr}", f"قرار: {family.label.ar}")
        yield SeedDocument(
            id=f"{act}-{k:02}",
            kind=piece.kind,
            title=title,
            filename=f"{k:02}-{piece.name}{piece.suffix}",
            ne_varietur=piece.ne_varietur,
            stamp=_stamp(piece),
            sheet=Sheet(piece.drawing, piece.paper, piece.landscape, chance.getrandbits(32), piece.rotate),
            media_type=piece.media_type,
        )


def _stamp(piece: Piece) -> SeedStamp | None:
    if piece.stamp == "none":
        return None
    if piece.stamp == "field":
        return SeedStamp(field=FIELD)
    if piece.stamp == "free":
        return SeedStamp(1)
    _, height = size(piece.paper, landscape=piece.landscape)
    if piece.kind == "plan":
        return SeedStamp(1, in_points(layout(piece.paper, landscape=piece.landscape).stamp, height))
    return SeedStamp(-1, in_points(DECISION_STAMP, height))
