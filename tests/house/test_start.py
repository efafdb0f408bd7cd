"""Nobody who starts the window waits for what only a verb, a page that is not shown, or the desk's work needs."""

from __future__ import annotations

import subprocess
import sys

LATE = (
    "asn1crypto",
    "cryptography",
    "keyring",
    "oauthlib",
    "pikepdf",
    "pyhanko",
    "requests",
    "rich",
    "sqlcipher3",
    "rokhas_desktop.api",
    "rokhas_desktop.cli.verbs",
    "rokhas_desktop.doctor",
    "rokhas_desktop.token.room",
    "rokhas_desktop.ui.batch_page",
    "rokhas_desktop.ui.board.page",
    "rokhas_desktop.ui.first_use.page",
    "rokhas_desktop.ui.history.page",
    "rokhas_desktop.ui.verification.page",
)


def test_the_window_is_there_before_the_heavy_modules() -> None:
    line = "import sys, rokhas_desktop.cli.main, rokhas_desktop.ui.main; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", line], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(done.stdout.split())
    assert "rokhas_desktop.ui.window" in loaded
    assert not [name for name in LATE if name in loaded]
