"""How long each kind of call may take."""

from __future__ import annotations

from typing import Protocol


class Deadlines(Protocol):
    """Seconds by kind of call; the settings' group fits."""

    @property
    def initialise(self) -> float:
        """Loading, initialising, listing slots."""
        ...

    @property
    def search(self) -> float:
        """Reading one slot's token and objects."""
        ...

    @property
    def log_in(self) -> float:
        """A log-in with a PIN."""
        ...

    @property
    def log_in_pinpad(self) -> float:
        """A log-in at the token's own pinpad."""
        ...

    @property
    def sign(self) -> float:
        """One signature."""
        ...
