"""Draw the pictures of ``docs/screenshots`` again (``make screenshots``): the demo's own, in each language.

Each run is a whole demonstration on a platform of its own.  French and Arabic, at 100 % and 150 %; then every page and
dialog, light and dark (``docs/screenshots/all``).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "screenshots"
WALKS = (("fr", "light"), ("fr", "dark"), ("ar", "light"), ("ar", "dark"))
"""Languages and looks in which every page and dialog is drawn."""
RUNS = (("fr", "1"), ("ar", "1"), ("fr", "1.5"), ("ar", "1.5"))


def main() -> None:
    """Take them all."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        for language, scale in RUNS:
            environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
            environment.pop("DISPLAY", None)
            environment.pop("WAYLAND_DISPLAY", None)
            command = [sys.executable, "-P", "-m", "rokhas_desktop", "--lang", language]
            command += ["demo", "--headless", "--out", folder]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)
            suffix = "" if scale == "1" else f"-{round(float(scale) * 100)}"
            for picture in sorted((Path(folder) / "screenshots").glob("*.png")):
                shutil.copyfile(picture, TARGET / f"{picture.stem}{suffix}.png")
            flows = [sys.executable, "tools/flows.py", "--lang", language, "--out", str(TARGET)]
            subprocess.run([*flows, f"--suffix={suffix}"], cwd=ROOT, env=environment, check=True)
        # The examination's report is in English too.
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
        english = [sys.executable, "tools/flows.py", "--lang", "en", "--out", folder, "--scene", "doctor"]
        subprocess.run(english, cwd=ROOT, env=environment, check=True)
        shutil.copyfile(Path(folder) / "doctor-report-en.png", TARGET / "doctor-report-en.png")
    for language, look in WALKS:
        walk = [sys.executable, "tools/gallery.py", "--lang", language, "--look", look, "--out", str(TARGET / "all")]
        subprocess.run(walk, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
