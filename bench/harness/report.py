"""docs/performance.md, written from the records: the newest run in full, the others for what became of each figure."""

from __future__ import annotations

import inspect
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.harness import history, plots, registry
from bench.harness.figures import Curve, Figure

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "performance.md"
NOTES = ROOT / "bench" / "notes"
"""What a profile showed of a group, by hand: ``NAME.md``; it stands under the group's table."""
HEAD = """# Performance

Written by `make bench` from [the records](../bench/history); edit `bench/notes/` instead. Each figure is measured in
turn with its peer or its limit, in one run on one machine, so that what else the machine does meets both alike.
*Ratio* is the median of the rounds' ratios, ± half the distance between their quartiles; *before* is the ratio of the
run before this one, **bold** where it is worse by more than both spreads.
`python -m bench NAME` measures one group again.
"""


def told(group: dict[str, Any]) -> str:
    """A group's record in a few lines for a terminal."""
    if group["error"]:
        return f"  did not end well: {group['error']}"
    lines = []
    for figure in map(Figure.read, group["figures"]):
        mark = {True: "reached", False: "NOT REACHED", None: "told"}[figure.met]
        wanted = "" if figure.reach is None else f", to reach {_sign(figure)} {_number(figure.reach)}"
        limit = f"{figure.limit_name} {_number(figure.limit_value)}"
        ratio = f"{_number(figure.ratio)} ± {_number(figure.spread / 2)}"
        lines.append(f"  {figure.name}: {_number(figure.value)} {figure.unit}, {limit}: {ratio}{wanted}: {mark}")
    lines.append(f"  {group['seconds']} s, others used {group['load']['others_cores']} cores meanwhile")
    return "\n".join(lines)


def write(page: Path = PAGE, records: Sequence[dict[str, Any]] | None = None) -> None:
    """Write the page and its plots anew."""
    runs = list(history.records()) if records is None else list(records)
    if not runs:
        return
    shown = page.parent / page.stem
    shutil.rmtree(shown, ignore_errors=True)
    page.write_text("\n".join(_page(runs, shown)), encoding="utf-8")


def _page(runs: Sequence[dict[str, Any]], shown: Path) -> Iterator[str]:
    run = runs[-1]
    yield HEAD
    yield from _circumstances(run)
    aimed = [one for group in run["groups"].values() for one in map(Figure.read, group["figures"]) if one.reach]
    if aimed:
        plots.overview(aimed, shown / "overview.svg")
        yield f"![Each figure's share of what it may take]({shown.name}/overview.svg)\n"
    past = _past(runs)
    if len(runs) > 1 and past:
        plots.history(past, shown / "history.svg")
        yield f"![The same in the runs that were kept]({shown.name}/history.svg)\n"
    for name, group in run["groups"].items():
        yield from _group(name, group, runs[:-1], shown)


def _circumstances(run: dict[str, Any]) -> Iterator[str]:
    machine = run["machine"]
    changed = " with changes" if run["changed"] else ""
    yield f"Run of {run['at'][:16].replace('T', ' ')} UTC at `{run['commit']}`{changed}: {machine['processor']},"
    yield f"{machine['cores']} cores, {machine['memory_gb']} GB, {machine['system']}, Python {machine['python']}."
    yield "Peers:"
    yield ", ".join(f"{name} {said}" for name, said in machine["peers"].items()) + ".\n"


def _past(runs: Sequence[dict[str, Any]]) -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = {}
    for run in runs:
        for group in run["groups"].values():
            for one in map(Figure.read, group["figures"]):
                if one.reach:
                    found.setdefault(f"{one.name} / {one.limit_name}", []).append(
                        (run["at"][5:16].replace("T", " "), plots.strain(one))
                    )
    return found


def _group(name: str, group: dict[str, Any], before: Sequence[dict[str, Any]], shown: Path) -> Iterator[str]:
    yield f"## {name.capitalize()}\n"
    yield inspect.cleandoc(registry.load(name).__doc__ or "") + "\n"
    if group["error"]:
        yield f"This group did not end well in this run: `{group['error'].splitlines()[-1]}`\n"
        return
    yield "| what | ours | limit or peer | ratio | to reach | before |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for figure in map(Figure.read, group["figures"]):
        yield _row(figure, _earlier(figure, before))
    yield f"\nTook {group['seconds']} s; others used {group['load']['others_cores']} cores meanwhile.\n"
    for curve in map(Curve.read, group["curves"]):
        file = re.sub(r"[^a-z0-9]+", "-", f"{name} {curve.name}".lower()).strip("-") + ".svg"
        plots.growth(curve, shown / file)
        yield f"![{curve.name}]({shown.name}/{file})\n"
    notes = NOTES / f"{name}.md"
    if notes.exists():
        yield notes.read_text(encoding="utf-8")


def _earlier(figure: Figure, before: Sequence[dict[str, Any]]) -> Figure | None:
    """The same figure beside the same limit in the newest run that has it."""
    for run in reversed(before):
        for group in run["groups"].values():
            for one in map(Figure.read, group["figures"]):
                if (one.name, one.limit_name) == (figure.name, figure.limit_name):
                    return one
    return None


def _row(figure: Figure, earlier: Figure | None) -> str:
    mark = {True: "✓", False: "✗", None: ""}[figure.met]
    reach = "–" if figure.reach is None else f"{_sign(figure)} {_number(figure.reach)} {mark}"
    cells = (
        figure.name,
        f"{_number(figure.value)} {figure.unit}",
        f"{figure.limit_name}: {_number(figure.limit_value)} {figure.unit}",
        f"{_number(figure.ratio)} ± {_number(figure.spread / 2)}",
        reach,
        _before(figure, earlier),
    )
    return f"| {' | '.join(cells)} |"


def _before(figure: Figure, earlier: Figure | None) -> str:
    if earlier is None:
        return "–"
    said = _number(earlier.ratio)
    return f"**{said}**" if regressed(figure, earlier) else said


def regressed(figure: Figure, earlier: Figure) -> bool:
    """Whether a figure is worse than it was by more than both spreads."""
    worse = earlier.ratio - figure.ratio if figure.faster else figure.ratio - earlier.ratio
    return worse > figure.spread + earlier.spread


def _sign(figure: Figure) -> str:
    return "≥" if figure.faster else "≤"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
