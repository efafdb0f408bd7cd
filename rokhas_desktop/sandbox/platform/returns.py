"""What comes back: a signed piece, or an act for correction.

All that is decided about one act is decided under its lock, once; what was accepted under an idempotency key
is answered again from the database.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from rokhas_desktop.sandbox.platform import acts, digests, rules, views
from rokhas_desktop.sandbox.platform.acts import Visitor
from rokhas_desktop.sandbox.platform.clock import Clock
from rokhas_desktop.sandbox.platform.database import Database, next_change
from rokhas_desktop.sandbox.platform.problems import Problem
from rokhas_desktop.sandbox.platform.store import Store
from rokhas_desktop.sandbox.platform.tables import Account, Act, Document, Once, Receipt, Return, Submission
from rokhas_desktop.sandbox.platform.trust import Anchors, Revocation

if TYPE_CHECKING:
    from rokhas_desktop.sandbox.platform.sending_back import Order

INCREMENT, WHOLE = "application/vnd.rokhas.pdf-increment", "application/pdf"
DETACHED = "application/pkcs7-signature"
MOST_BYTES = 250 * 1024 * 1024
MOST_SIGNATURE = 1024 * 1024
"""Bytes of a signature beside its piece."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One PUT of a signed piece, ``form`` its media type, its body in a file; None where it named an upload that is not
    there (any more).

    Digests are hexadecimal SHA-256.
    """

    visitor: Visitor
    act_id: str
    document_id: str
    version: int
    key: str
    form: str
    body: Path | None
    body_sha256: str
    whole_sha256: str
    device: str | None = None

    @property
    def fingerprint(self) -> str:
        """What an idempotency key stands for."""
        return f"PUT {self.act_id} {self.document_id} {self.form} {self.body_sha256} {self.whole_sha256}"


class _Turns:
    """So that what concerns one act, or one idempotency key, is decided one after the other.

    Locks are shared by hash: a few acts may wait for each other, and no table of locks grows.
    """

    def __init__(self) -> None:
        self._keys = [threading.Lock() for _ in range(64)]
        self._acts = [threading.Lock() for _ in range(64)]

    @contextmanager
    def take(self, visitor: Visitor, key: str, act_id: str) -> Iterator[None]:
        """The key's lock, then the act's: always in this order."""
        with self._keys[hash((visitor.account_id, key)) % 64], self._acts[hash(act_id) % 64]:
            yield

    @contextmanager
    def act(self, act_id: str) -> Iterator[None]:
        """The act's lock alone."""
        with self._acts[hash(act_id) % 64]:
            yield


class Desk:
    """Receives returns."""

    def __init__(
        self, database: Database, store: Store, clock: Clock, anchors: Anchors, revocation: Revocation
    ) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self.anchors = anchors
        self._revocation = revocation
        self.turns = _Turns()

    def submit(self, delivery: Delivery) -> views.Json:
        """Verify a signed piece and acknowledge it.  Every verdict goes to the ledger."""
        with self.turns.take(delivery.visitor, delivery.key, delivery.act_id):
            with self._database.read() as session:
                answer = _answered(session, delivery.visitor, delivery.key, delivery.fingerprint)
                if answer is not None:
                    return answer
                if delivery.body is None:
                    raise Problem("upload-unknown")
                act = acts.find(session, delivery.visitor, delivery.act_id)
                piece = acts.piece(act, delivery.document_id)
                account = session.get_one(Account, delivery.visitor.account_id)
                _ = account.entitlements, account.certificates
            return self._received(delivery, delivery.body, act, piece, account)

    def _received(self, delivery: Delivery, body: Path, act: Act, piece: Document, account: Account) -> views.Json:
        whole = self._store.temporary()
        entry = Submission(
            received_at=self._clock.now(),
            account_id=account.id,
            reference=act.reference,
            document_id=piece.id,
            sha256=delivery.whole_sha256,
            size=0,
            received_bytes=body.stat().st_size,
            verdict="refused",
        )
        try:
            level = self._verify(delivery, body, act, piece, account, whole, entry)
            return self._accept(delivery, act, whole, level, entry)
        except Problem as problem:
            entry.code = problem.code
            with self._database.write() as session:
                session.add(entry)
            raise
        finally:
            whole.unlink(missing_ok=True)

    def _verify(
        self,
        delivery: Delivery,
        body: Path,
        act: Act,
        piece: Document,
        account: Account,
        whole: Path,
        entry: Submission,
    ) -> str | Receipt:
        """The checks, in the contract's order; returns the level, or the receipt of the very same bytes."""
        rules.open_for_return(act, delivery.version)
        if (delivery.form == DETACHED) == (piece.content["media_type"] == WHOLE):
            raise Problem("media-type")
        self._join(delivery, body, piece, whole)
        entry.size = whole.stat().st_size
        if piece.receipt_id is not None:
            return self._again(delivery, piece, whole)
        with self._database.read() as session:
            rules.lease(session, act.id, delivery.visitor, delivery.device, self._clock.now())
        rules.opinions(act.content)
        rules.order(act, piece)
        rules.office(account, act.content["need"], self._clock.today())
        return self._judge(act, piece, account, whole, entry)

    def _join(self, delivery: Delivery, body: Path, piece: Document, whole: Path) -> None:
        original = self._store.path(piece.sha256)
        with whole.open("wb") as out:
            if delivery.form == INCREMENT:
                with original.open("rb") as first:
                    copyfileobj(first, out, 1 << 20)
            with body.open("rb") as rest:
                copyfileobj(rest, out, 1 << 20)
        if whole.stat().st_size > (MOST_SIGNATURE if delivery.form == DETACHED else MOST_BYTES):
            raise Problem("too-large")
        if digests.of_file(whole) != delivery.whole_sha256:
            raise Problem("digest-mismatch", "Repr-Digest")
        if delivery.form == DETACHED:
            return
        if whole.stat().st_size <= piece.size or digests.of_file(whole, 0, piece.size) != piece.sha256:
            raise Problem("altered-original", "the original is not its beginning")

    def _again(self, delivery: Delivery, piece: Document, whole: Path) -> str | Receipt:
        """A piece that was received before: the same bytes, or the same and validation data behind them."""
        with self._database.read() as session:
            first = session.get_one(Receipt, piece.receipt_id)
        if first.sha256 == delivery.whole_sha256:
            return first
        if delivery.form == DETACHED:
            from rokhas_desktop.sandbox.platform import beside

            anchors = self.anchors
            kept = self._store.path(first.sha256)
            return beside.augmented(whole, kept, anchors.roots, anchors.intermediates, self._clock.now())
        if whole.stat().st_size <= first.size or digests.of_file(whole, 0, first.size) != first.sha256:
            raise Problem("already-signed")
        from rokhas_desktop.sandbox.platform import reading

        return reading.augmented(whole, first.size)

    def _judge(self, act: Act, piece: Document, account: Account, whole: Path, entry: Submission) -> str:
        # Imported late: pyHanko takes half a second, and a platform that is only read never needs it.
        from rokhas_desktop.sandbox.platform import beside, reading, trust

        named = reading.Piece(act.reference, piece.position, len(act.documents), piece.id)
        now = self._clock.now()
        anchors = self.anchors
        original, media_type = self._store.path(piece.sha256), piece.content["media_type"]
        known = (anchors.roots, anchors.intermediates, now)
        if media_type == WHOLE:
            found = reading.read(whole, original, named, *known)
        else:
            found = beside.read(whole, original, named, media_type, *known)
        entry.signer = trust.signer_name(found.certificate)
        trust.judge(found.certificate, found.others, anchors, self._revocation, now)
        bound = frozenset(one.sha256 for one in account.certificates if one.state == "registered")
        trust.holder(found.certificate, account.cin, account.name, bound=bound)
        return found.level

    def _accept(
        self, delivery: Delivery, act: Act, whole: Path, outcome: str | Receipt, entry: Submission
    ) -> views.Json:
        entry.verdict = "accepted"
        with self._database.write() as session:
            receipt = outcome if isinstance(outcome, Receipt) else self._keep(session, delivery, act.id, whole, outcome)
            entry.receipt_id = receipt.id
            answer = views.receipt(receipt)
            session.add(entry)
            session.add(_once(delivery.visitor, delivery.key, delivery.fingerprint, answer))
        return answer

    def _keep(self, session: Session, delivery: Delivery, act_id: str, whole: Path, level: str) -> Receipt:
        act = session.get_one(Act, act_id)
        piece = acts.piece(act, delivery.document_id)
        piece.state = "signed"
        if act.state == "awaiting_signature" and all(item.state == "signed" for item in act.documents):
            act.state = "signed"
        act.change = next_change(session)
        receipt = Receipt(
            id=f"rec-{secrets.token_hex(8)}",
            document_id=piece.id,
            account_id=delivery.visitor.account_id,
            received_at=self._clock.now(),
            sha256=delivery.whole_sha256,
            size=whole.stat().st_size,
            level=level,
            act_state=act.state,
        )
        session.add(receipt)
        piece.receipt_id = receipt.id
        self._store.adopt(whole, delivery.whole_sha256)
        return receipt

    def send_back(self, visitor: Visitor, act_id: str, version: int, key: str, order: Order) -> views.Json:
        """Return an act.  Refuses: clerk-cannot-sign, act-withdrawn, act-closed, version-changed, malformed-request."""
        fingerprint = f"POST {act_id} {order.fingerprint}"
        with self.turns.take(visitor, key, act_id), self._database.write() as session:
            answer = _answered(session, visitor, key, fingerprint)
            if answer is not None:
                return answer
            act = acts.find(session, visitor, act_id)
            rules.open_for_return(act, version)
            order.check(act)
            if act.state == "signed":
                raise Problem("act-closed")
            rules.office(session.get_one(Account, visitor.account_id), act.content["need"], self._clock.today())
            act.state = "returned"
            act.version += 1
            act.change = next_change(session)
            back = Return(
                id=f"ret-{secrets.token_hex(8)}",
                act_id=act.id,
                account_id=visitor.account_id,
                reason=order.reason,
                wanted=order.wanted,
                marks=list(order.marks),
                returned_at=self._clock.now(),
            )
            session.add(back)
            answer = views.returned(back)
            session.add(_once(visitor, key, fingerprint, answer))
            return answer


def _answered(session: Session, visitor: Visitor, key: str, fingerprint: str) -> dict[str, Any] | None:
    """The answer that this key got before.  Refuses (idempotency-conflict) another request under it."""
    once = session.get(Once, (visitor.account_id, key))
    if once is None:
        return None
    if once.fingerprint != fingerprint:
        raise Problem("idempotency-conflict")
    return once.answer


def _once(visitor: Visitor, key: str, fingerprint: str, answer: views.Json) -> Once:
    return Once(account_id=visitor.account_id, key=key, fingerprint=fingerprint, answer=answer)
