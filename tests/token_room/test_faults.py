"""Each fault of the field against the token room: the code that the person sees, and what the room does."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest
from support.faults import BUILDABLE, Faults, Record, tell
from support.tokens import DEADLINES, PIN, OnToken, Store

from rokhas_desktop import catalogue
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.token.choose import choose
from rokhas_desktop.token.errors import NotLoggedIn
from rokhas_desktop.token.room import TokenRoom
from rokhas_desktop.token.session import TokenSession
from rokhas_desktop.token.views import ModuleCandidate, Selection, Survey
from rokhas_desktop.token.watch import Watcher

pytestmark = BUILDABLE
SCHEME = "rsa-pkcs1-sha256"
SHORT = DEADLINES.model_copy(update={"sign": 1.0, "log_in": 0.5, "search": 1.0})


@dataclass
class Bench:
    """One token behind the fault module, chosen while nothing was wrong."""

    room: TokenRoom
    faults: Faults
    candidate: ModuleCandidate
    selection: Selection

    def survey(self) -> Survey:
        return self.room.survey([self.candidate])

    def open(self, pin: str | None = PIN, *, pin_uses: int = 0, accept_final_try: bool = False) -> TokenSession:
        typed = bytearray(pin.encode()) if pin is not None else None
        return self.room.open(self.selection, typed, pin_uses=pin_uses, accept_final_try=accept_final_try)

    def sign(self, times: int = 1, pin: str | None = PIN, *, pin_uses: int = 0, accept_final_try: bool = False) -> int:
        """Sign so often with one PIN; how many signatures were made."""
        with self.open(pin, pin_uses=pin_uses, accept_final_try=accept_final_try) as session:
            return len([session.sign(b"TEST", SCHEME) for _ in range(times)])


def bench_of(room: TokenRoom, store: Store, folder: Path, key: OnToken) -> Bench:
    store.add("TEST", key)
    faults = Faults(folder / "orders")
    candidate = faults.around(store.candidate)
    selection = choose(room.survey([store.candidate]))
    room.survey([candidate])
    return Bench(room, faults, candidate, replace(selection, module=candidate.path))


@pytest.fixture
def bench(logs: Path, store: Store, tmp_path: Path) -> Iterator[Bench]:
    with TokenRoom(DEADLINES, logs) as room:
        yield bench_of(room, store, tmp_path, OnToken("rsa1"))


def impatient(bench: Bench, logs: Path) -> TokenRoom:
    """The same keys in a room with short deadlines."""
    room = TokenRoom(SHORT, logs)
    room.survey([bench.candidate])
    bench.room = room
    return room


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


AT_LOG_IN = [
    ("crash in C_Initialize", "crash C_Initialize 1", "TOK-006"),
    ("C_Initialize refused", "return C_Initialize 1 0x5", "TOK-005"),
    ("crash in C_Login", "crash C_Login 1", "TOK-053"),
    ("function failed at log-in", "return C_Login 1 0x6", "TOK-029"),
    ("general error at log-in", "return C_Login 1 0x5", "TOK-029"),
    ("a reader's own number at log-in", "return C_Login 1 0x80100068", "TOK-029"),
    ("PIN refused", "return C_Login 1 0xA0", "TOK-020"),
    ("PIN too short for the token", "return C_Login 1 0xA2", "TOK-023"),
    ("PIN expired", "return C_Login 1 0xA3", "TOK-026"),
    ("PIN locked", "return C_Login 1 0xA4", "TOK-021"),
    ("PIN to be changed", "flags - 0 0x80000", "TOK-026"),
    ("PIN never set", "no-pin-set", "TOK-025"),
    ("PIN never set, unsaid by flags", "return C_Login 1 0x102", "TOK-025"),
    ("log-in cancelled", "return C_Login 1 0x50", "TOK-030"),
    ("already logged in, not for us", "return C_Login 1 0x100", "TOK-031"),
    ("another user logged in", "return C_Login 1 0x104", "TOK-031"),
    ("token gone at log-in", "return C_Login 1 0xE0", "TOK-011"),
    ("last try", "flags - 0 0x20000", "TOK-022"),
    ("locked by flags", "flags - 0 0x40000", "TOK-021"),
    ("pinpad, and a PIN typed", f"pinpad - 0 {PIN}", "TOK-027"),
    ("always-authenticate, no consent", "always", "TOK-032"),
    ("no private key", "hides - 0 3", "TOK-040"),
    ("no certificate", "hides - 0 1", "TOK-016"),
    ("token swapped before log-in", "swapped", "TOK-016"),
    ("token swapped at log-in", "swapped C_Login 1", "TOK-015"),
    ("no session left", "return C_OpenSession 1 0xB1", "TOK-051"),
]


@pytest.mark.parametrize(("variant", "order", "code"), AT_LOG_IN, ids=[case[0] for case in AT_LOG_IN])
def test_at_log_in(bench: Bench, record_property: Record, variant: str, order: str, code: str) -> None:
    bench.faults.play(order)
    bench.faults.forget_calls()
    with pytest.raises(RokhasError) as caught:
        bench.sign()
    assert caught.value.code == code
    spent = bench.faults.calls()["C_Login 1"]
    assert spent == (
        1 if "C_Login" in order or order in {"always", "hides - 0 3"} else 0
    )  # never a second try for one PIN
    assert catalogue.entry(code).batch == "stop"
    bench.faults.lift()
    assert bench.sign(2) == 2
    done = f"{spent} log-in, child ended, next log-in good"
    tell(record_property, variant, code, caught.value.details, done, "stopped, nothing signed")


AT_A_SIGNATURE = [
    ("crash at the 2nd signature", "crash C_Sign 2", "TOK-053"),
    ("token removed at the 2nd signature", "removed C_Sign 2 0x32", "TOK-011"),
    ("token not present at the 2nd signature", "removed C_Sign 2 0xE0", "TOK-011"),
    ("device error", "return C_Sign 2 0x30", "TOK-050"),
    ("session handles invalid after a suspend", "suspended C_Sign 2", "TOK-052"),
    ("key not for signatures", "return C_Sign 2 0x68", "TOK-042"),
    ("signature cancelled", "return C_Sign 2 0x50", "TOK-045"),
    ("wrong signature bytes", "wrong-signature C_Sign 2", "TOK-043"),
    ("token swapped after the PIN", "swapped C_Sign 1", "TOK-015"),
    ("always-authenticate unsaid, no consent", "always-unsaid C_Sign 2", "TOK-032"),
]


@pytest.mark.parametrize(("variant", "order", "code"), AT_A_SIGNATURE, ids=[case[0] for case in AT_A_SIGNATURE])
def test_at_a_signature(bench: Bench, record_property: Record, variant: str, order: str, code: str) -> None:
    bench.faults.play(order)
    with bench.open() as session:
        assert session.sign(b"TEST", SCHEME)
        with pytest.raises(RokhasError) as caught:
            session.sign(b"TEST", SCHEME)
        assert caught.value.code == code
        assert not session.open
    assert gone(session.pid)
    assert bench.faults.calls()["C_Login 1"] == 1
    bench.faults.lift()
    assert bench.sign(2) == 2
    tell(record_property, variant, code, caught.value.details, "child ended, next log-in good", "stopped, first kept")


@pytest.mark.parametrize(
    ("variant", "order", "code"),
    [
        ("hang in C_Login", "hang C_Login 1", "TOK-054"),
        ("hang at a signature", "hang C_Sign 1", "TOK-054"),
        ("20 s of search after the log-in", "slow C_FindObjects 1 20000", "TOK-054"),
    ],
)
def test_a_hang_ends_at_its_deadline(
    bench: Bench, logs: Path, record_property: Record, variant: str, order: str, code: str
) -> None:
    with impatient(bench, logs):
        before = set(psutil.Process().children())
        bench.faults.play(order)
        began = time.monotonic()
        with pytest.raises(RokhasError) as caught:
            bench.sign()
        assert caught.value.code == code
        assert time.monotonic() - began < 15
        assert set(psutil.Process().children()) <= before
        bench.faults.lift()
        assert bench.sign() == 1
    room = "killed at the deadline, next log-in good"
    tell(record_property, variant, code, caught.value.details, room, "stopped")


@pytest.mark.parametrize("order", ["crash C_Finalize 1", "hang C_Finalize 1", "crash C_Initialize 2"])
def test_initialised_again_in_a_survey(bench: Bench, logs: Path, record_property: Record, order: str) -> None:
    with TokenRoom(DEADLINES.model_copy(update={"initialise": 3.0}), logs) as room:
        bench.room = room
        assert len(bench.survey().tokens) == 1
        bench.faults.play(order)
        (module,) = bench.survey().modules
        assert module.code == ("TOK-007" if order.startswith("hang") else "TOK-006")
        bench.faults.lift()
        room.retry(bench.candidate.path)
        assert len(bench.survey().tokens) == 1
    verb, function, _ = order.split()
    tell(record_property, f"{verb} in {function}", module.code, module.details, "killed, started again", "none runs")


def test_a_survey_that_hangs_in_initialize(bench: Bench, logs: Path, record_property: Record) -> None:
    with TokenRoom(DEADLINES.model_copy(update={"initialise": 1.0}), logs) as room:
        bench.faults.play("hang C_Initialize 1")
        (module,) = room.survey([bench.candidate]).modules
        assert module.code == "TOK-007"
        assert room.survey([bench.candidate]).modules[0].code == "TOK-008"  # left alone for a minute, or until asked
        bench.faults.lift()
        room.retry(bench.candidate.path)
        assert len(room.survey([bench.candidate]).tokens) == 1
    tell(record_property, "hang in C_Initialize", "TOK-007", module.details, "killed, left alone, retried", "none runs")


@pytest.mark.parametrize(
    ("variant", "order", "how"),
    [
        ("three phantom slots", "phantom-slots", {}),
        ("slots under other numbers", "moved-slots - 0 7", {}),
        ("slot list grows between two calls", "growing-slots", {}),
        ("already logged in, and so says the session", "says C_Login 1 0x100", {}),
        ("pinpad", f"pinpad - 0 {PIN}", {"pin": None}),
        ("last try, confirmed", "flags - 0 0x20000", {"accept_final_try": True}),
        ("always-authenticate, consented", "always", {"pin_uses": 3}),
        ("always-authenticate unsaid, consented", "always-unsaid", {"pin_uses": 3}),
        ("600 ms a signature", "slow C_Sign 1 600", {}),
        ("only CKM_RSA_PKCS", "only-rsa-pkcs", {}),
        ("CKA_ID mismatch", "other-id", {}),
        ("no public key object", "hides - 0 2", {}),
        ("C_GetTokenInfo drops the log-in", "info-logs-out", {}),
        ("four sessions at most", "four-sessions", {}),
        ("prints, and starts threads", "noisy", {}),
    ],
)
def test_borne_without_a_word(
    bench: Bench, record_property: Record, variant: str, order: str, how: dict[str, object]
) -> None:
    bench.faults.play(order)
    for _ in range(2):
        assert [token.label for token in bench.survey().tokens] == ["TEST"]
    assert bench.sign(3, **how) == 3  # type: ignore[arg-type]
    assert bench.faults.calls()["C_Login 1"] == 1
    tell(record_property, variant, None, None, "works", "whole")


def test_a_token_that_hashes_nothing_itself_offers_what_is_hashed_here(bench: Bench) -> None:
    bench.faults.play("only-rsa-pkcs")
    with bench.open() as session:
        assert session.schemes == ("rsa-pkcs1-sha256", "rsa-pkcs1-sha384", "rsa-pkcs1-sha512")
        assert session.sign(b"TEST", "rsa-pkcs1-sha512")


def test_a_key_that_stays_logged_out_is_tried_once_more_with_the_pin_and_no_more(
    bench: Bench, record_property: Record
) -> None:
    bench.faults.play("never-logged-in")
    bench.faults.forget_calls()
    with pytest.raises(RokhasError) as caught:
        bench.sign(pin_uses=5)
    assert type(caught.value) is NotLoggedIn
    calls = bench.faults.calls()
    assert (calls["C_Sign"], calls["C_Login 1"], calls["C_Login 2"]) == (2, 1, 1)
    assert catalogue.entry(NotLoggedIn.code).batch == "stop"
    tell(record_property, "never logged in", NotLoggedIn.code, caught.value.details, "one further log-in", "stopped")


def test_consent_covers_so_many_signatures_and_no_more(bench: Bench, record_property: Record) -> None:
    bench.faults.play("always-unsaid")
    with bench.open(pin_uses=3) as session:
        for _ in range(3):
            session.sign(b"TEST", SCHEME)
        with pytest.raises(RokhasError) as caught:
            session.sign(b"TEST", SCHEME)
    assert caught.value.code == "TOK-033"
    assert bench.faults.calls()["C_Login 2"] == 3
    ((_, key),) = bench.survey().keys()
    assert key.key is not None
    assert key.key.always_authenticate is True  # learned, for the next consent
    tell(
        record_property, "consent used up", "TOK-033", caught.value.details, "no further log-in", "stopped, three kept"
    )


def test_a_pin_refused_at_a_signature_is_not_sent_again(
    logs: Path, store: Store, tmp_path: Path, record_property: Record
) -> None:
    with TokenRoom(DEADLINES, logs) as room:
        bench = bench_of(room, store, tmp_path, OnToken("rsa1", always_authenticate=True))
        bench.faults.play("return C_Login 2 0xA0")
        with bench.open(pin_uses=5) as session:
            for code in ("TOK-034", "TOK-055"):
                with pytest.raises(RokhasError) as caught:
                    session.sign(b"TEST", SCHEME)
                assert caught.value.code == code
        calls = bench.faults.calls()
        assert (calls["C_Login 1"], calls["C_Login 2"], calls["C_Sign"]) == (1, 1, 0)
        bench.faults.play("return C_Sign 1 0x101")
        bench.faults.forget_calls()
        with pytest.raises(RokhasError) as caught:
            bench.sign(pin_uses=5)
        assert caught.value.code == "TOK-044"
        assert bench.faults.calls()["C_Sign"] == 1
    tell(record_property, "PIN refused at a signature", "TOK-034", {}, "PIN wiped, never again", "stopped")
    tell(record_property, "not logged in after a good log-in", "TOK-044", {}, "tried once", "stopped")


@pytest.mark.parametrize("counter", ["pin-counter", "silent-pin-counter"])
def test_a_counter_of_wrong_pins(bench: Bench, record_property: Record, counter: str) -> None:
    wrong = "97531086"
    bench.faults.play(counter)
    bench.faults.forget_calls()
    seen = []
    for _ in range(5):
        with pytest.raises(RokhasError) as caught:
            bench.sign(pin=wrong)
        seen.append(caught.value.code)
    flagged = counter == "pin-counter"
    # With flags the third try is not spent without a confirmation of its own; without them each is one C_Login.
    assert seen == (["TOK-020", "TOK-020"] + 3 * ["TOK-022"] if flagged else ["TOK-020"] * 2 + ["TOK-021"] * 3)
    assert bench.faults.calls()["C_Login 1"] == (2 if flagged else 5)
    if flagged:
        assert bench.survey().tokens[0].pin_state == "final-try"
        with pytest.raises(RokhasError) as caught:
            bench.sign(pin=wrong, accept_final_try=True)
        assert caught.value.code == "TOK-021"
        with pytest.raises(RokhasError):
            bench.sign(accept_final_try=True)
        assert bench.faults.calls()["C_Login 1"] == 3  # a locked token is never tried
    name = "PIN counter with flags" if flagged else "PIN counter without flags"
    tell(record_property, name, seen[-1], caught.value.details, "one log-in a PIN typed", "stopped")


def test_three_crashes_set_a_module_aside_until_it_is_asked_for(bench: Bench, record_property: Record) -> None:
    bench.faults.play("crash C_Initialize 1")
    bench.room.retry(bench.candidate.path)
    assert [bench.survey().modules[0].code for _ in range(4)] == ["TOK-006", "TOK-006", "TOK-006", "TOK-008"]
    assert bench.room.failures() == {bench.candidate.path: 3}
    bench.faults.forget_calls()
    assert bench.survey().modules[0].code == "TOK-008"
    assert not bench.faults.calls()  # not even started
    bench.faults.lift()
    bench.room.retry(bench.candidate.path)
    assert len(bench.survey().tokens) == 1
    tell(
        record_property, "three crashes in a row", "TOK-008", {"module": "libfaults-test.so"}, "set aside", "none runs"
    )


def test_a_removal_and_a_return_under_another_number_are_told_within_a_second(
    bench: Bench, record_property: Record
) -> None:
    told: list[tuple[float, list[int]]] = []
    pids = []

    def change(survey: Survey) -> None:
        told.append((time.monotonic(), [token.slot_id for token in survey.tokens]))

    def until(there: int) -> float:
        deadline = time.monotonic() + 10
        while not told or len(told[-1][1]) != there:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        return told[-1][0]

    with Watcher(bench.room, [bench.candidate], change):
        until(1)
        (before,) = told[-1][1]
        for order, there in (("removed - 0 0xE0", 0), ("moved-slots - 0 7", 1)):
            pids.append({child.pid for child in psutil.Process().children()})
            at = time.monotonic()
            bench.faults.play(order)
            assert until(there) - at < 1.0
        (after,) = told[-1][1]
    assert pids[0] == pids[1]  # no restart
    assert after == before + 7
    assert bench.sign() == 1
    tell(record_property, "back under another slot number", None, None, "seen within a second", "next one whole")


def test_the_child_leaves_no_image_of_its_memory(bench: Bench) -> None:
    with bench.open() as session:
        limits = Path(f"/proc/{session.pid}/limits").read_text(encoding="ascii")
        assert [line.split()[4:6] for line in limits.splitlines() if "core file" in line] == [["0", "0"]]
    # Root may look at everything, so the kernel is asked: PR_GET_DUMPABLE is 3.
    asks = (
        "import ctypes; from rokhas_desktop.token.host.hardening import harden; "
        "ask = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0); before = ask(); harden(); print(before, ask())"
    )
    told = subprocess.run([sys.executable, "-P", "-c", asks], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["1", "0"]


def test_a_quick_look_reads_a_removable_tokens_objects_once(bench: Bench, store: Store) -> None:
    with store.conf.open("a", encoding="utf-8") as conf:
        conf.write("slots.removable = true\n")
    bench.room.retry(bench.candidate.path)
    first = bench.survey()
    searches = bench.faults.calls()["C_FindObjectsInit"]
    for _ in range(3):
        assert bench.room.survey([bench.candidate], quick=True) == first
    assert bench.faults.calls()["C_FindObjectsInit"] == searches
    assert bench.survey() == first
    assert bench.faults.calls()["C_FindObjectsInit"] > searches
