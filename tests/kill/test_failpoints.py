"""The client is killed at every point between two steps that the code names; nothing is lost, nothing twice."""

from __future__ import annotations

import ast
import importlib
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.faults import BUILDABLE
from support.killing import Bench, bench

from rokhas_desktop import failpoints
from rokhas_desktop.desk.states import CROSSINGS

pytestmark = BUILDABLE
PACKAGE = Path(__file__).resolve().parents[2] / "rokhas_desktop"
WHOLLY = bool(os.environ.get("ROKHAS_TEST_KILLS"))
STRAIGHT = ["announced", "fetched", "verified", "reviewed", "signing", "signed", "checked", "sending", "acknowledged"]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("kill")) as made:
        yield made


def named_in_the_code() -> set[str]:
    """Every point that the source names by itself (those of the states are made from their table)."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        names = {
            one.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "point"
            for one in node.args
            if isinstance(one, ast.Constant)
        }
        if names:
            importlib.import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
        found |= names
    return found


def passed(here: Bench, tmp_path: Path) -> list[str]:
    """The points that one whole batch passes, in their order."""
    file = tmp_path / "passed.txt"
    here.add()
    here.run(passed=str(file))
    return list(dict.fromkeys(file.read_text(encoding="utf-8").splitlines()))


@pytest.mark.timeout(900)
def test_killed_at_every_point_of_a_batch(here: Bench, tmp_path: Path) -> None:
    met = passed(here, tmp_path)
    for old, new in itertools.pairwise(STRAIGHT):
        crossing = CROSSINGS[old, new]  # type: ignore[index]
        assert {crossing.before.name, crossing.within.name, crossing.after.name} <= set(met)
    # What is on the disk "before" a step is what was there "after" the last: the short form kills once.
    chosen = [name for name in met if WHOLLY or not name.endswith(", before")]
    for name in chosen:
        here.add()
        assert here.run(kill=name) is None, f"never passed again: {name}"
    here.finish()
    acknowledged, discarded = here.check()
    print(f"{len(chosen)} points, {acknowledged} documents acknowledged once, {discarded} possibly made and discarded")
    assert discarded >= 3


def test_the_code_lists_all_its_points() -> None:
    crossings = {
        one.name for crossing in CROSSINGS.values() for one in (crossing.before, crossing.within, crossing.after)
    }
    assert crossings | named_in_the_code() == set(failpoints.points())


def test_a_point_without_a_hook_does_nothing_and_a_name_is_taken_once() -> None:
    for one in failpoints.points().values():
        one()
    with pytest.raises(AssertionError):
        failpoints.point(next(iter(failpoints.points())))
