"""A PDF of 1 GB verified, signed and checked on this PC, beside ``sha256sum`` and ``cp`` of the same file.

The file is a page with a stream of random bytes; it lies on the disk of the temporary files and, for all alike, in
the system's cache as far as that is large enough. *Ours* is what ``sign-file`` does, without its start: the key
opened (SoftHSM), the file examined and its digest taken, PAdES B-B, the signed file written beside it whole and
synchronised to the disk, read back and checked, its digest in the journal. The limit is ``sha256sum`` of the file
and then ``cp`` of it; with ``sync`` of the copy it promises what we promise. *Memory* is the most that the program
and its children take together (PSS) above what they took before.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from support.command import PIN, create_token, environment

from bench.harness import files, local
from bench.harness.interleave import interleaved

if TYPE_CHECKING:
    from bench.harness.figures import Figure

BYTES = 1_000_000_000
PEER, SAFE = "sha256sum and cp", "sha256sum, cp and sync"
REACH, MEMORY = 1.4, 120.0
DEADLINE = 400.0


def copied(file: Path, *, sync: bool) -> float:
    """Seconds of the peer."""
    copy = file.with_name("copy.pdf")
    began = time.perf_counter()
    subprocess.run(["sha256sum", str(file)], check=True, capture_output=True)
    subprocess.run(["cp", str(file), str(copy)], check=True)
    if sync:
        subprocess.run(["sync", str(copy)], check=True)
    taken = time.perf_counter() - began
    copy.unlink()
    return taken


def rounds(folder: Path, size: int, count: int) -> tuple[dict[str, list[float]], list[float]]:
    """Seconds by who did it, and MB above rest."""
    home, above = folder / "home", []
    home.mkdir()
    create_token(home, "valid")
    small, large = files.pdf(folder / "small.pdf", 100_000), files.pdf(folder / "large.pdf", size)
    with local.signing(home, folder / "out", PIN, environment(home)) as running:

        def ours() -> float:
            made = running.sign(large)
            made.output.unlink()
            above.append(made.above)
            return made.seconds

        running.sign(small).output.unlink()
        peers = {PEER: lambda: copied(large, sync=False), SAFE: lambda: copied(large, sync=True)}
        told = interleaved({"ours": ours, **peers}, count, warm=1)
    return told, above[-count:]


def measure(quick: bool) -> list[Figure]:
    """The figures, for ``python -m bench``."""
    from bench.harness.figures import against, bounded

    size, count = (2_000_000, 1) if quick else (BYTES, 3)
    with tempfile.TemporaryDirectory() as name:
        told, above = rounds(Path(name), size, count)
    title = "a PDF of 1 GB verified, signed, checked"
    return [
        against(title, "s", told, limit=PEER, reach=REACH),
        against(title, "s", told, limit=SAFE, reach=None),
        bounded(f"{title}, memory above rest", "MB", above, bound=MEMORY),
    ]
