"""How probes are run: side by side where they can, each with its own deadline, and none able to end the others.

What a probe raises is a finding; a probe that does not end in time is one too, and its thread is left behind.
"""

from __future__ import annotations

import queue
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from rokhas_desktop import catalogue
from rokhas_desktop.errors import Detail, RokhasError
from rokhas_desktop.progress import Cancel, Progress, Report, silent

Status = Literal["ok", "warning", "problem", "skipped"]
LATE, BROKEN = "SYS-010", "SYS-011"

WHOLE_SECONDS = 14.0
"""However the deadlines add up, the examination ends by then."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A code of the catalogue and what fills its texts; ``status`` where it weighs less than the catalogue says."""

    code: str
    details: Mapping[str, Detail] = field(default_factory=dict)
    status: Status | None = None

    @property
    def weight(self) -> Status:
        """Problem or warning."""
        return self.status or catalogue.entry(self.code).severity


@dataclass(frozen=True, slots=True)
class Seen:
    """What a probe saw: its findings, ``facts`` in no language (never a name, a number or a folder of anybody's),
    and a ``value`` for the probes that need it; without a value they are skipped."""

    findings: tuple[Finding, ...] = ()
    facts: str = ""
    value: Any = None


SKIP = object()
"""In place of ``Seen.value``: nothing is wrong, and there is nothing for the later probes to look at."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the examination.  ``missing`` are the probes for want of which it was skipped."""

    id: str
    status: Status
    code: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)
    facts: str = ""
    seconds: float = 0.0
    missing: tuple[str, ...] = ()

    def text(self, language: catalogue.Language) -> catalogue.Text | None:
        """What the catalogue says of it."""
        return catalogue.entry(self.code).text(language, self.details) if self.code else None


Values = Mapping[str, Any]
"""What the probes that were needed saw, by their ids."""


@dataclass(frozen=True, slots=True)
class Probe:
    """``needs`` must have given a value; ``after`` must only have ended.  ``run`` gets the values of both."""

    id: str
    run: Callable[[Values], Seen]
    seconds: float
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


OnRow = Callable[[Row], None]


@dataclass(slots=True)
class _Ended:
    probe: Probe
    seen: Seen | None
    error: Exception | None
    seconds: float


def run(
    probes: Sequence[Probe],
    *,
    on_row: OnRow = lambda _row: None,
    report: Report = silent,
    cancel: Cancel | None = None,
    whole: float = WHOLE_SECONDS,
    values: dict[str, Any] | None = None,
) -> tuple[Row, ...]:
    """Every probe's rows, in the probes' order; ``values`` gets what they saw.  Raises Cancelled."""
    found = _Run(probes, on_row, report, cancel or Cancel(), whole)
    try:
        return found.rows()
    finally:
        if values is not None:
            values.update(found.values)


class _Run:
    def __init__(self, probes: Sequence[Probe], on_row: OnRow, report: Report, cancel: Cancel, whole: float) -> None:
        self._probes = probes
        self._on_row = on_row
        self._report = report
        self._cancel = cancel
        self._until = time.monotonic() + whole
        self._queue: queue.SimpleQueue[_Ended] = queue.SimpleQueue()
        self._waiting = list(probes)
        self._running: dict[str, tuple[Probe, float]] = {}
        self.values: dict[str, Any] = {}
        self._rows: dict[str, tuple[Row, ...]] = {}

    def rows(self) -> tuple[Row, ...]:
        while self._waiting or self._running:
            self._cancel.check()
            self._start()
            if self._running:
                self._take()
        return tuple(row for probe in self._probes for row in self._rows[probe.id])

    def _start(self) -> None:
        """Start what can be started; skip what lost what it needs."""
        for probe in list(self._waiting):
            if not all(name in self._rows for name in (*probe.needs, *probe.after)):
                continue
            self._waiting.remove(probe)
            missing = tuple(name for name in probe.needs if self.values.get(name) is None)
            if missing:
                self._end(probe, (Row(probe.id, "skipped", missing=missing),))
                self._start()
                return
            values = {name: self.values.get(name) for name in (*probe.needs, *probe.after)}
            self._running[probe.id] = (probe, time.monotonic())
            threading.Thread(target=self._work, args=(probe, values), name=f"probe-{probe.id}", daemon=True).start()

    def _work(self, probe: Probe, values: Values) -> None:
        began = time.monotonic()
        seen: Seen | None = None
        error: Exception | None = None
        try:
            seen = probe.run(values)
        except Exception as caught:  # noqa: BLE001 - whatever happens in a probe is a finding
            error = caught
        self._queue.put(_Ended(probe, seen, error, time.monotonic() - began))

    def _take(self) -> None:
        """Wait for the next probe to end, or for the next deadline."""
        until = min(min(began + probe.seconds for probe, began in self._running.values()), self._until)
        # Short waits, so that a person's cancel is heard.
        wait = min(max(0.0, until - time.monotonic()), 0.2)
        try:
            ended = self._queue.get(timeout=wait)
        except queue.Empty:
            self._give_up()
            return
        if ended.probe.id in self._running:
            del self._running[ended.probe.id]
            self._finish(ended)

    def _give_up(self) -> None:
        now = time.monotonic()
        for probe, began in list(self._running.values()):
            if now >= min(began + probe.seconds, self._until):
                del self._running[probe.id]
                details: dict[str, Detail] = {"probe": probe.id, "seconds": round(now - began)}
                self._end(probe, _rows(probe, Seen((Finding(LATE, details),)), now - began))

    def _finish(self, ended: _Ended) -> None:
        seen = ended.seen if ended.seen is not None else Seen((_caught(ended.probe, ended.error),))
        value = seen.value
        self.values[ended.probe.id] = None if value is SKIP else value
        self._end(ended.probe, _rows(ended.probe, seen, ended.seconds))

    def _end(self, probe: Probe, rows: tuple[Row, ...]) -> None:
        self._rows[probe.id] = rows
        for row in rows:
            self._on_row(row)
        self._report(Progress(len(self._rows), len(self._probes), "probe", probe.id))


def _rows(probe: Probe, seen: Seen, seconds: float) -> tuple[Row, ...]:
    """One row a finding, the heaviest first; the further ones are numbered."""
    taken = round(seconds, 3)
    if not seen.findings:
        return (Row(probe.id, "skipped" if seen.value is SKIP else "ok", facts=seen.facts, seconds=taken),)
    found = sorted(seen.findings, key=_heaviest)
    return tuple(
        Row(
            probe.id if number == 1 else f"{probe.id}.{number}",
            one.weight,
            one.code,
            one.details,
            seen.facts if number == 1 else "",
            taken if number == 1 else 0.0,
        )
        for number, one in enumerate(found, 1)
    )


def _heaviest(finding: Finding) -> int:
    return 0 if finding.weight == "problem" else 1


def _caught(probe: Probe, error: Exception | None) -> Finding:
    """An exception as data: our own errors by their code, anything else by its type and place."""
    if isinstance(error, RokhasError):
        return Finding(error.code, error.details)
    where = type(error).__name__
    passed = traceback.extract_tb(error.__traceback__) if error is not None else []
    if passed:
        where += f" {Path(passed[-1].filename).name}:{passed[-1].lineno}"
    return Finding(BROKEN, {"probe": probe.id, "where": where})
