"""A power cut, simulated: what a process did to a folder's files is recorded (tests/faults/power.c), and the folder is
rebuilt as a disk may hold it afterwards.

What was synchronised is there.  Of what was not, nothing survives in the strict form; in the loose ones any of the
written pages do, each by itself, and the names changed up to some moment (a file system keeps their order).
"""

from __future__ import annotations

import os
import random
import shutil
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from support.faults import SOURCES, library

HEAD = struct.Struct("<c3xIIQQ")
PAGE = 4096
"""What a disk writes whole or not at all."""


@cache
def recorder() -> Path:
    """The recorder, built once a process."""
    return library("libpower-test.so", SOURCES / "power.c")


ROOM = "cwmlrs"
"""The letters of acts that need room."""


def around(root: Path, record: Path, full: int | str = 0) -> dict[str, str]:
    """The environment of a process whose disk below ``root`` is full from its act ``full`` on."""
    record.unlink(missing_ok=True)
    return {
        "LD_PRELOAD": str(recorder()),
        "ROKHAS_TEST_POWER": str(root),
        "ROKHAS_TEST_POWER_LOG": str(record),
        "ROKHAS_TEST_POWER_FULL": str(full),
    }


@dataclass(frozen=True, slots=True)
class Act:
    """One act, by its letter: create, write, truncate, synchronise, rename, link, unlink; make, delete (folders)."""

    kind: str
    path: Path
    other: Path
    at: int
    data: bytes


def acts(record: Path) -> Iterator[Act]:
    """What was recorded; the last act may be cut short with its process."""
    whole, place = record.read_bytes(), 0
    while place + HEAD.size <= len(whole):
        kind, path, other, at, size = HEAD.unpack_from(whole, place)
        place += HEAD.size
        texts = whole[place : place + path + other]
        place += path + other
        yield Act(
            kind.decode(),
            Path(os.fsdecode(texts[:path])),
            Path(os.fsdecode(texts[path:])),
            at,
            whole[place : place + size],
        )
        place += size


@dataclass
class File:
    """A file: what of it is on the disk, and what was done to it since."""

    kept: bytearray
    since: list[Act] = field(default_factory=list)

    def synchronise(self) -> None:
        for act in self.since:
            apply(act, self.kept)
        self.since.clear()

    def now(self) -> bytes:
        """What a reader sees."""
        seen = bytearray(self.kept)
        for act in self.since:
            apply(act, seen)
        return bytes(seen)

    def after(self, chance: random.Random | None) -> bytes:
        """What a cut leaves."""
        left = bytearray(self.kept)
        for act in self.since if chance else ():
            for piece in pieces(act):
                if chance and chance.random() < 0.5:
                    apply(piece, left)
        return bytes(left)


def pieces(act: Act) -> Iterator[Act]:
    """A write by the pages that it touches; anything else as it is."""
    if act.kind != "w":
        yield act
        return
    at, data = act.at, act.data
    while data:
        size = PAGE - at % PAGE
        yield Act("w", act.path, act.other, at, data[:size])
        at, data = at + size, data[size:]


def apply(act: Act, content: bytearray) -> None:
    if act.kind == "t":
        del content[act.at :]
        content.extend(bytes(act.at - len(content)))
    else:
        content.extend(bytes(max(0, act.at - len(content))))
        content[act.at : act.at + len(act.data)] = act.data


Node = File | None
"""A file; None is a folder."""


class Disk:
    """A folder on a disk that loses its power."""

    def __init__(self, root: Path) -> None:
        """As it lies there now, all of it on the disk."""
        self.root = root.resolve()
        self._now: dict[Path, Node] = {self.root: None}
        for path in sorted(self.root.rglob("*")):
            self._now[path] = None if path.is_dir() else File(bytearray(path.read_bytes()))
        self._kept = dict(self._now)
        self._since: list[list[tuple[Path, Node | bool]]] = []
        """The changes of names that are not on the disk yet: each some paths and what is there now (False: nothing)."""

    def play(self, recorded: Iterable[Act]) -> None:
        """Do what was recorded."""
        for act in recorded:
            self._play(act)

    def _play(self, act: Act) -> None:
        now = self._now
        if act.kind == "c":
            self._name((act.path, File(bytearray())))
        elif act.kind == "m":
            self._name((act.path, None))
        elif act.kind in "ud":
            self._name((act.path, False))
        elif act.kind == "l":
            self._name((act.other, now[act.path]))
        elif act.kind == "r":
            moved = [path for path in now if path == act.path or act.path in path.parents]
            fresh = [(act.other / path.relative_to(act.path), now[path]) for path in moved]
            self._name(*((path, False) for path in moved), *fresh)
        elif act.path in now:  # what has no name any more is gone in any case
            node = now[act.path]
            if act.kind == "s" and node is None:
                self._settle(act.path)
            elif act.kind == "s" and node is not None:
                node.synchronise()
            elif node is not None:
                node.since.append(act)

    def _name(self, *changes: tuple[Path, Node | bool]) -> None:
        self._since.append(list(changes))
        _rename(self._now, changes)

    def _settle(self, folder: Path) -> None:
        """The folder was synchronised: so are the names in it."""
        left = []
        for changes in self._since:
            if any(path.parent == folder for path, _ in changes):
                _rename(self._kept, changes)
            else:
                left.append(changes)
        self._since = left

    def differs(self) -> list[str]:
        """What lies in the folder otherwise than it was recorded: nothing, unless by a way that is not recorded.

        SQLite's shared memory is mapped, and made anew after a cut; the logs are written by the children too.
        """
        files = {path: node for path, node in self._now.items() if isinstance(node, File)}
        there = {path for path in self.root.rglob("*") if path.is_file()}
        return sorted(
            str(path.relative_to(self.root))
            for path in there | set(files)
            if not path.name.endswith(("-shm", ".log"))
            and (path not in there or path not in files or path.read_bytes() != files[path].now())
        )

    def cut(self, chance: random.Random | None = None) -> None:
        """Rebuild the folder as the cut leaves it: strictly, or with what ``chance`` lets survive."""
        kept = dict(self._kept)
        for changes in self._since[: chance.randint(0, len(self._since))] if chance else ():
            _rename(kept, changes)
        shutil.rmtree(self.root)
        self.root.mkdir(mode=0o700)
        for path, node in sorted(kept.items()):
            if path == self.root or path.parent not in kept:
                continue  # its folder never came to the disk
            if node is None:
                path.mkdir(mode=0o700, exist_ok=True)
            elif path.parent.is_dir():
                path.write_bytes(node.after(chance))
                path.chmod(0o600)


def _rename(names: dict[Path, Node], changes: Iterable[tuple[Path, Node | bool]]) -> None:
    for path, node in changes:
        if isinstance(node, bool):
            names.pop(path, None)
        else:
            names[path] = node
