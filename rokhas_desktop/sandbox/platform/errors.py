"""What can go wrong with the reference platform."""

from __future__ import annotations

from rokhas_desktop.errors import RokhasError


class AddressTaken(RokhasError):
    """The address and port cannot be listened on."""

    code = "APP-080"


class NotRunning(RokhasError):
    """No reference platform runs on this data folder."""

    code = "APP-081"


class ControlRefused(RokhasError):
    """The running platform refused what it was asked to do."""

    code = "APP-082"
