"""Typed settings in three layers: built-in, then machine policy (which can lock a key), then the user's.

``resources/policy.toml`` holds the built-in values.  The machine's policy is a file that only an
administrator can write (:func:`policy_path`); its ``locked = ["group.key", …]`` refuses the user's value.
``--home`` moves the user's layer and never the machine's.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from rokhas_desktop import resources
from rokhas_desktop.disk import make_folder, need_folder
from rokhas_desktop.errors import RokhasError

HOME_VARIABLE = "ROKHAS_DESKTOP_HOME"

MACHINE_ONLY = frozenset("token.modules access.token_file access.platform_keys signing.offline identity trust".split())

Verdict = Literal["refuse", "warn", "ignore"]
Hashes = tuple[Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")], ...]


class BadSettings(RokhasError):
    """A settings file cannot be read as what it should be."""

    code = "CFG-001"


class NotForUsers(RokhasError):
    """A user's settings hold what only machine policy may say."""

    code = "CFG-002"


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Review(_Group):
    """What must have been seen before it is signed.  ``attest`` allows it to be declared unseen elsewhere
    than on a test platform."""

    require_decision: bool
    require_plans: bool
    attest: bool


class Signing(_Group):
    """How documents are signed.

    ``always_authenticate`` allows keys that want their PIN for each signature, for at most
    ``pin_uses`` signatures and ``pin_minutes`` minutes of one consent.  ``unknown_revocation`` says whether
    a batch may be signed while the key's revocation status cannot be had, ``revocation_hours`` how long a good
    answer counts at most.
    ``tsa`` are timestamp servers in the order in which they are asked (a text is a list of one); "platform" is
    the platform's own.  ``defer`` lets a document be signed below ``level`` while a service fails, to be augmented
    later.  ``service_requests`` and ``service_seconds`` bound what one batch asks of services and waits for them.
    ``move_stamp``: whether the person may move the visible signature (where the platform gives no place, always,
    never).  ``lease_minutes``: how long a batch reserves an act; ``offline``: sign what was prepared for it.
    """

    level: Literal["B-B", "B-T", "B-LT", "B-LTA"]
    defer: bool
    tsa: tuple[str, ...]
    service_requests: int
    service_seconds: float
    sign_file: bool
    move_stamp: Literal["never", "unplaced", "always"]
    always_authenticate: bool
    pin_uses: int
    pin_minutes: int
    unknown_revocation: Literal["allow", "refuse"]
    revocation_hours: float
    lease_minutes: Annotated[int, Field(ge=1, le=720)]
    offline: bool
    offline_hours: Annotated[int, Field(ge=1, le=12)]

    @field_validator("tsa", mode="before")
    @classmethod
    def _one_or_several(cls, given: object) -> object:
        if isinstance(given, str):
            return (given,) if given else ()
        return given


class Preflight(_Group):
    """What follows when a document holds something that could deceive the eye.

    ``external``: content or actions that lead outside the file; ``print_differs``: what differs between screen and
    print; ``hidden_content``: annotations that are hidden or do not print, drawings without opacity; ``links`` wait for
    a click; ``stamp_…`` are of the visible signature's place; ``unshown`` is signed by a consent of its own.
    """

    scripts: Verdict
    external: Verdict
    print_differs: Verdict
    dynamic_form: Verdict
    static_form: Verdict
    hidden_layers: Verdict
    attachments: Verdict
    form_appearance: Verdict
    outside_page: Verdict
    fonts: Verdict
    media: Verdict
    hidden_content: Verdict
    links: Verdict
    stamp_covers: Verdict
    stamp_on_signature: Verdict
    stamp_unseen: Verdict
    unshown: Literal["refuse", "warn"]


class Reminders(_Group):
    """The days before a certificate expires from which its holder is told so: first, again, and for the last time."""

    days: tuple[int, int, int]

    @field_validator("days")
    @classmethod
    def _falling(cls, given: tuple[int, int, int]) -> tuple[int, int, int]:
        if not given[0] > given[1] > given[2] >= 0:
            raise ValueError("days must fall")
        return given


class Trust(_Group):
    """``signers`` are the SHA-256 of the certificates whose signed lists of trust anchors are believed;
    lists below ``least_version`` count nowhere on this machine."""

    signers: Hashes
    least_version: int


class Limits(_Group):
    """Sizes in bytes, counts, and times in seconds."""

    document_bytes: int
    document_pages: int
    clock_skew: int
    idle_lock: int
    examination: float


class Net(_Group):
    """Seconds, counts and bytes of the way out.

    ``proxy`` is "system", "none", or the address of one for everything.  A return larger than ``resumable_bytes``
    goes as an upload that a broken line does not begin anew.  ``rate_down`` and ``rate_up`` cap the bytes a second
    of each way (0: no cap).
    """

    connect_timeout: float
    read_timeout: float
    retries: int
    resumable_bytes: int = 1024 * 1024
    proxy: str = "system"
    rate_down: Annotated[int, Field(ge=0)] = 0
    rate_up: Annotated[int, Field(ge=0)] = 0

    @field_validator("proxy")
    @classmethod
    def _proxy(cls, given: str) -> str:
        if given not in {"system", "none"} and not re.fullmatch(r"https?://[^/@\s]+/?", given):
            raise ValueError("system, none, or http://name:port")
        return given


class Deadlines(_Group):
    """Seconds a token's child may take for each kind of call; ``readers`` is the smart card service's."""

    readers: float
    initialise: float
    search: float
    log_in: float
    log_in_pinpad: float
    sign: float


class Token(_Group):
    """``modules``: paths of PKCS#11 modules beside those of the built-in table; machine policy alone sets it.

    ``pin_change`` and ``pin_unblock`` allow a token's PIN to be changed, and reset by its unblocking code, in this
    program; the postal CA's keys are managed on its portal.
    """

    modules: tuple[str, ...]
    pin_change: bool
    pin_unblock: bool


class Access(_Group):
    """``token_file``: where there is no keyring, a real platform's log-in may be kept in a private file too;
    ``platform_keys`` are the SHA-256 of the public keys (SubjectPublicKeyInfo) that the platform's server may have,
    none for any that is trusted.  Machine policy alone sets them."""

    token_file: bool
    platform_keys: Hashes = ()


class Doctor(_Group):
    """``clocks``: addresses of TLS servers whose time the examination compares with the PC's."""

    clocks: tuple[str, ...]


class Store(_Group):
    """``key``: where the keys to what is kept here lie.  Files stay ``retention_days`` after the acknowledgement."""

    key: Literal["keyring", "file"]
    retention_days: Annotated[float, Field(ge=0)]


class Settings(_Group):
    """Everything that can be set."""

    language: Literal["fr", "ar", "en"]
    theme: Literal["system", "light", "dark", "contrast"]
    review: Review
    signing: Signing
    preflight: Preflight
    token: Token
    access: Access
    store: Store
    limits: Limits
    reminders: Reminders
    trust: Trust
    identity: dict[str, Any]
    net: Net
    deadlines: Deadlines
    doctor: Doctor


@dataclass(frozen=True, slots=True)
class Home:
    """Where all state of one user lies.  Made private on first use."""

    root: Path

    @classmethod
    def find(cls, given: str | os.PathLike[str] | None = None) -> Home:
        """The folder given, else the environment's, else the system's place for a user's data."""
        chosen = given or os.environ.get(HOME_VARIABLE)
        root = Path(chosen) if chosen else platformdirs.user_data_path("RokhasDesktop", appauthor=False)
        root = root.expanduser().absolute()
        make_folder(root)
        return cls(root)

    def folder(self, name: str) -> Path:
        """A private folder below the home, made if need be.  Raises DiskFull."""
        return need_folder(self.root / name)

    @property
    def settings_file(self) -> Path:
        """The user's own settings."""
        return self.root / "settings.toml"


def policy_path() -> Path:
    """The machine policy: a place that only an administrator can write."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "RokhasDesktop" / "policy.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/RokhasDesktop/policy.toml")
    return Path("/etc/rokhas-desktop/policy.toml")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings in force and the keys ("group.key") that machine policy locks."""

    settings: Settings
    locked: frozenset[str]


def load(home: Home, policy: Path | None = None, *, own: dict[str, Any] | None = None) -> Loaded:
    """Read the three layers, ``own`` for the user's where it is given.  Raises BadSettings or NotForUsers, naming
    the file and the key at fault."""
    machine_file = policy if policy is not None else policy_path()
    machine = _read(machine_file)
    locked = frozenset(machine.pop("locked", []))
    values = _merge(resources.load_toml("policy.toml"), machine)
    _check(values, machine_file)
    own = _read(home.settings_file) if own is None else own
    for name in sorted(MACHINE_ONLY):
        group, _, key = name.partition(".")
        if (key in own.get(group, {})) if key else (group in own):
            raise NotForUsers(file=home.settings_file.name, key=name)
    return Loaded(_check(_merge(values, own, locked), home.settings_file), locked)


def _check(values: dict[str, Any], source: Path) -> Settings:
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise BadSettings(file=source.name, key=".".join(map(str, error.errors()[0]["loc"]))) from None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise BadSettings(file=path.name, key="") from error


def _merge(
    base: dict[str, Any], over: dict[str, Any], locked: frozenset[str] = frozenset(), at: str = ""
) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        name = f"{at}{key}"
        if name in locked:
            continue
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = _merge(result[key], value, locked, f"{name}.")
        else:
            result[key] = value
    return result
