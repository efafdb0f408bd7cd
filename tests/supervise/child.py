"""The child of these tests: does what it is told, and misbehaves on order."""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.supervise import Frame, Interruption, serve

INTERRUPTION = Interruption()


class Refused(RokhasError):
    code = "TST-001"


def echo(header: dict[str, Any], payload: bytearray) -> Frame:
    return Frame({"heard": header}, payload)


def refuse(header: dict[str, Any], payload: bytearray) -> Frame:
    raise Refused(why="TEST")


def break_down(header: dict[str, Any], payload: bytearray) -> Frame:
    raise ValueError(payload.decode())


def sleep(header: dict[str, Any], payload: bytearray) -> Frame:
    time.sleep(header["seconds"])
    return Frame({})


def dawdle(header: dict[str, Any], payload: bytearray) -> Frame:
    until = time.monotonic() + header["seconds"]
    while not INTERRUPTION.asked and time.monotonic() < until:
        time.sleep(0.005)
    return Frame({"given_up": INTERRUPTION.asked})


def leave(header: dict[str, Any], payload: bytearray) -> Frame:
    os._exit(7)


def chatter(header: dict[str, Any], payload: bytearray) -> Frame:
    os.write(1, b"a library prints to standard output\n")
    print("so does Python")
    os.write(2, b"and to standard error\n")
    return Frame({"input": os.read(0, 10).decode()})


if __name__ == "__main__":
    if sys.argv[1:] == ["mute"]:
        time.sleep(60)
    if sys.argv[1:] == ["dead"]:
        sys.exit(3)
    handlers = (echo, refuse, break_down, sleep, dawdle, leave, chatter)
    serve({handler.__name__: handler for handler in handlers}, interruption=INTERRUPTION)
