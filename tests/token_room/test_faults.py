"""Each fault of the field against the token room: the code that the person sees, and what the room does."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import psutil
import pytest
from support.faults import BUILDABLE, Behaviour, Faults, Record, tell, token_children
from support.tokens import DEADLINES, PIN, OnToken, Store

from rokhas_desktop import catalogue
from rokhas_desktop.errors import Coded, RokhasError
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

    def seen(self, before: set[int], began: float, deadline: float | None = None, **batch: int | None) -> Behaviour:
        """What the room did since ``before``, the children of then."""
        over = deadline is not None and time.monotonic() - began >= deadline
        child: Literal["kept", "ended", "killed"] = "killed" if over else "ended"
        if token_children() - before:
            child = "kept"
        counted = self.room.failures().get(self.candidate.path, 0)
        return Behaviour(self.faults.calls()["C_Login 1"], child, counted, **batch)  # type: ignore[arg-type]


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
    ("crash in C_Initialize", "crash C_Initialize 1", "TOK-006", 0, 1),
    ("C_Initialize refused", "return C_Initialize 1 0x5", "TOK-005", 0, 0),
    ("crash in C_Login", "crash C_Login 1", "TOK-053", 1, 1),
    ("function failed at log-in", "return C_Login 1 0x6", "TOK-029", 1, 0),
    ("general error at log-in", "return C_Login 1 0x5", "TOK-029", 1, 0),
    ("a reader's own number at log-in", "return C_Login 1 0x80100068", "TOK-029", 1, 0),
    ("PIN refused", "return C_Login 1 0xA0", "TOK-020", 1, 0),
    ("PIN too short for the token", "return C_Login 1 0xA2", "TOK-023", 1, 0),
    ("PIN expired", "return C_Login 1 0xA3", "TOK-026", 1, 0),
    ("PIN locked", "return C_Login 1 0xA4", "TOK-021", 1, 0),
    ("PIN to be changed", "flags - 0 0x80000", "TOK-026", 0, 0),
    ("PIN never set", "no-pin-set", "TOK-025", 0, 0),
    ("PIN never set, unsaid by flags", "return C_Login 1 0x102", "TOK-025", 1, 0),
    ("log-in cancelled", "return C_Login 1 0x50", "TOK-030", 1, 0),
    ("already logged in, not for us", "return C_Login 1 0x100", "TOK-031", 1, 0),
    ("another user logged in", "return C_Login 1 0x104", "TOK-031", 1, 0),
    ("token gone at log-in", "return C_Login 1 0xE0", "TOK-011", 1, 0),
    ("last try", "flags - 0 0x20000", "TOK-022", 0, 0),
    ("locked by flags", "flags - 0 0x40000", "TOK-021", 0, 0),
    ("pinpad, and a PIN typed", f"pinpad - 0 {PIN}", "TOK-027", 0, 0),
    ("always-authenticate, no consent", "always", "TOK-032", 1, 0),
    ("no private key", "hides - 0 3", "TOK-040", 1, 0),
    ("no certificate", "hides - 0 1", "TOK-016", 0, 0),
    ("token swapped before log-in", "swapped", "TOK-016", 0, 0),
    ("token swapped at log-in", "swapped C_Login 1", "TOK-015", 1, 0),
    ("no session left", "return C_OpenSession 1 0xB1", "TOK-051", 0, 0),
]
"""Variant, order, code; the C_Logins made for the one PIN typed; whether it counts towards the quarantine."""


@pytest.mark.parametrize(
    ("variant", "order", "code", "logins", "counted"), AT_LOG_IN, ids=[case[0] for case in AT_LOG_IN]
)
def test_at_log_in(
    bench: Bench, record_property: Record, variant: str, order: str, code: str, logins: int, counted: int
) -> None:
    bench.faults.play(order)
    bench.faults.forget_calls()
    before = token_children()
    with pytest.raises(RokhasError) as caught:
        bench.sign()
    assert caught.value.code == code
    seen = bench.seen(before, 0.0, signed=0)
    assert catalogue.entry(code).batch == "stop"
    bench.faults.lift()
    after = bench.sign(2)
    seen = replace(seen, after=after)
    assert seen == Behaviour(logins, "ended", counted, after=2)
    assert bench.room.failures() == {}  # a good signature: from the beginning
    tell(record_property, variant, caught.value, seen)


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
    before = token_children()
    with bench.open() as session:
        assert session.sign(b"TEST", SCHEME)
        with pytest.raises(RokhasError) as caught:
            session.sign(b"TEST", SCHEME)
        assert caught.value.code == code
        assert not session.open
    assert gone(session.pid)
    seen = bench.seen(before, 0.0, signed=1)
    assert catalogue.entry(code).batch == "stop"
    # What was pulled out comes back under another slot number.
    bench.faults.play("moved-slots - 0 7") if order.startswith("removed") else bench.faults.lift()
    seen = replace(seen, after=bench.sign(2))
    assert seen == Behaviour(1, "ended", 1 if order.startswith("crash") else 0, signed=1, after=2)
    tell(record_property, variant, caught.value, seen)


@pytest.mark.parametrize(
    ("variant", "order", "code", "deadline"),
    [
        ("hang in C_Login", "hang C_Login 1", "TOK-054", SHORT.log_in),
        ("hang at a signature", "hang C_Sign 1", "TOK-054", SHORT.sign),
        ("20 s of search, longer than the deadline", "slow C_FindObjects 4 20000", "TOK-054", SHORT.search),
    ],
)
def test_a_hang_ends_at_its_deadline(
    bench: Bench, logs: Path, record_property: Record, variant: str, order: str, code: str, deadline: float
) -> None:
    with impatient(bench, logs):
        before = token_children()
        bench.faults.play(order)
        began = time.monotonic()
        with pytest.raises(RokhasError) as caught:
            bench.sign()
        assert caught.value.code == code
        assert time.monotonic() - began < 15
        seen = bench.seen(before, began, deadline)
        bench.faults.lift()
        seen = replace(seen, after=bench.sign())
    assert seen == Behaviour(1, "killed", 1, after=1)
    tell(record_property, variant, caught.value, seen)


@pytest.mark.parametrize("order", ["crash C_Finalize 1", "hang C_Finalize 1", "crash C_Initialize 2"])
def test_initialised_again_in_a_survey(bench: Bench, logs: Path, record_property: Record, order: str) -> None:
    patience = 3.0
    with TokenRoom(DEADLINES.model_copy(update={"initialise": patience}), logs) as room:
        bench.room = room
        before = token_children()
        assert len(bench.survey().tokens) == 1
        bench.faults.play(order)
        began = time.monotonic()
        (module,) = bench.survey().modules
        hangs = order.startswith("hang")
        assert module.code == ("TOK-007" if hangs else "TOK-006")
        seen = bench.seen(before, began, patience if hangs else None)
        assert seen == Behaviour(0, "killed" if hangs else "ended", 0 if hangs else 1)
        if hangs:
            assert bench.survey().modules[0].code == "TOK-008"  # left alone for a minute, or until asked
            seen = replace(seen, aside=True)
        bench.faults.lift()
        room.retry(bench.candidate.path)
        assert len(bench.survey().tokens) == 1
        seen = replace(seen, after=bench.sign())
    assert seen.after == 1
    verb, function, _ = order.split()
    tell(record_property, f"{verb} in {function}, while looking", Coded(module.code, **module.details), seen)


def test_a_survey_that_hangs_in_initialize(bench: Bench, logs: Path, record_property: Record) -> None:
    with TokenRoom(DEADLINES.model_copy(update={"initialise": 1.0}), logs) as room:
        bench.room = room
        before = token_children()
        bench.faults.play("hang C_Initialize 1")
        began = time.monotonic()
        (module,) = room.survey([bench.candidate]).modules
        assert module.code == "TOK-007"
        seen = bench.seen(before, began, 1.0)
        assert room.survey([bench.candidate]).modules[0].code == "TOK-008"
        bench.faults.lift()
        room.retry(bench.candidate.path)
        assert len(room.survey([bench.candidate]).tokens) == 1
        seen = replace(seen, aside=True, after=bench.sign())
    assert seen == Behaviour(0, "killed", 0, aside=True, after=1)
    tell(record_property, "hang in C_Initialize, while looking", Coded(module.code, **module.details), seen)


def test_a_log_in_that_hangs_in_initialize(bench: Bench, logs: Path, record_property: Record) -> None:
    with TokenRoom(DEADLINES.model_copy(update={"initialise": 1.0}), logs) as room:
        room.survey([bench.candidate])
        bench.room = room
        before = token_children()
        bench.faults.play("hang C_Initialize 1")
        began = time.monotonic()
        with pytest.raises(RokhasError) as caught:
            bench.sign()
        assert caught.value.code == "TOK-007"
        seen = bench.seen(before, began, 1.0)
        bench.faults.lift()
        seen = replace(seen, after=bench.sign())
    assert seen == Behaviour(0, "killed", 1, after=1)
    tell(record_property, "hang in C_Initialize, at log-in", caught.value, seen)


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
        ("a slow search, within its deadline", "slow C_FindObjects 1 300", {}),
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
    before = token_children()
    with bench.open(how.get("pin", PIN), **{name: how[name] for name in how if name != "pin"}) as session:  # type: ignore[arg-type]
        made = len([session.sign(b"TEST", SCHEME) for _ in range(3)])
        assert token_children() - before == {session.pid}
    seen = bench.seen(before, 0.0, signed=made)
    assert seen == Behaviour(1, "ended", signed=3)  # the session's own end
    tell(record_property, variant, None, seen)


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
    before = token_children()
    with pytest.raises(RokhasError) as caught:
        bench.sign(pin_uses=5)
    assert type(caught.value) is NotLoggedIn
    calls = bench.faults.calls()
    assert (calls["C_Sign"], calls["C_Login 1"], calls["C_Login 2"]) == (2, 1, 1)
    assert catalogue.entry(NotLoggedIn.code).batch == "stop"
    seen = bench.seen(before, 0.0)
    assert seen == Behaviour(1, "ended")
    tell(record_property, "not logged in, whatever is done", caught.value, seen)


def test_consent_covers_so_many_signatures_and_no_more(bench: Bench, record_property: Record) -> None:
    bench.faults.play("always-unsaid")
    before = token_children()
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
    seen = bench.seen(before, 0.0, signed=3)
    assert seen == Behaviour(1, "ended", signed=3)
    tell(record_property, "consent used up", caught.value, seen)


@pytest.mark.parametrize("order", ["always", "always-unsaid"])
def test_consent_lasts_so_long_and_no_longer(bench: Bench, record_property: Record, order: str) -> None:
    bench.faults.play(order)
    before = token_children()
    with bench.room.open(bench.selection, bytearray(PIN, "ascii"), pin_uses=9, pin_seconds=1.0) as session:
        session.sign(b"TEST", SCHEME)
        time.sleep(1.1)
        with pytest.raises(RokhasError) as caught:
            session.sign(b"TEST", SCHEME)
    assert caught.value.code == "TOK-033"
    assert bench.faults.calls()["C_Login 2"] == 1
    seen = bench.seen(before, 0.0, signed=1)
    assert seen == Behaviour(1, "ended", signed=1)
    tell(record_property, f"consent too old ({order})", caught.value, seen)


def test_a_pin_refused_at_a_signature_is_not_sent_again(
    logs: Path, store: Store, tmp_path: Path, record_property: Record
) -> None:
    with TokenRoom(DEADLINES, logs) as room:
        bench = bench_of(room, store, tmp_path, OnToken("rsa1", always_authenticate=True))
        bench.faults.play("return C_Login 2 0xA0")
        before = token_children()
        refused: list[RokhasError] = []
        with bench.open(pin_uses=5) as session:
            for code in ("TOK-034", "TOK-055"):
                with pytest.raises(RokhasError) as caught:
                    session.sign(b"TEST", SCHEME)
                assert caught.value.code == code
                refused.append(caught.value)
        wiped = bench.seen(before, 0.0)
        assert wiped == Behaviour(1, "ended")
        calls = bench.faults.calls()
        assert (calls["C_Login 1"], calls["C_Login 2"], calls["C_Sign"]) == (1, 1, 0)
        bench.faults.play("return C_Sign 1 0x101")
        bench.faults.forget_calls()
        with pytest.raises(RokhasError) as caught:
            bench.sign(pin_uses=5)
        assert caught.value.code == "TOK-044"
        assert bench.faults.calls()["C_Sign"] == 1
        once = bench.seen(before, 0.0)
        assert once == Behaviour(1, "ended")
    tell(record_property, "PIN refused at a signature", refused[0], wiped)
    tell(record_property, "not logged in after a good log-in, tried once", caught.value, once)


@pytest.mark.parametrize("counter", ["pin-counter", "silent-pin-counter"])
def test_a_counter_of_wrong_pins(bench: Bench, record_property: Record, counter: str) -> None:
    wrong = "97531086"
    bench.faults.play(counter)
    bench.faults.forget_calls()
    before = token_children()
    seen = []
    for _ in range(5):
        with pytest.raises(RokhasError) as caught:
            bench.sign(pin=wrong)
        seen.append(caught.value.code)
    flagged = counter == "pin-counter"
    # With flags the third try is not spent without a confirmation of its own; without them each is one C_Login.
    assert seen == (["TOK-020", "TOK-020"] + 3 * ["TOK-022"] if flagged else ["TOK-020"] * 2 + ["TOK-021"] * 3)
    assert bench.faults.calls()["C_Login 1"] == (2 if flagged else 5)
    refusal = caught.value
    if flagged:
        assert bench.survey().tokens[0].pin_state == "final-try"
        with pytest.raises(RokhasError) as caught:
            bench.sign(pin=wrong, accept_final_try=True)
        assert caught.value.code == "TOK-021"
        with pytest.raises(RokhasError):
            bench.sign(accept_final_try=True)
        assert bench.faults.calls()["C_Login 1"] == 3  # a locked token is never tried
    observed = bench.seen(before, 0.0)
    assert observed == Behaviour(3 if flagged else 5, "ended")
    name = "six wrong PINs, a counter with flags" if flagged else "five wrong PINs, a counter without flags"
    tell(record_property, name, refusal, observed)


def test_three_crashes_set_a_module_aside_until_it_is_asked_for(bench: Bench, record_property: Record) -> None:
    bench.faults.play("crash C_Initialize 1")
    bench.room.retry(bench.candidate.path)
    before = token_children()
    assert [bench.survey().modules[0].code for _ in range(4)] == ["TOK-006", "TOK-006", "TOK-006", "TOK-008"]
    assert bench.room.failures() == {bench.candidate.path: 3}
    bench.faults.forget_calls()
    assert bench.survey().modules[0].code == "TOK-008"
    assert not bench.faults.calls()  # not even started
    seen = replace(bench.seen(before, 0.0), aside=True)
    bench.faults.lift()
    bench.room.retry(bench.candidate.path)
    assert len(bench.survey().tokens) == 1
    seen = replace(seen, after=bench.sign())
    assert seen == Behaviour(0, "ended", 3, aside=True, after=1)
    error = Coded("TOK-008", module=Path(bench.candidate.path).name)
    tell(record_property, "three crashes in a row", error, seen)


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
    bench.faults.forget_calls()
    seen = bench.seen(token_children(), 0.0, signed=bench.sign())
    seen = replace(seen, logins=bench.faults.calls()["C_Login 1"])
    assert seen == Behaviour(1, "ended", signed=1)
    tell(record_property, "out, and back under another slot number: told within a second", None, seen)


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
