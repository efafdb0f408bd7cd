"""Libraries that are no module, or a module that misbehaves in C_Initialize; built with the system's compiler."""

from __future__ import annotations

import subprocess
from pathlib import Path

_MODULE = """
#include <stdlib.h>
#include <unistd.h>
typedef unsigned long (*function)(void *);
static unsigned long initialise(void *ignored) { %s; return %s; }
static struct { unsigned char version[2]; function functions[68]; } table = { {2, 40}, { initialise } };
unsigned long C_GetFunctionList(void **list) { *list = &table; return 0; }
"""


def build(folder: Path, name: str, source: str, *options: str) -> Path:
    """A shared library made of C source."""
    target = folder / f"{name}.so"
    line = ["gcc", "-shared", "-fPIC", "-w", "-o", str(target), "-xc", "-", *options]
    subprocess.run(line, input=source.encode(), check=True)
    return target


def misbehaving(folder: Path, name: str, *, does: str = "", returns: str = "0") -> Path:
    """A PKCS#11 module whose C_Initialize does and returns what is said in C."""
    return build(folder, name, _MODULE % (does, returns))


def lacking_a_sibling(folder: Path) -> Path:
    """A library that needs libgone-test.so, which is gone."""
    gone = build(folder, "libgone-test", "int gone(void) { return 1; }")
    needs = build(
        folder, "needs", "int gone(void); int needs(void) { return gone(); }", "-L", str(folder), "-lgone-test"
    )
    gone.unlink()
    return needs


def other_bitness(folder: Path) -> Path:
    """The first bytes of a 32-bit library."""
    target = folder / "bits32.so"
    target.write_bytes(b"\x7fELF\x01\x01\x01" + bytes(9) + b"\x03\0\x03\0\x01\0\0\0" + bytes(64))
    return target
