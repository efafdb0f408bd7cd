"""``token``: ``list`` is here, slots, tokens, and every certificate with the reason it can or cannot sign."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from rokhas_desktop import catalogue
from rokhas_desktop.api.errors import NotLoggedIn
from rokhas_desktop.catalogue import Language
from rokhas_desktop.cli import context, exits, keys, token_pin, token_profile, token_register, token_watch
from rokhas_desktop.cli.shapes import refusal_dict
from rokhas_desktop.desk.face import KeyStanding
from rokhas_desktop.errors import Coded, Detail
from rokhas_desktop.identity.holder import mask_cin
from rokhas_desktop.token import atr
from rokhas_desktop.token.views import KeyView, ModuleView, ReaderView, Selection, SlotView, Survey, TokenView

Standings = Mapping[Selection, KeyStanding]


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("token", help="the tokens of this PC")
    acts = parser.add_subparsers(dest="token_act", metavar="ACT", required=True)
    listing = acts.add_parser("list", help="slots, tokens, certificates and why each can or cannot sign")
    listing.add_argument("--module", metavar="PATH", help="only this PKCS#11 module")
    listing.set_defaults(run=run)
    token_watch.add(acts)
    token_profile.add(acts)
    token_register.add(acts)
    token_pin.add(acts)


def run(args: argparse.Namespace) -> int:
    """Look once and say what is there; a module that fails is part of the answer."""
    here = context.of(args)
    seen = keys.survey(here, args.module)
    known = standings(here, seen)
    modules = [module_dict(module, here.language, known) for module in seen.modules]
    if here.output.mode == "jsonl":
        here.output.items(modules)
    else:
        here.output.document({"modules": modules, **readers_dict(seen, here.language)})
    _show(here, seen, known)
    return exits.DONE


def standings(here: context.Context, seen: Survey) -> Standings:
    """How the keys stand for the account that is logged in, by Selection; nothing where nobody is."""
    try:
        return {one.selection: one for one in here.rooms.desk().key_standings(seen)}
    except NotLoggedIn:
        return {}


def _show(here: context.Context, seen: Survey, known: Standings) -> None:
    out = here.output
    for card in atr.cards(seen):
        if card.refusal is not None:
            out.text(f"{card.reader.name}: {card.refusal.code}  {card.refusal.text(here.language).title}")
    for module in seen.modules:
        for code, details in [(module.code, module.details), *((slot.code, slot.details) for slot in module.slots)]:
            if code is not None:
                out.text(f"{module.name}: {code}  {refusal_dict(Coded(code, **details), here.language)['message']}")
    for token in seen.tokens:
        out.text(f"{token.label}  {token.serial}  {token.model}")
        for key in token.keys:
            out.text(f"  {_line(here, key, known.get(token.selection(key)))}")
    if not seen.tokens:
        out.text(out.say("nothing"))


def _line(here: context.Context, key: KeyView, standing: KeyStanding | None) -> str:
    """The first reason against it, else the first warning."""
    facts = key.facts
    against = standing.refusals if standing else key.refusals
    said = (*against, *(standing.warnings if standing else ()))
    reason = said[0].text(here.language).title if said else here.output.say("can_sign")
    holder = (facts.holder.common_name or "") if facts else ""
    until = f"{facts.not_after:%Y-%m-%d}" if facts else ""
    return f"{key.cka_id}  {holder}  → {until}  {reason}"


def module_dict(module: ModuleView, language: Language, known: Standings) -> dict[str, Any]:
    """A module with its slots; ``known`` says how its keys stand for the account that is logged in."""
    return {
        "path": module.path,
        "name": module.name,
        "library": module.library or None,
        "version": module.version or None,
        "code": module.code,
        "message": refusal_dict(Coded(module.code, **module.details), language)["message"] if module.code else None,
        "slots": [_slot(slot, language, known) for slot in module.slots],
    }


def readers_dict(seen: Survey, language: Language) -> dict[str, Any]:
    """The smart card service, its readers, and what is in them."""
    service = seen.readers
    cards = {card.reader.name: card for card in atr.cards(seen)}
    return {
        "reader_service": {"state": service.state, **_said(service.code, service.details, language)},
        "readers": [_reader(reader, cards.get(reader.name), language) for reader in service.readers],
    }


def _reader(reader: ReaderView, card: atr.Card | None, language: Language) -> dict[str, Any]:
    refusal = card.refusal if card else None
    return {
        "name": reader.name,
        "card": reader.card,
        "atr": reader.atr or None,
        "family": card.family.name if card and card.family else None,
        **_said(refusal.code if refusal else None, refusal.details if refusal else {}, language),
    }


def _said(code: str | None, details: Mapping[str, Detail], language: Language) -> dict[str, Any]:
    return {"code": code, "message": catalogue.entry(code).text(language, details).title if code else None}


def _slot(slot: SlotView, language: Language, known: Standings) -> dict[str, Any]:
    return {
        "slot_id": slot.slot_id,
        "description": slot.description,
        "code": slot.code,
        "token": _token(slot.token, language, known) if slot.token else None,
    }


def _token(token: TokenView, language: Language, known: Standings) -> dict[str, Any]:
    return {
        "label": token.label,
        "serial": token.serial,
        "manufacturer": token.manufacturer,
        "model": token.model,
        "flags": list(token.flags),
        "pin_state": token.pin_state,
        "pinpad": token.pinpad,
        "code": token.code,
        "certificates": [_certificate(key, language, known.get(token.selection(key))) for key in token.keys],
    }


def _certificate(key: KeyView, language: Language, standing: KeyStanding | None) -> dict[str, Any]:
    facts = key.facts
    against = standing.refusals if standing else key.refusals
    return {
        "cert_id": key.cka_id,
        "label": key.label,
        "certificate_sha256": key.sha256,
        "holder": facts.holder.common_name if facts else None,
        "cin_masked": mask_cin(facts.holder.cin) if facts and facts.holder.cin else None,
        "issuer": facts.issuer_name if facts else None,
        "not_before": facts.not_before if facts else None,
        "not_after": facts.not_after if facts else None,
        "key": key.key.to_json() if key.key else None,
        "can_sign": not against,
        "reasons": [refusal_dict(refusal, language) for refusal in against],
        "warnings": [refusal_dict(warning, language) for warning in standing.warnings] if standing else [],
        "revocation": standing.revocation if standing else None,
    }
