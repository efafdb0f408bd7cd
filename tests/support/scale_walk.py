"""Walks the window in a process of its own at one scale: ``scale_walk.py HOME``; the findings as JSON on its output.

Qt takes its scale once, from the environment, so that each scale needs a process.  The window gets the place that a
screen of 1366 × 768 device pixels leaves above a taskbar of 40.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QWidget

from rokhas_desktop import app
from rokhas_desktop.catalogue import LANGUAGES
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.main import application, build
from support import contrast
from support.clipping import findings
from support.gallery import walk

SCREEN, TASKBAR = (1366, 768), 40
PATIENCE = 60.0
LETTERS_HAVE_A_CORE = 2
"""The scale at which contrasts are measured."""


def live(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        QCoreApplication.sendPostedEvents(None, 52)  # QEvent::DeferredDelete: what is gone is not looked at


def _screen() -> None:
    """An office's screen: the platform without a display has one of 800 × 800."""
    width, height = SCREEN
    screen = {"name": "TEST", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1, "logicalDpi": 96}
    screen |= {"logicalBaseDpi": 96}
    config = Path(tempfile.mkdtemp()) / "screens.json"
    told = {"synchronousWindowSystemEvents": False, "windowFrameMargins": True, "screens": [screen]}
    config.write_text(json.dumps(told))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"


def main() -> None:
    _screen()
    application()
    home, pictures = Home.find(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    room = int(SCREEN[0] / scale), int((SCREEN[1] - TASKBAR) / scale)
    window = build(app.build(home, policy=home.root / "no-policy.toml"), "fr")
    window.resize(*room)
    window.show()
    window.controller.resume()
    until = time.monotonic() + PATIENCE
    while len(window.acts) < 2 or window.act_page.viewer.page_count == 0 or window.acts_panel.key_card.best is None:
        if time.monotonic() > until:
            raise TimeoutError("the acts and the key")
        live(0.05)
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        window.switch_language(language)
        live(0.1)

        def look(name: str, widget: QWidget, language: str = language) -> None:
            said = findings(widget)
            if scale >= LETTERS_HAVE_A_CORE:
                said += contrast.findings(widget)
            if widget.width() > room[0] or widget.height() > room[1]:
                said.append(f"larger than the screen: {widget.width()}x{widget.height()} of {room[0]}x{room[1]}")
            found[f"{language} {name}"] = said
            if pictures:
                widget.grab().save(f"{pictures}/{language}-{name.replace(' ', '_')}-{scale}.png")

        walk(window, look, lambda: live(0.05))
    window.controller.close()
    window.close()
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
