"""How much to ask of a line at a time, and when to give it up.

What a server sends into a connection that then breaks was sent for nothing, so a line that breaks is asked for
little, on a new connection each time, and for more while it holds: at most about an eighth of what comes is
asked for twice.  A good line is soon asked for so much that its latency does not matter.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

FIRST = 128 * 1024
CALM = 4 * 1024 * 1024
MOST = 16 * 1024 * 1024
LEAST = 16 * 1024
STALLS = 5
"""Attempts in a row that may bring nothing."""
PAUSE, LONGEST_PAUSE = 0.5, 15.0
"""Seconds before an attempt after one that brought nothing: doubled each time, and never the same for two clients."""


class Pace:
    """The pace of one way of a line, from one transfer to the next.  ``sleep`` is replaced by tests."""

    def __init__(self, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.size = FIRST
        self.careful = False
        self._stalls = 0
        self._sleep = sleep

    @property
    def headers(self) -> dict[str, str]:
        """What a request says of its connection: a line that breaks gets a new one each time."""
        return {"Connection": "close"} if self.careful else {}

    def begin(self) -> Pace:
        """Another transfer: what was learned of the line holds, what it failed to bring is forgiven."""
        self._stalls = 0
        return self

    def came(self) -> None:
        """All that was asked for came."""
        self._stalls = 0
        if self.careful and self.size < CALM:
            self.size += self.size // 8
        else:
            self.careful = False
            self.size = min(self.size * 2, MOST)

    def broke(self, brought: int) -> bool:
        """The line broke after ``brought`` bytes; whether to go on.  Waits after an attempt that brought nothing."""
        self.careful = True
        self.size = max(LEAST, min(self.size, brought or self.size) // 4)
        if brought > 0:
            self._stalls = 0
            return True
        self._stalls += 1
        if self._stalls >= STALLS:
            return False
        pause = min(PAUSE * 2 ** (self._stalls - 1), LONGEST_PAUSE)
        self._sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - it spreads clients, it hides nothing
        return True
