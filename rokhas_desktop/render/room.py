"""The parent's face: pictures of pages, and the stamp's page, asked of children that are started when needed.

All calls block their thread until the child has answered or its deadline is over: never call them on a thread
that must not wait.  A document that ends or hangs its child costs one coded error; the next call starts another.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from rokhas_desktop.errors import Cancelled, Coded
from rokhas_desktop.render.confine import MEMORY_VARIABLE
from rokhas_desktop.render.errors import DrawingCrashed, DrawingTooSlow, RendererNotStarted, StampNotDrawn
from rokhas_desktop.render.views import (
    Area,
    Confinement,
    Deadlines,
    Find,
    Finds,
    Ink,
    PageSize,
    PdfInfo,
    Picture,
    Region,
    StampText,
    Turn,
)
from rokhas_desktop.render.worker import Worker
from rokhas_desktop.supervise import ChildCrashed, ChildHung, Frame, Interrupt

RASTER_MEMORY = 2 << 30
STAMP_MEMORY = 2 << 30
"""Bytes of address space a child may take: an A0 of 200,000 segments takes a tenth of it."""


class RasterRoom:
    """Draws pages in up to ``workers`` children.  Thread-safe: a call takes a free child, or waits for one.

    A call made ``behind`` is for what nobody looks at yet: it is given up (Cancelled) where another one has to wait.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        deadlines: Deadlines | None = None,
        memory: int = RASTER_MEMORY,
        log: Path | None = None,
    ) -> None:
        self.workers = workers
        self._deadlines = deadlines or Deadlines()
        env = {MEMORY_VARIABLE: str(memory)}
        self._all = [Worker("raster", env, log) for _ in range(workers)]
        self._free = list(self._all)
        self._turn = threading.Condition()
        self._passwords: dict[Path, str] = {}
        self._closed = False
        self._behind: set[Interrupt] = set()
        self._waiting = 0

    def open(self, path: Path, *, password: str | None = None) -> PdfInfo:
        """Open a document and give its pages' sizes.  The password is kept for later calls on this path.

        Raises FileMissing, DocumentUnreadable, PasswordNeeded, SecurityUnsupported, and what every call may raise:
        DrawingTooSlow, DrawingCrashed, RendererNotStarted.
        """
        if password is not None:
            self._passwords[path] = password
        answer = self._ask("open", path, self._deadlines.open)
        return PdfInfo(tuple(PageSize(*size) for size in answer.header["pages"]))

    def tile(
        self,
        path: Path,
        page: int,
        *,
        scale: float,
        area: Area,
        turn: Turn = 0,
        interrupt: Interrupt | None = None,
    ) -> Picture:
        """Draw an area of a page (from 1) at ``scale`` device pixels a point, turned clockwise by ``turn`` degrees.

        Raises PageUnreadable and DrawingTooLarge besides what :meth:`open` raises, and Cancelled once ``interrupt`` was
        asked for.
        """
        where = (area.x, area.y, area.width, area.height)
        wanted = {"page": page, "scale": scale, "area": where, "turn": turn}
        return _picture(self._ask("tile", path, self._deadlines.draw, interrupt, **wanted))

    def find(self, path: Path, page: int, text: str, *, interrupt: Interrupt | None = None) -> Finds:
        """Where a text stands on a page, whatever its case, accents and vowel signs.  Raises as :meth:`tile` does."""
        answer = self._ask("find", path, self._deadlines.draw, interrupt, page=page, text=text).header
        finds = (
            Find(tuple((box[0], box[1], box[2], box[3]) for box in boxes), before, said, behind)
            for boxes, before, said, behind in (one.values() for one in answer["finds"])
        )
        return Finds(tuple(finds), answer["characters"])

    def whole(
        self,
        path: Path,
        page: int,
        *,
        longest: int = 1024,
        turn: Turn = 0,
        interrupt: Interrupt | None = None,
        behind: bool = False,
    ) -> Picture:
        """Draw a whole page whose longer side takes ``longest`` device pixels.  Raises as :meth:`tile` does."""
        wanted = {"page": page, "longest": longest, "turn": turn}
        if not behind:
            return _picture(self._ask("whole", path, self._deadlines.draw, interrupt, **wanted))
        interrupt = interrupt or Interrupt()
        try:
            self._behind.add(interrupt)
            return _picture(self._ask("whole", path, self._deadlines.draw, interrupt, **wanted))
        finally:
            self._behind.discard(interrupt)

    def looks(self, path: Path, *, longest: int = 800) -> tuple[bytes, ...]:
        """The SHA-256 of each page's picture: to tell whether two files look the same.  Raises as :meth:`tile` does."""
        pages = range(1, len(self.open(path).pages) + 1)
        try:
            return tuple(hashlib.sha256(self.whole(path, page, longest=longest).bgrx).digest() for page in pages)
        finally:
            self.forget(path)

    def inks(
        self,
        path: Path,
        page: int,
        boxes: Sequence[tuple[float, float, float, float]],
        *,
        annotations: bool = True,
        password: str | None = None,
    ) -> tuple[Ink, ...]:
        """What boxes of a page hold, drawn or written: left, bottom, right, top as parts (0 to 1) of the page as it is
        displayed.  Raises as :meth:`tile` does."""
        if password is not None:
            self._passwords[path] = password
        wanted = [tuple(box) for box in boxes]
        answer = self._ask("inks", path, self._deadlines.draw, page=page, boxes=wanted, annotations=annotations)
        return tuple(Ink(*one) for one in answer.header["inks"])

    def compare(
        self, new: Path, page: int, old: Path, old_page: int, *, interrupt: Interrupt | None = None
    ) -> list[Region]:
        """Where a page of a document differs from one of its earlier version.  Raises as :meth:`tile` does."""
        other = {"other": str(old), "other_password": self._passwords.get(old), "other_page": old_page}
        answer = self._ask("compare", new, self._deadlines.compare, interrupt, page=page, **other)
        return [Region(kind, (box[0], box[1], box[2], box[3])) for kind, box in answer.header["regions"]]

    def forget(self, path: Path) -> None:
        """Close a document, so that its file can be replaced or removed; its password is forgotten."""
        self._passwords.pop(path, None)
        for worker in self._all:
            with self._taken(lambda free, wanted=worker: wanted if wanted in free else None):  # type: ignore[misc]
                worker.last = None if worker.last == path else worker.last
                if worker.pid is not None:
                    with suppress(ChildCrashed, ChildHung):
                        worker.call("close", deadline=self._deadlines.open, path=str(path))

    def confinement(self) -> Confinement:
        """What holds the children back on this machine."""
        with self._taken(lambda free: free[0] if free else None) as worker:
            held = worker.call("confinement", deadline=self._deadlines.open).header
        return Confinement(tuple(held["network"]), tuple(held["writes"]), held["memory"])

    def pids(self) -> list[int]:
        """The children that run, for those who look at the machine."""
        return [pid for worker in self._all if (pid := worker.pid) is not None]

    def close(self) -> None:
        """End the children now; calls that wait fail."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
        for worker in self._all:
            worker.kill()

    def _ask(self, op: str, path: Path, deadline: float, interrupt: Interrupt | None = None, **fields: Any) -> Frame:
        with self._taken(lambda free: _best(path, free), behind=interrupt in self._behind) as worker:
            if interrupt is not None:
                interrupt.check()  # it waited for a child, and may be wanted no longer
            worker.last = path
            fields |= {"path": str(path), "password": self._passwords.get(path)}
            try:
                return worker.call(op, deadline=deadline, interrupt=interrupt, **fields)
            except Coded as error:
                raise (Cancelled() if error.code == Cancelled.code else error) from error
            except ChildHung as error:
                raise DrawingTooSlow(file=path.name, seconds=int(deadline)) from error
            except ChildCrashed as error:
                raise DrawingCrashed(file=path.name) from error

    @contextmanager
    def _taken(self, choose: Callable[[list[Worker]], Worker | None], *, behind: bool = False) -> Iterator[Worker]:
        """The free worker that ``choose`` wants, as soon as there is one; what is ``behind`` lets others go first."""
        with self._turn:
            worker = None
            self._waiting += not behind
            while worker is None and not self._closed:
                worker = None if behind and self._waiting else choose(self._free)
                if worker is None:
                    for interrupt in () if behind else tuple(self._behind):
                        interrupt.ask()
                    self._turn.wait()
            self._waiting -= not behind
            if worker is None:
                raise RendererNotStarted(child="raster")
            self._free.remove(worker)
        try:
            yield worker
        finally:
            with self._turn:
                self._free.append(worker)
                self._turn.notify_all()


def _best(path: Path, free: list[Worker]) -> Worker | None:
    """Of the free workers the one that had this document open last."""
    return next((worker for worker in free if worker.last == path), free[0] if free else None)


def _picture(answer: Frame) -> Picture:
    header = answer.header
    return Picture(header["width"], header["height"], header["stride"], answer.payload)


class StampRoom:
    """Draws stamps in one child, kept warm until it has been idle for ``idle`` seconds or is closed."""

    def __init__(
        self,
        *,
        deadlines: Deadlines | None = None,
        memory: int = STAMP_MEMORY,
        idle: float = 60.0,
        log: Path | None = None,
    ) -> None:
        self._deadlines = deadlines or Deadlines()
        env = {MEMORY_VARIABLE: str(memory), "QT_QPA_PLATFORM": "offscreen"}
        self._worker = Worker("stamp", env, log)
        self._idle = idle
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def draw(self, text: StampText, width_pt: float, height_pt: float, *, test: bool = False) -> bytes:
        """A one-page PDF of this size with a transparent ground, the text fitted to it.

        ``test`` marks it as a test's.  Raises StampTooSmall, StampNotDrawn, RendererNotStarted.
        """
        lines = [{"text": line.text, "language": line.language, "weight": line.weight} for line in text.lines]
        with self._lock:
            self._stop_timer()
            try:
                answer = self._worker.call(
                    "draw", deadline=self._deadlines.stamp, lines=lines, width=width_pt, height=height_pt, test=test
                )
            except (ChildCrashed, ChildHung) as error:
                raise StampNotDrawn() from error
            finally:
                self._timer = threading.Timer(self._idle, self._end_idle)
                self._timer.daemon = True
                self._timer.start()
        return bytes(answer.payload)

    def confinement(self) -> Confinement:
        """What holds the child back on this machine."""
        with self._lock:
            held = self._worker.call("confinement", deadline=self._deadlines.stamp).header
        return Confinement(tuple(held["network"]), tuple(held["writes"]), held["memory"])

    @property
    def pid(self) -> int | None:
        """The child's process id, if it runs."""
        return self._worker.pid

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._stop_timer()
            self._worker.end()

    def _end_idle(self) -> None:
        with self._lock:
            self._worker.end()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
