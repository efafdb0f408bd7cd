"""Verification of any file by the roots that this PC believes, for both fronts; no account, nothing stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rokhas_desktop.catalogue import Language
from rokhas_desktop.progress import Cancel, silent
from rokhas_desktop.progress import Report as Tell

if TYPE_CHECKING:
    from rokhas_desktop.net.session import Session
    from rokhas_desktop.signing.report import Report


class Rooms(Protocol):
    """What a verification needs; :class:`rokhas_desktop.app.Rooms`."""

    @property
    def anchors(self) -> Sequence[bytes]:
        """The roots (DER) that are believed."""
        ...

    @property
    def session(self) -> Session:
        """The way to revocation servers."""
        ...


@dataclass(frozen=True, slots=True)
class Verifier:
    """Verifies with what the rooms have."""

    rooms: Rooms

    def verify(
        self,
        file: Path,
        *,
        content: Path | None = None,
        trust: Sequence[bytes] | None = None,
        offline: bool = False,
        report: Tell = silent,
        cancel: Cancel | None = None,
    ) -> Report:
        """What the signatures of a file are worth.  ``trust`` replaces the anchors; ``report`` hears bytes.

        Raises Cancelled, never for what is wrong with the file.
        """
        from rokhas_desktop.signing.verify import verify_file
        from rokhas_desktop.signing.watched import Watch

        roots = self.rooms.anchors if trust is None else trust
        session = None if offline else self.rooms.session
        return verify_file(file, trust=roots, content=content, session=session, watch=Watch(report, cancel))

    @staticmethod
    def save(path: Path, reports: Sequence[Report], language: Language) -> None:
        """Write verifications as one HTML page, a new file.  Raises TargetExists, CannotWrite."""
        from rokhas_desktop.signing import report_page

        report_page.write(path, reports, language, datetime.now().astimezone())
