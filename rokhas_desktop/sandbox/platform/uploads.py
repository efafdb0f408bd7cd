"""Uploads that are under way: files that grow, each with what is known of it beside it.

Both lie on the disk, so that an upload goes on after the platform's own restart.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from rokhas_desktop.sandbox.platform.clock import Clock
from rokhas_desktop.sandbox.platform.problems import Problem

KEPT = timedelta(days=1)
MOST_OPEN = 200
"""Uploads that one account may have under way."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload: whose, how long it will be, and by which idempotency key it was begun."""

    id: str
    account: str
    length: int
    key: str
    begun: str


class Uploads:
    """A folder of them.  ``hold`` lets one request at a time at each: the newest, which ends the one before."""

    def __init__(self, root: Path, clock: Clock) -> None:
        self._root = root
        self._clock = clock
        self._beginning = threading.Lock()
        self._locks: dict[str, asyncio.Lock] = {}
        self._working: dict[str, asyncio.Task[int]] = {}

    def begin(self, account: str, length: int, key: str) -> Upload:
        """A new upload, or the one that this account began by the same key.

        Refuses: slow-down, idempotency-conflict.
        """
        with self._beginning:
            return self._begin(account, length, key)

    def _begin(self, account: str, length: int, key: str) -> Upload:
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        mine = [one for one in self._all() if one.account == account]
        for one in mine:
            if key and one.key == key:
                if one.length != length:
                    raise Problem("idempotency-conflict", "Upload-Length")
                return one
        if len(mine) >= MOST_OPEN:
            raise Problem("slow-down", "uploads", headers={"Retry-After": "60"})
        made = Upload(f"up-{secrets.token_hex(12)}", account, length, key, self._clock.now().isoformat())
        self.data(made).touch(mode=0o600)
        draft = self._about(made.id).with_suffix(".new")
        draft.write_text(json.dumps(asdict(made)), encoding="utf-8")
        draft.replace(self._about(made.id))
        return made

    def find(self, account: str, ident: str) -> Upload | None:
        """An upload of this account, None where there is none or its day is over."""
        about = self._about(ident)
        if not ident.startswith("up-") or not about.exists():
            return None
        found = self._read(about)
        return found if found is not None and found.account == account else None

    def data(self, upload: Upload) -> Path:
        """Where its bytes are."""
        return self._root / f"{upload.id}.part"

    def offset(self, upload: Upload) -> int:
        """How many bytes came."""
        return self.data(upload).stat().st_size

    def ends(self, upload: Upload) -> datetime:
        """When it is forgotten."""
        return datetime.fromisoformat(upload.begun) + KEPT

    def forget(self, upload: Upload) -> None:
        """Remove it."""
        self._about(upload.id).unlink(missing_ok=True)
        self.data(upload).unlink(missing_ok=True)

    @asynccontextmanager
    async def hold(self, upload: Upload) -> AsyncIterator[None]:
        """Alone with it: what an earlier request still writes is ended, and what it wrote counts."""
        working = self._working.get(upload.id)
        if working is not None:
            working.cancel()
        lock = self._locks.setdefault(upload.id, asyncio.Lock())
        async with lock:
            yield

    async def work(self, upload: Upload, writing: asyncio.Task[int]) -> int:
        """Wait for a request's writing, which a later request may end.  Refuses: upload-offset."""
        self._working[upload.id] = writing
        try:
            return await writing
        except asyncio.CancelledError:
            raise Problem("upload-offset", "another request took over") from None
        finally:
            if self._working.get(upload.id) is writing:
                del self._working[upload.id]

    def _all(self) -> list[Upload]:
        return [found for about in self._root.glob("up-*.json") if (found := self._read(about)) is not None]

    def _read(self, about: Path) -> Upload | None:
        found = Upload(**json.loads(about.read_text(encoding="utf-8")))
        if self.ends(found) < self._clock.now():
            self.forget(found)
            return None
        return found

    def _about(self, ident: str) -> Path:
        return self._root / f"{ident}.json"
