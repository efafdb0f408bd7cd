"""A home with as many acts as one asks for, written as a synchronisation writes them: for measuring."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from rokhas_desktop import folding
from rokhas_desktop.api.models import Act
from rokhas_desktop.desk import book_index
from rokhas_desktop.desk.store import Store

SURNAMES = (("Benali", "بنعلي"), ("Outaleb", "أوطالب"), ("El Fassi", "الفاسي"), ("Ouaziz", "واعزيز"))
DISTRICTS = (("D1", "Hay Mohammadi", "حي المحمدي"), ("D2", "Dcheira", "الدشيرة"), ("D3", "Tikiouine", "تيكوين"))
FAMILIES = (
    ("CNS", "Permis de construire", "رخصة البناء"),
    ("HAB", "Permis d'habiter", "رخصة السكن"),
    ("AMN", "Permis de réfection et d'aménagement", "رخصة الإصلاح والتهيئة"),
)


def acts(count: int, commune: str, now: datetime) -> Iterator[Act]:
    for number in range(count):
        yield Act.model_validate(_act(number, commune, now))


def _act(number: int, commune: str, now: datetime) -> dict[str, Any]:
    surname, district, family = (one[number % len(one)] for one in (SURNAMES, DISTRICTS, FAMILIES))
    due = now + timedelta(hours=3 * (number % 400) - 100)
    place = {"code": commune, "name": {"fr": "Aït Melloul", "ar": "أيت ملول"}}
    return {
        "id": f"act-{number}",
        "reference": f"{family[0]}-2026-0103-{number:05d}",
        "version": 1,
        "family": family[0],
        "family_label": {"fr": family[1], "ar": family[2]},
        "subject": {"fr": f"Villa R+{number % 5} TEST", "ar": "فيلا تجربة"},
        "state": "awaiting_signature",
        "commune": place,
        "province": {"code": "P1", "name": {"fr": "Inezgane", "ar": "إنزكان"}},
        "arrondissement": {"code": district[0], "name": {"fr": district[1], "ar": district[2]}},
        "applicant": {"fr": f"M. Lahcen {surname[0]} TEST {number}", "ar": f"السيد لحسن {surname[1]} تجربة"},
        "architect": {"fr": "Mme Salma Idrissi TEST", "ar": "السيدة سلمى الإدريسي تجربة"},
        "parcel": f"Section B, parcelle {number % 997}",
        "land_title": f"{number}/09",
        "address": {"fr": f"{number % 90}, avenue Hassan II", "ar": "شارع الحسن الثاني"},
        "arrived_at": (now - timedelta(days=number % 30)).isoformat(),
        "deadline": {"due": due.isoformat(), "basis": {"fr": "TEST", "ar": "تجربة"}},
        "need": {"commune": commune, "family": family[0], "project_class": "small"},
        "documents": [_document(number, piece) for piece in range(2)],
    }


def _document(number: int, piece: int) -> dict[str, object]:
    return {
        "id": f"doc-{number}-{piece}",
        "kind": "plan" if piece else "decision",
        "title": {"fr": "Plan TEST" if piece else "Décision TEST", "ar": "تصميم تجربة" if piece else "قرار تجربة"},
        "filename": f"{number}-{piece}.pdf",
        "media_type": "application/pdf",
        "size": 40_000,
        "sha256": hashlib.sha256(f"{number}/{piece}".encode()).hexdigest(),
        "ne_varietur": "not_applicable",
        "state": "awaiting",
    }


def fill(store: Store, account: int, count: int, *, commune: str) -> None:
    """Put ``count`` acts of two pieces into an account's desk, as a synchronisation does, in one transaction."""
    with store.transaction():
        for act in acts(count, commune, datetime.now(UTC)):
            store.put_act(account, act)
            for piece, document in enumerate(act.documents, 1):
                store.add_document(account, act.id, document, piece)


def fill_fast(store: Store, account: int, count: int, *, commune: str) -> None:
    """The same rows, written at once; their pieces count as fetched and checked, so that none is asked for."""
    now, at = datetime.now(UTC), datetime.now(UTC).isoformat()
    found = [_act(number, commune, now) for number in range(count)]
    with store.transaction():
        connection = store.database._connection
        connection.executemany(
            "INSERT INTO act VALUES (?, ?, ?, ?, 0)",
            ((account, act["id"], act["reference"], json.dumps(act)) for act in found),
        )
        connection.executemany(
            "INSERT INTO document (account, act, id, piece, sha256, state, changed_at)"
            " VALUES (?, ?, ?, ?, ?, 'verified', ?)",
            (
                (account, act["id"], document["id"], piece, document["sha256"], at)
                for act in found
                for piece, document in enumerate(act["documents"], 1)
            ),
        )
        for number in range(count):
            act = Act.model_validate(found[number]) if number < len(SURNAMES) * 3 else None
            if act is not None:
                book_index.write(store.database, account, act, gone=False)
        connection.executemany(
            "INSERT OR IGNORE INTO book (account, act, folding, reference, family, commune, district, due, arrived,"
            " rank, shut, waiting, needle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 0, 2, ?)",
            ((account, *_row(act)) for act in found),
        )


def _row(act: dict[str, Any]) -> tuple[object, ...]:
    told = [act["reference"], act["parcel"], act["land_title"]]
    for name in ("family_label", "subject", "applicant", "architect", "address"):
        told += act[name].values()
    for name in ("commune", "arrondissement"):
        told += act[name]["name"].values()
    due, arrived = (datetime.fromisoformat(at).timestamp() for at in (act["deadline"]["due"], act["arrived_at"]))
    district = act["arrondissement"]["code"]
    where = (act["family"], act["commune"]["code"], district)
    return act["id"], folding.VERSION, act["reference"], *where, due, arrived, folding.fold(" ".join(told))
