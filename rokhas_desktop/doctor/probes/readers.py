"""The smart card service, the readers, and what lies in them; a key that a module shows needs none of it."""

from __future__ import annotations

from rokhas_desktop.doctor.frame import SKIP, Finding, Seen, Values
from rokhas_desktop.doctor.patient import Patient
from rokhas_desktop.token import atr
from rokhas_desktop.token.reader_errors import ReadersNotSeen
from rokhas_desktop.token.views import Readers, Survey

NO_READER, EMPTY = "TOK-081", "TOK-082"


def service(patient: Patient, _values: Values) -> Seen:
    """Ask the service; what it says is judged once it is known whether a key is there all the same."""
    seen = patient.readers.look()
    if seen.code == ReadersNotSeen.code:
        return Seen((Finding(seen.code, seen.details, "warning"),), seen.state, value=SKIP)
    return Seen(facts=seen.state, value=seen)


def cards(_patient: Patient, values: Values) -> Seen:
    """The service, readers and cards; nothing is wrong with them where a module shows a token."""
    seen: Readers = values["pcsc"]
    # A reader's name may hold its serial number.
    facts = ", ".join(_kind(one.atr) if one.card else "–" for one in seen.readers)
    if values["tokens"]:
        return Seen(facts=facts, value=seen)
    if seen.code is not None:
        return Seen((Finding(seen.code, seen.details),), seen.state)
    if not seen.readers:
        return Seen((Finding(NO_READER),))
    survey: Survey | None = values["survey"]
    told = atr.cards(Survey(survey.modules if survey is not None else (), seen))
    if not told:
        return Seen((Finding(EMPTY),), facts)
    against = [one.refusal for one in told if one.refusal is not None]
    return Seen(tuple(Finding(one.code, one.details) for one in against), facts, value=seen)


def _kind(card: str) -> str:
    family = atr.recognise(card) if card else None
    return family.name if family is not None else "?"
