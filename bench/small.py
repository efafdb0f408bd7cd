"""A small PDF, all of our work included, on the margin of a batch, beside the token's bare C_Sign and pyHanko as
shipped.

Acts of the reference platform (drawn decisions and plans of 35 to 400 KB) are signed at B-B by the desk with
SoftHSM and held back, so that nothing is sent: *ours* is the time from one document checked to the next, over the
batch, with the original verified, the PAdES signature made, read again and checked, and each of its states stored
with a full synchronisation of the disk. *Stamped* documents have a visible signature drawn anew for each; for the
*invisible* ones the platform wants none. The peers sign with the same token in processes of their own: *C_Sign*
alone over 228 bytes, with its C_SignInit; *pyHanko as shipped* with its PKCS#11 signer, from file to file,
invisible, without a check and without a store.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.harness import desk, peers

if TYPE_CHECKING:
    from bench.harness.figures import Figure
    from rokhas_desktop.desk.face import BatchEvent

SIGN, SHIPPED = "C_Sign", "pyHanko as shipped"
INVISIBLE, STAMPED, FASTER = 8.0, 14.0, 6.0
DEADLINE = 400.0


def margin(ready: desk.Ready, references: list[str]) -> float:
    """Milliseconds a document, from the first one checked to the last."""
    seen: list[float] = []

    def heard(event: BatchEvent) -> None:
        if event.state == "checked":
            seen.append(time.perf_counter())

    ready.sign(references, hold=True, on_event=heard)
    return 1000 * (seen[-1] - seen[0]) / (len(seen) - 1)


def rounds(folder: Path, documents: int, count: int) -> dict[str, list[float]]:
    """Milliseconds a signature by who made it, a list of rounds each."""
    told: dict[str, list[float]] = {"invisible": [], "stamped": [], SIGN: [], SHIPPED: []}
    with desk.platform(folder) as (sandbox, keys), desk.ready(folder / "home", sandbox, keys) as ready:
        for number in range(count):
            plain, stamped = (desk.add_acts(sandbox, documents, visible=visible) for visible in (False, True))
            ready.read([*plain, *stamped])
            out = folder / f"out-{number}"
            out.mkdir()
            files = desk.originals(sandbox, plain)[:documents]
            told["invisible"].append(margin(ready, plain))
            told[SIGN].append(1000 * statistics.median(peers.raw(keys, 300)))
            told["stamped"].append(margin(ready, stamped))
            told[SHIPPED].append(1000 * statistics.median(peers.pyhanko(keys, files, out)))
    return told


def measure(quick: bool) -> list[Figure]:
    """The figures, for ``python -m bench``."""
    from bench.harness.figures import against

    documents, count = (3, 1) if quick else (40, 3)
    with tempfile.TemporaryDirectory() as name:
        told = rounds(Path(name), documents, count)
    title = "a small PDF with all our work"
    return [
        against(f"{title}, invisible", "ms", told, ours="invisible", limit=SIGN, reach=INVISIBLE),
        against(f"{title}, stamped", "ms", told, ours="stamped", limit=SIGN, reach=STAMPED),
        against(f"{title}, invisible", "ms", told, ours="invisible", limit=SHIPPED, reach=FASTER, faster=True),
    ]
