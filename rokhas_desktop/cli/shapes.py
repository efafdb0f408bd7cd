"""The JSON of what the desk shows: stable snake_case keys, null for what is absent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import (
    AccountView,
    ActOutcome,
    ActView,
    Bilingual,
    BoardRow,
    DocumentOutcome,
    DocumentView,
    KeyStepView,
    KeyWay,
    NoteView,
    OutboxItem,
    Outcome,
    PreparedAct,
    StampView,
    Totals,
)
from rokhas_desktop.errors import Detail


class Reason(Protocol):
    """A refusal, a notice or an error: a code and what fills its texts."""

    @property
    def code(self) -> str:
        """Of the catalogue."""
        ...

    @property
    def details(self) -> Mapping[str, Detail]:
        """What fills the placeholders."""
        ...


def message(reason: Reason, language: Language) -> str:
    """What happened and what to do, on one line."""
    return catalogue.entry(reason.code).text(language, reason.details).sentence


def refusal_dict(reason: Reason, language: Language) -> dict[str, Any]:
    """A reason."""
    said = catalogue.entry(reason.code).text(language, reason.details)
    return {"code": reason.code, "message": said.title, "remedy": list(said.remedy)}


def bilingual(text: Bilingual | None) -> dict[str, str] | None:
    """A text in both administrative languages."""
    return {"fr": text.fr, "ar": text.ar} if text else None


def account(view: AccountView) -> dict[str, Any]:
    """Who is logged in."""
    return {
        "id": view.id,
        "role": view.role,
        "name": bilingual(view.name),
        "cin_masked": view.cin_masked,
        "platform": bilingual(view.platform),
        "platform_url": view.platform_url,
        "environment": view.environment,
        "entitlements": [
            {
                "kind": one.kind,
                "commune": bilingual(one.commune),
                "capacity": bilingual(one.capacity),
                "families": one.families,
                "project_classes": one.project_classes,
                "sectors": one.sectors,
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
                "in_force": one.in_force,
            }
            for one in view.entitlements
        ],
    }


def key_way(way: KeyWay, language: Language) -> dict[str, Any]:
    """The way of the holder's key; null names what nobody declared."""
    return {
        "steps": [_key_step(one, language) for one in way.steps],
        "missing": _key_step(way.missing, language) if way.missing else None,
        "revoked": way.revoked is not None,
        "lapses_on": way.lapses_on,
        "acts_waiting": way.waiting,
        "waiting_since": way.waiting_since,
        "meanwhile": [
            {
                "kind": one.kind,
                "capacity": bilingual(one.capacity),
                "name": bilingual(one.name),
                "valid_to": one.valid_to,
                "key_ready": one.key_ready,
            }
            for one in way.meanwhile
        ],
        "certificates": [
            {"certificate_sha256": one.sha256, "state": one.state, "since": one.since} for one in way.certificates
        ],
    }


def _key_step(step: KeyStepView, language: Language) -> dict[str, Any]:
    return {
        "step": step.step,
        "state": step.state,
        "name": step.name(language),
        "todo": step.todo(language),
        "actor": step.actor,
        "declared_by": step.declared_by,
        "declared_on": step.declared_on,
        "note": step.note,
    }


def board_row(row: BoardRow) -> dict[str, Any]:
    """One commune of the readiness board."""
    return {
        "commune_code": row.code,
        "commune": bilingual(row.commune),
        "province_code": row.province_code,
        "province": bilingual(row.province),
        "region": bilingual(row.region),
        "state": row.state,
        "since": row.since,
        "declared_by": row.declared_by,
        "acts_waiting": row.acts_waiting,
        "oldest_waiting": row.oldest_waiting,
        "days_lost": row.days_lost,
        "meanwhile": row.meanwhile,
    }


def board_totals(total: Totals) -> dict[str, int]:
    """What rows of the board add up to."""
    return {
        "communes": total.communes,
        "ready": total.ready,
        "acts_waiting": total.acts_waiting,
        "days_lost": total.days_lost,
    }


def act(view: ActView, language: Language) -> dict[str, Any]:
    """An act with its pieces."""
    return {
        "reference": view.reference,
        "family": view.family,
        "family_label": bilingual(view.family_label),
        "subject": bilingual(view.subject),
        "state": view.state,
        "commune": bilingual(view.commune),
        "applicant": bilingual(view.applicant),
        "arrived_at": view.arrived_at,
        "due": view.due,
        "rank": view.rank,
        "days_left": view.days_left,
        "urgency": view.urgency,
        "ready": view.ready,
        "refusals": [refusal_dict(one, language) for one in view.refusals],
        "documents": [document(one, language) for one in view.documents],
        "notes": [note(one) for one in view.notes],
    }


def note(view: NoteView) -> dict[str, Any]:
    """What somebody wrote about an act."""
    return {
        "author": bilingual(view.author),
        "role": view.role,
        "written_at": view.written_at,
        "text": view.text,
        "marks": [{"piece": one.piece, "page": one.page, "box": one.box} for one in view.marks],
        "own": view.own,
    }


def stamp(view: StampView) -> dict[str, Any]:
    """Where the visible signature will go."""
    return {
        "page": view.page,
        "box": view.box,
        "field": view.field,
        "sheet": view.sheet,
        "movable": view.movable,
        "moved": view.moved,
    }


def document(view: DocumentView, language: Language) -> dict[str, Any]:
    """A piece of an act."""
    return {
        "piece": view.piece,
        "of": view.of,
        "title": bilingual(view.title),
        "kind": view.kind,
        "filename": view.filename,
        "size": view.size,
        "sha256": view.sha256,
        "replaced_at": view.replaced_at,
        "state": view.state,
        "reviewed": view.reviewed,
        "must_review": view.must_review,
        "media_type": view.media_type,
        "viewable": view.viewable,
        "ne_varietur": view.ne_varietur,
        "stamp": stamp(view.stamp) if view.stamp else None,
        "warnings": [refusal_dict(one, language) for one in view.warnings],
        "path": view.path,
        "signed_path": view.signed_path,
        "level": view.level,
        "wanted_level": view.wanted_level,
        "deferred": view.deferred,
        "refusal": refusal_dict(view.refusal, language) if view.refusal else None,
    }


def outbox(item: OutboxItem, language: Language) -> dict[str, Any]:
    """What the platform has not acknowledged."""
    return {
        "reference": item.reference,
        "document_id": item.document_id,
        "piece": item.piece,
        "title": bilingual(item.title),
        "state": item.state,
        "since": item.since,
        "attempts": item.attempts,
        "refusal": refusal_dict(item.refusal, language) if item.refusal else None,
    }


def prepared(one: PreparedAct, language: Language) -> dict[str, Any]:
    """An act made ready for a meeting without a line."""
    return {
        "reference": one.reference,
        "documents": one.documents,
        "missing": one.missing,
        "reserved_until": one.until,
        "ready": one.ready,
        "refusals": [refusal_dict(reason, language) for reason in one.refusals],
    }


def outcome(done: Outcome, language: Language) -> dict[str, Any]:
    """What became of a batch."""
    return {
        "acts": [act_outcome(one, language) for one in done.acts],
        "stop": refusal_dict(done.stop, language) if done.stop else None,
        "seconds": round(done.seconds, 3),
    }


def act_outcome(done: ActOutcome, language: Language) -> dict[str, Any]:
    """What became of one act."""
    return {
        "reference": done.reference,
        "family": done.family,
        "state": done.state,
        "refusals": [refusal_dict(one, language) for one in done.refusals],
        "documents": [_document_outcome(one, language) for one in done.documents],
    }


def _document_outcome(done: DocumentOutcome, language: Language) -> dict[str, Any]:
    return {
        "piece": done.piece,
        "of": done.of,
        "title": bilingual(done.title),
        "kind": done.kind,
        "result": done.result,
        "code": done.refusal.code if done.refusal else None,
        "message": message(done.refusal, language) if done.refusal else None,
        "signed_path": done.signed_path,
        "sha256": done.sha256,
        "level": done.level,
        "deferred": done.deferred,
        "receipt_id": done.receipt_id,
    }
