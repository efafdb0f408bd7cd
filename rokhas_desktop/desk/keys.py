"""The keys that are there, and whether they may sign for this account: the person first, then the certificate."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from rokhas_desktop.desk import trust
from rokhas_desktop.desk.office import Office
from rokhas_desktop.desk.views import KeyStanding
from rokhas_desktop.identity import gate
from rokhas_desktop.identity.certificates import AUTHORITY, CertificateFacts
from rokhas_desktop.identity.chain import Chain
from rokhas_desktop.identity.holder import mask_cin
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.token import errors as token_errors
from rokhas_desktop.token import modules
from rokhas_desktop.token.views import KeyView, Selection, Survey, TokenView

if TYPE_CHECKING:
    from rokhas_desktop.signing.revocation import Status

_PIN_STATES = {
    "locked": token_errors.PinLocked.code,
    "not-set": token_errors.PinNotSet.code,
    "to-be-changed": token_errors.PinExpired.code,
}


EXPIRES = ("CRT-040", "CRT-041", "CRT-042")
"""The first, second and last reminder before a certificate expires."""


@dataclasses.dataclass(frozen=True, slots=True)
class Judged:
    """A key's standing and, where one was found, its chain."""

    standing: KeyStanding
    chain: Chain | None


def standings(office: Office, survey: Survey) -> tuple[KeyStanding, ...]:
    """Every certificate on every token; those that may sign first, then those of this account's holder."""
    found = [judge(office, token, key).standing for token in survey.tokens for key in token.keys if key.facts]
    return tuple(sorted(found, key=_order))


def _order(standing: KeyStanding) -> tuple[bool, bool, bool, bool]:
    codes = {refusal.code for refusal in standing.refusals}
    # Before log-in many tokens show nothing of a key: a certificate with a sign of its key goes first.
    unproven = standing.key.key is None or standing.key.key.evidence == "none"
    return (not standing.usable, unproven, AUTHORITY in codes, gate.ANOTHERS_KEY in codes)


def selected(office: Office, survey: Survey, selection: Selection) -> Judged:
    """The chosen key, with its revocation asked now.

    Raises NoToken, UnknownToken, UnknownCertificate where it is not there.
    """
    judged = find(office, survey, selection)
    if judged.chain is not None:
        office.revocations.ask(judged.chain, selection.certificate_sha256, office.now())
        judged = find(office, survey, selection)
    return judged


def find(office: Office, survey: Survey, selection: Selection) -> Judged:
    """The chosen key by what is known now.  Raises as :func:`selected`."""
    return judge(office, *_find(survey, selection))


def _find(survey: Survey, selection: Selection) -> tuple[TokenView, KeyView]:
    found = survey.find(selection)
    if found is not None:
        return found
    if not survey.tokens:
        raise token_errors.NoToken()
    if all(token.serial != selection.serial for token in survey.tokens):
        raise token_errors.UnknownToken(token=selection.serial)
    raise token_errors.UnknownCertificate(certificate=selection.certificate_sha256[:16])


def check_revocation(office: Office, standing: KeyStanding) -> KeyStanding:
    """The same key once its revocation is known: by a kept answer in force, else asked now.  From any thread."""
    judged = judge(office, standing.token, standing.key)
    if judged.chain is None:
        return judged.standing
    office.revocations.ask(judged.chain, standing.key.sha256, office.now(), anew=False)
    return judge(office, standing.token, standing.key).standing


def judge(office: Office, token: TokenView, key: KeyView) -> Judged:
    """One key by what is known now; asks nobody."""
    facts = key.facts
    if facts is None:
        raise ValueError("a certificate that cannot be read is shown by its token, it has no standing")
    beside = [one.certificate for one in token.keys if one is not key]
    found = trust.judge(key.certificate, beside, office.platform, office.authorities, office.store.test_roots())
    chain = found if isinstance(found, Chain) else None
    status = office.revocations.known(chain, key.sha256, office.now()) if chain else None
    reasons = tuple(_reasons(office, token, key, facts, found, status))
    refusals, warnings = gate.split(_unique(reasons))
    standing = KeyStanding(
        token=token,
        key=key,
        selection=token.selection(key),
        holder_name=facts.holder.common_name,
        cin_masked=mask_cin(facts.holder.cin) if facts.holder.cin else None,
        issuer=facts.issuer_name,
        not_before=facts.not_before,
        not_after=facts.not_after,
        revocation=status.state if status else None,
        refusals=refusals,
        warnings=warnings,
    )
    return Judged(standing, chain)


def _reasons(
    office: Office,
    token: TokenView,
    key: KeyView,
    facts: CertificateFacts,
    found: Chain | Refusal,
    status: Status | None,
) -> Iterator[Refusal]:
    """The first is what the person should be told: whose key it is, unless it is no signing key at all."""
    if not office.is_test and token.module not in modules.admitted(office.settings.token.modules):
        yield Refusal(token_errors.ModuleNotAdmitted.code, {"module": PurePath(token.module).name})
    person = gate.check_signer(office.account, facts.holder, key.sha256)
    yield from (*person, *key.refusals) if facts.kind == "signature" else (*key.refusals, *person)
    if isinstance(found, Refusal):
        yield found
    yield from _revocation(office, status)
    yield from _reminder(office, facts)
    if token.pin_state in _PIN_STATES:
        yield Refusal(_PIN_STATES[token.pin_state])


def _revocation(office: Office, status: Status | None) -> Iterator[Refusal]:
    if status is None:
        return
    allowed = status.state == "unknown" and office.settings.signing.unknown_revocation == "allow"
    refusal = status.warning() if allowed else status.refusal()
    if refusal is not None:
        yield refusal


def _reminder(office: Office, facts: CertificateFacts) -> Iterator[Refusal]:
    """That the certificate expires soon, by the platform's day; the nearer the day, the plainer."""
    left = (office.day(facts.not_after) - office.today()).days
    if left < 0:
        return
    codes = [code for days, code in zip(office.settings.reminders.days, EXPIRES, strict=True) if left <= days]
    if codes:
        yield Refusal(codes[-1], {"days": left, "date": f"{office.day(facts.not_after):%d/%m/%Y}"})


def _unique(reasons: Sequence[Refusal]) -> list[Refusal]:
    return list({refusal.code: refusal for refusal in reasons}.values())
