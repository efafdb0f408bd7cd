"""What a platform says of one act with one document, as a test wants it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from rokhas_desktop.api.models import Document

DATA = bytes(range(256)) * 4_000
SHA = hashlib.sha256(DATA).hexdigest()
PLACE = {"code": "01.511", "name": {"fr": "TEST", "ar": "TEST"}}
TEXT = {"fr": "TEST", "ar": "TEST"}


def document(**changes: Any) -> Document:
    values = {
        "id": "doc-1",
        "kind": "plan",
        "title": TEXT,
        "filename": "plan-TEST.pdf",
        "media_type": "application/pdf",
        "size": len(DATA),
        "sha256": SHA,
        "ne_varietur": "present",
        "state": "awaiting",
    }
    return Document.model_validate({**values, **changes})


def act_json(**changes: Any) -> dict[str, Any]:
    values = {
        "id": "act-1",
        "reference": "PCT-TEST-1",
        "version": 3,
        "family": "PCT",
        "family_label": TEXT,
        "subject": TEXT,
        "state": "awaiting_signature",
        "commune": PLACE,
        "province": PLACE,
        "applicant": TEXT,
        "arrived_at": "2026-11-20T09:12:00+01:00",
        "need": {"commune": "01.511", "family": "PCT", "project_class": "small"},
        "documents": [json.loads(document().model_dump_json())],
    }
    return {**values, **changes}
