"""Notes about an act through the desk: written, told to the other accounts, kept out of what is signed."""

from __future__ import annotations

import pytest
from support.desks import Fresh, Keys, log_in, pin, rooms_at, selection
from support.sandbox import RunningSandbox

from rokhas_desktop.desk.errors import NoteTooLong, UnknownAct, UnknownPiece
from rokhas_desktop.desk.face import Desk, MarkView
from rokhas_desktop.settings import Home


def test_a_note_reaches_the_other_account_and_leaves_the_signatures_as_they_were(
    home: Home, keys: Keys, sandbox: RunningSandbox, fresh: Fresh
) -> None:
    (reference,) = fresh(1)
    mark = MarkView(1, 1, (10.0, 20.0, 30.0, 40.0))
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox, "agent.aitmelloul")
        desk.synchronise(fetch=False)
        (written,) = desk.annotate(reference, "  TEST vérifié sur place  ", [mark]).notes
        assert (written.text, written.own, written.marks) == ("TEST vérifié sur place", True, (mark,))
        desk = log_in(rooms, sandbox)
        desk.synchronise()
        (told,) = desk.act(reference).notes
        assert (told.text, told.role, told.own) == ("TEST vérifié sur place", "clerk", False)
        desk.attest(reference)
        desk.annotate(reference, "TEST lu")  # changes no version: what was seen stays seen
        outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
        assert {one.result for one in outcome.documents} == {"acknowledged"}
        assert [one.event for one in desk.journal()].count("annotated") == 2
        assert "TEST lu" not in str([one.facts for one in desk.journal()])


def test_what_is_no_note_is_refused_before_it_leaves(desk: Desk, fresh: Fresh) -> None:
    (reference,) = fresh(1)
    desk.synchronise(fetch=False)
    with pytest.raises(NoteTooLong) as caught:
        desk.annotate(reference, "x" * 1001)
    assert caught.value.code == "DSK-086"
    with pytest.raises(UnknownPiece):
        desk.annotate(reference, "TEST", [MarkView(99, 1, (1.0, 1.0, 2.0, 2.0))])
    with pytest.raises(UnknownAct):
        desk.annotate("PC-TEST-none", "TEST")
    assert desk.act(reference).notes == ()
    desk.annotate(reference, "TEST")
    assert desk.annotate(reference, " ").notes == ()
