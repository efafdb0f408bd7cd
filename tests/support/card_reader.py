"""A smart card service of a test's own, with a virtual reader: cards with any ATR come and go.

Debian's pcscd with the driver of vsmartcard, in mount and network namespaces of its own: neither the machine's service
nor another test's is touched, and nothing listens outside. Run as a program, this file is the reader's side in there.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PORT = 0x8C7B
DRIVER = Path("/usr/lib/pcsc/drivers/serial/libifdvpcd.so")
READER = "TEST reader"
CNIE = "3B 85 80 01 80 73 84 21 C0 92"
ETOKEN = "3B D5 18 00 81 31 FE 7D 80 73 C8 21 10 F4"
CONFIG = """FRIENDLYNAME "{name}"
DEVICENAME   /dev/null:0x{port:X}
LIBPATH      {driver}
CHANNELID    0x{port:X}
"""


def _namespaces() -> list[str]:
    return ["unshare", "-mn"] if os.geteuid() == 0 else ["unshare", "-rmn"]


def _runs() -> bool:
    if sys.platform != "linux" or shutil.which("pcscd") is None or not DRIVER.exists():
        return False
    return subprocess.run([*_namespaces(), "true"], check=False, capture_output=True).returncode == 0


@dataclass
class Service:
    """The running service.  ``env`` is what a program needs to find it."""

    process: subprocess.Popen[str]
    env: dict[str, str]

    def insert(self, atr: str) -> None:
        """A card of this ATR, in the place of what was there; pcscd looks every 0.4 s."""
        self._say(f"insert {atr}")

    def remove(self) -> None:
        """No card."""
        self._say("remove")

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"

    @property
    def daemon(self) -> int:
        """pcscd's process."""
        return int(Path(self.env["PCSCLITE_CSOCK_NAME"]).with_name("pcscd.pid").read_text().split()[0])


@contextmanager
def service(folder: Path, *, readers: bool = True) -> Iterator[Service]:
    """A service with one reader, or with none."""
    run, config = folder / "run", folder / "readers"
    run.mkdir(parents=True)
    config.mkdir()
    if readers:
        (config / "vpcd").write_text(CONFIG.format(name=READER, port=PORT, driver=DRIVER), encoding="ascii")
    command = [*_namespaces(), sys.executable, "-I", __file__, str(run), str(config)]
    with (folder / "pcscd.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", (folder / "pcscd.log").read_text()
        yield Service(process, {"PCSCLITE_CSOCK_NAME": str(run / "pcscd.comm")})
    finally:
        process.communicate("")  # its end is the service's end


# inside the namespaces


class _Card:
    """What sits in the reader: it tells its ATR and knows no command."""

    def __init__(self, atr: bytes) -> None:
        self._atr = atr
        self._pipe = socket.create_connection(("127.0.0.1", PORT))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        try:
            while True:
                (size,) = struct.unpack(">H", self._read(2))
                asked = self._read(size)
                if asked == b"\x04":
                    self._pipe.sendall(struct.pack(">H", len(self._atr)) + self._atr)
                elif size > 1:
                    self._pipe.sendall(b"\x00\x02\x6d\x00")  # "no such command"
        except OSError:
            return

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            # The driver sends a length and then the bytes: a late acknowledgement costs 40 ms each.
            self._pipe.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            more = self._pipe.recv(size - len(data))
            if not more:
                raise OSError
            data += more
        return data

    def take_out(self) -> None:
        self._pipe.shutdown(socket.SHUT_RDWR)
        self._pipe.close()


def _loopback_up() -> None:
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        up = struct.pack("16sh14x", b"lo", 0x1 | 0x8 | 0x40)
        fcntl.ioctl(any_socket, 0x8914, up)  # SIOCSIFFLAGS


def _main(run: Path, config: Path) -> None:
    _loopback_up()
    Path("/run/pcscd").mkdir(exist_ok=True)
    subprocess.run(["mount", "--bind", str(run), "/run/pcscd"], check=True)
    daemon = subprocess.Popen(["pcscd", "-f", "-c", str(config)], stdin=subprocess.DEVNULL, stdout=2, stderr=2)
    until = time.monotonic() + 20
    while not (run / "pcscd.comm").exists() or not (run / "pcscd.pid").exists():
        if daemon.poll() is not None or time.monotonic() > until:
            raise SystemExit("pcscd did not start")
        time.sleep(0.02)
    print("ready", flush=True)
    card: _Card | None = None
    empty = 0.0
    for line in sys.stdin:
        verb, _, atr = line.strip().partition(" ")
        if card is not None:
            card.take_out()
            card, empty = None, time.monotonic()
        if verb == "insert":
            # pcscd looks every 0.4 s, and must see the reader empty.
            time.sleep(max(0.0, empty + 1.0 - time.monotonic()))
            card = _Card(bytes.fromhex(atr))
        print("done", flush=True)
    daemon.send_signal(signal.SIGCONT)
    daemon.terminate()
    daemon.wait()


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
else:
    import pytest

    RUNS = pytest.mark.skipif(not _runs(), reason="pcscd and a virtual reader in namespaces of their own, on Linux")
