"""The viewer on an A0 plan of 200,000 segments, beside mutool and pdftoppm at the same size in pixels.

*First picture* is the time from "show this document" to the whole page painted and sharp in the real window (drawn off
the screen, both children running, the document not open): the page as large as it fits into a window of 1366 × 900.
*From nothing* has the children start as well; the *small picture* that the list of pieces has at hand stands there
before.  The peers draw the same page at the same resolution into a file, with the priority that the children give
themselves.  Two plans of as many segments: each segment a stroke of its own, and lines of twenty.  *A new tile* is
512 × 512 pixels at 100 % (96 dots an inch) and at 400 %, asked of a child that has parsed the page, all over the sheet.
*A pan* moves the window over tiles that were seen before; that it asks nothing of the children is checked, and its time
is that of one painted step.

``python -m bench.viewer`` prints the rounds and their medians, in milliseconds.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from support import pdf_pages

from rokhas_desktop.render.room import RasterRoom
from rokhas_desktop.render.views import Area, Picture
from rokhas_desktop.supervise.verbs import NICER
from rokhas_desktop.ui.thumbnails import LONGEST
from rokhas_desktop.ui.viewer import Viewer
from rokhas_desktop.ui.viewer.geometry import TILE
from rokhas_desktop.ui.viewer.loader import as_image

if TYPE_CHECKING:
    from bench.harness.figures import Curve, Figure

SEGMENTS = 200_000
WINDOW = (1366, 900)
SCREEN = 96 / 72
"""Device pixels a point at 100 %."""
PATIENCE = 60.0
FASTER = 3.0
TILE_MS, FRAME_MS, AT_ONCE_MS = 35.0, 1000 / 60, 100.0
DEADLINE = 600.0
PEERS = ("mutool", "pdftoppm")


class Counted(RasterRoom):
    """The room, which counts what was drawn."""

    drawn = 0

    def tile(self, path: Path, page: int, **fields: Any) -> Picture:
        """As the room's."""
        self.drawn += 1
        return super().tile(path, page, **fields)


def polylines(path: Path, segments: int, *, each: int = 20) -> Path:
    """An A0 of lines of ``each`` segments; the same at each call."""
    dice = random.Random(7)
    width, height = pdf_pages.A0
    lines = ["0.4 w\n"]
    for _ in range(segments // each):
        x, y = dice.uniform(60, width - 60), dice.uniform(60, height - 60)
        lines.append(f"{x:.1f} {y:.1f} m ")
        for _ in range(each):
            x, y = x + dice.uniform(-40, 40), y + dice.uniform(-40, 40)
            lines.append(f"{x:.1f} {y:.1f} l ")
        lines.append("S\n")
    return pdf_pages.one_page(path, "".join(lines).encode(), size=pdf_pages.A0)


class Stage:
    """A window with the viewer in it."""

    def __init__(self) -> None:
        self.app = QApplication.instance() or QApplication([])
        self.room = Counted(workers=2)
        self.viewer = self._viewer()
        self._tick = QTimer(interval=5)  # what is waited for may come without an event of its own
        self._tick.start()

    def _viewer(self) -> Viewer:
        viewer = Viewer(self.room)
        viewer.resize(*WINDOW)
        viewer.show()
        self.app.processEvents()
        return viewer

    def until(self, true: Callable[[], bool]) -> None:
        """Let the window live until something holds."""
        end = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def first_picture(self, path: Path) -> float:
        """Seconds until the page is painted, whole and sharp."""
        seen: list[float] = []
        self.viewer.page_seen.connect(lambda _page: seen.append(time.perf_counter()))
        began = time.perf_counter()
        self.viewer.set_document(path, "TEST")
        self.until(lambda: bool(seen))
        if not self.viewer.canvas.sharp:
            raise RuntimeError("the first picture was not as large as the page is shown")
        self.viewer.page_seen.disconnect()
        return seen[0] - began

    def close_document(self, path: Path) -> None:
        """As before it was opened; the children stay."""
        self.viewer.clear()
        self.app.processEvents()
        self.room.forget(path)

    def from_nothing(self, path: Path) -> float:
        """The same with children that are not there yet."""
        self.end()
        self.__init__()  # type: ignore[misc]
        taken = self.first_picture(path)
        self.close_document(path)
        return taken

    def end(self) -> None:
        """End everything."""
        self.viewer.stop()
        self.viewer.hide()
        self.room.close()

    @property
    def resolution(self) -> float:
        """Dots an inch of the first picture, for the peers."""
        size = self.viewer.pane.size_
        picture = self.viewer.canvas.pictures.get((1, 0, 0.0, None))
        if size is None or picture is None:
            raise RuntimeError("nothing is shown")
        return 72 * picture.height() / size.height


def peers(path: Path, dpi: float, folder: Path) -> dict[str, Callable[[], None]]:
    """What draws the same page at the same resolution, with the children's priority."""
    lines = {
        "mutool": ["mutool", "draw", "-q", "-r", f"{dpi:.3f}", "-o", str(folder / "mutool.pam"), str(path), "1"],
        "pdftoppm": ["pdftoppm", "-r", f"{dpi:.3f}", "-singlefile", str(path), str(folder / "pdftoppm")],
    }

    def call(line: list[str]) -> Callable[[], None]:
        return lambda: _run(line)

    return {name: call(line) for name, line in lines.items()}


def _run(line: list[str]) -> None:
    subprocess.run(["nice", "-n", str(NICER), *line], check=True, capture_output=True)


def rounds_of(calls: dict[str, Callable[[], float | None]], rounds: int, warm: int = 1) -> dict[str, list[float]]:
    """Each call once a round, in turn, so that what else the machine does meets all alike; milliseconds."""
    names = list(calls)
    told: dict[str, list[float]] = {name: [] for name in names}
    for number in range(-warm, rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            began = time.perf_counter()
            said = calls[name]()
            seconds = time.perf_counter() - began if said is None else said
            if number >= 0:
                told[name].append(1000 * seconds)
    return told


def samples(quick: bool) -> dict[str, dict[str, list[float]]]:
    """What was measured, by what it is and by who did it."""
    segments, rounds = (2000, 1) if quick else (SEGMENTS, 7)
    found: dict[str, dict[str, list[float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder, stage = Path(name), Stage()
        try:
            strokes = pdf_pages.heavy_plan(folder / "strokes.pdf", segments)
            plans = {"separate strokes": strokes, "lines of twenty": polylines(folder / "lines.pdf", segments)}
            for kind, plan in plans.items():
                found[f"A0, first picture, {kind}"] = _first(stage, plan, folder, rounds)
            found["A0, its small picture from the list stands there"] = {"ours": _small(stage, strokes, rounds)}
            for kind, plan in plans.items():
                for percent in (100, 400):
                    found[f"A0, a new tile at {percent} %, {kind}"] = {"ours": _tiles(stage, plan, percent, quick)}
            found["A0, a step of a pan over cached tiles (no raster work)"] = {"ours": _pan(stage, strokes, quick)}
        finally:
            stage.end()
    return found


def _first(stage: Stage, plan: Path, folder: Path, rounds: int, *, cold: bool = True) -> dict[str, list[float]]:
    stage.first_picture(plan)
    dpi = stage.resolution
    stage.close_document(plan)

    def ours() -> float:
        taken = stage.first_picture(plan)
        stage.close_document(plan)
        return taken

    calls: dict[str, Callable[[], float | None]] = {"ours": ours, **peers(plan, dpi, folder)}
    if cold:
        calls["from nothing"] = lambda: stage.from_nothing(plan)
    return rounds_of(calls, rounds)


def _small(stage: Stage, plan: Path, rounds: int) -> list[float]:
    """Until the small picture that the list of pieces has at hand stands where the page will be."""
    stage.first_picture(plan)
    small = as_image(stage.room.whole(plan, 1, longest=LONGEST))
    taken = []
    for _ in range(rounds):
        stage.close_document(plan)
        began = time.perf_counter()
        stage.viewer.set_document(plan, "TEST", small)
        stage.until(lambda: stage.viewer.page_count > 0)
        stage.viewer.canvas.viewport().repaint()
        taken.append(1000 * (time.perf_counter() - began))
        stage.until(lambda: stage.viewer.canvas.sharp)
    stage.close_document(plan)
    return taken


def _tiles(stage: Stage, plan: Path, percent: int, quick: bool) -> list[float]:
    """Over a grid of the sheet, by a child that has parsed it."""
    steps, scale = 3 if quick else 6, SCREEN * percent / 100
    width, height = (round(side * scale) - TILE for side in pdf_pages.A0)
    grid = [(x, y) for x in range(1, steps) for y in range(1, steps)]
    places = [Area(width * x // steps, height * y // steps, TILE, TILE) for x, y in grid]
    stage.room.tile(plan, 1, scale=scale, area=places[0])
    taken = []
    for place in places:
        began = time.perf_counter()
        stage.room.tile(plan, 1, scale=scale, area=place)
        taken.append(1000 * (time.perf_counter() - began))
    stage.room.forget(plan)
    return taken


def _pan(stage: Stage, plan: Path, quick: bool) -> list[float]:
    """Over tiles that were seen: nothing is drawn anew."""
    stage.first_picture(plan)
    canvas, pane = stage.viewer.canvas, stage.viewer.pane
    canvas.set_zoom(SCREEN)
    stage.until(lambda: canvas.sharp)
    bar = canvas.horizontalScrollBar()
    stops = range(200, 600 if quick else 1800, 100)
    for place in stops:
        bar.setValue(place)
        stage.until(lambda: canvas.sharp)
    stage.until(lambda: pane.idle)
    stage.app.processEvents()
    before, taken = stage.room.drawn, []
    for place in range(stops[-1], stops[0], -16):
        began = time.perf_counter()
        bar.setValue(place)
        canvas.viewport().repaint()
        taken.append(1000 * (time.perf_counter() - began))
    if stage.room.drawn != before or not canvas.sharp:
        raise RuntimeError(f"a pan over cached tiles drew {stage.room.drawn - before} anew")
    return taken


def measure(quick: bool) -> list[Figure]:
    """The figures, for ``python -m bench``."""
    from bench.harness.figures import against, bounded

    figures = []
    for title, told in samples(quick).items():
        if "mutool" in told:
            figures += [against(title, "ms", told, limit=peer, reach=FASTER, faster=True) for peer in PEERS]
            cold = f"{title}, from nothing"
            figures.append(against(cold, "ms", told, limit="pdftoppm", reach=None, ours="from nothing", faster=True))
        else:
            bound = TILE_MS if "tile at" in title else FRAME_MS if "pan" in title else AT_ONCE_MS
            figures.append(bounded(title, "ms", told["ours"], bound=bound))
    return figures


def curves(quick: bool) -> list[Curve]:
    """First picture by the number of segments, in lines of twenty."""
    from bench.harness.figures import Curve, point

    sizes = (1000,) if quick else (1000, 10_000, 100_000, 1_000_000)
    series: dict[str, list[Any]] = {who: [] for who in ("ours", *PEERS)}
    with tempfile.TemporaryDirectory() as name:
        folder, stage = Path(name), Stage()
        try:
            for segments in sizes:
                plan = polylines(folder / f"{segments}.pdf", segments)
                told = _first(stage, plan, folder, 1 if quick else 3, cold=False)
                for who in series:
                    series[who].append(point(segments, told[who]))
        finally:
            stage.end()
    return [Curve("A0, first picture by segments", "segments", "ms", series)]


if __name__ == "__main__":
    for title, told in samples(quick="--quick" in sys.argv).items():
        medians = {who: round(statistics.median(values), 1) for who, values in told.items()}
        print(json.dumps({"what": title, "medians": medians, "rounds": told}))
