"""What a batch would sign: each act compared with the platform's, fetched, judged, and reserved for this PC.

Without a network, and where policy allows it, an act is judged by what was prepared: its lease, the account as the
platform last told it, the time by the lease's own clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rokhas_desktop.api.errors import PlatformRefused
from rokhas_desktop.desk import readiness
from rokhas_desktop.desk.errors import UnknownAct
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.planned import Planned
from rokhas_desktop.desk.rows import ActRow
from rokhas_desktop.desk.sync import Synchroniser
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.net.errors import NetError
from rokhas_desktop.progress import Cancel, Progress, Report


@dataclass(frozen=True, slots=True)
class Plan:
    """A batch before it begins.  ``online``: the platform answered."""

    acts: tuple[Planned, ...]
    online: bool

    @property
    def documents(self) -> int:
        """How many signatures it takes."""
        return sum(len(one.to_sign) for one in self.acts if not one.refusals)


class Planner:
    """Makes one account's plans."""

    def __init__(self, office: Office, sync: Synchroniser) -> None:
        self._office = office
        self._store = office.store
        self._sync = sync

    def make(self, references: Sequence[str], report: Report, cancel: Cancel, *, take: bool) -> Plan:
        """Judge each act; ``take`` reserves for this PC what would be signed.

        Raises NetError without a network, unless policy allows to sign without one.
        """
        online = self._online()
        acts: list[Planned] = []
        wanted = list(dict.fromkeys(reference.strip().upper() for reference in references))
        for number, reference in enumerate(wanted):
            cancel.check()
            report(Progress(number, len(wanted), "acts", reference))
            acts.append(self._planned(reference, cancel, take) if online else self._prepared(reference))
        return Plan(tuple(acts), online)

    def _online(self) -> bool:
        try:
            self._sync.account()
        except NetError:
            if not self._office.settings.signing.offline:
                raise
            return False
        return True

    def _planned(self, reference: str, cancel: Cancel, take: bool) -> Planned:
        act = self._store.act_by_reference(self._office.number, reference)
        if act is None:
            return Planned(reference, None, (Refusal(UnknownAct.code, {"reference": reference}),))
        act = self._sync.whole(self._sync.refresh(act), cancel)
        barred = self._judge(act)
        if take and not barred and act.waits:
            try:
                lease = self._office.reservations.take(act.content, self.lease_seconds)
            except PlatformRefused as error:
                return Planned(act.content.reference, act, (Refusal(error.code, error.details),))
            if lease.version != act.content.version:
                act = self._sync.whole(self._sync.refresh(act), cancel)
                barred = self._judge(act)
        return Planned(act.content.reference, act, barred)

    def _judge(self, act: ActRow) -> tuple[Refusal, ...]:
        seen = self._store.reviewed(self._office.number)
        clock = self._office.clock_refusal()
        return (*((clock,) if clock else ()), *readiness.refusals(act, self._office, seen))

    def _prepared(self, reference: str) -> Planned:
        act = self._store.act_by_reference(self._office.number, reference)
        if act is None:
            return Planned(reference, None, (Refusal(UnknownAct.code, {"reference": reference}),))
        unproven = self._office.reservations.offline_refusal(act.content)
        return Planned(act.content.reference, act, (unproven,) if unproven else self._judge(act))

    def keep(self, act: ActRow) -> None:
        """Just before an act is signed: its lease still runs, and the act is what was planned."""
        self._office.reservations.keep(act.content, self.lease_seconds)

    def release(self, plan: Plan) -> None:
        """After a batch: acts of which nothing waits to be sent are let go of, unless prepared for a meeting."""
        for one in plan.acts:
            act = self._store.act(self._office.number, one.act.content.id) if one.act else None
            known = self._office.reservations.known(act.content.id) if act else None
            if act is not None and known is not None and not known.prepared and not act.on_its_way:
                self._office.reservations.give_up(act.content.id)

    @property
    def lease_seconds(self) -> int:
        """How long a batch reserves an act."""
        return self._office.settings.signing.lease_minutes * 60
