"""What can go wrong between this PC and the platform, once the way to it stands."""

from __future__ import annotations

from rokhas_desktop.errors import Coded, RokhasError


class PlatformRefused(Coded):
    """The platform said no, with a problem code that the catalogue knows (or API-002 for one that it does not).

    ``slug`` is the platform's code, ``status`` the HTTP status, ``seconds`` how long it asks to wait where it asks to
    slow down, ``detail`` its own words, for the log only:
    they are in no language of ours and are never shown.
    """

    def __init__(self, code: str, *, slug: str, status: int, detail: str = "", seconds: int = 60, **more: str) -> None:
        wait = {"seconds": seconds} if slug == "slow-down" else {}
        super().__init__(code, slug=slug, status=status, **wait, **more)
        self.slug = slug
        self.status = status
        self.detail = detail


class AnswerNotUnderstood(RokhasError):
    """An answer breaks the contract.  ``call`` is the call, ``field`` the path of the first wrong value."""

    code = "API-001"


class UnknownProblem(RokhasError):
    """The platform refused with a problem code that this version does not know."""

    code = "API-002"


class NotLoggedIn(RokhasError):
    """There is no session with the platform, or it ended."""

    code = "API-010"


class LogInTimedOut(RokhasError):
    """Nobody logged in, in the browser, within the time given."""

    code = "API-011"


class LogInRefused(RokhasError):
    """The platform did not grant the log-in.  ``reason`` is OAuth's error code."""

    code = "API-012"


class LogInMixedUp(RokhasError):
    """A browser answered a log-in that is not the one that waits (OAuth's state differs)."""

    code = "API-013"


class NoLoopback(RokhasError):
    """No port of the PC's own could be opened for the browser's answer."""

    code = "API-014"


class NoKeyring(RokhasError):
    """The system has no keyring to keep the session in, and policy allows nothing else."""

    code = "API-020"


class KeptInFile(RokhasError):
    """A warning: the session of a test platform is kept in a private file, for want of a keyring."""

    code = "API-021"


class ContentDiffers(RokhasError):
    """What was downloaded is not what the act announces (SHA-256)."""

    code = "API-030"


class ContentTooLong(RokhasError):
    """The platform sends more bytes than it announced."""

    code = "API-031"


class DocumentTooLarge(RokhasError):
    """The document is larger than what settings allow."""

    code = "API-032"


class ReceiptDiffers(RokhasError):
    """The platform acknowledged something else than what was sent."""

    code = "API-033"


class CannotStore(RokhasError):
    """The disk did not take what came."""

    code = "API-034"


class BadFileName(RokhasError):
    """The name of a document leads elsewhere, hides something or is too long."""

    code = "API-035"
