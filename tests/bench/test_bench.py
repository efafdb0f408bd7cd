"""Every group of figures runs at its smallest size and says something sane; how fast anything was is judged nowhere."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.faults import BUILDABLE

from bench.harness import history, plots, registry, report, running
from bench.harness.figures import Curve, Figure, against, bounded, point
from bench.harness.interleave import interleaved

times = st.floats(0.001, 1000)


@BUILDABLE
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", registry.names())
def test_a_group_runs_at_its_smallest_size(name: str) -> None:
    told = running.run(name, quick=True)
    assert told["error"] is None, told["error"]
    figures = [Figure.read(one) for one in told["figures"]]
    assert figures
    for figure in figures:
        assert math.isfinite(figure.ratio)
        assert figure.ratio >= 0
        assert figure.limit_value > 0
        assert all(value >= 0 for values in figure.samples.values() for value in values)
    assert report.told(told).count("\n") >= len(figures)


def test_the_command_finds_every_group_by_itself() -> None:
    """As ``python -m bench`` starts, with nothing on the path but where it stands."""
    line = "from bench.harness import registry; [registry.load(name).measure for name in registry.names()]"
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([sys.executable, "-c", line], cwd=running.ROOT, env=clean, check=True, timeout=60)


def test_each_goes_first_in_its_turn() -> None:
    seen: list[str] = []

    def one(name: str) -> float:
        seen.append(name)
        return float(len(seen))

    samples = interleaved({name: lambda name=name: one(name) for name in "abc"}, 3)  # type: ignore[misc]
    assert "".join(seen) == "abcbcacab"
    assert {name: len(values) for name, values in samples.items()} == {"a": 3, "b": 3, "c": 3}


@given(st.lists(st.tuples(times, times), min_size=1, max_size=9))
def test_a_ratio_is_of_the_same_round_and_its_direction_is_said(pairs: list[tuple[float, float]]) -> None:
    samples = {"ours": [own for own, _ in pairs], "peer": [peer for _, peer in pairs]}
    slower = against("TEST", "s", samples, limit="peer", reach=1.0)
    faster = against("TEST", "s", samples, limit="peer", reach=1.0, faster=True)
    assert min(own / peer for own, peer in pairs) <= slower.ratio <= max(own / peer for own, peer in pairs)
    assert slower.met == (slower.ratio <= 1.0)
    assert faster.met == (faster.ratio >= 1.0)
    assert Figure.read(json.loads(json.dumps(slower.as_dict()))) == slower


def test_the_page_is_written_from_the_records_and_shows_a_regression(tmp_path: Path) -> None:
    name = registry.names()[0]
    curve = Curve("TEST", "size", "s", {"ours": [point(1, [1.0]), point(10, [2.0])]})
    for day, value in (("24", 1.0), ("25", 3.0)):
        record = history.begun(quick=False) | {"at": f"2026-11-{day}T10:00:00+00:00"}
        figure = bounded("TEST figure", "s", [value, value, value, value], bound=2.0)
        group = {"figures": [figure.as_dict()], "curves": [curve.as_dict()], "seconds": 1.0, "error": None}
        record["groups"] = {name: group | {"load": {"others_cores": 0.0}}}
        history.keep(record, tmp_path / "history")
    page = tmp_path / "performance.md"
    report.write(page, history.records(tmp_path / "history"))
    said = page.read_text(encoding="utf-8")
    assert "| TEST figure | 3 s | fixed bound: 2 s | 1.5 ± 0 | ≤ 1 ✗ | **0.5** |" in said
    drawn = {path.name for path in (tmp_path / "performance").iterdir()}
    assert {"overview.svg", "history.svg"} <= drawn
    assert plots.strain(Figure.read(figure.as_dict())) > 1
