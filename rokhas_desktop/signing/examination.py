"""The child in which documents that nobody vouches for are examined: it may hang, or die, alone.

On Linux its memory is bounded, so that what unfolds beyond measure ends here.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rokhas_desktop.signing import preflight
from rokhas_desktop.signing.face import Limits, Spot
from rokhas_desktop.supervise import Frame, serve

#: Bytes of memory of its own that the child may take; files are mapped and do not count.
MEMORY = 1 << 30


def main() -> None:
    """Serve until the parent ends."""
    _confine()
    serve({"examine": examine})


def examine(header: dict[str, Any], _payload: bytearray) -> Frame:
    """One verdict; see :class:`rokhas_desktop.signing.examiner.Examiner`."""
    spot = header["spot"]
    verdict = preflight.examine(
        Path(header["path"]),
        limits=Limits(**header["limits"]),
        password=header["password"],
        field_name=header["field"],
        spot=Spot(spot["page"], tuple(spot["box"]) if spot["box"] else None) if spot else None,
        screening=header["screening"],
        media_type=header["media_type"],
    )
    return Frame({"verdict": {**asdict(verdict), "path": None}})


def _confine() -> None:
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
