"""``sign-file``: local files signed with one PIN and journaled; no platform, so no identity gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rokhas_desktop.desk.documents import digest
from rokhas_desktop.desk.errors import LocalSigningForbidden
from rokhas_desktop.desk.lease import Lease, Limits
from rokhas_desktop.desk.office import Stamps
from rokhas_desktop.desk.services import PLATFORM
from rokhas_desktop.desk.store import Store
from rokhas_desktop.identity.chain import build
from rokhas_desktop.progress import Cancel
from rokhas_desktop.settings import Settings

if TYPE_CHECKING:
    from rokhas_desktop.net.session import Session
    from rokhas_desktop.signing.cover import Eyes
    from rokhas_desktop.signing.examiner import Examiner
    from rokhas_desktop.signing.extend import ExtendResult
    from rokhas_desktop.signing.face import Level
    from rokhas_desktop.signing.local import LocalJob, LocalResult
    from rokhas_desktop.signing.longterm import Services
    from rokhas_desktop.signing.repair import Look
    from rokhas_desktop.token.room import TokenRoom
    from rokhas_desktop.token.views import Selection, Survey


@dataclass(frozen=True, slots=True)
class LocalOrder:
    """How local files are signed; see ``signing.local.LocalJob``.  ``tsa`` (servers in their order) is needed above
    B-B; ``trust`` are further roots (DER) under which evidence is gathered.  ``page`` (from 1, -1 the last) and
    ``box`` (left, bottom, right, top in points of the displayed page) are where a visible signature goes; without a box
    a free place is looked for."""

    out: Path
    level: Level = "B-B"
    tsa: tuple[str, ...] = ()
    trust: tuple[bytes, ...] = ()
    visible: bool = False
    page: int = -1
    box: tuple[float, float, float, float] | None = None
    detached: bool = False
    repair: bool = False
    password: str | None = field(default=None, repr=False)
    accept_final_try: bool = False


@dataclass(frozen=True, slots=True)
class ExtendOrder:
    """How signed files are taken to a higher level; see ``signing.extend.ExtendJob``."""

    out: Path
    level: Level
    tsa: tuple[str, ...]
    trust: tuple[bytes, ...] = ()
    renew: bool = False
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class LocalDesk:
    """What signing local files needs of the rooms."""

    store: Store
    settings: Settings
    token: TokenRoom
    survey: Callable[[Selection | None], Survey]
    stamps: Stamps
    examiner: Examiner
    look: Look
    eyes: Eyes
    session: Callable[[], Session]
    authorities: Sequence[bytes] = ()

    def sign(
        self,
        files: Sequence[str],
        selection: Selection,
        pin: bytearray | None,
        order: LocalOrder,
        anchors: Sequence[bytes],
        cancel: Cancel,
    ) -> Iterator[LocalResult]:
        """One result for each file, in order, as each ends.  The key is opened before the first is asked for.

        ``pin`` is zeroed whatever happens.  Raises LocalSigningForbidden, LevelNotOffered,
        NeedsTimestampServer and what opening the key raises.
        """
        try:
            lease, job = self._open(len(files), selection, pin, order, anchors)
        finally:
            if pin is not None:
                pin[:] = bytes(len(pin))
        return self._results(files, job, lease, selection, cancel)

    def _open(
        self, count: int, selection: Selection, pin: bytearray | None, order: LocalOrder, anchors: Sequence[bytes]
    ) -> tuple[Lease, LocalJob]:
        policy = self.settings.signing
        if not policy.sign_file:
            raise LocalSigningForbidden()
        job = self._job(order, anchors)
        job.check()
        found = self.survey(selection).find(selection)
        beside = [key.certificate for key in found[0].keys] if found else []
        # To give the PIN for these files is the consent that a key wants which asks for it each time.
        uses = count if policy.always_authenticate and count <= policy.pin_uses else 0
        minutes = policy.pin_minutes * 60.0
        session = self.token.open(
            selection, pin, pin_uses=uses, pin_seconds=minutes, accept_final_try=order.accept_final_try
        )
        chain = build(session.certificate, beside, anchors)
        authorities = (*chain.intermediates, chain.anchor) if chain else tuple(beside)
        whole = minutes if session.key.always_authenticate else None
        limits = Limits(self.settings.limits.idle_lock, whole)
        return Lease(session, authorities, limits), job

    def _job(self, order: LocalOrder, anchors: Sequence[bytes]) -> LocalJob:
        from rokhas_desktop.signing.face import Limits as DocumentLimits
        from rokhas_desktop.signing.face import Spot
        from rokhas_desktop.signing.local import LocalJob

        own, policy = self.settings.limits, self.settings.signing
        services = self._services(order, anchors) if order.level != "B-B" else None
        return LocalJob(
            out=order.out,
            clock=_now,
            anchors=anchors,
            level=order.level,
            services=services,
            defer=policy.defer,
            detached=order.detached,
            repair=order.repair,
            draw=self.stamps.draw if order.visible else None,
            spot=Spot(order.page, order.box),
            eyes=self.eyes,
            password=order.password,
            limits=DocumentLimits(own.document_bytes, own.document_pages),
            screening=self.settings.preflight.model_dump(),
            examine=self.examiner.examine,
            look=self.look,
        )

    def _services(self, order: LocalOrder | ExtendOrder, anchors: Sequence[bytes]) -> Services | None:
        """Who is asked for one command, within policy's budget."""
        from rokhas_desktop.signing.broker import Budget
        from rokhas_desktop.signing.services import gather

        policy = self.settings.signing
        return gather(
            [one for one in order.tsa if one != PLATFORM],  # local files are no platform's
            self.session(),
            anchors=(*anchors, *order.trust),
            known=(*self.authorities, *order.trust),
            clock=_now,
            budget=Budget(policy.service_requests, policy.service_seconds),
        )

    def extend(
        self, files: Sequence[str], order: ExtendOrder, anchors: Sequence[bytes], cancel: Cancel
    ) -> Iterator[ExtendResult]:
        """``extend``: one result for each file, in order; no key.  Raises NeedsTimestampServer."""
        from rokhas_desktop.signing.extend import ExtendJob, extend_files

        job = ExtendJob(
            out=order.out,
            level=order.level,
            services=self._services(order, anchors),
            session=self.session(),
            trust=(*anchors, *order.trust),
            known=self.authorities,
            renew=order.renew,
            password=order.password,
        )
        for result in extend_files(files, job, cancel=cancel):
            signed = digest(result.output) if result.output is not None else None
            code = result.notice.code if result.notice else None
            facts = {"status": result.status, "code": code, "level": result.level, "signed_sha256": signed}
            self.store.journal.add("extended_file", **facts)
            yield result

    def _results(
        self, files: Sequence[str], job: LocalJob, lease: Lease, selection: Selection, cancel: Cancel
    ) -> Iterator[LocalResult]:
        from rokhas_desktop.signing.local import sign_files

        with lease:
            for result in sign_files(files, job, lease, cancel=cancel):
                self._note(result, selection.certificate_sha256)
                yield result

    def _note(self, result: LocalResult, certificate: str) -> None:
        signed = digest(result.output) if result.output is not None else None
        code = result.notice.code if result.notice else None
        warned = " ".join(one.code for one in result.warnings)
        facts = {"status": result.status, "code": code, "level": result.level, "signed_sha256": signed}
        self.store.journal.add("local_file", certificate=certificate, warned=warned, **facts)


def _now() -> datetime:
    return datetime.now().astimezone()
