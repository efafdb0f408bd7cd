"""The frame between parent and child: a 4-byte big-endian length, a JSON header, a raw payload.

The length is the header's; the header's ``payload`` says how many raw bytes follow it.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">I")
INTERRUPT, CALL = "interrupt", "call"
"""The request that gives up another one, and the header's entry that says which."""
MAX_HEADER = 4 << 20
MAX_PAYLOAD = 1 << 30


@dataclass(frozen=True, slots=True)
class Frame:
    """One message.  ``header`` holds JSON values only; ``payload`` is kept out of every repr."""

    header: dict[str, Any]
    payload: bytes | bytearray | memoryview = field(default=b"", repr=False)


class BrokenPipe(Exception):
    """The other side is gone, or speaks something else."""


def write_frame(stream: BinaryIO, frame: Frame) -> None:
    """Write one frame.  The payload goes out as it is: no copy of it is made here."""
    size = memoryview(frame.payload).nbytes
    # Escaped: a file's name may hold bytes that are no text (PEP 383), and goes through all the same.
    header = json.dumps({**frame.header, "payload": size}).encode("ascii")
    try:
        _write_all(stream, _LENGTH.pack(len(header)) + header)
        if size:
            _write_all(stream, frame.payload)
    except (OSError, ValueError) as error:
        raise BrokenPipe() from error


def read_frame(stream: BinaryIO) -> Frame | None:
    """Read one frame; None where the other side ended between two frames.

    Raises BrokenPipe on a cut or an impossible frame.
    """
    try:
        raw = _read_exact(stream, _LENGTH.size, may_end=True)
        if raw is None:
            return None
        (length,) = _LENGTH.unpack(raw)
        if length > MAX_HEADER:
            raise BrokenPipe()
        header = json.loads(bytes(_read_exact(stream, length) or b""))
        size = header.pop("payload")
        if not isinstance(size, int) or not 0 <= size <= MAX_PAYLOAD:
            raise BrokenPipe()
        payload = _read_exact(stream, size) if size else bytearray()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenPipe() from error
    return Frame(header, payload or bytearray())


def _write_all(stream: BinaryIO, data: bytes | bytearray | memoryview) -> None:
    view = memoryview(data).cast("B")
    while view:
        view = view[stream.write(view) :]


def _read_exact(stream: BinaryIO, size: int, *, may_end: bool = False) -> bytearray | None:
    data = bytearray(size)
    view = memoryview(data)
    have = 0
    while have < size:
        got = stream.readinto(view[have:])  # type: ignore[attr-defined]
        if not got:
            if may_end and not have:
                return None
            raise BrokenPipe()
        have += got
    return data
