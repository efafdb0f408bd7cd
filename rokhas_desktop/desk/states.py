"""The life of a document, as one explicit state machine.

announced → fetched → verified → reviewed → signing → signed → checked → sending → acknowledged

``fetched``: its bytes are on disk.  ``verified``: they are those that the platform announced, and can be
signed.  ``reviewed``: this account saw these bytes.  ``signing`` is written before the token is asked: found
without a result it means "possibly made, discarded".  ``signed``: the result is on disk.  ``checked``: it is
what was wanted, and may leave.  ``sending`` is written before the first byte leaves.  The ends are
``acknowledged``, ``returned``, ``refused`` (by the platform), ``withdrawn`` and ``failed`` (with a reason);
a platform that announces a document anew takes it back to the beginning from any of them but
``acknowledged``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

State = Literal[
    "announced",
    "fetched",
    "verified",
    "reviewed",
    "signing",
    "signed",
    "checked",
    "sending",
    "acknowledged",
    "returned",
    "refused",
    "withdrawn",
    "failed",
]
STATES: tuple[State, ...] = get_args(State)

_ENDS: frozenset[State] = frozenset({"returned", "withdrawn"})
"""What can be said of the whole act at any time before its acknowledgement."""

NEXT: Mapping[State, frozenset[State]] = {
    # Another program of the account may have signed it: then the platform says so.
    "announced": frozenset({"announced", "fetched", "failed", "acknowledged"}) | _ENDS,
    "fetched": frozenset({"announced", "verified", "failed", "acknowledged"}) | _ENDS,
    "verified": frozenset({"announced", "reviewed", "signing", "acknowledged"}) | _ENDS,
    "reviewed": frozenset({"announced", "verified", "signing", "acknowledged"}) | _ENDS,
    # Back to verified or reviewed: no result was stored; the journal says "possibly made, discarded".
    "signing": frozenset({"signed", "verified", "reviewed", "failed"}),
    "signed": frozenset({"checked", "verified", "reviewed", "failed"}),
    "checked": frozenset({"announced", "sending", "acknowledged"}) | _ENDS,
    "sending": frozenset({"checked", "acknowledged", "refused", "announced"}) | _ENDS,
    "acknowledged": frozenset({"acknowledged"}),
    "returned": frozenset({"announced"}),
    "refused": frozenset({"announced", "verified", "reviewed", "sending", "acknowledged"}) | _ENDS,
    "withdrawn": frozenset({"announced"}),
    "failed": frozenset({"announced", "verified", "reviewed", "acknowledged"}) | _ENDS,
}

SIGNABLE: frozenset[State] = frozenset({"verified", "reviewed"})
HELD: frozenset[State] = frozenset({"signed", "checked", "sending"})
"""A signature exists here that the platform has not acknowledged."""


class ForbiddenStep(AssertionError):
    """The program tried a step that the life of a document does not have: our own bug."""


def step(old: State, new: State) -> State:
    """``new``, if a document may go there from ``old``.  Raises ForbiddenStep."""
    if new not in NEXT[old]:
        raise ForbiddenStep(f"{old} -> {new}")
    return new
