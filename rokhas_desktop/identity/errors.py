"""What can be wrong with a certificate or with the rules it is read by."""

from __future__ import annotations

from rokhas_desktop.errors import RokhasError


class UnreadableCertificate(RokhasError):
    """The bytes are not an X.509 certificate that can be read."""

    code = "CRT-020"


class BadIdentityRules(RokhasError):
    """The data that says how certificates are read (``identity.toml`` or its override) is not usable."""

    code = "CRT-021"
