"""The window on a screen of its own, and what a screen reader is told of it: ``atspi_window.py HOME LANGUAGE``.

Within a private session bus (dbus-run-session) and a display: Qt's bridge to AT-SPI comes with xcb alone.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from rokhas_desktop import app
from rokhas_desktop.settings import Home
from rokhas_desktop.ui.main import application, build

SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 60.0


def live(until: float) -> None:
    while time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(0.01)


def main() -> None:
    home, language = Home.find(sys.argv[1]), sys.argv[2]
    window = build(app.build(home, policy=home.root / "no-policy.toml"), language)  # type: ignore[arg-type]
    window.show()
    window.controller.resume()
    end = time.monotonic() + PATIENCE
    while window.act_page.act is None and time.monotonic() < end:
        live(time.monotonic() + 0.1)
    reader = [SYSTEM_PYTHON, str(Path(__file__).with_name("atspi_reader.py")), QCoreApplication.applicationName()]
    while time.monotonic() < end:
        asking = subprocess.Popen(reader, stdout=subprocess.PIPE, text=True)
        while asking.poll() is None:  # it asks this very process: which must live meanwhile
            live(time.monotonic() + 0.02)
        if asking.returncode == 0 and asking.stdout is not None:
            print(asking.stdout.read())
            break
        live(time.monotonic() + 0.5)
    window.controller.close()
    window.close()


if __name__ == "__main__":
    application()
    main()
