"""The parent's side of one child process."""

from __future__ import annotations

import contextlib
import functools
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from rokhas_desktop.errors import Coded
from rokhas_desktop.logs import turned_over
from rokhas_desktop.supervise.errors import ChildCrashed, ChildHung, ChildNotStarted
from rokhas_desktop.supervise.frames import CALL, INTERRUPT, BrokenPipe, Frame, read_frame, write_frame
from rokhas_desktop.supervise.interrupt import Interrupt
from rokhas_desktop.supervise.verbs import flags

START_DEADLINE = 30.0
"""Seconds until a new interpreter must have said that it is ready, on a slow disk with an antivirus."""
PIPE_BUFFER = 4096
"""Bytes that every system's pipe takes without its reader."""


def command(verb: str) -> list[str]:
    """The command that starts a child: the hidden verb when frozen, ``-P -m`` otherwise.

    ``-P`` keeps the package's own folder off the path, where ``token`` would shadow the standard library's.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child", verb]
    return [sys.executable, "-P", "-m", "rokhas_desktop", "--child", verb]


def _opened(log: Path | None) -> BinaryIO | None:
    """The child's log; a disk that takes none is no reason not to work."""
    try:
        return turned_over(log).open("ab") if log is not None else None
    except OSError:
        return None


class Child:
    """One child process, started at once and spoken to one call at a time.

    ``log`` takes the child's standard output and error (a vendor's library prints what it likes).
    Thread-safe: calls wait for one another.  After a crash or a hang the object is dead; start another.
    """

    def __init__(self, verb: str, *, log: Path | None = None, env: Mapping[str, str] | None = None) -> None:
        self.verb = verb
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._number = 0
        self._frames: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
        sink = _opened(log)
        try:
            self._process = subprocess.Popen(
                command(verb),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=sink if sink is not None else subprocess.DEVNULL,
                bufsize=0,
                env={**os.environ, **(env or {})},
                creationflags=flags(verb),
            )
        except OSError as error:
            raise ChildNotStarted(child=verb) from error
        finally:
            if sink is not None:
                sink.close()
        self._incoming = cast(BinaryIO, self._process.stdout)
        self._outgoing = cast(BinaryIO, self._process.stdin)
        self._reader = threading.Thread(target=self._read, name=f"{verb}-reader", daemon=True)
        self._reader.start()
        try:
            self._wait(time.monotonic() + START_DEADLINE, "start", START_DEADLINE)
        except (ChildCrashed, ChildHung) as error:
            raise ChildNotStarted(child=verb) from error

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def call(
        self,
        op: str,
        payload: bytes | bytearray | memoryview = b"",
        *,
        deadline: float,
        secret: bool = False,
        interrupt: Interrupt | None = None,
        **fields: Any,
    ) -> Frame:
        """Send one request and wait for its answer at most ``deadline`` seconds.

        ``secret`` says that ``payload`` is a bytearray to be zeroed as soon as it is written, or could not be.
        ``interrupt`` is for a child that serves with an Interruption: asked, it is told to the child, whose handler
        ends as it will.
        Raises Coded with the child's own code when it refuses, ChildCrashed when it dies, and ChildHung,
        after killing it, when it does not read or answer in time.
        """
        until = time.monotonic() + deadline
        try:
            with self._lock:
                self._number += 1
                numbered = {CALL: self._number} if interrupt is not None else {}
                self._send(Frame({"op": op, **numbered, **fields}, payload), deadline, op)
                if secret:
                    _zero(payload)
                if interrupt is None:
                    return self._wait(until, op, deadline)
                with interrupt.told_to(functools.partial(self._give_up, self._number)):
                    return self._wait(until, op, deadline)
        finally:
            if secret:
                _zero(payload)

    def _send(self, frame: Frame, deadline: float, op: str) -> None:
        """Write a request.  A child that does not read its pipe blocks this, so a timer ends it."""
        timer = threading.Timer(deadline, self._process.kill)
        if memoryview(frame.payload).nbytes > PIPE_BUFFER:
            timer.start()
        try:
            with self._writing:
                write_frame(self._outgoing, frame)
        except BrokenPipe as error:
            hung = timer.finished.is_set()
            self.kill()
            if hung:
                raise ChildHung(child=self.verb, op=op, seconds=int(deadline)) from error
            raise ChildCrashed(child=self.verb, op=op, status=str(self._process.returncode)) from error
        finally:
            timer.cancel()

    def _give_up(self, call: int) -> None:
        """Tell the child that nobody waits for a call's answer; it may have given it already."""
        with self._writing, contextlib.suppress(BrokenPipe):
            write_frame(self._outgoing, Frame({"op": INTERRUPT, CALL: call}))

    def kill(self) -> None:
        """End the child now; a call that waits for it raises ChildCrashed."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._reap(5.0)

    def close(self, grace: float = 2.0) -> None:
        """Let the child end by closing its input; kill it after ``grace`` seconds."""
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._outgoing.close()
        if not self._reap(grace):
            self.kill()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *ignored: object) -> None:
        self.close()

    def _wait(self, until: float, op: str, deadline: float) -> Frame:
        try:
            frame = self._frames.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            self.kill()
            raise ChildHung(child=self.verb, op=op, seconds=int(deadline)) from None
        if frame is None:
            self._frames.put(None)  # the next call must hear it too
            self._reap(5.0)
            raise ChildCrashed(child=self.verb, op=op, status=str(self._process.returncode))
        if not frame.header.pop("ok"):
            raise Coded(frame.header["code"], **frame.header["details"])
        return frame

    def _read(self) -> None:
        try:
            while (frame := read_frame(self._incoming)) is not None:
                self._frames.put(frame)
        except BrokenPipe:
            pass
        finally:
            self._frames.put(None)

    def _reap(self, seconds: float) -> bool:
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        self._reader.join(1.0)
        with contextlib.suppress(OSError, ValueError):
            self._outgoing.close()
        with contextlib.suppress(OSError, ValueError):
            self._incoming.close()
        return True


def _zero(payload: bytes | bytearray | memoryview) -> None:
    """Overwrite a secret in place."""
    memoryview(payload).cast("B")[:] = bytes(memoryview(payload).nbytes)
