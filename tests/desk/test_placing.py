"""The visible signature's place: shown before, moved by the person where it may be, kept, and signed there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from support.desks import Fresh, Keys, log_in, pin, rooms_at, selection
from support.sandbox import RunningSandbox

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
from rokhas_desktop.desk.errors import StampFixed
from rokhas_desktop.desk.face import ActView, Desk, DocumentView
from rokhas_desktop.settings import Home
from rokhas_desktop.signing.errors import OutsidePage

COVERS = "DOC-056"


@pytest.fixture
def act(desk: Desk, fresh: Fresh) -> ActView:
    return with_free_place(desk, fresh)


def with_free_place(desk: Desk, fresh: Fresh) -> ActView:
    """An act of the seeded families, one of whose pieces has no place of the platform's and none of which is covered by
    one that has; one that is here if it is so."""
    desk.synchronise()
    for _ in range(6):
        for act in desk.acts():
            covered = COVERS in {found.code for one in act.documents for found in one.warnings}
            refused = COVERS in {one.code for one in act.refusals}
            if any(_blank(one) for one in act.documents) and not covered and not refused:
                return act
        fresh(2)
        desk.synchronise()
    raise AssertionError("no seeded family leaves a place open")


def _blank(one: DocumentView) -> bool:
    """Where the person may move the signature, which covers nothing now."""
    return bool(one.stamp and one.stamp.movable) and COVERS not in {found.code for found in one.warnings}


def placed(act: ActView) -> DocumentView:
    return next(one for one in act.documents if _blank(one))


def rectangle(path: Path) -> list[float]:
    """Where the last field is, on its page as it is shown: some sheets are turned."""
    with pikepdf.open(path) as pdf:
        field = pdf.Root.AcroForm.Fields[-1]
        left, low, right, high = (float(number) for number in field.Rect)
        page = pikepdf.Page(field.P)
        _, _, width, height = (float(number) for number in page.mediabox)
        return {
            0: [left, low, right, high],
            90: [low, width - right, high, width - left],
            180: [width - right, height - high, width - left, height - low],
            270: [height - high, left, height - low, right],
        }[int(page.obj.get("/Rotate", 0)) % 360]


def test_a_place_is_known_before_signing_and_is_the_signed_one(
    desk: Desk, act: ActView, keys: Keys, rooms: Rooms
) -> None:
    stamps = [one.stamp for one in act.documents if one.stamp]
    assert stamps
    assert all(one.box is not None and one.sheet is not None and one.page > 0 for one in stamps)
    piece = placed(act)
    assert piece.stamp
    assert piece.stamp.sheet
    box = (40.0, piece.stamp.sheet[1] - 140.0, 290.0, piece.stamp.sheet[1] - 44.0)
    moved = desk.place_stamp(act.reference, piece.piece, 1, box).documents[piece.piece - 1].stamp
    assert moved
    assert (moved.page, moved.box, moved.moved) == (1, box, True)
    with app.build(rooms.home, policy=rooms.home.root / "no-policy.toml") as again:
        kept = again.desk().act(act.reference).documents[piece.piece - 1].stamp
        assert kept == moved
    desk.attest(act.reference)
    outcome = desk.sign([act.reference], selection(desk, keys.token("valid")), pin())
    assert outcome.stop is None
    signed = desk.act(act.reference).documents[piece.piece - 1]
    assert signed.signed_path
    assert rectangle(signed.signed_path) == pytest.approx(box)
    assert signed.stamp
    assert not signed.stamp.movable
    with pytest.raises(StampFixed):
        desk.place_stamp(act.reference, piece.piece, 1, box)
    events = [one for one in desk.journal() if one.event == "stamp_moved"]
    assert [(one.facts["page"], one.facts["box"]) for one in events] == [(1, " ".join(f"{n:.1f}" for n in box))]


def test_what_a_moved_stamp_covers_is_told_beside_the_page_in_preflight_and_in_the_journal(
    desk: Desk, act: ActView
) -> None:
    piece = placed(act)
    assert piece.path
    assert COVERS not in {one.code for one in piece.warnings}
    box = text_box(piece.path)
    there = desk.place_stamp(act.reference, piece.piece, 1, box).documents[piece.piece - 1]
    assert [one.details["page"] for one in there.warnings if one.code == COVERS] == [1]
    desk.attest(act.reference)
    (ready,) = desk.preflight([act.reference]).acts
    assert COVERS in {one.code for one in ready.warnings}
    assert "DOC-056" in [one for one in desk.journal() if one.event == "stamp_moved"][-1].facts["warned"]
    back = desk.place_stamp(act.reference, piece.piece, 1, None).documents[piece.piece - 1]
    assert back.stamp == replace(piece.stamp, moved=False) if piece.stamp else False
    assert COVERS not in {one.code for one in back.warnings}


def text_box(path: Path) -> tuple[float, float, float, float]:
    """A box over the middle of a page, where the seeded pieces are written or drawn."""
    with pikepdf.open(path) as pdf:
        width, height = (float(number) for number in pdf.pages[0].MediaBox[2:])
    return width * 0.2, height * 0.4, width * 0.8, height * 0.6


def test_a_place_that_the_platform_gives_is_not_moved(desk: Desk, act: ActView) -> None:
    given = [one for one in act.documents if one.stamp and not one.stamp.movable]
    for piece in given:
        with pytest.raises(StampFixed):
            desk.place_stamp(act.reference, piece.piece, 1, (50, 50, 300, 150))
    free = placed(act)
    for box in ((-100.0, 0.0, 100.0, 90.0), (10.0, 10.0, 12.0, 12.0), (0.0, 0.0, 99999.0, 90.0)):
        with pytest.raises(OutsidePage):
            desk.place_stamp(act.reference, free.piece, 1, box)
    assert desk.act(act.reference).documents[free.piece - 1].stamp == free.stamp


@pytest.fixture(params=["never", "always", "refuse"])
def policed(request: Any, home: Home, keys: Keys) -> Iterator[Rooms]:
    rule = (
        '[preflight]\nstamp_covers = "refuse"'
        if request.param == "refuse"
        else f'[signing]\nmove_stamp = "{request.param}"'
    )
    policy = home.root / "policy.toml"
    policy.write_text(rule, encoding="utf-8")
    keys.lend(home)
    with app.build(home, policy=policy) as built:
        yield built


def test_policy_decides(policed: Rooms, sandbox: RunningSandbox, fresh: Fresh) -> None:
    desk = log_in(policed, sandbox)
    if policed.settings.signing.move_stamp == "never":
        (reference,) = fresh(1)
        desk.synchronise()
        act = desk.act(reference)
    else:
        act = with_free_place(desk, fresh)
    movable = {one.stamp.movable for one in act.documents if one.stamp and one.stamp.field is None}
    policy = policed.settings.signing.move_stamp
    assert movable == {"never": {False}, "always": {True}}.get(policy, movable)
    if policed.settings.preflight.stamp_covers == "refuse":
        piece = placed(act)
        assert piece.path
        assert COVERS not in {one.code for one in act.refusals}
        act = desk.place_stamp(act.reference, piece.piece, 1, text_box(piece.path))
        assert COVERS in {one.code for one in act.refusals}


def test_a_changed_wish_of_the_platform_is_a_new_place(desk: Desk, act: ActView, rooms: Rooms) -> None:
    from rokhas_desktop.desk import placing

    office = desk._office  # type: ignore[attr-defined]
    piece = placed(act)
    row = office.store.act_by_reference(office.number, act.reference)
    document, stored = next(pair for pair in row.pairs() if pair[1].piece == piece.piece)
    assert document.stamp
    other = document.model_copy(update={"stamp": document.stamp.model_copy(update={"box": (50.0, 50.0, 300.0, 150.0)})})
    assert placing.current(document, stored) is not None
    assert placing.current(other, stored) is None
    again = placing.settled(office, other, stored)
    assert again.place.box == (50.0, 50.0, 300.0, 150.0)
    assert not placing.movable(office, other, again)


def test_another_home_without_places_settles_them(
    sandbox: RunningSandbox, home: Home, keys: Keys, fresh: Fresh
) -> None:
    """What was verified before there were places has one when the batch is planned."""
    with rooms_at(home, keys) as rooms:
        desk = log_in(rooms, sandbox)
        (reference,) = fresh(1)
        desk.synchronise()
        rooms._store.database.write("UPDATE document SET place = NULL")
        assert all(one.stamp.sheet is None for one in desk.act(reference).documents if one.stamp)
        desk.preflight([reference])
        assert all(one.stamp.sheet for one in desk.act(reference).documents if one.stamp)
