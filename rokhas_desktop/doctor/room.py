"""The examination as the two fronts drive it."""

from __future__ import annotations

import time

from rokhas_desktop.doctor import frame, history, plan
from rokhas_desktop.doctor.examination import Examination, rank
from rokhas_desktop.doctor.frame import OnRow, Row
from rokhas_desktop.doctor.patient import Patient
from rokhas_desktop.progress import Cancel, Report, silent


def examine(
    patient: Patient,
    *,
    on_row: OnRow = lambda _row: None,
    report: Report = silent,
    cancel: Cancel | None = None,
) -> Examination:
    """Examine one PC; ``on_row`` hears of each row as it comes, from this thread.  Raises Cancelled alone."""
    began, at = time.monotonic(), patient.now()
    values: dict[str, object] = {}
    rows = frame.run(plan.probes(patient), on_row=on_row, report=report, cancel=cancel, values=values)
    seen = history.snapshot(values)
    last, changes = history.changes(patient.home.root, seen)
    found = Examination(rows, rank(rows), at, round(time.monotonic() - began, 3), values, last, changes)
    if found.healthy:
        history.keep(patient.home.root, at, seen)
    return found


__all__ = ["Examination", "Patient", "Row", "examine"]
