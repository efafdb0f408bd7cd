"""The versions of a piece: what was replaced stays to be had by its hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session, object_session

from rokhas_desktop.sandbox.platform import views
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.tables import Document, Receipt, Version


@dataclass(frozen=True, slots=True)
class Bytes:
    """What is served of a piece."""

    sha256: str
    size: int
    media_type: str


def keep(piece: Document, now: datetime) -> None:
    """The piece is about to have other bytes: name those that it has as its earlier version."""
    session = object_session(piece)
    media_type = piece.content["media_type"]
    if session is not None and session.get(Version, (piece.id, piece.sha256)) is None:
        session.add(Version(document_id=piece.id, sha256=piece.sha256, size=piece.size, media_type=media_type))
    earlier = {
        "sha256": piece.sha256,
        "size": piece.size,
        "filename": piece.content["filename"],
        "media_type": media_type,
        "replaced_at": views.moment(now),
    }
    piece.content = {**piece.content, "earlier": earlier}


def find(session: Session, piece: Document, sha256: str) -> Bytes:
    """The present bytes or some earlier ones.  Refuses: not-found."""
    if sha256 == piece.sha256:
        return Bytes(piece.sha256, piece.size, piece.content["media_type"])
    version = session.get(Version, (piece.id, sha256))
    if version is None:
        raise Problem("not-found")
    return Bytes(version.sha256, version.size, version.media_type)


def signed(session: Session, piece: Document) -> Bytes:
    """The signed file that was received last, or the signature beside what is no PDF.  Refuses: not-found."""
    if piece.receipt_id is None:
        raise Problem("not-found")
    receipt = session.get_one(Receipt, piece.receipt_id)
    pdf = piece.content["media_type"] == "application/pdf"
    return Bytes(receipt.sha256, receipt.size, "application/pdf" if pdf else "application/pkcs7-signature")
