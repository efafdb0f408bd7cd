"""What can go wrong with a child.  The room that owns the child turns these into its own words."""

from __future__ import annotations

from rokhas_desktop.errors import RokhasError


class ChildNotStarted(RokhasError):
    """The child could not be started, or said nothing within its first deadline."""

    code = "APP-010"


class ChildCrashed(RokhasError):
    """The child died while it was wanted."""

    code = "APP-011"


class ChildHung(RokhasError):
    """The child did not answer within the deadline and was killed."""

    code = "APP-012"
