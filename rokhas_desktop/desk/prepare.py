"""A meeting without a line: everything is fetched and examined, reserved for this PC, the key's status asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rokhas_desktop.api.errors import PlatformRefused
from rokhas_desktop.desk import keys, readiness
from rokhas_desktop.desk.errors import NotSeen, UnknownAct
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.outcome import PreparedAct
from rokhas_desktop.desk.rows import ActRow
from rokhas_desktop.desk.sync import Synchroniser
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.progress import Cancel, Progress, Report


def prepare(
    office: Office, sync: Synchroniser, references: Sequence[str], report: Report, cancel: Cancel
) -> tuple[PreparedAct, ...]:
    """See :meth:`rokhas_desktop.desk.face.Desk.prepare`."""
    sync.run(fetch=False, report=report, cancel=cancel)
    acts = _wanted(office, references)
    made: list[PreparedAct] = []
    for number, act in enumerate(acts):
        cancel.check()
        report(Progress(number, len(acts), "acts", act.content.reference))
        made.append(_one(office, sync.whole(act, cancel)))
    _ask_revocation(office)
    return tuple(made)


def _wanted(office: Office, references: Sequence[str]) -> list[ActRow]:
    if not references:
        return [act for act in office.acts() if readiness.closed(act) is None and act.waits]
    found = []
    for reference in dict.fromkeys(references):
        act = office.store.act_by_reference(office.number, reference)
        if act is None:
            raise UnknownAct(reference=reference.strip())
        found.append(act)
    return found


def _one(office: Office, act: ActRow) -> PreparedAct:
    barred = list(readiness.refusals(act, office, office.store.reviewed(office.number)))
    missing = sum(row.state in {"announced", "fetched", "failed"} for row in act.documents)
    until = None
    # What was not seen yet is reviewed in the meeting.
    if office.account.role == "signer" and all(one.code == NotSeen.code for one in barred):
        try:
            hours = office.settings.signing.offline_hours
            lease = office.reservations.take(act.content, hours * 3600, prepared=True)
            until = lease.expires_at if lease.version == act.content.version else None
        except PlatformRefused as error:
            barred.append(Refusal(error.code, error.details))
    told = tuple(one for one in barred if one.code != NotSeen.code)
    return PreparedAct(act.content.reference, len(act.documents), missing, until, told)


def _ask_revocation(office: Office) -> None:
    """The answers about the keys that are there are kept: without a line nobody answers."""
    if office.account.role != "signer":
        return
    for standing in keys.standings(office, office.survey(None)):
        if standing.usable:
            keys.check_revocation(office, standing)


def give_up(office: Office, acts: Collection[str]) -> None:
    """Let other PCs sign these acts again, by id; all that are reserved where none is named."""
    for one in office.reservations.all():
        if not acts or one.act in acts:
            office.reservations.give_up(one.act)
