"""The life of a document, as one explicit state machine.

announced → fetched → verified → reviewed → signing → signed → checked → sending → acknowledged

``fetched``: its bytes are on disk.  ``verified``: they are those that the platform announced, and can be
signed.  ``reviewed``: this account saw these bytes.  ``signing`` is written before the token is asked: found
without a result it means "possibly made, discarded".  ``signed``: the result is on disk.  ``checked``: it is
what was wanted, and may leave.  ``held``: the person keeps it back.  ``sending`` is written before the first
byte leaves.  The ends are ``acknowledged``, ``returned``, ``refused`` (by the platform), ``withdrawn`` and
``failed`` (with a reason); a platform that announces a document anew takes it back to the beginning from any
of them but ``acknowledged``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from rokhas_desktop.failpoints import Point, point

State = Literal[
    "announced",
    "fetched",
    "verified",
    "reviewed",
    "signing",
    "signed",
    "checked",
    "held",
    "sending",
    "acknowledged",
    "returned",
    "refused",
    "withdrawn",
    "failed",
]
STATES: tuple[State, ...] = get_args(State)


def _to(*states: State, whole_act: bool = False) -> frozenset[State]:
    """Where a document may go; ``whole_act`` adds what may be said of its act at any such time."""
    return frozenset(states) | (frozenset[State](("returned", "withdrawn")) if whole_act else frozenset())


NEXT: Mapping[State, frozenset[State]] = {
    # Another program of the account may have signed it: then the platform says so ("acknowledged").
    "announced": _to("announced", "fetched", "failed", "acknowledged", whole_act=True),
    "fetched": _to("announced", "verified", "failed", "acknowledged", whole_act=True),
    # Held: its signature was found again beside a mended database.
    "verified": _to("announced", "reviewed", "signing", "held", "acknowledged", whole_act=True),
    "reviewed": _to("announced", "verified", "signing", "held", "acknowledged", whole_act=True),
    # Back to verified or reviewed: no result was stored; the journal says "possibly made, discarded".
    "signing": _to("signed", "verified", "reviewed", "failed"),
    "signed": _to("checked", "verified", "reviewed"),
    "checked": _to("announced", "verified", "reviewed", "held", "sending", "acknowledged", whole_act=True),
    # Discarded by the person: back to verified or reviewed, as the journal says.
    "held": _to("announced", "verified", "reviewed", "checked", "acknowledged", whole_act=True),
    "sending": _to("announced", "checked", "acknowledged", "refused", whole_act=True),
    "acknowledged": _to(),
    "returned": _to("announced"),
    "refused": _to("announced", "verified", "reviewed", "acknowledged", whole_act=True),
    "withdrawn": _to("announced"),
    "failed": _to("announced", "verified", "reviewed", "acknowledged", whole_act=True),
}

SIGNABLE: frozenset[State] = frozenset({"verified", "reviewed"})
HELD: frozenset[State] = frozenset({"signed", "checked", "held", "sending"})
"""A signature exists here that the platform has not acknowledged."""


class ForbiddenStep(AssertionError):
    """The program tried a step that the life of a document does not have: our own bug."""


def step(old: State, new: State) -> State:
    """``new``, if a document may go there from ``old``.  Raises ForbiddenStep."""
    if new not in NEXT[old]:
        raise ForbiddenStep(f"{old} -> {new}")
    return new


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a stop is tried around one step: before it, within its transaction, and when it is on the disk."""

    before: Point
    within: Point
    after: Point


def _crossing(old: State, new: State) -> Crossing:
    return Crossing(*(point(f"{old} > {new}, {when}") for when in ("before", "within", "after")))


CROSSINGS: Mapping[tuple[State, State], Crossing] = {
    (old, new): _crossing(old, new) for old in STATES for new in sorted(NEXT[old])
}
"""The points of every step that the life of a document has."""
