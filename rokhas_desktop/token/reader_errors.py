"""What is wrong with the smart card service, or with the card in a reader."""

from __future__ import annotations

from rokhas_desktop.token.errors import TokenError


class ServiceStopped(TokenError):
    """The system's smart card service does not run."""

    code = "TOK-070"


class ServiceRefused(TokenError):
    """The smart card service does not admit this session (a remote one, a sandboxed program)."""

    code = "TOK-071"


class ServiceFailed(TokenError):
    """The smart card service reports an error of its own.  ``scard`` names the call and the value."""

    code = "TOK-072"


class ServiceHung(TokenError):
    """The smart card service did not answer in time."""

    code = "TOK-073"


class ReadersNotSeen(TokenError):
    """This installation lacks the library that asks the smart card service."""

    code = "TOK-074"


class NationalCard(TokenError):
    """The card in the reader is the national ID card, not a signing key."""

    code = "TOK-075"


class MiddlewareMissing(TokenError):
    """The token in the reader is known, and the software that drives it is not on this computer."""

    code = "TOK-076"


class CardNotShown(TokenError):
    """There is a card in the reader, and no module shows it."""

    code = "TOK-077"


class CardMute(TokenError):
    """The card in the reader does not answer: upside down, dirty, or broken."""

    code = "TOK-078"
