"""Collect the window's texts and compile them (``make translations``).

Source texts are English; ``resources/translations/rokhas_LANG.ts`` hold the French and the Arabic, and, for
its plurals, the English.  The ``.qm`` beside them are what Qt reads; a test compiles them again and compares.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "rokhas_desktop" / "resources" / "translations"
LANGUAGES = ("fr", "ar", "en")


def tool(name: str) -> str:
    """Qt's own tool as PySide6 brings it, beside this interpreter."""
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def collect() -> None:
    """Bring the sources' texts into the .ts files; what is no longer used goes."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "rokhas_desktop" / "ui").rglob("*.py"))
    for language in LANGUAGES:
        target = FOLDER / f"rokhas_{language}.ts"
        command = [tool("lupdate"), "-silent", "-no-obsolete", "-locations", "none"]
        command += ["-source-language", "en", "-target-language", language, *sources, "-ts", str(target)]
        subprocess.run(command, cwd=ROOT, check=True)


def compile_to(folder: Path) -> None:
    """Compile every .ts to a .qm in ``folder``."""
    for language in LANGUAGES:
        source, target = FOLDER / f"rokhas_{language}.ts", folder / f"rokhas_{language}.qm"
        subprocess.run([tool("lrelease"), "-silent", str(source), "-qm", str(target)], cwd=ROOT, check=True)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    collect()
    compile_to(FOLDER)
