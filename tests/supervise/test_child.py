"""Children that answer, refuse, crash, hang and print, as real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rokhas_desktop.errors import Cancelled, Coded
from rokhas_desktop.supervise import Child, ChildCrashed, ChildHung, ChildNotStarted, Frame, Interrupt, child
from rokhas_desktop.supervise.frames import BrokenPipe, read_frame, write_frame
from rokhas_desktop.supervise.verbs import CHILDREN

SCRIPT = str(Path(__file__).with_name("child.py"))
Start = Callable[..., Child]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    begun: list[Child] = []

    def make(*arguments: str, log: Path | None = None, env: dict[str, str] | None = None) -> Child:
        monkeypatch.setattr(child, "command", lambda verb: [sys.executable, "-P", SCRIPT, *arguments])
        begun.append(Child("TEST", log=log, env=env))
        return begun[-1]

    yield make
    for one in begun:
        one.kill()


def test_a_call_is_answered_with_its_payload(start: Start) -> None:
    with start() as one:
        answer = one.call("echo", b"\x00\xffTEST", deadline=5, text="جماعة")
        assert answer.header == {"heard": {"text": "جماعة"}}
        assert answer.payload == b"\x00\xffTEST"
        big = bytes(range(256)) * 20_000
        assert one.call("echo", big, deadline=20).payload == big
    assert not one.alive


def test_a_refusal_keeps_its_code_and_the_child_goes_on(start: Start) -> None:
    one = start()
    with pytest.raises(Coded) as caught:
        one.call("refuse", deadline=5)
    assert (caught.value.code, caught.value.details) == ("TST-001", {"why": "TEST"})
    assert one.call("echo", b"still here", deadline=5).payload == b"still here"


def test_a_bug_or_an_unknown_operation_is_coded_and_its_arguments_are_not_logged(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "log"
    one = start(log=log)
    for op in ("break_down", "no_such_operation"):
        with pytest.raises(Coded) as caught:
            one.call(op, b"SECRET-TEST", deadline=5)
        assert caught.value.code == "APP-001"
    one.close()
    written = log.read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "SECRET-TEST" not in written


def test_a_crash_is_told_to_this_call_and_to_later_ones(start: Start) -> None:
    one = start()
    with pytest.raises(ChildCrashed) as caught:
        one.call("leave", deadline=5)
    assert caught.value.details["status"] == "7"
    for _ in range(2):
        with pytest.raises(ChildCrashed):
            one.call("echo", deadline=5)
    assert not one.alive


def test_a_hang_is_ended_at_the_deadline(start: Start) -> None:
    one = start()
    begun = time.monotonic()
    with pytest.raises(ChildHung):
        one.call("sleep", deadline=0.3, seconds=30)
    assert time.monotonic() - begun < 3
    assert not one.alive
    with pytest.raises(ChildCrashed):
        one.call("echo", deadline=5)


def test_a_child_that_does_not_read_its_pipe_is_ended_at_the_deadline(start: Start) -> None:
    one = start()
    psutil.Process(one.pid).suspend()
    begun = time.monotonic()
    with pytest.raises(ChildHung):
        one.call("echo", bytes(1 << 20), deadline=0.3)
    assert time.monotonic() - begun < 8
    assert not one.alive


def test_killing_it_wakes_the_call_that_waits(start: Start) -> None:
    one = start()
    outcome: list[type[BaseException]] = []

    def wait() -> None:
        try:
            one.call("sleep", deadline=30, seconds=30)
        except ChildCrashed as error:
            outcome.append(type(error))

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.1)
    one.kill()
    thread.join(5)
    assert outcome == [ChildCrashed]


def test_calls_of_several_threads_are_not_mixed_up(start: Start) -> None:
    one = start()
    wrong: list[object] = []

    def ask(number: int) -> None:
        for count in range(50):
            said = f"{number} {count}".encode()
            if one.call("echo", said, deadline=10).payload != said:
                wrong.append(said)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert wrong == []
    assert not any(thread.is_alive() for thread in threads)


def test_what_a_library_prints_goes_to_the_log(start: Start, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with start(log=log) as one:
        assert one.call("chatter", deadline=5).header == {"input": ""}
        assert one.call("echo", b"TEST", deadline=5).payload == b"TEST"
    written = log.read_text(encoding="utf-8")
    assert "a library prints" in written
    assert "so does Python" in written
    assert "and to standard error" in written


@pytest.mark.parametrize("working", [True, False])
def test_a_secret_is_zeroed_whatever_happens(start: Start, working: bool) -> None:
    one = start()
    if not working:
        one.kill()
    secret = bytearray(b"SECRET-TEST")
    if working:
        assert one.call("echo", secret, deadline=5, secret=True).payload == b"SECRET-TEST"
    else:
        with pytest.raises(ChildCrashed):
            one.call("echo", secret, deadline=5, secret=True)
    assert secret == bytes(11)


def test_a_secret_is_zeroed_before_the_answer_comes(start: Start) -> None:
    one = start()
    secret = bytearray(b"SECRET-TEST")
    thread = threading.Thread(target=lambda: one.call("sleep", secret, deadline=5, secret=True, seconds=1))
    thread.start()
    time.sleep(0.3)
    assert thread.is_alive()
    assert secret == bytes(11)
    thread.join()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal")
def test_ctrl_c_is_the_parents_affair(start: Start) -> None:
    one = start()
    one.call("echo", deadline=5)
    psutil.Process(one.pid).send_signal(signal.SIGINT)
    time.sleep(0.1)
    assert one.call("echo", b"TEST", deadline=5).payload == b"TEST"


def test_a_child_that_never_gets_ready_is_not_started(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ChildNotStarted):
        start("dead")
    monkeypatch.setattr(child, "START_DEADLINE", 0.5)
    before = set(psutil.Process().children())
    with pytest.raises(ChildNotStarted):
        start("mute")
    assert [process for process in set(psutil.Process().children()) - before if process.is_running()] == []
    monkeypatch.setattr(child, "command", lambda verb: ["/no/such/program-TEST"])
    with pytest.raises(ChildNotStarted):
        Child("TEST")


def test_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    script = f"""
import sys, time
from rokhas_desktop.supervise import Child, child
child.command = lambda verb: [sys.executable, "-P", {SCRIPT!r}]
one = Child("TEST")
print(one.pid, flush=True)
time.sleep(60)
"""
    parent = subprocess.Popen([sys.executable, "-P", "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    grandchild = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait(5)
    parent.stdout.close()
    psutil.wait_procs([grandchild], timeout=5)
    assert not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE


def test_closing_twice_and_after_the_end_is_closing(start: Start) -> None:
    one = start()
    one.close()
    one.close()
    one.kill()
    assert not one.alive


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="a system that knows niceness")
@pytest.mark.parametrize(("verb", "steps"), [("raster", 5), ("examination", 5), ("stamp", 0)])
def test_what_draws_lets_the_window_go_first(verb: str, steps: int) -> None:
    child = Child(verb)
    try:
        own, its = os.getpriority(os.PRIO_PROCESS, 0), os.getpriority(os.PRIO_PROCESS, child.pid)
        assert its == min(19, own + steps)
    finally:
        child.close()


def test_the_command_keeps_the_packages_folder_off_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    assert child.command("token") == [sys.executable, "-P", "-m", "rokhas_desktop", "--child", "token"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child.command("token") == [sys.executable, "--child", "token"]
    assert "token" in CHILDREN


class Pipe:
    """Bytes that come in pieces."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._data = b"".join(pieces)
        self._pieces = [len(piece) for piece in pieces]

    def readinto(self, view: memoryview) -> int:
        size = min(len(view), self._pieces.pop(0) if self._pieces else len(self._data), len(self._data))
        view[:size] = self._data[:size]
        self._data = self._data[size:]
        return size

    def write(self, data: bytes) -> int:
        self._data += bytes(data[:7])
        return min(len(data), 7)


JSON = st.dictionaries(st.text(max_size=5).filter(lambda name: name != "payload"), st.integers() | st.text(max_size=9))


@given(JSON, st.binary(max_size=100))
def test_a_frame_comes_back_the_same_however_it_is_cut(header: dict[str, int | str], payload: bytes) -> None:
    pipe = Pipe([])
    write_frame(pipe, Frame(header, payload))  # type: ignore[arg-type]
    back = read_frame(pipe)  # type: ignore[arg-type]
    assert back is not None
    assert (back.header, bytes(back.payload)) == (header, payload)
    assert read_frame(pipe) is None  # type: ignore[arg-type]


@given(JSON, st.binary(min_size=1, max_size=50), st.data())
def test_a_cut_frame_is_a_broken_pipe(header: dict[str, int | str], payload: bytes, data: st.DataObject) -> None:
    pipe = Pipe([])
    write_frame(pipe, Frame(header, payload))  # type: ignore[arg-type]
    cut = data.draw(st.integers(1, len(pipe._data) - 1))
    with pytest.raises(BrokenPipe):
        read_frame(Pipe([pipe._data[:cut]]))  # type: ignore[arg-type]


@given(st.binary(min_size=1, max_size=60))
def test_noise_is_never_anything_but_a_frame_or_a_broken_pipe(noise: bytes) -> None:
    try:
        frame = read_frame(Pipe([noise]))  # type: ignore[arg-type]
    except BrokenPipe:
        return
    assert frame is None or isinstance(frame.header, dict)


def test_a_payload_is_in_no_repr() -> None:
    assert "SECRET" not in repr(Frame({"op": "open"}, b"SECRET-TEST"))


def test_a_call_is_given_up_from_another_thread_and_only_that_one(start: Start) -> None:
    one = start()
    interrupt = Interrupt()
    threading.Timer(0.1, interrupt.ask).start()
    begun = time.monotonic()
    assert one.call("dawdle", deadline=30, interrupt=interrupt, seconds=20).header["given_up"]
    assert time.monotonic() - begun < 10
    interrupt.ask()  # late: nobody waits any more
    assert not one.call("dawdle", deadline=5, interrupt=Interrupt(), seconds=0.05).header["given_up"]
    assert not one.call("dawdle", deadline=5, seconds=0.05).header["given_up"]
    early = Interrupt()
    early.ask()
    with pytest.raises(Cancelled):
        early.check()
    assert one.call("dawdle", deadline=30, interrupt=early, seconds=20).header["given_up"]
    assert one.alive
