"""The return of a signed piece: in one body, or by an upload that a broken line does not begin anew."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from rokhas_desktop.api.errors import CannotStore, PlatformRefused
from rokhas_desktop.api.models import Act, Document, Receipt, Uploaded
from rokhas_desktop.api.pace import LEAST, Pace
from rokhas_desktop.api.problems import read
from rokhas_desktop.api.transfer import Slice, SliceReader, digest_header, sha256_of
from rokhas_desktop.api.upload import BROKEN, Send, upload
from rokhas_desktop.progress import Cancel, Report

Media = Literal["application/vnd.rokhas.pdf-increment", "application/pdf", "application/pkcs7-signature"]
INCREMENT: Media = "application/vnd.rokhas.pdf-increment"
WHOLE: Media = "application/pdf"
DETACHED: Media = "application/pkcs7-signature"
UPLOADED = "application/vnd.rokhas.uploaded+json"
RESUMABLE = 1024 * 1024
"""Bytes above which a return goes as a resumable upload, where settings say nothing else."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What is returned: ``content`` is the whole signed file, or its bytes after the original's; of what is no
    PDF the signature beside it."""

    act: Act
    document: Document
    content: Slice
    whole_sha256: str
    whole_size: int
    signer: str
    device: str | None = None

    @property
    def media(self) -> Media:
        """Which of them it is, as the document and its length tell."""
        if not self.document.is_pdf:
            return DETACHED
        return WHOLE if self.content.start == 0 and self.content.length == self.whole_size else INCREMENT

    @property
    def key(self) -> str:
        """The idempotency key: the same for the same document, original, signature and signer."""
        return idempotency_key(self.document.id, self.document.sha256, self.whole_sha256, self.signer)


def submit(send: Send, goods: Goods, resumable: int, pace: Pace, report: Report, cancel: Cancel) -> Receipt:
    """Return it.  Raises CannotStore, Cancelled, and what every call of the platform raises."""
    content = goods.content
    try:
        sha256 = sha256_of(content)
        headers = {
            "Accept": "application/json, application/problem+json",
            "If-Match": f'"{goods.act.version}"',
            "Idempotency-Key": goods.key,
            "Repr-Digest": digest_header(goods.whole_sha256),
        }
        headers |= {"Rokhas-Device": goods.device} if goods.device else {}
        path = f"/v1/acts/{goods.act.id}/documents/{goods.document.id}/signed"
        if content.length <= resumable:
            said = {**headers, "Content-Type": goods.media, "Content-Digest": digest_header(sha256)}
            try:
                with SliceReader(content, label=goods.document.filename, report=report, cancel=cancel) as body:
                    return read(Receipt, send("PUT", path, said, body), "submit")
            except BROKEN:
                # A line that breaks again and again may never carry it in one piece.
                if content.length <= LEAST:
                    raise
        return _uploaded(send, path, headers, goods, sha256, pace, report, cancel)
    except OSError as error:
        raise CannotStore(file=content.path.name, reason=error.strerror or type(error).__name__) from error


def _uploaded(
    send: Send,
    path: str,
    headers: dict[str, str],
    goods: Goods,
    sha256: str,
    pace: Pace,
    report: Report,
    cancel: Cancel,
) -> Receipt:
    """The bytes first, then what they are; once more where the platform forgot or spoilt them."""
    key, label = idempotency_key("upload", goods.key, sha256), goods.document.filename
    for again in (False, True):
        try:
            ident = upload(send, goods.content, key=key, label=label, report=report, cancel=cancel, pace=pace.begin())
            body = Uploaded(upload=ident, media_type=goods.media, sha256=sha256).model_dump_json().encode()
            digest = digest_header(hashlib.sha256(body).hexdigest())
            said = {**headers, "Content-Type": UPLOADED, "Content-Digest": digest}
            return read(Receipt, send("PUT", path, said, body), "submit")
        except PlatformRefused as error:
            if again or error.slug not in {"upload-unknown", "digest-mismatch"}:
                raise
    raise AssertionError("two turns")


def idempotency_key(*parts: str) -> str:
    """The same for the same parts, another for any other: SHA-256 over each part with its length."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
