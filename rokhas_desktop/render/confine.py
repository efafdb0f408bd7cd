"""Keeps a renderer's child from the network and from writing, and bounds its memory.

Best effort, in layers, each by itself enough where the system has it:

- everywhere, a Python audit hook (PEP 578) that refuses sockets, writes and new processes asked for by Python code;
- Linux: RLIMIT_AS; seccomp refuses the system calls; Landlock refuses writes (and TCP from ABI 4), whatever code asks;
- Windows: a Job object's memory limit.

What a parent opened before (the pipes, the log) stays usable.  Nothing here can be undone by the process.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from rokhas_desktop.render.views import Confinement

MEMORY_VARIABLE = "ROKHAS_RENDER_MEMORY"
"""Names the environment variable that holds the limit in bytes; the parent sets it."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = frozenset(
    """
    os.remove os.rename os.mkdir os.rmdir os.truncate os.link os.symlink os.chmod os.chown os.utime
    os.setxattr os.removexattr os.system os.exec os.fork os.forkpty os.posix_spawn os.spawn os.startfile
    subprocess.Popen shutil.copyfile shutil.move shutil.rmtree tempfile.mkstemp tempfile.mkdtemp
    winreg.SetValue winreg.CreateKey
    """.split()
)


def confine() -> Confinement:
    """Confine this process for good; call it once, before any thread starts.  Says what holds."""
    sys.dont_write_bytecode = True
    memory = int(os.environ.get(MEMORY_VARIABLE, "0"))
    network, writes = ["audit"], ["audit"]
    if sys.platform == "linux":
        from rokhas_desktop.render import confine_linux

        memory = confine_linux.limit(memory)
        confine_linux.no_new_privileges()
        if (abi := confine_linux.landlock()) > 0:
            writes.insert(0, f"landlock-{abi}")
            if abi >= confine_linux.TCP_ABI:
                network.insert(0, f"landlock-{abi}")
        if confine_linux.seccomp():
            network.insert(0, "seccomp")
    elif sys.platform == "win32":
        from rokhas_desktop.render import confine_windows

        memory = memory if memory and confine_windows.limit(memory) else 0
    else:
        memory = 0
    sys.addaudithook(_refuse)
    return Confinement(tuple(network), tuple(writes), memory)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    if event == "open":
        path, mode, flags = args
        if isinstance(path, int):
            return  # a descriptor that is open already
        written = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        if written or (isinstance(flags, int) and flags & _WRITES):
            raise PermissionError("the renderer writes no file")
    elif event.startswith("socket.") or event in _CHANGES:
        raise PermissionError(f"the renderer may not: {event}")
