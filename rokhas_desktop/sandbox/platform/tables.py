"""The platform's tables.  Only portable types: SQLite and PostgreSQL keep the same thing.

What the contract publishes as one value (a place, an act's particulars) is one JSON column, in the contract's
own form; what the platform searches, counts or decides by is a column of its own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Instant(TypeDecorator[datetime]):
    """A moment, in UTC on both sides: SQLite would forget the offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """To the database."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """From the database."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Base(DeclarativeBase):
    """The tables' registry."""

    type_annotation_map: ClassVar = {dict[str, Any]: JSON, datetime: Instant}


class Meta(Base):
    """One row: the database's identity, and the number of the last change (the delta cursor)."""

    __tablename__ = "meta"
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[str]
    change: Mapped[int] = mapped_column(BigInteger)


class Account(Base):
    """Somebody who logs in.  ``territory`` is the code of the place whose acts a clerk prepares, ``provinces`` those
    whose board the help desk sees (none named: all)."""

    __tablename__ = "account"
    id: Mapped[str] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str]
    role: Mapped[str]
    name: Mapped[dict[str, Any]]
    cin: Mapped[str | None]
    territory: Mapped[str]
    provinces: Mapped[list[str]] = mapped_column(JSON, default=list)
    entitlements: Mapped[list[Entitlement]] = relationship(order_by="Entitlement.position")
    key_steps: Mapped[list[KeyStep]] = relationship(order_by="KeyStep.position")
    certificates: Mapped[list[Bound]] = relationship(order_by="Bound.since")


class Entitlement(Base):
    """What an account may sign.  ``content`` is the contract's; a suspended one is not told, nor why."""

    __tablename__ = "entitlement"
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    position: Mapped[int]
    territory: Mapped[str]
    content: Mapped[dict[str, Any]]
    suspended: Mapped[bool] = mapped_column(default=False)


class KeyStep(Base):
    """A declared step of a signer's key."""

    __tablename__ = "key_step"
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]


class Bound(Base):
    """A certificate that belongs to an account, by its SHA-256."""

    __tablename__ = "bound_certificate"
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    since: Mapped[datetime]


class Trial(Base):
    """A trial signature that was good.  ``numbered``: its certificate holds the account's own number."""

    __tablename__ = "trial"
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    nonce: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str]
    numbered: Mapped[bool]
    verified_at: Mapped[datetime]


class Notice(Base):
    """That a predecessor's certificate should be revoked, as a person confirmed it."""

    __tablename__ = "predecessor_notice"
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    sha256: Mapped[str]
    issuer: Mapped[str]
    serial: Mapped[str]
    received_at: Mapped[datetime]


class BoardCommune(Base):
    """One commune of the readiness board; ``content`` is what the seed knows of it."""

    __tablename__ = "board_commune"
    code: Mapped[str] = mapped_column(primary_key=True)
    province: Mapped[str] = mapped_column(index=True)
    content: Mapped[dict[str, Any]]


class Act(Base):
    """One act.  ``change`` is the number of its last change; ``territories`` those whose clerks see it."""

    __tablename__ = "act"
    id: Mapped[str] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    version: Mapped[int]
    change: Mapped[int] = mapped_column(BigInteger, unique=True)
    state: Mapped[str] = mapped_column(index=True)
    commune: Mapped[str] = mapped_column(index=True)
    arrondissement: Mapped[str | None]
    signing_place: Mapped[str] = mapped_column(index=True)
    rank: Mapped[int | None]
    content: Mapped[dict[str, Any]]
    documents: Mapped[list[Document]] = relationship(order_by="Document.position", back_populates="act")
    notes: Mapped[list[Note]] = relationship(order_by="Note.written_at, Note.account_id", lazy="selectin")


class Document(Base):
    """One piece; its original lies in the store under its SHA-256.  ``position`` counts from 1."""

    __tablename__ = "document"
    id: Mapped[str] = mapped_column(primary_key=True)
    act_id: Mapped[str] = mapped_column(ForeignKey("act.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str]
    content: Mapped[dict[str, Any]]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    state: Mapped[str]
    receipt_id: Mapped[str | None]
    act: Mapped[Act] = relationship(back_populates="documents")


class Version(Base):
    """Bytes that a piece had before they were replaced; they stay in the store."""

    __tablename__ = "version"
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str]


class Receipt(Base):
    """What was accepted; the signed file lies in the store under its SHA-256."""

    __tablename__ = "receipt"
    id: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    received_at: Mapped[datetime]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    level: Mapped[str]
    act_state: Mapped[str]


class Note(Base):
    """What an account wrote about an act."""

    __tablename__ = "act_note"
    act_id: Mapped[str] = mapped_column(ForeignKey("act.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    marks: Mapped[list[Any]] = mapped_column(JSON)
    written_at: Mapped[datetime]
    account: Mapped[Account] = relationship(lazy="selectin")


class Return(Base):
    """An act that was sent back, for correction or for a refusal act."""

    __tablename__ = "act_return"
    id: Mapped[str] = mapped_column(primary_key=True)
    act_id: Mapped[str] = mapped_column(ForeignKey("act.id"), index=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(Text)
    wanted: Mapped[str]
    marks: Mapped[list[Any]] = mapped_column(JSON)
    returned_at: Mapped[datetime]


class Lease(Base):
    """Which device of which account signs an act, until ``expires_at``; ``label`` is what its user calls it."""

    __tablename__ = "lease"
    act_id: Mapped[str] = mapped_column(ForeignKey("act.id"), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    device: Mapped[str]
    label: Mapped[str]
    granted_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Once(Base):
    """An idempotency key, the request that used it, and its answer."""

    __tablename__ = "idempotency"
    account_id: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    answer: Mapped[dict[str, Any]]


class Submission(Base):
    """The ledger: everything that came back, accepted or not.  ``signer`` is the certificate's name, masked."""

    __tablename__ = "ledger"
    id: Mapped[int] = mapped_column(primary_key=True)
    received_at: Mapped[datetime]
    account_id: Mapped[str]
    reference: Mapped[str]
    document_id: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    received_bytes: Mapped[int] = mapped_column(BigInteger)
    signer: Mapped[str | None]
    verdict: Mapped[str]
    code: Mapped[str | None]
    receipt_id: Mapped[str | None]


class Line(Base):
    """What one log-in gave out; revoked as a whole (RFC 9700, section 4.14)."""

    __tablename__ = "grant_line"
    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    scope: Mapped[str]
    expires_at: Mapped[datetime]
    revoked: Mapped[bool] = mapped_column(default=False)


class Code(Base):
    """An authorization code, by its hash."""

    __tablename__ = "grant_code"
    digest: Mapped[str] = mapped_column(primary_key=True)
    line_id: Mapped[str] = mapped_column(ForeignKey("grant_line.id"))
    redirect_uri: Mapped[str] = mapped_column(Text)
    challenge: Mapped[str]
    expires_at: Mapped[datetime]
    used: Mapped[bool] = mapped_column(default=False)


class Token(Base):
    """An access or refresh token, by its hash.  A refresh token is ``used`` once."""

    __tablename__ = "grant_token"
    digest: Mapped[str] = mapped_column(primary_key=True)
    line_id: Mapped[str] = mapped_column(ForeignKey("grant_line.id"), index=True)
    kind: Mapped[str]
    expires_at: Mapped[datetime]
    used: Mapped[bool] = mapped_column(default=False)
