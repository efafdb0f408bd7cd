"""What can go wrong when a document is drawn."""

from __future__ import annotations

from rokhas_desktop.errors import RokhasError


class FileMissing(RokhasError):
    """The file is not there or cannot be read."""

    code = "RND-001"


class DocumentUnreadable(RokhasError):
    """It is not a PDF that the renderer can open."""

    code = "RND-002"


class PasswordNeeded(RokhasError):
    """The document opens with a password only, and none or a wrong one was given."""

    code = "RND-003"


class SecurityUnsupported(RokhasError):
    """The document is encrypted in a way that the renderer does not know (a certificate's, for instance)."""

    code = "RND-004"


class PageUnreadable(RokhasError):
    """The document opens, but this page does not."""

    code = "RND-005"


class DrawingTooSlow(RokhasError):
    """The renderer did not answer in time and was ended."""

    code = "RND-006"


class DrawingCrashed(RokhasError):
    """The document made the renderer end."""

    code = "RND-007"


class DrawingTooLarge(RokhasError):
    """The drawing wants more memory than the renderer may take."""

    code = "RND-008"


class RendererNotStarted(RokhasError):
    """The renderer could not be started on this machine."""

    code = "RND-009"


class StampTooSmall(RokhasError):
    """The place is too small for the stamp's text to be read."""

    code = "RND-010"


class StampNotDrawn(RokhasError):
    """The stamp's page could not be made."""

    code = "RND-011"
