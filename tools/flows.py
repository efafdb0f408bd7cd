"""Pictures of single flows (``make screenshots`` runs it): ``flows.py --lang fr --out DIR [--scene NAME…]``.

Each scene is a real window, drawn off the screen, on a reference platform of its own, as an account of that platform.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from support.desks import log_in  # noqa: E402 - the path is set above
from support.sandbox import RunningSandbox, running_sandbox  # noqa: E402

from rokhas_desktop import app  # noqa: E402
from rokhas_desktop.settings import Home  # noqa: E402
from rokhas_desktop.ui.main import application, build  # noqa: E402
from rokhas_desktop.ui.window import MainWindow  # noqa: E402

SIZE = (1366, 740)
Scene = Callable[[MainWindow, Path], None]


def wait(until: Callable[[], bool], seconds: float = 60) -> None:
    """Let the window live until something is so."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise TimeoutError
        application().processEvents()
        time.sleep(0.005)


def settle(seconds: float = 0.4) -> None:
    """Let the window draw what it has."""
    end = time.monotonic() + seconds
    wait(lambda: time.monotonic() > end)


def board(window: MainWindow, out: Path) -> None:
    """The help desk's readiness board."""
    wait(lambda: window.board_page.model.rowCount() > 0)
    settle()
    window.grab().save(str(out))


SCENES: dict[str, tuple[str, Scene]] = {"board": ("assistance", board)}
"""By the picture's name: whose account, and what is done in the window."""


def main() -> None:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lang", choices=("fr", "ar", "en"), default="fr")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scene", choices=sorted(SCENES), action="append")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running_sandbox(Path(folder) / "platform", acts=2) as sandbox:
        for name in asked.scene or sorted(SCENES):
            username, scene = SCENES[name]
            take(
                sandbox,
                Home.find(Path(folder) / name),
                username,
                scene,
                asked.lang,
                asked.out / f"{name}-{asked.lang}.png",
            )


def take(sandbox: RunningSandbox, home: Home, username: str, scene: Scene, language: str, out: Path) -> None:
    """One scene's picture."""
    policy = home.root / "no-policy.toml"
    with app.build(home, policy=policy) as rooms:
        log_in(rooms, sandbox, username)
    window = build(app.build(home, policy=policy), language)  # type: ignore[arg-type] # argparse's choices
    window.resize(*SIZE)
    window.show()
    window.controller.resume()
    wait(lambda: window.account is not None and not window.controller.syncing)
    try:
        scene(window, out)
    finally:
        window.controller.close()
        window.close()


if __name__ == "__main__":
    main()
