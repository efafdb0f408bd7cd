"""What can go wrong with emulated tokens."""

from __future__ import annotations

from rokhas_desktop.errors import RokhasError


class SoftHsmMissing(RokhasError):
    """SoftHSM's module is at none of the known places."""

    code = "CRT-030"


class LabelUnusable(RokhasError):
    """A token's label is taken, empty or longer than 32 bytes."""

    code = "CRT-031"


class PinUnusable(RokhasError):
    """A PIN is shorter or longer than SoftHSM takes."""

    code = "CRT-032"


class PinNeeded(RokhasError):
    """No PIN was given and there is no terminal to ask at."""

    code = "CRT-033"


class TokenNotMade(RokhasError):
    """SoftHSM refused while a token was made; ``reason`` is PKCS#11's own word."""

    code = "CRT-036"
