"""The root of every error a person can understand and act on.

Each room has an ``errors`` module of its own with one small class for each such thing.  The class names
the code; what the code says, in three languages, is data in ``resources/catalogue``.
"""

from __future__ import annotations

from typing import ClassVar

Detail = str | int


class RokhasError(Exception):
    """Something that has a code in the catalogue.

    ``details`` fill the placeholders of the catalogue's texts.  They are shown and logged: never a PIN,
    and a national ID number only masked.
    """

    code: ClassVar[str] = "APP-001"

    def __init__(self, **details: Detail) -> None:
        super().__init__(self.code)
        self.details = details

    def __str__(self) -> str:
        parts = " ".join(f"{name}={value!r}" for name, value in self.details.items())
        return f"{self.code} {parts}".strip()


class Coded(RokhasError):
    """An error whose code is known only when it happens, such as one that a child sent back."""

    def __init__(self, code: str, **details: Detail) -> None:
        self._code = code
        super().__init__(**details)
        self.args = (code,)

    @property
    def code(self) -> str:  # type: ignore[override]
        """The code that the other side gave."""
        return self._code


class Cancelled(RokhasError):
    """The person stopped the work; nothing that was done is lost."""

    code = "APP-130"
