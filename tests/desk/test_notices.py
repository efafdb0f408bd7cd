"""What a document's examination found: beside its page, before the PIN, in the journal, and under the policy of now."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from support.desks import KEY, Fresh, Keys, log_in, rooms_at
from support.sandbox import RunningSandbox
from support.zoo import ANIMALS

from rokhas_desktop.app import Rooms
from rokhas_desktop.desk import schema
from rokhas_desktop.desk.database import Database
from rokhas_desktop.desk.face import ActView, Desk
from rokhas_desktop.settings import Home


def with_animal(sandbox: RunningSandbox, desk: Desk, fresh: Fresh, folder: Path, animal: str) -> ActView:
    """A new act whose first piece is an animal of the zoo."""
    (reference,) = fresh(1)
    desk.synchronise(fetch=False)
    ANIMALS[animal](folder / "animal.pdf")
    document = desk.act(reference).documents[0]
    sandbox.ctl("replace", reference=reference, document=document.id, file=str(folder / "animal.pdf"))
    desk.synchronise()
    return desk.act(reference)


def test_a_warning_is_told_beside_the_page_and_kept_in_the_journal(
    sandbox: RunningSandbox, desk: Desk, fresh: Fresh, tmp_path: Path
) -> None:
    act = with_animal(sandbox, desk, fresh, tmp_path, "masked-hidden-annotation")
    piece = act.documents[0]
    assert (piece.state, piece.refusal) == ("verified", None)
    assert [(one.code, one.details) for one in piece.warnings] == [("DOC-039", {"page": 1})]
    (noted,) = [one for one in desk.journal() if one.facts.get("sha256") == piece.sha256 and one.event == "verified"]
    assert noted.facts["warned"] == "DOC-039"
    desk.attest(act.reference)
    (ready,) = desk.preflight([act.reference]).acts
    assert ready.ready
    assert [one.code for one in ready.warnings] == ["DOC-039"]


@pytest.mark.parametrize(("animal", "code"), [("script-names", "DOC-030"), ("cut-at-the-end", "DOC-002")])
def test_what_is_refused_or_needs_repair_is_returned(
    sandbox: RunningSandbox, desk: Desk, fresh: Fresh, tmp_path: Path, animal: str, code: str
) -> None:
    act = with_animal(sandbox, desk, fresh, tmp_path, animal)
    assert act.documents[0].state == "failed"
    assert [one.code for one in act.refusals if one.code.startswith("DOC")] == [code]
    assert desk.return_for_correction(act.reference, "TEST").state == "returned"


def test_policy_that_became_stricter_holds_for_what_is_here_already(
    sandbox: RunningSandbox, rooms: Rooms, desk: Desk, keys: Keys, home: Home, fresh: Fresh, tmp_path: Path
) -> None:
    act = with_animal(sandbox, desk, fresh, tmp_path, "masked-attached")
    assert "DOC-034" not in {one.code for one in act.refusals}
    rooms.close()
    home.settings_file.write_text('[preflight]\nattachments = "refuse"\n', encoding="utf-8")
    with rooms_at(home, keys) as later:
        again = log_in(later, sandbox).act(act.reference)
    assert [one.code for one in again.refusals if one.code.startswith("DOC")] == ["DOC-034"]
    assert again.documents[0].warnings == ()


def test_what_was_judged_before_there_were_notices_is_judged_again(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    number = next(n for n, script in enumerate(schema.VERSIONS) if "notices" in script)
    with sqlite3.connect(path) as raw:
        for script in schema.VERSIONS[:number]:
            raw.executescript(script)
        raw.execute(f"PRAGMA user_version = {number}")
        raw.execute("INSERT INTO account VALUES (1, 'p', 'a', '{}', NULL, NULL)")
        raw.execute("INSERT INTO act VALUES (1, 'act', 'R', '{}', 0)")
        for piece, state in enumerate(("announced", "verified", "reviewed", "signed"), 1):
            row = (1, "act", state, piece, "00", state, "2026-01-01T00:00:00+00:00")
            raw.execute(
                "INSERT INTO document (account, act, id, piece, sha256, state, changed_at) VALUES (?,?,?,?,?,?,?)", row
            )
    raw.close()
    database = Database(path, KEY)
    states = [row["state"] for row in database.rows("SELECT state FROM document ORDER BY piece")]
    assert states == ["announced", "fetched", "fetched", "signed"]
    database.close()
