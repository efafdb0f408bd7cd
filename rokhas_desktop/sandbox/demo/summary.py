"""What happened, as data: ``summary.json`` of the demonstration's folder."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import DocumentOutcome
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.sandbox.demo.job import Done
from rokhas_desktop.sandbox.demo.place import Place
from rokhas_desktop.sandbox.emulated import EmulatedToken

Summary = dict[str, Any]


def make(
    place: Place,
    done: Done,
    token: EmulatedToken,
    ledger: Sequence[Mapping[str, Any]],
    *,
    language: Language,
    seconds: float,
) -> Summary:
    """The summary, with a copy of each signed file beside it.

    A document is accepted where the desk has a receipt *and* the platform's own ledger says so of these bytes.
    """
    accepted = {(entry["document"], entry["sha256"]) for entry in ledger if entry["verdict"] == "accepted"}

    def document(item: DocumentOutcome) -> Summary:
        taken = item.result == "acknowledged" and (item.document_id, item.sha256) in accepted
        kept = None
        if item.signed_path is not None:
            kept = place.keep_signed(item.reference, item.piece, item.title.fr, item.signed_path)
        return {
            "title": item.title.text(language),
            "kind": item.kind,
            "signed_path": str(kept) if kept else None,
            "verdict": "accepted" if taken else "refused",
            "level": item.level,
        }

    return {
        "acts": [
            {
                "reference": act.reference,
                "family": act.family,
                "state": act.state,
                "documents": [document(item) for item in act.documents],
            }
            for act in done.outcome.acts
        ],
        "refusals": _refusals(done, language),
        "token": {
            "label": token.label,
            "serial": token.serial,
            "profile": token.profile,
            "module": token.module,
            "cert_id": token.cert_id,
            "certificate_sha256": token.certificate_sha256,
            "holder": done.key.holder_name,
        },
        "elapsed_s": round(seconds, 1),
    }


def whole(summary: Summary) -> bool:
    """Whether there was something to sign and the platform accepted all of it."""
    verdicts = [document["verdict"] for act in summary["acts"] for document in act["documents"]]
    return bool(verdicts) and set(verdicts) == {"accepted"} and not summary["refusals"]


def write(place: Place, summary: Summary) -> None:
    """Leave ``summary.json`` in the place."""
    text = json.dumps(summary, ensure_ascii=False, indent=2)
    (place.root / "summary.json").write_text(f"{text}\n", encoding="utf-8")


def _refusals(done: Done, language: Language) -> list[Summary]:
    found = []

    def add(refusal: Refusal | None, reference: str | None = None, document: str | None = None) -> None:
        if refusal is not None:
            message = refusal.text(language).title
            found.append({"reference": reference, "document": document, "code": refusal.code, "message": message})

    add(done.outcome.stop)
    for act in done.outcome.acts:
        for refusal in act.refusals:
            add(refusal, act.reference)
        for item in act.documents:
            add(item.refusal, act.reference, item.title.text(language))
    return found
