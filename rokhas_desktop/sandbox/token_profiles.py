"""The names of the emulated tokens' profiles; cheap to import, for the command line."""

from __future__ import annotations

from typing import Literal, get_args

ProfileName = Literal[
    "valid",
    "expired",
    "not-yet-valid",
    "revoked",
    "predecessor",
    "wrong-cin",
    "passport",
    "seal",
    "advanced",
    "no-private-key",
    "two-certificates",
    "always-authenticate",
    "ecdsa",
    "pin-not-set",
]
PROFILES: tuple[ProfileName, ...] = get_args(ProfileName)
