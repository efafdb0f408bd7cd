"""Programs that are not ours, asked what they think of a signed file."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from support.documents import signature_of


def pdfsig(path: Path, *options: str) -> list[str]:
    """Poppler's verdict on each signature."""
    done = subprocess.run(["pdfsig", "-nocert", *options, str(path)], capture_output=True, text=True, check=False)
    return re.findall(r"Signature Validation: (.+)", done.stdout)


def pdfsig_by_field(path: Path) -> dict[str, str]:
    """Poppler's verdict on each signature, by its field; empty fields are left out."""
    line = ["pdfsig", "-nocert", str(path)]
    said = subprocess.run(line, capture_output=True, text=True, check=False, errors="replace").stdout
    one = re.compile(r"^#\d+:\n(?:.+\n)*?.*Field Name: (.*)\n(?:.+\n)*?.*Signature Validation: (.+)$", re.MULTILINE)
    return dict(one.findall(said.replace("Signature #", "\n#")))


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


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page: RGB rows from the top, ``scale`` pixels a point."""

    width: int
    height: int
    rows: bytes
    scale: float

    def without(self, box: tuple[float, float, float, float] | None) -> tuple[int, int, bytes]:
        """The picture with a box (displayed points from the lower left corner), and a pixel around it, made white."""
        if box is None:
            return self.width, self.height, self.rows
        left, right = max(int(box[0] * self.scale) - 1, 0), min(int(box[2] * self.scale) + 2, self.width)
        top, bottom = max(int(self.height - box[3] * self.scale) - 1, 0), int(self.height - box[1] * self.scale) + 2
        rows = bytearray(self.rows)
        for row in range(top, min(bottom, self.height)):
            at = 3 * (row * self.width + left)
            rows[at : at + 3 * (right - left)] = b"\xff" * (3 * (right - left))
        return self.width, self.height, bytes(rows)


def pictures(path: Path, pages: int, longest: int = 700) -> list[Picture]:
    """The first pages drawn by MuPDF, annotations included; [] where it draws nothing."""
    with tempfile.TemporaryDirectory() as folder:
        sized = subprocess.run(
            ["mutool", "pages", str(path), f"1-{pages}"], capture_output=True, text=True, check=False
        )
        sides = [float(one) for one in re.findall(r'<MediaBox l="[^"]*" b="[^"]*" r="([\d.]+)"', sized.stdout)]
        dpi = max(min(72 * longest // (max(sides, default=842) or 842), 72), 8)
        line = ["mutool", "draw", "-q", "-r", str(dpi), "-c", "rgb", "-o", f"{folder}/%d.ppm", str(path), f"1-{pages}"]
        subprocess.run(line, check=False, capture_output=True)
        return [_ppm(one.read_bytes(), dpi / 72) for one in sorted(Path(folder).glob("*.ppm"))]


def _ppm(data: bytes, scale: float) -> Picture:
    header = re.match(rb"P6\s(?:#.*\n)?(\d+)\s+(\d+)\s+255\s", data)
    if header is None:
        return Picture(0, 0, b"", scale)
    return Picture(int(header.group(1)), int(header.group(2)), data[header.end() :], scale)
