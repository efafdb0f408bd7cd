"""Linux's part of the confinement: resource limits, Landlock and seccomp, without a library.

Landlock: Documentation/userspace-api/landlock.rst.  seccomp: Documentation/userspace-api/seccomp_filter.rst.
Numbers are the kernel's user-space interface, which does not change.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from functools import cache

TCP_ABI = 4
"""From this Landlock ABI on TCP can be refused."""

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _SECCOMP_MODE_FILTER = 22, 38, 2
_CREATE_RULESET, _RESTRICT_SELF, _RULESET_VERSION = 444, 446, 1
# LANDLOCK_ACCESS_FS_*: 1 write, 4..12 remove and make, 13 refer (ABI 2), 14 truncate (3), 15 device ioctl (5).
_FS_ALWAYS = (1 << 1) | sum(1 << bit for bit in range(4, 13))
_FS_SINCE = {2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_TCP = 0b11  # bind, connect
_SCOPES = 0b11  # abstract Unix sockets, signals (ABI 6)

# socket, connect, bind, sendto, execve, execveat, ptrace, io_uring_setup, process_vm_writev, by machine.
_REFUSED = {
    "x86_64": (0xC000003E, (41, 42, 49, 44, 59, 322, 101, 425, 311)),
    "aarch64": (0xC00000B7, (198, 203, 200, 206, 221, 281, 117, 425, 271)),
}
_LD, _JEQ, _JGE, _RET = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _EPERM = 0x7FFF0000, 0x80000000, 0x00050000 | 1
_X32_BIT = 0x40000000


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = [("len", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def limit(memory: int) -> int:
    """Bound the address space to ``memory`` bytes (0: not), and allow no core file.  Returns what holds."""
    if sys.platform != "linux":
        return 0
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not memory:
        return 0
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        memory = min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    return memory


def no_new_privileges() -> None:
    """What both filters ask for; cannot fail since Linux 3.5."""
    _libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def landlock() -> int:
    """Refuse every write to the file system, and TCP where the kernel can.  Returns the ABI, 0 without it."""
    abi = int(_libc().syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_RULESET_VERSION)))
    if abi < 1:
        return 0
    files = _FS_ALWAYS | sum(bit for since, bit in _FS_SINCE.items() if abi >= since)
    ruleset = struct.pack("=Q", files)
    if abi >= TCP_ABI:
        ruleset += struct.pack("=Q", _TCP)
    if abi >= 6:
        ruleset += struct.pack("=Q", _SCOPES)
    handle = _libc().syscall(_CREATE_RULESET, ruleset, ctypes.c_size_t(len(ruleset)), ctypes.c_uint32(0))
    if handle < 0:
        return 0
    refused = _libc().syscall(_RESTRICT_SELF, ctypes.c_int(handle), ctypes.c_uint32(0)) != 0
    os.close(handle)
    return 0 if refused else abi


def seccomp() -> bool:
    """Refuse (EPERM) new sockets, new programs and what could get round it.  False where it is not known how."""
    known = _REFUSED.get(platform.machine())
    if known is None or sys.maxsize < 2**32:
        return False
    architecture, calls = known
    steps = [(_LD, 0, 0, 4), (_JEQ, 1, 0, architecture), (_RET, 0, 0, _KILL), (_LD, 0, 0, 0)]
    # Another numbering of the same calls (x32) is refused as a whole.
    steps += [(_JGE, len(calls) + 1, 0, _X32_BIT)]
    steps += [(_JEQ, len(calls) - at, 0, call) for at, call in enumerate(calls)]
    steps += [(_RET, 0, 0, _ALLOW), (_RET, 0, 0, _EPERM)]
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)
    program = _Program(len(steps), code)
    return bool(_libc().prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)
