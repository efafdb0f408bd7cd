"""Large files: right, and at constant memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.documents import huge
from support.judges import qpdf

#: ``make campaign`` takes one over 2 GB (2,100).
MEGABYTES = int(os.environ.get("ROKHAS_TEST_SPARSE", "120"))

# In a process of its own, so that what is measured is what signing took.
SIGN = """
import json, resource, sys
from datetime import datetime
from pathlib import Path
sys.path.insert(0, {tests!r})
from support.signers import Authority, signer
from rokhas_desktop.signing import detached, pades, preflight
from rokhas_desktop.signing.face import Limits, PdfOrder
key = signer(Authority("TEST AC"))
folder = Path({folder!r})
now = datetime.now().astimezone()
pades.sign(PdfOrder(folder / "small.pdf", folder / "small-signed.pdf", now), key)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
verdict = preflight.examine(folder / "huge.pdf", limits=Limits(bytes=10**10))
signed = pades.sign(PdfOrder(folder / "huge.pdf", folder / "signed.pdf", now), key)
detached.sign(detached.DetachedOrder(folder / "huge.pdf", folder / "signed.p7s", now), key)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({{"ok": verdict.ok, "grew": (after - before) * 1024, "size": signed.size}}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="resource is not there")
def test_a_file_over_a_hundred_million_bytes(tmp_path: Path) -> None:
    huge(tmp_path / "small.pdf", 1)
    original = huge(tmp_path / "huge.pdf", MEGABYTES)
    code = SIGN.format(tests=str(Path(__file__).parents[1]), folder=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["ok"]
    assert found["grew"] < 40_000_000
    signed = tmp_path / "signed.pdf"
    size = original.stat().st_size
    assert size > 100_000_000
    assert signed.stat().st_size == found["size"] > size
    with original.open("rb") as one, signed.open("rb") as other:
        while chunk := one.read(1 << 22):
            assert other.read(len(chunk)) == chunk
    sizes = subprocess.run(["pdfsig", "-nocert", str(signed)], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid." in sizes
    assert "Total document signed" in sizes
    assert qpdf(signed) == qpdf(original)
