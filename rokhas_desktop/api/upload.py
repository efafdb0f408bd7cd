"""A resumable upload by tus 1.0 (https://tus.io/protocols/resumable-upload), through the program's one session.

The kept Python client (tuspy 1.1) opens connections of its own, with certifi's roots, without proxies, and holds
each part in memory; what is needed of the protocol is three calls.  The tests drive the reference platform with it.
An upload is begun by an idempotency key, so that nothing need be remembered here: the same file finds what came.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import urlsplit

from rokhas_desktop import catalogue
from rokhas_desktop.api.errors import AnswerNotUnderstood, PlatformRefused
from rokhas_desktop.api.pace import Pace
from rokhas_desktop.api.problems import refusal
from rokhas_desktop.api.transfer import Slice, SliceReader
from rokhas_desktop.net.answer import Answer, number
from rokhas_desktop.net.errors import ConnectionLost, TimedOut, Truncated, Unavailable
from rokhas_desktop.net.session import Body
from rokhas_desktop.progress import Cancel, Progress, Report

PATH = "/v1/uploads"
CONTENT = "application/offset+octet-stream"
TUS = {"Tus-Resumable": "1.0.0", "Accept": "application/problem+json"}
BROKEN = (Truncated, ConnectionLost, TimedOut, Unavailable)
LATER = frozenset({"slow-down", "unavailable", "upload-offset"})


class Send(Protocol):
    """One call of the platform, with its token: :meth:`rokhas_desktop.api.client.PlatformClient._send`."""

    def __call__(self, method: str, path: str, headers: Mapping[str, str], body: Body | None = None) -> Answer:
        """The whole answer, whatever its status.  Raises NetError, NotLoggedIn."""
        ...


def upload(send: Send, content: Slice, *, key: str, label: str, report: Report, cancel: Cancel, pace: Pace) -> str:
    """Bring a part of a file to the platform; the upload's id.

    ``key`` stands for these very bytes.  Raises NetError, PlatformRefused, AnswerNotUnderstood, Cancelled, OSError.
    """
    place = _begin(send, content.length, key)
    at = _offset(send, place, content.length)
    while at < content.length:
        cancel.check()
        asked = min(pace.size, content.length - at)
        problem = _append(send, place, content, at, asked, label, report, cancel, pace)
        came = _offset(send, place, content.length) if problem else at + asked
        if problem is None:
            pace.came()
        elif not pace.broke(came - at):
            raise problem
        at = came
    return place.rpartition("/")[2]


def _begin(send: Send, length: int, key: str) -> str:
    """The path of the upload, begun now or before."""
    answer = send("POST", PATH, {**TUS, "Upload-Length": str(length), "Idempotency-Key": key})
    if answer.status != 201:
        raise refusal(answer)
    _, _, ident = urlsplit(answer.headers.get("Location", "")).path.rpartition(f"{PATH}/")
    if not re.fullmatch(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,63}", ident):
        raise AnswerNotUnderstood(call="upload", field="Location")
    return f"{PATH}/{ident}"


def _offset(send: Send, place: str, length: int) -> int:
    answer = send("HEAD", place, TUS)
    if not answer.ok:
        raise _refused(answer)
    said = number(answer.headers.get("Upload-Offset", ""))
    if said is None or said > length:
        raise AnswerNotUnderstood(call="upload", field="Upload-Offset")
    return said


def _append(
    send: Send, place: str, content: Slice, at: int, count: int, label: str, report: Report, cancel: Cancel, pace: Pace
) -> Exception | None:
    """Send some bytes; the error if they may not all have come."""

    def told(progress: Progress) -> None:
        report(Progress(at + progress.done, content.length, progress.unit, label))

    part = Slice(content.path, content.start + at, count)
    headers = {**TUS, **pace.headers, "Content-Type": CONTENT, "Upload-Offset": str(at)}
    with SliceReader(part, label=label, report=told, cancel=cancel) as body:
        try:
            answer = send("PATCH", place, headers, body)
        except BROKEN as error:
            return error
    if answer.status == 204:
        return None
    said = _refused(answer)
    if isinstance(said, Unavailable) or (isinstance(said, PlatformRefused) and said.slug in LATER):
        return said
    raise said


def _refused(answer: Answer) -> Exception:
    """What an answer about an upload says: it may be forgotten by now, and ``HEAD`` tells that by its status alone."""
    if answer.status == 404:
        code = catalogue.by_problem()["upload-unknown"]
        return PlatformRefused(code, slug="upload-unknown", status=404)
    return refusal(answer)
