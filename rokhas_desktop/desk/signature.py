"""One document's signature: the visible stamp, the order to the signing room, the states around it.

``signing`` is on the disk before the token is asked, ``signed`` when its answer is; a document found in
between was "possibly made" and is discarded (:mod:`rokhas_desktop.desk.recovery`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rokhas_desktop.api.models import Act, Document, Entitlement, Level
from rokhas_desktop.desk import placing, recovery
from rokhas_desktop.desk.documents import private
from rokhas_desktop.desk.errors import TimestampPending
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.rows import DocumentRow, SignedFacts
from rokhas_desktop.failpoints import point
from rokhas_desktop.identity.certificates import CertificateFacts, read_facts
from rokhas_desktop.identity.refusal import Refusal

if TYPE_CHECKING:
    from rokhas_desktop.signing.detached import DetachedOrder
    from rokhas_desktop.signing.face import Appearance, PdfOrder, RawSigner, SignedFile
    from rokhas_desktop.signing.longterm import Services

Tell = Callable[[DocumentRow], None]

ASKING = point("the token is about to be asked")
MADE = point("a signature is in its file and not in the database")


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """Piece ``number`` of ``of`` of an act, the entitlement it is signed under, and the level it is to have."""

    act: Act
    document: Document
    number: int
    of: int
    entitlement: Entitlement
    level: Level

    @property
    def numbered(self) -> str:
        """Its place among the act's pieces."""
        return f"{self.number}/{self.of}"

    @property
    def reason(self) -> str:
        """What the signature says of itself; in French, as the contract wants it."""
        return f"Acte {self.act.reference}, pièce {self.numbered}"


class Signature:
    """Makes signatures with one key."""

    def __init__(self, office: Office, signer: RawSigner, services: Services | None, *, online: bool) -> None:
        self._office = office
        self._online = online
        self._signer = signer
        self._services = services
        self._facts: CertificateFacts = read_facts(signer.certificate)

    def make(self, piece: Piece, row: DocumentRow, tell: Tell) -> DocumentRow:
        """Take one document from reviewed (or verified) to checked; ``tell`` hears every step.

        Raises the errors of the signing room and of the token, the document back where it was, or failed
        where the fault is its own.
        """
        from rokhas_desktop.signing.errors import DocumentError

        store = self._office.store
        at = datetime.now().astimezone()
        target = self._office.documents.signed(piece.act, piece.document, piece.number)
        wanted = piece.level
        if not self._online:  # nobody stamps the time: what is ordered beyond B-B follows later
            piece = dataclasses.replace(piece, level="B-B")
        level = piece.level
        row = placing.settled(self._office, piece.document, row)
        appearance = self._appearance(piece, row, at)
        row = store.move(row, "signing", event="intent", certificate=self._facts.sha256, level=level)
        tell(row)
        try:
            self._office.documents.discard(target)  # of a stop between the file and its state
            ASKING()
            made = self._made(piece, target, at, appearance)
        except DocumentError as error:
            refusal = Refusal(error.code, error.details)
            tell(store.move(row, "failed", event="failed", refusal=refusal, code=error.code))
            raise
        except BaseException as error:
            code = getattr(error, "code", None)
            refused = Refusal(code, getattr(error, "details", {})) if isinstance(code, str) else None
            tell(recovery.discard(self._office, row, target, refused))
            raise
        MADE()
        private(made.path)
        facts = SignedFacts(
            path=str(made.path),
            sha256=made.sha256,
            size=made.size,
            original_size=made.original_size,
            level=made.level,
            certificate=self._facts.sha256,
            signed_at=at.isoformat(),
            wanted=wanted if made.deferred or (not self._online and wanted != level) else None,
            deferred=self._deferred(made, wanted),
        )
        row = store.move(
            row,
            "signed",
            event="signed",
            signed=facts,
            signed_sha256=made.sha256,
            level=made.level,
            deferred=facts.deferred,
        )
        tell(row)
        row = recovery.check(self._office, row)
        tell(row)
        return row

    def _made(self, piece: Piece, target: Path, at: datetime, appearance: Appearance | None) -> SignedFile:
        from rokhas_desktop.signing import detached, pades

        if piece.document.is_pdf:
            return pades.sign(self._order(piece, target, at, appearance), self._signer, self._services)
        return detached.sign(self._beside(piece, target, at), self._signer, self._services)

    def _beside(self, piece: Piece, target: Path, at: datetime) -> DetachedOrder:
        from rokhas_desktop.signing.binding import Binding
        from rokhas_desktop.signing.detached import DetachedOrder

        return DetachedOrder(
            original=self._office.documents.original(piece.document),
            target=target,
            signed_at=at,
            original_sha256=piece.document.sha256,
            binding=Binding(
                media_type=piece.document.media_type,
                reason=piece.reason,
                act=piece.act.reference,
                piece=piece.numbered,
                document=piece.document.id,
                capacity=piece.entitlement.capacity.fr,
            ),
            level=piece.level,
            defer=self._office.settings.signing.defer,
        )

    def _deferred(self, made: SignedFile, wanted: Level) -> str | None:
        """The code of why the level is below the one wanted."""
        if made.deferred is not None:
            return str(made.deferred.details["reason"])
        return TimestampPending.code if not self._online and wanted != "B-B" else None

    def _order(self, piece: Piece, target: Path, at: datetime, appearance: Appearance | None) -> PdfOrder:
        from rokhas_desktop.signing.face import PdfOrder

        stamp = piece.document.stamp
        return PdfOrder(
            original=self._office.documents.original(piece.document),
            target=target,
            signed_at=at,
            original_sha256=piece.document.sha256,
            field=stamp.field if stamp else None,
            name=self._facts.holder.common_name,
            reason=piece.reason,
            location=piece.act.commune.name.fr,
            act=piece.act.reference,
            piece=piece.numbered,
            document=piece.document.id,
            capacity=piece.entitlement.capacity.fr,
            level=piece.level,
            defer=self._office.settings.signing.defer,
            appearance=appearance,
        )

    def _appearance(self, piece: Piece, row: DocumentRow, at: datetime) -> Appearance | None:
        """The drawn stamp at its settled place, None where the platform wants none or the named field shows none."""
        from rokhas_desktop.signing import stamp
        from rokhas_desktop.signing.face import Appearance

        place = placing.current(piece.document, row)
        if place is None:
            return None
        width, height = place.box[2] - place.box[0], place.box[3] - place.box[1]
        if width <= 0 or height <= 0:
            return None
        held, person = piece.entitlement, self._office.account.name
        delegation = None
        if "delegat" in held.kind and held.order_number and held.order_date:
            delegation = stamp.Delegation(held.order_number, held.order_date)
        words = stamp.text(
            stamp.StampFacts(
                name=stamp.Both(
                    f"{person.given_names.fr} {person.surname.fr}", f"{person.given_names.ar} {person.surname.ar}"
                ),
                capacity=stamp.Both(held.capacity.fr, held.capacity.ar),
                signed_at=at,
                reference=piece.act.reference,
                piece=piece.number,
                pieces=piece.of,
                issuer=self._facts.issuer_name,
                delegation=delegation,
                ne_varietur=piece.document.ne_varietur == "to_be_added",
                test=self._office.is_test,
            )
        )
        pdf = self._office.stamps.draw(words, width, height, test=self._office.is_test)
        return Appearance(pdf, place.page, place.box)
