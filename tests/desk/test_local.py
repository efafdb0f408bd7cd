"""Local files through the composition root: signed with one PIN, journaled, forbidden where policy says so."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from support.desks import Keys, pin, rooms_at
from support.documents import plan

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
from rokhas_desktop.desk import journal
from rokhas_desktop.desk.local import LocalOrder
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.settings import Home
from rokhas_desktop.token.views import Selection


def chosen(rooms: Rooms, keys: Keys) -> Selection:
    certificate = keys.token("valid").certificate_sha256
    tokens = rooms.survey().tokens
    return next(token.selection(key) for token in tokens for key in token.keys if key.sha256 == certificate)


def test_files_are_signed_with_one_pin_and_journaled(rooms: Rooms, keys: Keys, tmp_path: Path) -> None:
    good = [str(plan(tmp_path / f"TEST-{n}.pdf")) for n in (1, 2)]
    bad = tmp_path / "TEST-bad.pdf"
    bad.write_bytes(b"no PDF")
    secret = pin()
    results = rooms.sign_files(
        [good[0], str(bad), good[1]], chosen(rooms, keys), secret, LocalOrder(tmp_path / "out", visible=True)
    )
    assert secret == bytearray(len(secret))
    done = list(results)
    assert [one.status for one in done] == ["signed", "refused", "signed"]
    told = list(rooms._store.journal.entries())
    journal.verify(told)
    assert [entry.event for entry in told] == ["local_file"] * 3
    signed = done[0].output
    assert signed is not None
    assert told[0].facts["signed_sha256"] == hashlib.sha256(signed.read_bytes()).hexdigest()
    assert told[1].facts["code"] == "DOC-001"
    assert "TEST-1" not in str(told)


def test_policy_can_forbid_it_and_the_pin_is_zeroed_all_the_same(home: Home, keys: Keys, tmp_path: Path) -> None:
    with rooms_at(home, keys) as rooms:
        selection = chosen(rooms, keys)
    policy = tmp_path / "policy.toml"
    policy.write_text('locked = ["signing.sign_file"]\n[signing]\nsign_file = false\n')
    secret = pin()
    with app.build(home, policy=policy) as locked, pytest.raises(RokhasError) as forbidden:
        locked.sign_files([str(plan(tmp_path / "TEST.pdf"))], selection, secret, LocalOrder(tmp_path / "out"))
    assert forbidden.value.code == "DSK-026"
    assert secret == bytearray(len(secret))


def test_nobody_is_logged_in_at_a_new_home(rooms: Rooms) -> None:
    with pytest.raises(RokhasError) as nobody:
        rooms.desk()
    assert nobody.value.code == "API-010"
    rooms.log_out()
