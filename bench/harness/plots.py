"""The plots of docs/performance.md, as SVG by matplotlib; the same record gives the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure as Sheet

from bench.harness.figures import OURS, Curve, Figure

STYLE: Any = {
    "svg.hashsalt": "rokhas",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.3,
}
GOOD, BAD, OUR_COLOUR = "#2e7d32", "#c62828", "#1565c0"
LEAST = 0.01
"""What takes less of its reach is drawn as this."""
PEERS = ("#8d6e63", "#f9a825", "#6a1b9a", "#00838f", "#5d4037")


def strain(figure: Figure) -> float:
    """How much of its reach a figure takes: 1 is the reach itself, less is better."""
    reach = figure.reach or 1.0
    return reach / figure.ratio if figure.faster else figure.ratio / reach


def overview(figures: Sequence[Figure], path: Path) -> None:
    """A bar for each figure that has a reach, from 1: to the left what is spared, to the right what is missing."""
    with mpl.rc_context(STYLE):
        sheet = Sheet(figsize=(10, 0.8 + 0.3 * len(figures)), layout="constrained")
        axes = sheet.subplots()
        rows = range(len(figures))
        taken = [max(strain(one), LEAST) for one in figures]
        colours = [GOOD if one.met else BAD for one in figures]
        axes.barh(rows, [one - 1 for one in taken], left=1, color=colours, height=0.6)
        axes.set_yticks(rows, [_named(one) for one in figures])
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter("{x:g}")
        axes.set_ylim(len(figures) - 0.4, -0.6)
        axes.axvline(1, color="black", linewidth=1)
        axes.set_xlabel("share of what it may take")
        axes.grid(visible=False, axis="y")
        _save(sheet, path)


def _named(figure: Figure) -> str:
    """With its peer, where it has one."""
    bounded = figure.limit_name == "fixed bound"
    return figure.name if bounded else f"{figure.name} / {figure.limit_name}"


def growth(curve: Curve, path: Path) -> None:
    """One curve, with a line for each who was measured."""
    with mpl.rc_context(STYLE):
        sheet = Sheet(figsize=(6, 3.2), layout="constrained")
        axes = sheet.subplots()
        peers = iter(PEERS)
        for who, points in curve.series.items():
            colour = OUR_COLOUR if who == OURS else next(peers, "#555555")
            x, y = [one.x for one in points], [one.value for one in points]
            half = [one.spread / 2 for one in points]
            axes.errorbar(x, y, yerr=half, label=who, color=colour, marker="o", markersize=3, linewidth=1.2, capsize=2)
        if curve.logarithmic:
            axes.set_xscale("log")
            axes.set_yscale("log")
        else:
            axes.set_ylim(bottom=0)
        axes.set_xlabel(curve.x_name)
        axes.set_ylabel(curve.unit)
        axes.legend(frameon=False)
        _save(sheet, path)


def history(runs: Mapping[str, Sequence[tuple[str, float]]], path: Path) -> None:
    """How much of its reach each figure took in each run, by the runs' times."""
    with mpl.rc_context(STYLE):
        sheet = Sheet(figsize=(11, 1.5 + 0.2 * len(runs)), layout="constrained")
        axes = sheet.subplots()
        times = sorted({at for points in runs.values() for at, _ in points})
        for number, (name, points) in enumerate(runs.items()):
            look: Any = {"color": f"C{number % 10}", "linestyle": ("-", "--", ":")[number // 10 % 3]}
            x, y = [times.index(at) for at, _ in points], [taken for _, taken in points]
            axes.plot(x, y, marker="o", markersize=3, label=name, **look)
        axes.axhline(1, color="black", linewidth=1)
        axes.set_xticks(range(len(times)), times, rotation=30, ha="right")
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter("{x:g}")
        axes.set_ylabel("share of what it may take")
        axes.legend(frameon=False, fontsize=7, loc="center left", bbox_to_anchor=(1, 0.5))
        _save(sheet, path)


def _save(sheet: Sheet, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):
        sheet.savefig(path, format="svg", metadata={"Date": None})
