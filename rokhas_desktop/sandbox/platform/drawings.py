"""Draws the seed's documents, or takes them from where they were kept.

Drawing takes some tenths of a second a document.  The same act drawn by the same code has the same bytes, so
that a folder of drawings may outlive a platform and be shared by several.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from pathlib import Path

from rokhas_desktop.sandbox import seed
from rokhas_desktop.sandbox.seed import SeedAct, SeedDocument


@cache
def _code() -> bytes:
    """A digest of the code that draws."""
    digest = hashlib.sha256()
    for path in sorted(Path(seed.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


def draw(act: SeedAct, document: SeedDocument, kept: Path | None) -> bytes:
    """The bytes of one document; kept below ``kept`` if that is given."""
    if kept is None:
        return seed.draw(act, document)
    name = hashlib.sha256(_code() + repr((act, document)).encode()).hexdigest()
    path = kept / f"{name}{Path(document.filename).suffix}"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        data = seed.draw(act, document)
    kept.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{secrets.token_hex(4)}")
    temporary.write_bytes(data)
    temporary.replace(path)
    return data
