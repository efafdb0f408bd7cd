"""The trial signature: detached CAdES (EN 319 122-1, B-B) over one sentence, and never over anything else."""

from __future__ import annotations

from datetime import datetime

from rokhas_desktop.identity.trial import is_sentence
from rokhas_desktop.signing import detached
from rokhas_desktop.signing.cms import Container, digest_of
from rokhas_desktop.signing.face import RawSigner


def sign(sentence: str, signer: RawSigner, *, signed_at: datetime) -> bytes:
    """The signature (DER) over the sentence in UTF-8.  The key is asked once.

    Raises ValueError for any other text, KeyAnsweredWrong, ResultWrong and the signer's own errors.
    """
    if not is_sentence(sentence):
        raise ValueError("only a trial's sentence is signed here")
    container = Container(signer, None)
    running = digest_of(container.hash)
    running.update(sentence.encode())
    digest = running.finalize()
    encoded = container.cades(digest, signed_at)
    detached.check(encoded, digest, signer.certificate, timestamped=False)
    return encoded
