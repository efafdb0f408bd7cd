"""The last step of a deep examination: one trial signature with a PIN that the holder types.

Signs the trial's sentence, shown before, and nothing else (:mod:`rokhas_desktop.signing.trial`); nobody is told of it.
"""

from __future__ import annotations

import dataclasses
import secrets
from datetime import datetime
from functools import partial

from rokhas_desktop.desk.lease import Lease, Limits
from rokhas_desktop.doctor import frame
from rokhas_desktop.doctor.examination import Examination, rank
from rokhas_desktop.doctor.frame import Probe, Row, Seen, Values
from rokhas_desktop.doctor.patient import Patient, data
from rokhas_desktop.doctor.probes.certificate import Candidate
from rokhas_desktop.identity import trial
from rokhas_desktop.identity.chain import Chain

PROBE = "trial"


def sentence(at: datetime) -> str:
    """A new sentence, to be shown before a PIN is typed."""
    return trial.sentence(at.astimezone(), secrets.token_bytes(trial.NONCE_BYTES))


def candidate(seen: Examination) -> Candidate | None:
    """The key that would sign, None where the examination found none."""
    found: Candidate | None = seen.values.get("certificates")
    return found if found is not None and found.key.key is not None else None


def trial_signature(
    patient: Patient,
    seen: Examination,
    text: str,
    pin: bytearray | None,
    *,
    accept_final_try: bool = False,
) -> Examination:
    """The examination with the trial's row.  ``pin`` (None: the token's own pinpad) is zeroed whatever happens."""
    chosen = candidate(seen)
    if chosen is None:
        rows: tuple[Row, ...] = (Row(PROBE, "skipped", missing=("certificates",)),)
    else:
        work = partial(_sign, patient, chosen, text, pin, accept_final_try)
        seconds = float(data()["seconds"][PROBE])
        rows = frame.run([Probe(PROBE, work, seconds)], whole=seconds)
    whole = (*seen.rows, *rows)
    return dataclasses.replace(seen, rows=whole, ranked=rank(whole))


def _sign(
    patient: Patient, chosen: Candidate, text: str, pin: bytearray | None, accept_final_try: bool, _values: Values
) -> Seen:
    from rokhas_desktop.signing import trial as trial_room

    led = chosen.chain
    authorities = (*led.intermediates, led.anchor) if isinstance(led, Chain) else ()
    selection = chosen.token.selection(chosen.key)
    # One PIN was typed for one signature: a key that wants it again at the signature gets it once.
    session = patient.token.open(selection, pin, pin_uses=1, accept_final_try=accept_final_try)
    with Lease(session, authorities, Limits(idle=60.0)) as lease:
        signature = trial_room.sign(text, lease, signed_at=patient.now().astimezone())
    return Seen(facts=f"CAdES · {len(signature)} bytes", value=True)
