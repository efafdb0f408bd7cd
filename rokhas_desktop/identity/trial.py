"""The sentence of a trial signature: the only thing that a key signs here and that is no act.

It is made by this program, shown to the holder, and says of itself that it has no value; nothing of it comes
from the platform.
"""

from __future__ import annotations

import re
from datetime import datetime

_WORDS = "Essai de signature, sans valeur d'acte – تجربة توقيع، دون قيمة قرار"
_FORM = re.compile(re.escape(_WORDS) + r" – (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d) – [0-9a-f]{32}", re.ASCII)
NONCE_BYTES = 16


def sentence(at: datetime, nonce: bytes) -> str:
    """The sentence for an instant (with its offset) and a nonce of 16 bytes; one line.

    Raises ValueError for a nonce of another length or an instant without an offset.
    """
    if at.utcoffset() is None or len(nonce) != NONCE_BYTES:
        raise ValueError("an instant with an offset and 16 bytes are needed")
    return f"{_WORDS} – {at.isoformat(timespec='seconds')} – {nonce.hex()}"


def is_sentence(text: str) -> bool:
    """Whether a text is a trial's sentence and nothing else."""
    found = _FORM.fullmatch(text)
    if found is None:
        return False
    try:
        datetime.fromisoformat(found.group(1))
    except ValueError:
        return False
    return True
