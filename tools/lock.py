"""Write requirements.lock from pyproject.toml: one pinned version, every wheel's name and hash.

Beside it requirements-linux.lock: what has no wheel for Linux (FROM_SOURCE) and is built there from its hashed source.

Run by ``make lock`` (needs a network).  pip reads the file with ``--require-hashes``; the names of the
wheels stand beside their hashes, as comments, so that a test can prove from the lock file alone that
each dependency installs on Windows x64 without a compiler.  No index address is written: pip's own
configuration says where packages come from.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by `make lock` from pyproject.toml (extras: sandbox, pcsc; group: dev). Do not edit.\n"
FROM_SOURCE = {"pyscard"}
"""Wheels for Windows and macOS only: the system's own headers are wanted to build them elsewhere."""


def resolve(target: Path) -> None:
    """Resolve for every platform at once with uv, into a PEP 751 file."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--upgrade"]
    command += ["--python-version", "3.11", "--generate-hashes", "--format", "pylock.toml"]
    command += ["--extra", "sandbox", "--extra", "pcsc", "--group", "dev", "-o", str(target), "pyproject.toml"]
    subprocess.run(command, cwd=ROOT, check=True)


def render(pylock: dict[str, object]) -> str:
    """Turn the resolved packages into a requirements file with one comment a wheel."""
    blocks = [HEADER]
    packages = pylock["packages"]
    assert isinstance(packages, list)
    for package in sorted(packages, key=lambda item: item["name"]):
        wheels = package.get("wheels", [])
        if not wheels:
            raise SystemExit(f"{package['name']} has no wheel: choose another dependency")
        marker = f" ; {package['marker']}" if "marker" in package else ""
        if package["name"] in FROM_SOURCE:
            marker = ' ; sys_platform != "linux"'
        names = [f"#   {wheel_name(wheel)}" for wheel in wheels]
        hashes = [f"    --hash=sha256:{wheel['hashes']['sha256']}" for wheel in wheels]
        head = f"{package['name']}=={package['version']}{marker} \\"
        blocks.append("\n".join([*names, head, " \\\n".join(hashes)]) + "\n")
    return "\n".join(blocks)


def render_source(pylock: dict[str, object]) -> str:
    """The few that are built from source on Linux."""
    packages = pylock["packages"]
    assert isinstance(packages, list)
    blocks = [HEADER]
    for package in sorted(packages, key=lambda item: item["name"]):
        if package["name"] in FROM_SOURCE:
            source = package["sdist"]
            head = f'{package["name"]}=={package["version"]} ; sys_platform == "linux" \\'
            blocks.append(f"#   {wheel_name(source)}\n{head}\n    --hash=sha256:{source['hashes']['sha256']}\n")
    return "\n".join(blocks)


def wheel_name(wheel: dict[str, str]) -> str:
    """The file name of a wheel or a source, whichever index it came from."""
    return wheel.get("name") or unquote(Path(urlsplit(wheel["url"]).path).name)


def main() -> None:
    """Resolve and write the lock file."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "pylock.toml"
        resolve(target)
        pylock = tomllib.loads(target.read_text(encoding="utf-8"))
    (ROOT / "requirements.lock").write_text(render(pylock), encoding="utf-8")
    (ROOT / "requirements-linux.lock").write_text(render_source(pylock), encoding="utf-8")


if __name__ == "__main__":
    main()
