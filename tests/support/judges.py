"""Programs that are not ours, asked what they think of a signed file."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from support.documents import signature_of


def pdfsig(path: Path, *options: str) -> list[str]:
    """Poppler's verdict on each signature."""
    done = subprocess.run(["pdfsig", "-nocert", *options, str(path)], capture_output=True, text=True, check=False)
    return re.findall(r"Signature Validation: (.+)", done.stdout)


def is_valid(path: Path) -> bool:
    found = pdfsig(path)
    return bool(found) and set(found) == {"Signature is Valid."}


def qpdf(path: Path, *options: str) -> int:
    """qpdf's check: 0 clean, 3 warnings, 2 errors."""
    return subprocess.run(["qpdf", *options, "--check", str(path)], capture_output=True, check=False).returncode


def openssl_accepts(path: Path, root_pem: bytes, *, field: str | None = None) -> str:
    """What ``openssl cms -verify`` says of the CMS in a PDF, over the bytes that it covers; "" when it agrees."""
    signature = signature_of(path, field)
    data = path.read_bytes()
    start, length, start2, length2 = (int(number) for number in signature.byte_range)
    return _openssl(signature.pkcs7_content, data[start : start + length] + data[start2 : start2 + length2], root_pem)


def openssl_accepts_detached(signature: Path, content: Path, root_pem: bytes) -> str:
    return _openssl(signature.read_bytes(), content.read_bytes(), root_pem)


def _openssl(cms: bytes, content: bytes, root_pem: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "cms").write_bytes(cms)
        (place / "content").write_bytes(content)
        (place / "root.pem").write_bytes(root_pem)
        line = ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", str(place / "cms")]
        line += ["-content", str(place / "content"), "-CAfile", str(place / "root.pem"), "-purpose", "any"]
        done = subprocess.run([*line, "-out", str(place / "out")], capture_output=True, text=True, check=False)
        return "" if done.returncode == 0 else done.stderr


def picture(path: Path, page: int, dpi: int = 36) -> tuple[int, int, bytes]:
    """A page drawn by MuPDF, annotations included: width, height, RGB rows from the top."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "page.ppm"
        line = ["mutool", "draw", "-q", "-r", str(dpi), "-c", "rgb", "-o", str(out), str(path), str(page)]
        subprocess.run(line, check=True, capture_output=True)
        data = out.read_bytes()
    header = re.match(rb"P6\s(?:#.*\n)?(\d+)\s+(\d+)\s+255\s", data)
    assert header
    return int(header.group(1)), int(header.group(2)), data[header.end() :]


def colour_at(drawn: tuple[int, int, bytes], x: float, y: float, dpi: int = 36) -> tuple[int, int, int]:
    """The pixel at displayed points from the lower left corner."""
    width, height, pixels = drawn
    column, row = round(x * dpi / 72), height - 1 - round(y * dpi / 72)
    at = (row * width + column) * 3
    return pixels[at], pixels[at + 1], pixels[at + 2]
