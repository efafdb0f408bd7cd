"""What leaves and comes first over a poor line: the most urgent act, its decision before its plans on the way here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from support.desks import Fresh, Keys, log_in, rooms_at
from support.sandbox import RunningSandbox

from rokhas_desktop.progress import Progress
from rokhas_desktop.settings import Home


def test_the_most_urgent_comes_first_and_its_decision_before_its_plans(
    home: Home, keys: Keys, sandbox: RunningSandbox, fresh: Fresh
) -> None:
    references = fresh(3)
    soon = datetime.now(UTC)
    for days, reference in zip((20, 2, 9), references, strict=True):
        due = (soon + timedelta(days=days)).isoformat()
        sandbox.ctl("reword", reference=reference, content={"deadline": {"due": due, "basis": {"fr": "T", "ar": "T"}}})
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox)
        told: list[Progress] = []
        desk.synchronise(report=told.append)
        order = list(dict.fromkeys(one.label for one in told if one.label in references))
        assert order == [references[1], references[2], references[0]]
        assert {one.unit for one in told} == {"bytes"}
        assert [one.done for one in told] == sorted(one.done for one in told)
        assert told[-1].done == told[-1].total
        first = next(act for act in desk.acts("all") if act.reference == references[1])
        decision = next(document.size for document in first.documents if document.kind == "decision")
        mine = [one.done for one in told if one.label == references[1]]
        assert mine[0] + decision in mine  # the decision is the first that came whole
        arrived = sorted(Path(str(document.path)).stat().st_mtime_ns for document in first.documents)
        assert Path(str(next(d.path for d in first.documents if d.kind == "decision"))).stat().st_mtime_ns == arrived[0]
