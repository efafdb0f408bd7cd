"""What kind of library a file is, by its first bytes: nothing is loaded (ELF gABI; PE/COFF; Mach-O loader.h)."""

from __future__ import annotations

import platform
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

_READ = 4096
_ELF = {3: "x86", 62: "x86_64", 40: "arm", 183: "arm64"}
_PE = {0x14C: "x86", 0x8664: "x86_64", 0x1C4: "arm", 0xAA64: "arm64"}
_MACH = {7: "x86", 0x01000007: "x86_64", 12: "arm", 0x0100000C: "arm64"}
_WIDE = {"x86_64", "arm64"}


@dataclass(frozen=True, slots=True)
class Library:
    """``format`` is "elf", "pe" or "mach-o"; ``machines`` the processors it was built for, as far as they are known
    here; ``bits`` 32 or 64."""

    format: str
    bits: int
    machines: tuple[str, ...]


def read(path: Path) -> Library | None:
    """The library in a file; None for a file that is none.  Raises OSError."""
    with path.open("rb") as file:
        head = file.read(_READ)
    try:
        return _elf(head) or _pe(head) or _mach(head)
    except struct.error:
        return None


def own() -> Library:
    """What a library must be for this process."""
    machine = platform.machine().lower()
    machine = {"amd64": "x86_64", "aarch64": "arm64", "i386": "x86", "i686": "x86"}.get(machine, machine)
    bits = 64 if sys.maxsize > 2**32 else 32
    if machine == "x86_64" and bits == 32:
        machine = "x86"
    return Library({"win32": "pe", "darwin": "mach-o"}.get(sys.platform, "elf"), bits, (machine,))


def fits(library: Library, process: Library) -> bool:
    """Whether a process can load the library.  A processor that is not known here is left to the loader."""
    if library.format != process.format or library.bits != process.bits:
        return False
    return not library.machines or not set(library.machines).isdisjoint(process.machines)


def _elf(head: bytes) -> Library | None:
    if head[:4] != b"\x7fELF" or len(head) < 20 or head[4] not in (1, 2) or head[5] not in (1, 2):
        return None
    (machine,) = struct.unpack_from("<H" if head[5] == 1 else ">H", head, 18)
    return Library("elf", 32 * head[4], _known(_ELF.get(machine)))


def _pe(head: bytes) -> Library | None:
    if head[:2] != b"MZ":
        return None
    (at,) = struct.unpack_from("<I", head, 0x3C)
    if head[at : at + 4] != b"PE\0\0":
        return None
    (machine,) = struct.unpack_from("<H", head, at + 4)
    (magic,) = struct.unpack_from("<H", head, at + 24)
    return Library("pe", 64 if magic == 0x20B else 32, _known(_PE.get(machine)))


def _mach(head: bytes) -> Library | None:
    (magic,) = struct.unpack_from(">I", head)
    if magic in (0xCAFEBABE, 0xCAFEBABF):
        (count,) = struct.unpack_from(">I", head, 4)
        # A Java class file begins alike; its version stands where the count of processors would.
        if not 0 < count < 20:
            return None
        step = 20 if magic == 0xCAFEBABE else 32
        kinds = [struct.unpack_from(">I", head, 8 + step * number)[0] for number in range(count)]
        names = tuple(name for kind in kinds if (name := _MACH.get(kind)) is not None)
        return Library("mach-o", 64 if not names or not _WIDE.isdisjoint(names) else 32, names)
    for order, thin, wide in (("<", 0xCEFAEDFE, 0xCFFAEDFE), (">", 0xFEEDFACE, 0xFEEDFACF)):
        if magic in (thin, wide):
            (kind,) = struct.unpack_from(f"{order}I", head, 4)
            return Library("mach-o", 64 if magic == wide else 32, _known(_MACH.get(kind)))
    return None


def _known(machine: str | None) -> tuple[str, ...]:
    return (machine,) if machine else ()
