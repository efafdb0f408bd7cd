"""A desk that is ready to sign: the reference platform on the loopback, acts that were read, a key that may."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from support.desks import Keys, keys_of, log_in, pin, rooms_at, standing
from support.faults import Faults, built
from support.sandbox import RunningSandbox, running_sandbox

from bench.harness import processes
from rokhas_desktop.app import Rooms
from rokhas_desktop.desk.face import Desk, OnEvent, Outcome
from rokhas_desktop.progress import Cancel
from rokhas_desktop.sandbox.platform.store import Store
from rokhas_desktop.sandbox.token_profiles import ProfileName
from rokhas_desktop.settings import Home
from rokhas_desktop.token.views import Selection

PIECES = 3
"""Of a copied act, at most."""
_COPY_ACT = """
INSERT INTO act (id, reference, version, change, state, commune, arrondissement, signing_place, rank, content)
SELECT ?, ?, 1, (SELECT change FROM meta), state, commune, arrondissement, signing_place, NULL, content
FROM act WHERE id = ?"""
_COPY_DECISION = """
INSERT INTO document (id, act_id, position, kind, content, size, sha256, state)
SELECT printf('%s-%02d', :act, :piece), :act, :piece, CASE :piece WHEN 1 THEN 'decision' ELSE 'plan' END,
       content, size, sha256, 'awaiting'
FROM document WHERE act_id = :source AND kind = 'decision'"""
TOKEN = ("--child", "token")
"""How the token's child is known among the processes: the vendor's module runs in it."""


@contextmanager
def platform(folder: Path, profile: ProfileName = "valid") -> Iterator[tuple[RunningSandbox, Keys]]:
    """The reference platform with one act, and a token of its president."""
    with running_sandbox(folder / "platform", acts=1) as sandbox:
        yield sandbox, keys_of(sandbox, folder / "keys", profile)


def add_acts(sandbox: RunningSandbox, documents: int, *, visible: bool = True) -> list[str]:
    """New acts of two to six pieces, ``documents`` pieces at least; their references.

    Without ``visible`` the platform wants no visible signature on any of them.
    """
    references: list[str] = []
    while (missing := documents - count(sandbox, references)) > 0:
        references += sandbox.ctl("add", count=max(1, missing // 4))["references"]
    if not visible:
        with _database(sandbox) as database:
            database.executemany(
                "UPDATE document SET content = json_set(content, '$.stamp', json('null'))"
                " WHERE act_id = (SELECT id FROM act WHERE reference = ?)",
                ((one,) for one in references),
            )
    return references


def copies(sandbox: RunningSandbox, model: str, documents: int) -> list[str]:
    """New acts with exactly so many pieces in all, each a copy of an act's decision; their references.

    They are put into the platform's database at once: to draw a thousand takes minutes.
    """
    references: list[str] = []
    with _database(sandbox) as database:
        database.execute("BEGIN IMMEDIATE")
        (known,) = database.execute("SELECT count(*) FROM act").fetchone()
        (source,) = database.execute("SELECT id FROM act WHERE reference = ?", (model,)).fetchone()
        while documents:
            number = 50_000 + known + len(references)
            act, reference = f"{source}-{number}", f"{model[:-5]}{number}"
            here = min(documents, PIECES)
            database.execute("UPDATE meta SET change = change + 1")
            database.execute(_COPY_ACT, (act, reference, source))
            pieces = [{"act": act, "source": source, "piece": piece} for piece in range(1, here + 1)]
            database.executemany(_COPY_DECISION, pieces)
            references.append(reference)
            documents -= here
    return references


def replace_all(sandbox: RunningSandbox, references: Sequence[str], make: Callable[[int], Path]) -> None:
    """Other bytes for every piece of these acts: ``make`` gives a file for each number."""
    wanted, number = set(references), 0
    for act in sandbox.ctl("acts"):
        for document in act["documents"] if act["reference"] in wanted else ():
            file = make(number)
            sandbox.ctl("replace", reference=act["reference"], document=document["id"], file=str(file))
            file.unlink()
            number += 1


@contextmanager
def _database(sandbox: RunningSandbox) -> Iterator[sqlite3.Connection]:
    """The platform's own, in one transaction."""
    with closing(sqlite3.connect(sandbox.data / "platform.db", timeout=30)) as database, database:
        yield database


def count(sandbox: RunningSandbox, references: Sequence[str]) -> int:
    """Documents of these acts."""
    wanted = set(references)
    return sum(len(act["documents"]) for act in sandbox.ctl("acts") if act["reference"] in wanted) if wanted else 0


def originals(sandbox: RunningSandbox, references: Sequence[str]) -> list[Path]:
    """The bytes of these acts' pieces, as the platform has them: for the peers to sign."""
    wanted, store = set(references), Store(sandbox.data / "documents")
    acts = [act for act in sandbox.ctl("acts") if act["reference"] in wanted]
    return [store.path(document["sha256"]) for act in acts for document in act["documents"]]


@dataclass(frozen=True)
class Ready:
    """A desk on which acts may be signed."""

    desk: Desk
    rooms: Rooms
    key: Selection
    faults: Faults | None = None

    def read(self, references: Sequence[str]) -> None:
        """Have the acts here, with every page seen."""
        self.desk.synchronise()
        for one in references:
            self.desk.attest(one)

    def sign(
        self,
        references: Sequence[str],
        *,
        hold: bool = False,
        pin_for_each: bool = False,
        on_event: OnEvent | None = None,
    ) -> Outcome:
        """The whole batch.  Raises RuntimeError unless everything in it was signed, and received if not held back."""
        held = Cancel()
        if hold:
            held.ask()
        outcome = self.desk.sign(references, self.key, pin(), hold=held, pin_for_each=pin_for_each, on_event=on_event)
        results = {one.result for one in outcome.documents}
        if outcome.stop is not None or results != {"signed" if hold else "acknowledged"}:
            codes = {one.refusal.code for one in outcome.documents if one.refusal is not None}
            raise RuntimeError(f"the batch did not end well: {outcome.stop}, {results}, {codes}")
        return outcome


@contextmanager
def ready(
    folder: Path,
    sandbox: RunningSandbox,
    keys: Keys,
    *,
    url: str | None = None,
    settings: str = "",
    policy: str = "",
    slow_ms: int = 0,
    profile: ProfileName = "valid",
) -> Iterator[Ready]:
    """A home that is logged in.  ``url`` is a line to the platform in front of it, ``slow_ms`` what each signature
    takes the token, ``settings`` and ``policy`` are TOML."""
    home = Home.find(folder)
    (home.root / "settings.toml").write_text(settings, encoding="utf-8")
    (home.root / "no-policy.toml").write_text(policy, encoding="utf-8")
    faults = Faults(folder / "orders") if slow_ms else None
    with rooms_at(home, keys) as rooms:
        if faults is not None:
            faults.around_home(home)
        desk = log_in(rooms, sandbox if url is None else replace(sandbox, url=url))
        survey = rooms.token.survey(rooms.modules(str(built()) if faults is not None else None))
        key = standing(desk, keys.token(profile), survey).selection
        if faults is not None:
            faults.play(f"slow C_Sign 1 {slow_ms}")
        yield Ready(desk, rooms, key, faults)


def own_cpu(sandbox: RunningSandbox) -> float:
    """Seconds of processor time of this process and its children, without the platform and without the token's."""
    others = {one.pid for one in processes.tree(sandbox.process.pid)}
    others |= {one.pid for one in processes.tree(os.getpid()) if tuple(one.cmdline()[-2:]) == TOKEN}
    return processes.cpu(os.getpid(), without=others)
