"""The seeded ward: a whole machine with a key, where each fault is really set up and examined by the real command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rokhas_desktop import app
from rokhas_desktop.desk import database
from rokhas_desktop.desk.vault import DESK, KEYS, Vault
from rokhas_desktop.sandbox.postal_ca import Faults as CaFaults
from rokhas_desktop.sandbox.postal_ca import PostalCA
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from support import card_reader, kept_keyring
from support.command import LINE
from support.desks import Keys, keys_of, log_in
from support.faults import Faults
from support.loopback_https import Loopback, TestAuthority
from support.sandbox import RunningSandbox, running_sandbox

TESTS = Path(__file__).resolve().parents[1]
PIN = "246810"
UNKNOWN_CARD = "3B 02 14 50"


@dataclass
class Ward:
    """What the beds share: a platform, its authority, tokens of each profile, and a healthy home to be copied."""

    folder: Path
    sandbox: RunningSandbox
    keys: Keys
    authority: TestAuthority
    cards: dict[str, str]
    """Where the ward's smart card service is: a reader with a card that no table knows, as a new token is."""

    @property
    def keyring(self) -> Path:
        return self.folder / "keyring.json"

    @property
    def ca(self) -> PostalCA:
        return self.keys.ca

    def environment(self) -> dict[str, str]:
        """A whole machine's: Morocco's zone, a keyring, a card in a reader, no proxy, nobody far away."""
        dropped = ("proxy", "ssh_", "softhsm2_conf", "xdg_runtime", "dbus_", "flatpak", "snap", "vncdesktop")
        kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        kept = {name: value for name, value in kept.items() if not name.lower().startswith(dropped)}
        return {
            **kept,
            "TZ": "Africa/Casablanca",
            "PYTHONPATH": str(TESTS),
            "PYTHON_KEYRING_BACKEND": kept_keyring.NAME,
            kept_keyring.VARIABLE: str(self.keyring),
            **self.cards,
            "QT_QPA_PLATFORM": "offscreen",
        }


@contextmanager
def ward(folder: Path) -> Iterator[Ward]:
    """Everything once; the account is logged in."""
    with running_sandbox(folder / "sandbox") as sandbox, card_reader.service(folder / "cards") as cards:
        cards.insert(UNKNOWN_CARD)
        keys = keys_of(sandbox, folder / "keys", "valid")
        authority = folder / "authority"
        authority.mkdir()
        made = Ward(folder, sandbox, keys, TestAuthority(authority), cards.env)
        home = Home.find(folder / "home")
        home.root.chmod(0o700)
        _admit(made, home)
        (home.root / "settings.toml").write_text(f'[doctor]\nclocks = ["{sandbox.url}/"]\n', encoding="utf-8")
        yield made


@contextmanager
def _keyring_of(made: Ward) -> Iterator[None]:
    """The ward's keyring in this process."""
    import keyring

    before, here = keyring.get_keyring(), os.environ.get(kept_keyring.VARIABLE)
    os.environ[kept_keyring.VARIABLE] = str(made.keyring)
    keyring.set_keyring(kept_keyring.TestKeyring())
    try:
        yield
    finally:
        keyring.set_keyring(before)
        os.environ.pop(kept_keyring.VARIABLE)
        if here is not None:
            os.environ[kept_keyring.VARIABLE] = here


def _admit(made: Ward, home: Home) -> None:
    """Log in, in this process."""
    with _keyring_of(made), app.build(home, policy=home.root / "no-policy.toml") as rooms:
        made.keys.lend(home)
        log_in(rooms, made.sandbox)


@dataclass
class Bed:
    """One patient: a copy of the healthy home, and how the command is run.  What a fault starts ends with ``stack``."""

    ward: Ward
    folder: Path
    stack: ExitStack
    home: Path = field(init=False)
    env: dict[str, str] = field(init=False)
    prefix: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    typed: str = ""

    def __post_init__(self) -> None:
        self.home = self.folder / "home"
        shutil.copytree(self.ward.folder / "home", self.home)
        self.home.chmod(0o700)
        self.env = self.ward.environment()

    def examine(self, *options: str) -> dict[str, Any]:
        """The real command's document."""
        line = [*self.prefix, *LINE, "--home", str(self.home), "doctor", "--json", *self.options, *options]
        done = subprocess.run(
            line, input=self.typed.encode(), capture_output=True, env=self.env, cwd=self.folder, timeout=90, check=False
        )
        assert done.returncode in (0, 3), done.stderr.decode()
        told: dict[str, Any] = json.loads(done.stdout)
        assert "verdict" in told, told
        problems = [check for check in told["checks"] if check["status"] == "problem"]
        assert done.returncode == (3 if problems else 0)
        return told

    # ways to make somebody ill

    def profile(self, name: ProfileName) -> None:
        """Another token in place of the good one, in a store of its own."""
        home = self.folder / f"keys-{name}"
        keys = Keys(Home.find(home), self.ward.ca)
        keys.token(name)
        keys.lend(Home.find(self.home))

    def pull(self) -> None:
        """No token: an empty store."""
        empty = self.folder / "empty"
        (empty / "tokens").mkdir(parents=True)
        conf = empty / "softhsm2.conf"
        conf.write_text(f"directories.tokendir = {empty / 'tokens'}\nobjectstore.backend = file\n", encoding="utf-8")
        self.module(self.emulated["module"], SOFTHSM2_CONF=str(conf))

    @property
    def emulated(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.home / "emulated.json").read_text(encoding="utf-8"))
        return told

    def module(self, path: str | Path, **env: str) -> None:
        """Another module in place of the good one."""
        told = {**self.emulated, "module": str(path)}
        told["env"] = {**told["env"], **env}
        (self.home / "emulated.json").write_text(json.dumps(told), encoding="utf-8")

    def order(self, order: str) -> None:
        """Play a fault of the fault module."""
        faults = Faults(self.folder / "orders")
        faults.around_home(Home.find(self.home))
        faults.play(order)
        self.alone()

    def alone(self) -> None:
        """Look at the home's own module alone: what else is installed on the machine that tests is not its illness."""
        self.options += ["--module", self.emulated["module"]]

    def cards(self, atr: str | None = None, *, readers: bool = True) -> card_reader.Service:
        """A smart card service of its own; ``atr`` is of the card in its reader."""
        service = self.stack.enter_context(card_reader.service(self.folder / "cards", readers=readers))
        self.env.update(service.env)
        if atr is not None:
            service.insert(atr)
        return service

    def settings(self, text: str) -> None:
        """Further lines of the user's settings."""
        file = self.home / "settings.toml"
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    @contextmanager
    def database(self) -> Iterator[Any]:
        """The bed's database, opened with its key; committed at the end."""
        desk = self.home / "desk"
        with _keyring_of(self.ward):
            key = Vault(desk / KEYS, self.home).peek(DESK)
        connection = database.connect(desk / "desk.db", key)
        yield connection
        connection.close()

    def serve(self, *names: str, days: int = 7) -> Loopback:
        """A server of the ward's authority in the platform's place."""
        server = Loopback(self.ward.authority.server(*names, days=days))
        self.stack.callback(server.close)
        self.options += ["--platform", server.url, "--ca", str(self.ward.authority.file)]
        return server

    def authority_faults(self, **faults: Any) -> None:
        """The postal CA's services fail until the end."""
        ca = self.ward.ca
        before = ca.faults
        ca.faults = CaFaults(**faults)
        self.stack.callback(setattr, ca, "faults", before)

    def small_disk(self, megabytes: int, *, filled: bool) -> None:
        """The home on a disk of its own, in a mount namespace of the command alone."""
        fill = 'dd if=/dev/zero of="$H/filler" bs=64k 2>/dev/null || true;' if filled else ""
        script = (
            f'H="{self.home}"; cp -a "$H" "{self.folder}/original";'
            f'mount -t tmpfs -o size={megabytes}m,mode=700 tmpfs "$H"; cp -a "{self.folder}/original/." "$H/";'
            f'chmod 700 "$H"; {fill} exec "$@"'
        )
        self.prefix = [*namespace("-m"), "sh", "-c", script, "sh"]


Seed = Callable[[Bed], object]


@dataclass(frozen=True)
class Case:
    """A fault, the codes of which one must be the verdict (the first by choice), and how it is set up."""

    name: str
    code: str
    seed: Seed
    also: tuple[str, ...] = ()


def namespace(*flags: str) -> list[str]:
    """A command in namespaces of its own, as root of them."""
    return ["unshare", *(["-r"] if os.geteuid() else []), *flags]


def can_isolate() -> bool:
    """Whether this machine lets a test have a mount of its own."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    done = subprocess.run([*namespace("-m"), "true"], capture_output=True, check=False)
    return done.returncode == 0


def found(told: dict[str, Any]) -> list[str]:
    """Every code that was found, in its rank."""
    return [str(code) for code in told["ranked"]]


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The ward's table."""
    heads = ["fault", "expected", "found", "seconds"]
    widths = [max(len(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    lines = [heads, ["-" * width for width in widths], *rows]
    return [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in lines]
