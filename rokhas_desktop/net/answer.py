"""What a server answered: status, headers and a bounded body."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rokhas_desktop.net import errors


def number(said: str) -> int | None:
    """A count as header fields write it; None for anything else, one of a thousand digits included."""
    return int(said) if re.fullmatch(r"[0-9]{1,18}", said) else None


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, whatever its status.  ``headers`` looks names up without regard to case."""

    url: str
    host: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def ok(self) -> bool:
        """Whether the status is a success."""
        return 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        """Whether the body says that it is JSON, a problem document (RFC 9457) included."""
        return self.media_type.endswith("json")

    @property
    def wait(self) -> int:
        """The seconds that ``Retry-After`` asks for (a minute where it says none); an hour at most."""
        said = number(self.headers.get("Retry-After", "").strip())
        return 60 if said is None else min(said, 3600)

    def json(self) -> Any:
        """The body as JSON.  Raises as :meth:`unexpected` says, and NotUnderstood for broken JSON."""
        if not self.is_json:
            raise self.unexpected()
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise errors.NotUnderstood(host=self.host, media_type=self.media_type) from error

    def unexpected(self) -> errors.NetError:
        """What it means that this answer is not the data that was wanted.

        CaptivePortal for a page of HTML (the local network's sign-in page comes with 200, or with 511 of
        RFC 6585), SlowDown for 429, Unavailable for a server error that says nothing more, NotUnderstood for
        anything else.
        """
        if self.status == 511 or (self.ok and self.media_type in {"text/html", "application/xhtml+xml"}):
            return errors.CaptivePortal(host=self.host)
        if self.status == 429:
            return errors.SlowDown(host=self.host, seconds=self.wait)
        if self.status >= 500:
            return errors.Unavailable(host=self.host, status=self.status)
        return errors.NotUnderstood(host=self.host, media_type=self.media_type or "?")
