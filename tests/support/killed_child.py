"""A client that does what it is told and may be killed at a named point: a process of its own, started by path.

Standard input: one JSON line (home, steps, pin, the token's module; kill: the name of a point, nth: at which
passage; passed: a file that gets the name of every point as it is passed).  Standard output: one JSON line when all
steps are done: what each said, or the code of why there is no desk ("start").
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rokhas_desktop import app, failpoints
from rokhas_desktop.desk.face import Desk
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.settings import Home


def hook(told: dict[str, Any]) -> failpoints.Hook:
    """Note what is passed; kill this process at the point that was named."""
    counts: Counter[str] = Counter()

    def passed(name: str) -> None:
        counts[name] += 1
        if told.get("passed"):
            with Path(told["passed"]).open("a", encoding="utf-8") as file:
                file.write(f"{name}\n")
        if name == told.get("kill") and counts[name] >= told.get("nth", 1):
            os.kill(os.getpid(), signal.SIGKILL)

    return passed


def attest(desk: Desk) -> None:
    """Declare everything seen."""
    for act in desk.acts():
        if act.unseen:
            desk.attest(act.reference)


def sign(desk: Desk, pin: str, module: str) -> dict[str, Any]:
    """One batch of all that waits; none where the key's child, or the server, was killed during the search for it."""
    wanted = [act.reference for act in desk.acts()]
    found = desk.key_standings()
    key = next((one for one in found if one.usable and one.selection.module == module), None)
    if key is None:
        return {"stop": "no usable key", "refusals": [[refusal.code for refusal in one.refusals] for one in found]}
    outcome = desk.sign(wanted, key.selection, bytearray(pin.encode()))
    return {"stop": outcome.stop.code if outcome.stop else None, "acknowledged": outcome.count("acknowledged")}


def run(desk: Desk, step: str, told: dict[str, Any]) -> Any:
    """One step; what it says against itself is an answer."""
    name, _, argument = step.partition(":")
    steps: dict[str, Callable[[], Any]] = {
        "synchronise": lambda: len(desk.synchronise().failed),
        "attest": lambda: attest(desk),
        "sign": lambda: sign(desk, told["pin"], told["module"]),
        "send": lambda: [item.state for item in desk.send_pending()],
        "return": lambda: desk.return_for_correction(argument, "TEST la surface diffère").state,
    }
    try:
        return steps[name]()
    except RokhasError as error:
        return error.code


def main() -> None:
    """Read the orders, follow them, say so."""
    told = json.loads(sys.stdin.readline())
    failpoints.install(hook(told))
    said: dict[str, Any] = {}
    try:
        home = Home.find(told["home"])
        with app.build(home, policy=home.root / "no-policy.toml") as rooms:
            desk = rooms.desk()
            for step in told["steps"]:
                said[step] = run(desk, step, told)
    except RokhasError as error:
        said["start"] = error.code
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
