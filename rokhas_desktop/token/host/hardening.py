"""What a process does to itself before a PIN may enter it."""

from __future__ import annotations

import ctypes
import sys

_PR_SET_DUMPABLE = 4
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x1, 0x2


def harden() -> None:
    """Leave no memory image behind when a vendor's library crashes, and show no system dialog then.

    Linux: no core dump, no reading of the memory by other processes of the user (prctl PR_SET_DUMPABLE).
    Windows: no Windows Error Reporting for this process.
    """
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def wipe(buffer: bytearray) -> None:
    """Overwrite a PIN in place."""
    ctypes.memset((ctypes.c_char * len(buffer)).from_buffer(buffer), 0, len(buffer))
