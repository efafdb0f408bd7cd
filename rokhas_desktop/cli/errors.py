"""What can go wrong with a command itself."""

from __future__ import annotations

from rokhas_desktop.errors import RokhasError


class PinFromPipe(RokhasError):
    """On a real platform the holder types the PIN: it is not taken from standard input."""

    code = "APP-020"


class NoCertificates(RokhasError):
    """A folder of certificates to trust holds none that can be read."""

    code = "APP-021"


class HomeUnusable(RokhasError):
    """The folder that holds the user's state cannot be made or entered."""

    code = "APP-022"
