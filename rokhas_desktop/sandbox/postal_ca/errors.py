"""What can go wrong with the test postal CA."""

from __future__ import annotations

from rokhas_desktop.errors import RokhasError


class CaPortTaken(RokhasError):
    """Another program listens on the port that was fixed when the CA was founded."""

    code = "CRT-034"


class CaDamaged(RokhasError):
    """The folder of the test CA lacks a file, or one of them cannot be read."""

    code = "CRT-035"
