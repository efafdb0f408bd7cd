"""From the sealed envelope to the first act: the trial signature, the registration, a predecessor's key.

A trial signs one sentence that is made here, was shown, and says of itself that it has no value
(:mod:`rokhas_desktop.identity.trial`).
"""

from __future__ import annotations

import secrets
from datetime import datetime

from rokhas_desktop.api.key_models import PredecessorNotice, TrialReceipt
from rokhas_desktop.desk import keys
from rokhas_desktop.desk.errors import NotPredecessors, NoTrial, SentenceNotShown
from rokhas_desktop.desk.key_views import BoundView, TrialView
from rokhas_desktop.desk.lease import Lease, Limits
from rokhas_desktop.desk.office import Office
from rokhas_desktop.identity import gate, trial
from rokhas_desktop.token.views import Selection


class FirstUse:
    """One account's."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._sentence: str | None = None
        self._receipt: TrialReceipt | None = None

    def sentence(self) -> str:
        """A new sentence, good for one trial."""
        at = self._office.now().astimezone()
        self._sentence = trial.sentence(at, secrets.token_bytes(trial.NONCE_BYTES))
        return self._sentence

    def trial(
        self, sentence: str, selection: Selection, pin: bytearray | None, *, accept_final_try: bool, pin_for_each: bool
    ) -> TrialView:
        """Sign the sentence that was shown and have the platform verify it; see the face."""
        if self._sentence is None or sentence != self._sentence:
            raise SentenceNotShown()
        self._sentence = None
        office = self._office
        clock = office.clock_refusal()
        if clock is not None:
            raise clock.error()
        judged = keys.selected(office, office.survey(selection), selection)
        barred = [one for one in judged.standing.refusals if one.code not in gate.WITHOUT_NUMBER]
        if barred:
            raise barred[0].error()
        signature = self._sign(sentence, judged, selection, pin, accept_final_try, pin_for_each)
        receipt = office.client.trial(sentence, signature)
        if receipt.certificate_sha256 != selection.certificate_sha256:
            raise NoTrial()
        self._receipt = receipt
        office.store.journal.add("trial_signature", certificate=receipt.certificate_sha256, receipt=receipt.id)
        return TrialView(receipt.certificate_sha256, receipt.verified_at)

    def _sign(
        self,
        sentence: str,
        judged: keys.Judged,
        selection: Selection,
        pin: bytearray | None,
        accept_final_try: bool,
        pin_for_each: bool,
    ) -> bytes:
        from rokhas_desktop.signing import trial as trial_signature

        office, chain = self._office, judged.chain
        uses = 1 if pin_for_each else 0
        minutes = office.settings.signing.pin_minutes * 60.0
        session = office.token.open(
            selection, pin, pin_uses=uses, pin_seconds=minutes, accept_final_try=accept_final_try
        )
        authorities = (*chain.intermediates, chain.anchor) if chain else ()
        with Lease(session, authorities, Limits(idle=office.settings.limits.idle_lock)) as lease:
            return trial_signature.sign(sentence, lease, signed_at=datetime.now().astimezone())

    def register(self) -> BoundView:
        """Bind the certificate of the trial just made; see the face."""
        receipt = self._receipt
        if receipt is None:
            raise NoTrial()
        office = self._office
        bound = office.client.register(receipt)
        self._receipt = None
        office.store.put_account(office.platform.id, office.client.me())
        office.store.journal.add("certificate_registered", certificate=bound.sha256, state=bound.state)
        return BoundView(bound.sha256, bound.state, bound.since)

    def notify(self, selection: Selection) -> datetime:
        """Say that this key, another person's, should be revoked; see the face."""
        office = self._office
        standing = keys.find(office, office.survey(selection), selection).standing
        facts = standing.key.facts
        if facts is None or not any(one.code == gate.ANOTHERS_KEY for one in standing.refusals):
            raise NotPredecessors()
        notice = PredecessorNotice(
            certificate_sha256=facts.sha256, issuer=facts.issuer_name[:200], serial=facts.serial, confirmed=True
        )
        receipt = office.client.notify_predecessor(notice)
        office.store.journal.add("predecessor_notified", certificate=facts.sha256, receipt=receipt.id)
        return receipt.received_at
