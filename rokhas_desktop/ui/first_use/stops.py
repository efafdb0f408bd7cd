"""Where a first use stands, from the facts alone: leaving and coming back needs nothing to be kept.

Pure; the order is that of the law's care: whose key it is before anything is done with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rokhas_desktop.desk.face import KeyStanding, KeyWay
from rokhas_desktop.identity import gate
from rokhas_desktop.identity.refusal import Refusal
from rokhas_desktop.token.errors import PinExpired, PinNotSet

Stop = Literal["insert", "another", "wrong", "unfit", "set_pin", "compare", "notice", "trial", "pending", "ready"]
RAIL: tuple[Stop, ...] = ("insert", "set_pin", "compare", "notice", "trial", "ready")
"""The stops of a first use that goes well, in order; the others are where it is held up."""
_HELD_AT: dict[Stop, Stop] = {"another": "insert", "unfit": "insert", "wrong": "compare", "pending": "ready"}
GUIDED: frozenset[Stop] = frozenset({"another", "wrong", "set_pin"})
"""Where the guide has more to offer than why the key cannot sign."""

_PIN_TO_CHOOSE = frozenset({PinNotSet.code, PinExpired.code})
_WRONG_DATA = frozenset({gate.ANOTHER_NAME, gate.OTHER_NUMBER})


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said of one certificate in this sitting; of another one nothing was said."""

    certificate: str = ""
    right: bool | None = None
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The stop, the key that it is about, and what holds it up there."""

    stop: Stop
    key: KeyStanding | None = None
    refusal: Refusal | None = None

    @property
    def on_rail(self) -> int:
        """Which of :data:`RAIL` it belongs to."""
        return RAIL.index(_HELD_AT.get(self.stop, self.stop))


def place(way: KeyWay | None, keys: Sequence[KeyStanding], said: Said) -> Place:
    """Where the first of ``keys`` stands (the desk puts the fittest first)."""
    if not keys:
        return Place("insert")
    key = keys[0]
    if said.certificate != key.selection.certificate_sha256:
        said = Said(key.selection.certificate_sha256)
    reasons = {one.code: one for one in key.refusals}
    if gate.ANOTHERS_KEY in reasons:
        return Place("another", key, reasons[gate.ANOTHERS_KEY])
    held = [one for one in key.refusals if one.code not in gate.WITHOUT_NUMBER | _PIN_TO_CHOOSE]
    if held:
        return Place("wrong" if held[0].code in _WRONG_DATA else "unfit", key, held[0])
    choose = next((one for one in key.refusals if one.code in _PIN_TO_CHOOSE), None)
    if choose is not None:
        return Place("set_pin", key, choose)
    bound = next((one.state for one in way.certificates if one.sha256 == said.certificate), None) if way else None
    if bound is not None:
        return Place("ready" if bound == "registered" else "pending", key)
    return Place(_next(said), key)


def _next(said: Said) -> Stop:
    if said.right is None:
        return "compare"
    if not said.right:
        return "wrong"
    return "trial" if said.noted else "notice"
