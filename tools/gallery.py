"""Pictures of every page and dialog (``make screenshots`` runs it): ``gallery.py --lang fr --look dark --out DIR``.

The real window, drawn off the screen, on a reference platform of its own, walked as the tests walk it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop  # noqa: E402 - the path is set above
from PySide6.QtWidgets import QWidget  # noqa: E402
from support.desks import keys_of, log_in  # noqa: E402
from support.gallery import walk  # noqa: E402
from support.sandbox import running_sandbox  # noqa: E402

from rokhas_desktop import app  # noqa: E402
from rokhas_desktop.settings import Home  # noqa: E402
from rokhas_desktop.ui.main import build  # noqa: E402

SIZE = (1366, 728)
PATIENCE = 60.0


def live(seconds: float) -> None:
    """Let the window draw what it has, and let go of what is gone."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def main() -> None:
    """Walk the window once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lang", choices=("fr", "ar", "en"), default="fr")
    parser.add_argument("--look", choices=("light", "dark", "contrast"), default="light")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)

    def keep(name: str, widget: QWidget) -> None:
        live(0.3)
        plain = "-".join(name.replace(",", "").split()).lower()
        widget.grab().save(str(asked.out / f"{plain}-{asked.lang}-{asked.look}.png"))

    with tempfile.TemporaryDirectory() as folder, running_sandbox(Path(folder) / "platform", acts=4) as sandbox:
        home = Home.find(Path(folder) / "home")
        policy = home.root / "no-policy.toml"
        (home.root / "settings.toml").write_text(f'theme = "{asked.look}"\n', encoding="utf-8")
        keys_of(sandbox, home.root / "keys", "valid").lend(home)
        with app.build(home, policy=policy) as rooms:
            log_in(rooms, sandbox).synchronise()
        window = build(app.build(home, policy=policy), asked.lang)
        window.resize(*SIZE)
        window.show()
        window.controller.resume()
        until = time.monotonic() + PATIENCE
        ready = False
        while not ready:
            if time.monotonic() > until:
                raise TimeoutError
            live(0.1)
            ready = window.act_page.viewer.page_count > 0 and window.acts_panel.key_card.best is not None
        live(1.5)
        walk(window, keep, lambda: live(0.2))
        window.controller.close()
        window.close()


if __name__ == "__main__":
    main()
