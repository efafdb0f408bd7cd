"""A batch of 300 small PDFs through the whole desk to the reference platform on the loopback.

From the PIN to the last receipt: acts looked at and reserved, originals verified, stamps drawn, SoftHSM's
signatures made, checked and stored, and sent over HTTPS to the platform, which verifies each in full before it
answers. The documents are here and were read. The platform runs on the same two cores: *its* time is in ours. The
peers sign the same files one after the other, each by a process of its own, with no platform: ``pdfsig
-add-signature`` with a key in NSS's store, and pyHanko's command line with the same token (each on a part of the
files, counted for all). *Our own processor time* is that of the program and its children without the token's, in
which SoftHSM signs, and without the platform's.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.harness import desk, peers

if TYPE_CHECKING:
    from bench.harness.figures import Figure

PDFSIG, COMMAND = "pdfsig in a loop", "pyHanko's command line"
FASTER, CPU_MS = 3.0, 10.0
DEADLINE = 600.0


def _loop(sign: Callable[[Path, Path], None], files: Sequence[Path], out: Path) -> float:
    """Milliseconds a file."""
    out.mkdir()
    began = time.perf_counter()
    for number, file in enumerate(files):
        sign(file, out / f"{number}.pdf")
    return 1000 * (time.perf_counter() - began) / len(files)


def rounds(folder: Path, documents: int, count: int, *, some: int) -> dict[str, list[float]]:
    """Milliseconds a document, a list of rounds each; ``some`` files for the peers."""
    told: dict[str, list[float]] = {"ours": [], "cpu": [], PDFSIG: [], COMMAND: []}
    with desk.platform(folder) as (sandbox, keys), desk.ready(folder / "home", sandbox, keys) as ready:
        pdfsig, command = peers.pdfsig(folder / "nss"), peers.command_line(keys, folder)
        for number in range(count):
            references = desk.add_acts(sandbox, documents)
            ready.read(references)
            files = desk.originals(sandbox, references)
            used, began = desk.own_cpu(sandbox), time.perf_counter()
            signed = len(ready.sign(references).documents)
            told["ours"].append(1000 * (time.perf_counter() - began) / signed)
            told["cpu"].append(1000 * (desk.own_cpu(sandbox) - used) / signed)
            told[PDFSIG].append(_loop(pdfsig, files[: 4 * some], folder / f"pdfsig-{number}"))
            told[COMMAND].append(_loop(command, files[:some], folder / f"pyhanko-{number}"))
    return told


def measure(quick: bool) -> list[Figure]:
    """The figures, for ``python -m bench``."""
    from bench.harness.figures import against, bounded

    documents, count, some = (3, 1, 1) if quick else (300, 2, 15)
    with tempfile.TemporaryDirectory() as name:
        told = rounds(Path(name), documents, count, some=some)
    title = "a batch of 300 small PDFs, a document"
    return [
        against(title, "ms", told, limit=PDFSIG, reach=FASTER, faster=True),
        against(title, "ms", told, limit=COMMAND, reach=None, faster=True),
        bounded(f"{title}, our own processor time", "ms", told["cpu"], bound=CPU_MS),
    ]
