"""The certificate: fit, paired with its key, trusted, not revoked, the account's; and what its key can do.

Judged as the desk judges (``identity.gate``, ``desk.trust``), from what lies on the disk: nobody need be logged in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo

from rokhas_desktop.desk import trust
from rokhas_desktop.desk.anchors import FILE, AnchorList, believe
from rokhas_desktop.desk.keys import EXPIRES
from rokhas_desktop.desk.looking import Looked
from rokhas_desktop.doctor.frame import SKIP, Finding, Seen, Values
from rokhas_desktop.doctor.patient import Patient
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.identity import gate
from rokhas_desktop.identity.certificates import AUTHORITY, CertificateFacts
from rokhas_desktop.identity.chain import Chain, build
from rokhas_desktop.identity.entitlements import in_force
from rokhas_desktop.identity.errors import UnreadableCertificate
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.settings import Settings
from rokhas_desktop.signing.errors import NoScheme
from rokhas_desktop.token import errors, modules
from rokhas_desktop.token.views import KeyView, TokenView

NO_CERTIFICATE, SEVERAL = "TOK-083", "TOK-084"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One certificate of a person, and what speaks against it: its fitness, the person, its authority."""

    token: TokenView
    key: KeyView
    facts: CertificateFacts
    fit: tuple[Refusal, ...]
    person: tuple[Refusal, ...]
    chain: Chain | Refusal | None

    @property
    def against(self) -> int:
        """How much speaks against it."""
        return len(self.fit) + len(self.person) + isinstance(self.chain, Refusal)


def certificates(patient: Patient, values: Values) -> Seen:
    """The one certificate that would be signed with, and what makes it unfit."""
    found: tuple[TokenView, ...] = values["tokens"]
    desk: Looked = values["database"] or Looked()
    every = [(token, key) for token in found for key in token.keys]
    if not every:
        return Seen((Finding(NO_CERTIFICATE),))
    authorities = _authorities(patient, values["settings"])
    judged = [_judge(token, key, facts, desk, authorities) for token, key, facts in _persons(every)]
    if not judged:
        codes = [key.refusals[0] for _token, key in every if key.refusals]
        return Seen(tuple(Finding(one.code, one.details) for one in codes[:1]) or (Finding(NO_CERTIFICATE),))
    best = min(judged, key=lambda one: one.against)
    findings = [Finding(one.code, one.details) for one in best.fit]
    findings += _reminders(best.facts, values["settings"], patient.now())
    if sum(not one.against for one in judged) > 1:
        findings.append(Finding(SEVERAL, {"count": sum(not one.against for one in judged)}))
    facts = f"{len(every)} · {best.facts.kind} · {best.facts.not_after:%Y-%m-%d}"
    return Seen(tuple(findings), facts, value=best)


def _persons(every: Iterable[tuple[TokenView, KeyView]]) -> Iterator[tuple[TokenView, KeyView, CertificateFacts]]:
    """All but authorities' certificates, which lie beside, and those that cannot be read."""
    for token, key in every:
        codes = {one.code for one in key.refusals}
        if key.facts is not None and AUTHORITY not in codes and UnreadableCertificate.code not in codes:
            yield token, key, key.facts


def _authorities(patient: Patient, settings: Settings) -> trust.Authorities:
    return trust.Authorities.of_machine(patient.policy, anchor_list(patient, settings)[0])


def anchor_list(patient: Patient, settings: Settings) -> tuple[AnchorList | None, RokhasError | None]:
    """The signed list of the real authorities, as far as it counts, and why it does not."""
    path = patient.home.root / "desk" / FILE
    if not path.is_file():
        return None, None
    try:
        return believe(path.name, path.read_bytes(), settings.trust.signers, patient.now()), None
    except RokhasError as error:
        return None, error


def _judge(
    token: TokenView, key: KeyView, facts: CertificateFacts, desk: Looked, authorities: trust.Authorities
) -> Candidate:
    person = gate.check_signer(desk.account, facts.holder, key.sha256) if desk.account is not None else ()
    return Candidate(token, key, facts, key.refusals, tuple(person), _chain(token, key, desk, authorities))


def _chain(token: TokenView, key: KeyView, desk: Looked, authorities: trust.Authorities) -> Chain | Refusal | None:
    """To an authority that counts on the platform; before log-in to any that this PC knows, or None."""
    beside = [one.certificate for one in token.keys if one is not key]
    if desk.connection is not None:
        return trust.judge(key.certificate, beside, desk.connection.platform, authorities, desk.test_roots)
    known = (*authorities.anchors, *desk.test_roots)
    return build(key.certificate, (*beside, *authorities.between), known)


def _reminders(facts: CertificateFacts, settings: Settings, now: datetime) -> Iterator[Finding]:
    left = (facts.not_after - now).days
    codes = [code for days, code in zip(settings.reminders.days, EXPIRES, strict=True) if 0 <= left <= days]
    if codes:
        yield Finding(codes[-1], {"days": left, "date": f"{facts.not_after:%d/%m/%Y}"})


def chain(patient: Patient, values: Values) -> Seen:
    """Whether the certificate leads to an authority that counts; and whether the list of authorities holds."""
    best: Candidate = values["certificates"]
    desk: Looked = values["database"] or Looked()
    _list, wrong = anchor_list(patient, values["settings"])
    findings = [Finding(wrong.code, wrong.details, "warning")] if wrong is not None else []
    if isinstance(best.chain, Refusal):
        return Seen((Finding(best.chain.code, best.chain.details), *findings))
    real = desk.connection is not None and desk.connection.platform.environment != "test"
    if real and best.token.module not in modules.admitted(values["settings"].token.modules):
        findings.append(Finding(errors.ModuleNotAdmitted.code, {"module": PurePath(best.token.module).name}))
    if best.chain is None:
        return Seen(tuple(findings), value=SKIP)
    return Seen(tuple(findings), str(len(best.chain.intermediates) + 2), value=best.chain)


def identity(patient: Patient, values: Values) -> Seen:
    """Whether the certificate's holder is the account's, and may sign anything today (LO 113-14 arts. 20, 64, 103)."""
    best: Candidate = values["certificates"]
    desk: Looked = values["database"]
    if desk.account is None or desk.connection is None:
        return Seen(value=SKIP)
    findings = [Finding(one.code, one.details) for one in best.person]
    today = patient.now().astimezone(ZoneInfo(desk.connection.platform.zone)).date()
    if desk.account.role == "signer" and not any(in_force(one, today) for one in desk.account.entitlements):
        findings.append(Finding(gate.NONE_IN_FORCE))
    return Seen(tuple(findings), value=True)


def mechanisms(_patient: Patient, values: Values) -> Seen:
    """Whether the key signs in a way that is accepted."""
    best: Candidate = values["certificates"]
    key = best.key.key
    if key is None:
        return Seen(value=SKIP)  # the certificate's own finding says so
    facts = f"{key.type.upper()} {key.bits} · {', '.join(key.schemes)} · {key.evidence}"
    if key.always_authenticate:
        facts += " · always-authenticate"
    return Seen(() if key.schemes else (Finding(NoScheme.code),), facts, value=key)
