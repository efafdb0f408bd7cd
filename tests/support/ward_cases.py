"""The faults of the ward: what is wrong, and which code must say so first."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from support import bad_modules, card_reader
from support import office_proxies as proxies
from support.command import LINE
from support.loopback_https import Reply, TestAuthority
from support.tokens import MODULE
from support.ward import PIN, Bed, Case, Seed, namespace


@cache
def _clock_library() -> Path:
    """The shim that moves the wall clock and no other, built once a process.

    libfaketime 0.9.10 moves the clocks that only count too, or makes waits on them fail: deadlines would be tested on
    a machine that there is not.
    """
    folder = Path(tempfile.mkdtemp(prefix="rokhas-test-clock-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    target = folder / "libclock-test.so"
    source = Path(__file__).parents[1] / "faults" / "clock.c"
    subprocess.run(["gcc", "-shared", "-fPIC", "-Wall", "-o", str(target), str(source), "-ldl"], check=True)
    return target


def clock(seconds: int) -> Seed:
    return lambda bed: bed.env.update(LD_PRELOAD=str(_clock_library()), ROKHAS_TEST_CLOCK=str(seconds))


def env(**more: str) -> Seed:
    return lambda bed: bed.env.update(more)


def order(text: str) -> Seed:
    return lambda bed: bed.order(text)


def profile(name: str) -> Seed:
    return lambda bed: bed.profile(name)


def options(*more: str) -> Seed:
    return lambda bed: bed.options.extend(more)


def _write_settings(text: str) -> Seed:
    return lambda bed: (bed.home / "settings.toml").write_text(text, encoding="utf-8")


def _module(make: Callable[[Path], Path]) -> Seed:
    def seed(bed: Bed) -> None:
        bed.module(make(bed.folder))
        bed.alone()

    return seed


def _no_module_at_all(folder: Path) -> Path:
    return bad_modules.build(folder, "plain", "int plain(void) { return 1; }")


def _text_file(folder: Path) -> Path:
    target = folder / "libtext-test.so"
    target.write_text("TEST, not a library\n", encoding="utf-8")
    return target


def _replaceable(folder: Path) -> Path:
    target = folder / "libreplaceable-test.so"
    shutil.copy(MODULE, target)
    target.chmod(0o666)
    return target


def _vanished(bed: Bed) -> None:
    """Healthy once with a module that is gone now; its token is plugged in and nothing drives it."""
    bed.pull()
    bed.cards(card_reader.ETOKEN)
    kept = bed.home / "doctor"
    kept.mkdir(exist_ok=True)
    seen = {"modules": "libgone-test.so 2.6"}
    (kept / "healthy.json").write_text(
        json.dumps([{"at": "2026-11-20T09:00:00+00:00", "seen": seen}]), encoding="utf-8"
    )


def _unknown_issuer(bed: Bed) -> None:
    """A fit certificate of another authority, on a token of its own."""
    from rokhas_desktop.sandbox.postal_ca import PostalCA
    from rokhas_desktop.settings import Home
    from support.desks import Keys

    other = PostalCA.open_or_create(bed.folder / "other-ca")
    keys = Keys(Home.find(bed.folder / "other-keys"), other)
    keys.token("valid")
    keys.lend(Home.find(bed.home))


def _told_again(bed: Bed) -> None:
    """The account as the platform knows it now."""
    line = [*LINE, "--home", str(bed.home), "pending", "--json"]
    subprocess.run(line, env=bed.env, cwd=bed.folder, check=True, capture_output=True, timeout=90)


def _suspended(bed: Bed) -> None:
    sandbox = bed.ward.sandbox
    username = sandbox.president["username"]
    sandbox.ctl("suspend", username=username)
    bed.stack.callback(lambda: sandbox.ctl("restore", username=username))
    _told_again(bed)


def _ended(bed: Bed) -> None:
    """The bed's copy of the account, whose entitlements ended long ago."""
    with bed.database() as sqlite:
        number, content = sqlite.execute("SELECT number, content FROM account").fetchone()
        account = json.loads(content)
        for held in account["entitlements"]:
            held.update(valid_from="2015-09-04", valid_to="2021-09-08")
        sqlite.execute("UPDATE account SET content = ? WHERE number = ?", (json.dumps(account), number))
        sqlite.commit()


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _platform_down(bed: Bed) -> None:
    bed.options += ["--platform", f"https://127.0.0.1:{_closed_port()}"]


def _silent(bed: Bed) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    bed.stack.callback(server.close)
    bed.options += ["--platform", f"https://127.0.0.1:{server.getsockname()[1]}"]


def _answers(reply: Reply) -> Seed:
    return lambda bed: bed.serve().script(reply)


def _untrusted(bed: Bed) -> None:
    other = bed.folder / "stranger"
    other.mkdir()
    server = bed.serve()
    server.script(Reply(body=b"{}"))
    bed.options[-1] = str(TestAuthority(other).file)


def _proxy(way: proxies.Way) -> Seed:
    def seed(bed: Bed) -> None:
        address = bed.stack.enter_context(proxies.proxy(way))
        bed.env.update(HTTPS_PROXY=address, https_proxy=address, NO_PROXY="", no_proxy="")
        bed.options += ["--platform", "https://rokhas.test"]

    return seed


def _intercepted(bed: Bed) -> None:
    folder = bed.folder / "firewall"
    folder.mkdir()
    _proxy(proxies.intercepts(TestAuthority(folder).server("rokhas.test")))(bed)


def _dead_proxy(bed: Bed) -> None:
    address = f"http://127.0.0.1:{_closed_port()}"
    bed.env.update(HTTPS_PROXY=address, https_proxy=address)
    bed.options += ["--platform", "https://rokhas.test"]


def _no_network(bed: Bed) -> None:
    """A network namespace without a network: no name is found."""
    bed.prefix = [*namespace("-n")]
    bed.options += ["--platform", "https://rokhas.test"]


def _no_authorities(bed: Bed) -> None:
    empty = bed.folder / "no-authorities"
    empty.mkdir()
    nothing = bed.folder / "none.pem"
    nothing.write_text("", encoding="ascii")
    bed.env.update(SSL_CERT_FILE=str(nothing), SSL_CERT_DIR=str(empty))


def _ca(**faults: Any) -> Seed:
    return lambda bed: bed.authority_faults(**faults)


def _tsa_dead(bed: Bed) -> None:
    bed.settings(f'[signing]\ntsa = ["http://127.0.0.1:{_closed_port()}/tsa"]\n')


def _damaged(bed: Bed) -> None:
    file = bed.home / "desk" / "desk.db"
    for other in bed.home.glob("desk/desk.db-*"):
        other.unlink()
    data = bytearray(file.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    file.write_bytes(bytes(data))


def _not_a_database(bed: Bed) -> None:
    for other in bed.home.glob("desk/desk.db-*"):
        other.unlink()
    (bed.home / "desk" / "desk.db").write_bytes(b"TEST, not a database at all" * 100)


def _newer(bed: Bed) -> None:
    with bed.database() as database:
        database.execute("PRAGMA user_version = 9000")


def _waiting(bed: Bed) -> None:
    """A signed document that the platform refused."""
    with bed.database() as database:
        account = database.execute("SELECT account FROM connection").fetchone()[0]
        columns = [row[1] for row in database.execute("PRAGMA table_info(document)")]
        values = {
            "account": account,
            "act": "test-act",
            "id": "test-document",
            "piece": 1,
            "sha256": "0" * 64,
            "state": "checked",
            "changed_at": "2026-11-01T09:00:00+00:00",
            "code": "API-071",
            "details": "{}",
            "attempts": 3,
            "notices": "[]",
        }
        kept = {name: value for name, value in values.items() if name in columns}
        marks = ", ".join("?" * len(kept))
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute(f"INSERT INTO document ({', '.join(kept)}) VALUES ({marks})", tuple(kept.values()))


def _session_lost(bed: Bed) -> None:
    for file in bed.home.glob("accounts/*.json"):
        file.unlink()


def _no_keyring(bed: Bed) -> None:
    bed.env["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def _open_home(bed: Bed) -> None:
    bed.home.chmod(0o755)


def deep(typed: str, fault: str | None = None) -> Seed:
    def seed(bed: Bed) -> None:
        if fault is not None:
            bed.order(fault)
        bed.options += ["--deep", "--pin-stdin"]
        bed.typed = f"{typed}\n"

    return seed


def _stopped(bed: Bed) -> None:
    bed.pull()
    bed.env["PCSCLITE_CSOCK_NAME"] = str(bed.folder / "no-pcscd")


def _cards(atr: str | None = None, *, readers: bool = True) -> Seed:
    def seed(bed: Bed) -> None:
        bed.pull()
        bed.cards(atr, readers=readers)

    return seed


def _service_hangs(bed: Bed) -> None:
    bed.pull()
    service = bed.cards()
    os.kill(service.daemon, signal.SIGSTOP)  # its end wakes it


def _keyless(bed: Bed) -> None:
    """Before log-in tokens hide their keys: it takes a trial to know."""
    bed.profile("no-private-key")
    deep(PIN)(bed)


MACHINE = (
    Case("clock 20 min ahead", "SYS-001", clock(1200)),
    Case("clock 2 h behind", "SYS-001", clock(-7200)),
    Case("clock 3 years behind (battery)", "SYS-001", clock(-3 * 365 * 86400)),
    Case("time zone of another country", "SYS-004", env(TZ="UTC")),
    Case("time zone of Riyadh", "SYS-004", env(TZ="Asia/Riyadh")),
    Case("little room on the disk", "SYS-005", lambda bed: bed.small_disk(48, filled=False)),
    Case("disk full", "DSK-023", lambda bed: bed.small_disk(8, filled=True)),
    Case("home open to others", "SYS-006", _open_home),
    Case("remote session (SSH)", "SYS-007", env(SSH_CONNECTION="127.0.0.1 1 127.0.0.1 22")),
    Case("container (Flatpak)", "SYS-012", env(FLATPAK_ID="org.test.Rokhas")),
    Case("settings that are no TOML", "CFG-001", _write_settings("[doctor\n")),
    Case("user's settings name a module", "CFG-002", _write_settings('[token]\nmodules = ["/tmp/TEST.so"]\n')),
)

READERS = (
    Case("smart card service stopped", "TOK-070", _stopped),
    Case("smart card service hangs", "TOK-073", _service_hangs),
    Case("no reader", "TOK-081", _cards(readers=False)),
    Case("reader without a card", "TOK-082", _cards()),
    Case("national ID card", "TOK-075", _cards(card_reader.CNIE)),
    Case("card that nothing knows", "TOK-014", _cards("3B 02 14 50"), ("TOK-077",)),
    Case("token whose software is missing", "TOK-076", _cards(card_reader.ETOKEN)),
)

MODULES = (
    Case("32-bit module", "TOK-003", _module(bad_modules.other_bitness)),
    Case("module that is no library", "TOK-002", _module(_text_file)),
    Case("library that is no module", "TOK-002", _module(_no_module_at_all)),
    Case("module file missing", "TOK-002", _module(lambda folder: folder / "libmissing-test.so")),
    Case("module lacks a library", "TOK-004", _module(bad_modules.lacking_a_sibling)),
    Case(
        "C_Initialize refuses",
        "TOK-005",
        _module(lambda folder: bad_modules.misbehaving(folder, "refuses", returns="5")),
    ),
    Case(
        "C_Initialize crashes",
        "TOK-006",
        _module(lambda folder: bad_modules.misbehaving(folder, "crashes", does="abort()")),
    ),
    Case(
        "C_Initialize hangs",
        "TOK-007",
        _module(lambda folder: bad_modules.misbehaving(folder, "hangs", does="while (1) pause()")),
    ),
    Case("module open to everybody's hand", "SYS-020", _module(_replaceable)),
    Case("module vanished since", "SYS-014", _vanished),
)

TOKEN = (
    Case("token not recognised", "TOK-014", order("return C_GetTokenInfo 1 0xE1")),
    Case("device error", "TOK-050", order("return C_GetTokenInfo 1 0x30")),
    Case("crash while looking", "TOK-006", order("crash C_GetSlotList 1")),
    Case("hang while looking", "TOK-007", order("hang C_GetTokenInfo 1")),
    Case("PIN locked", "TOK-021", order("flags - 0 0x40000")),
    Case("last try", "TOK-022", order("flags - 0 0x20000")),
    Case("wrong PIN typed before", "TOK-080", order("flags - 0 0x10000")),
    Case("PIN to be changed", "TOK-026", order("flags - 0 0x80000")),
    Case("PIN never set", "TOK-025", profile("pin-not-set")),
    Case("no certificate", "TOK-083", order("hides - 0 1")),
    Case("deep: no private key", "TOK-040", _keyless),
    Case("deep: wrong PIN", "TOK-020", deep("13579135")),
    Case("deep: wrong signature", "TOK-043", deep(PIN, "wrong-signature")),
    Case("deep: device removed at signing", "TOK-011", deep(PIN, "return C_Sign 1 0x32")),
    Case("deep: key function not permitted", "TOK-042", deep(PIN, "return C_SignInit 1 0x68")),
)

CERTIFICATE = (
    Case("certificate expired", "CRT-001", profile("expired")),
    Case("certificate not yet valid", "CRT-002", profile("not-yet-valid")),
    Case("certificate revoked", "REV-001", profile("revoked")),
    Case("predecessor's key", "IDN-001", profile("predecessor")),
    Case("another CIN", "IDN-001", profile("wrong-cin")),
    Case("mandate suspended", "IDN-011", _suspended),
    Case("mandate ended", "IDN-011", _ended),
    Case("passport in place of the CIN", "IDN-003", profile("passport")),
    Case("an organisation's seal", "CRT-004", profile("seal")),
    Case("advanced level", "CRT-005", profile("advanced")),
    Case("unknown authority", "CRT-012", _unknown_issuer),
)

NETWORK = (
    Case("platform down", "NET-002", _platform_down),
    Case("platform silent", "NET-003", _silent),
    Case("no network: name not found", "NET-001", _no_network),
    Case("server of an unknown authority", "SYS-023", _untrusted, ("NET-004",)),
    Case("server's certificate for another name", "NET-015", lambda bed: bed.serve("other.test")),
    Case("server's certificate expired", "NET-014", lambda bed: bed.serve(days=-1)),
    Case("captive portal", "NET-007", _answers(Reply(body=b"<html>TEST", headers={"Content-Type": "text/html"}))),
    Case("service unavailable", "NET-009", _answers(Reply(status=503, headers={"Content-Type": "text/plain"}))),
    Case("answer that is not JSON", "NET-018", _answers(Reply(body=b"TEST", headers={"Content-Type": "text/plain"}))),
    Case("redirected elsewhere", "NET-008", _answers(Reply(status=302, headers={"Location": "https://localhost:9/"}))),
    Case("answer cut short", "NET-010", _answers(Reply(body=b'{"a": 1}' * 100, cut=20))),
    Case("proxy demands a log-in", "NET-006", _proxy(proxies.demands_log_in)),
    Case("proxy dead", "NET-013", _dead_proxy),
    Case("proxy opens TLS", "SYS-023", _intercepted),
    Case("no authorities in the system", "SYS-021", _no_authorities),
    Case("OCSP and list down", "NET-009", _ca(ocsp="down", crl="down"), ("REV-002",)),
    Case("OCSP down, list serves", "NET-009", _ca(ocsp="down")),
    Case("list out of date, OCSP serves", "REV-010", _ca(crl="stale")),
    Case("OCSP down, list out of date", "NET-009", _ca(ocsp="down", crl="stale"), ("REV-002", "REV-010")),
    Case("timestamp server dead", "SIG-006", _tsa_dead),
)

STORE = (
    Case("database damaged", "DSK-022", _damaged),
    Case("database overwritten", "DSK-022", _not_a_database),
    Case("database of a later version", "DSK-021", _newer),
    Case("refused by the platform, waiting", "SYS-030", _waiting),
    Case("session lost", "API-010", _session_lost),
    Case("no keyring", "DSK-072", _no_keyring, ("API-020",)),
)

CASES = (*MACHINE, *READERS, *MODULES, *TOKEN, *CERTIFICATE, *NETWORK, *STORE)


def both(*seeds: Seed) -> Seed:
    def seed(bed: Bed) -> None:
        for one in seeds:
            one(bed)

    return seed


def _remote(bed: Bed) -> None:
    bed.env["SSH_CONNECTION"] = "127.0.0.1 1 127.0.0.1 22"


def _no_authorities_at_all(bed: Bed) -> None:
    """The system's list is empty, and the platform's server is one that only it would know."""
    _no_authorities(bed)
    bed.serve().script(Reply(body=b"{}"))
    del bed.options[-2:]  # no authority named by hand


def _crashing(bed: Bed) -> None:
    bed.module(bad_modules.misbehaving(bed.folder, "crashes", does="abort()"))
    bed.alone()


PAIRS = (
    Case("clock behind, and so a certificate not valid yet", "SYS-001", clock(-3 * 365 * 86400), ("CRT-002",)),
    Case("remote session, and no reader there", "SYS-007", both(_remote, _cards(readers=False)), ("TOK-081",)),
    Case("interception, and no clock to compare", "SYS-023", _intercepted, ("NET-004",)),
    Case("no keyring, and so no session", "DSK-072", _no_keyring, ("API-020",)),
    Case("clock ahead and PIN locked", "SYS-001", both(order("flags - 0 0x40000"), clock(1200)), ("TOK-021",)),
    Case("remote session, and the service stopped", "SYS-007", both(_remote, _stopped), ("TOK-070", "TOK-010")),
    Case("container, and the service stopped", "SYS-012", both(env(FLATPAK_ID="TEST"), _stopped), ("TOK-070",)),
    Case("module crashes, and its card is not shown", "TOK-006", _crashing, ("TOK-077",)),
    Case("module vanished, and its card is known", "SYS-014", _vanished, ("TOK-076",)),
    Case("national card, and so no key", "TOK-075", _cards(card_reader.CNIE), ("TOK-014",)),
    Case("both revocation services down, status unknown", "NET-009", _ca(ocsp="down", crl="down"), ("REV-002",)),
    Case(
        "certificate expired and little room",
        "CRT-001",
        both(profile("expired"), lambda bed: bed.small_disk(48, filled=False)),
        ("SYS-005",),
    ),
    Case("no authorities, and so no trusted server", "SYS-021", _no_authorities_at_all, ("NET-004",)),
)
"""Two faults, or a fault and what follows from it: the root above the others."""
