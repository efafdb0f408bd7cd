"""Acts with plans that are not PDF, through the whole job: shown or consented to, signed beside, sent once."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from asn1crypto import cms
from support import plans
from support.desks import Keys, log_in, pin, received, selection
from support.judges import openssl_accepts_detached
from support.sandbox import RunningSandbox
from support.signers import pem

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
from rokhas_desktop.desk.face import ActView, Desk, DocumentView
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.settings import Home

ALLOWED = 'locked = ["preflight.unshown"]\n[preflight]\nunshown = "warn"\n'


def with_policy(home: Home, keys: Keys, text: str) -> Rooms:
    policy = home.root / "policy.toml"
    policy.write_text(text, "utf-8")
    keys.lend(home)
    return app.build(home, policy=policy)


@pytest.fixture
def allowing(home: Home, keys: Keys) -> Iterator[Rooms]:
    """A machine policy that lets documents be signed which cannot be shown."""
    with with_policy(home, keys, ALLOWED) as built:
        yield built


def act_of(desk: Desk, sandbox: RunningSandbox, kind: str) -> ActView:
    (reference,) = sandbox.ctl("add", formats=[kind])["references"]
    desk.synchronise()
    return desk.attest(reference)


def odd(act: ActView) -> DocumentView:
    return next(one for one in act.documents if one.media_type != "application/pdf")


def test_a_scanned_plan_is_seen_and_signed_beside(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, rooms: Rooms
) -> None:
    (reference,) = sandbox.ctl("add", formats=["png"])["references"]
    desk.synchronise()
    plan = odd(desk.act(reference))
    assert (plan.viewable, plan.must_review, plan.state, plan.warnings) == (True, True, "verified", ())
    assert [one.code for one in desk.act(reference).refusals] == ["DSK-003"]
    for document in desk.act(reference).documents:
        desk.mark_reviewed(document.sha256)
    outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert {one.result for one in outcome.documents} == {"acknowledged"}
    signed = odd(desk.act(reference))
    assert signed.signed_path is not None
    assert signed.path is not None
    assert (signed.signed_path.suffix, signed.level) == (".p7s", "B-B")
    assert openssl_accepts_detached(signed.signed_path, signed.path, pem(keys.ca.anchors[0])) == ""
    assert len(received(sandbox, [reference])) == len(outcome.documents)
    (report,) = rooms_verify(rooms, signed)
    assert dict(report.declared)["act"] == reference


def rooms_verify(rooms: Rooms, document: DocumentView) -> tuple[object, ...]:
    from rokhas_desktop.signing.verify import verify_file

    assert document.signed_path is not None
    found = verify_file(document.signed_path, trust=rooms.anchors, content=document.path, session=rooms.session)
    assert found.verdict == "TOTAL-PASSED", found
    return found.signatures


def test_a_drawing_that_cannot_be_shown_is_refused_by_default(desk: Desk, sandbox: RunningSandbox, keys: Keys) -> None:
    act = act_of(desk, sandbox, "dxf")
    assert [one.code for one in act.refusals] == ["DOC-041"]
    assert (odd(act).viewable, odd(act).state) == (False, "failed")
    outcome = desk.sign([act.reference], selection(desk, keys.token("valid")), pin(), unshown_accepted=True)
    assert {one.result for one in outcome.documents} == {"refused"}
    assert received(sandbox, [act.reference]) == []


def test_where_policy_allows_it_a_consent_of_its_own_is_wanted(
    allowing: Rooms, sandbox: RunningSandbox, keys: Keys
) -> None:
    desk = log_in(allowing, sandbox)
    act = act_of(desk, sandbox, "dxf")
    drawing = odd(act)
    assert act.refusals == ()
    assert (drawing.viewable, drawing.must_review, [one.code for one in drawing.warnings]) == (
        False,
        False,
        ["DOC-041"],
    )
    key = selection(desk, keys.token("valid"))
    before = desk.preflight([act.reference], key)
    (named,) = before.unshown
    assert (named.filename, named.size, named.sha256) == (drawing.filename, drawing.size, drawing.sha256)
    code = pin()
    with pytest.raises(RokhasError) as raised:
        desk.sign([act.reference], key, code)
    assert raised.value.code == "DSK-035"
    assert not any(code)
    assert desk.act(act.reference).state == "awaiting"
    outcome = desk.sign([act.reference], key, pin(), unshown_accepted=True)
    assert {one.result for one in outcome.documents} == {"acknowledged"}
    kept = [one for one in allowing._store.journal.entries() if one.event == "unshown_accepted"]
    assert [one.facts["sha256"] for one in kept] == [drawing.sha256]
    assert desk.preflight([act.reference], key).unshown == ()


def test_a_consent_is_asked_only_for_what_would_be_signed(allowing: Rooms, sandbox: RunningSandbox, keys: Keys) -> None:
    desk = log_in(allowing, sandbox)
    (reference,) = sandbox.ctl("add", formats=["dxf"])["references"]
    desk.synchronise()  # not reviewed: its decision was never seen
    assert desk.preflight([reference]).unshown == ()


@pytest.mark.parametrize("data", [b"PK\x03\x04TEST", b"<html>TEST</html>"])
def test_an_archive_in_a_drawings_place_is_refused_whatever_policy_says(
    allowing: Rooms, sandbox: RunningSandbox, keys: Keys, tmp_path: Path, data: bytes
) -> None:
    desk = log_in(allowing, sandbox)
    act = act_of(desk, sandbox, "dxf")
    (tmp_path / "TEST").write_bytes(data)
    sandbox.ctl("replace", reference=act.reference, document=odd(act).id, file=str(tmp_path / "TEST"))
    desk.synchronise()
    desk.attest(act.reference)
    outcome = desk.sign([act.reference], selection(desk, keys.token("valid")), pin(), unshown_accepted=True)
    assert {one.code for one in outcome.acts[0].refusals} == {"DOC-025"}
    assert received(sandbox, [act.reference]) == []


def test_a_decision_is_never_signed_unseen(
    allowing: Rooms, sandbox: RunningSandbox, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = log_in(allowing, sandbox)
    act = act_of(desk, sandbox, "dxf")
    store, account = allowing._store, allowing.desk()._office.number  # type: ignore[attr-defined]
    row = store.act(account, act.id)
    assert row is not None
    content = row.content.model_copy(
        update={"documents": tuple(one.model_copy(update={"kind": "decision"}) for one in row.content.documents)}
    )
    store.put_act(account, content)
    assert "DOC-041" in {one.code for one in desk.act(act.reference).refusals}


def test_what_was_on_its_way_when_all_stopped_is_sent_again_once(
    allowing: Rooms, sandbox: RunningSandbox, keys: Keys, home: Home
) -> None:
    """After each state that a stop can leave behind; the platform has each document once."""
    desk = log_in(allowing, sandbox)
    act = act_of(desk, sandbox, "dxf")
    key = selection(desk, keys.token("valid"))
    for state in ("signing", "signed", "sending"):
        with pytest.raises(KeyboardInterrupt):
            desk.sign([act.reference], key, pin(), unshown_accepted=True, on_event=_stop_at(odd(act).id, state))
    outcome = desk.sign([act.reference], key, pin(), unshown_accepted=True)
    assert {one.result for one in outcome.documents} == {"acknowledged"}
    assert len(received(sandbox, [act.reference])) == len(act.documents)


def _stop_at(document: str, state: str):  # type: ignore[no-untyped-def]
    def stop(event) -> None:  # type: ignore[no-untyped-def]
        if (event.document_id, event.state) == (document, state):
            raise KeyboardInterrupt

    return stop


def test_a_stored_signature_that_was_touched_never_leaves(allowing: Rooms, sandbox: RunningSandbox, keys: Keys) -> None:
    desk = log_in(allowing, sandbox)
    act = act_of(desk, sandbox, "dxf")
    key = selection(desk, keys.token("valid"))
    with pytest.raises(KeyboardInterrupt):
        desk.sign([act.reference], key, pin(), unshown_accepted=True, on_event=_stop_at(odd(act).id, "checked"))
    kept = odd(desk.act(act.reference)).signed_path
    assert kept is not None
    kept.write_bytes(kept.read_bytes()[:-1] + b"\0")
    desk.send_pending()
    assert odd(desk.act(act.reference)).state == "reviewed"
    assert odd(act).id not in {document for _, document in received(sandbox, [act.reference])}


def test_a_timestamp_that_waited_is_added_beside(
    home: Home, sandbox: RunningSandbox, keys: Keys, tmp_path: Path
) -> None:
    text = f'{ALLOWED}[signing]\nlevel = "B-T"\ndefer = true\ntsa = "{keys.ca.urls.tsa}"\n'
    with with_policy(home, keys, text) as rooms:
        desk = log_in(rooms, sandbox)
        act = act_of(desk, sandbox, "dxf")
        sandbox.ctl("tsa-down")
        try:
            desk.sign([act.reference], selection(desk, keys.token("valid")), pin(), unshown_accepted=True)
            first = odd(desk.act(act.reference))
            assert (first.level, first.deferred, first.state) == ("B-B", "SIG-006", "acknowledged")
        finally:
            sandbox.ctl("tsa-up")
        assert desk.send_pending() == ()
        then = odd(desk.act(act.reference))
        assert (then.level, then.deferred, then.state) == ("B-T", None, "acknowledged")
        assert then.signed_path is not None
        assert then.path is not None
        assert then.receipt_id != first.receipt_id
        assert openssl_accepts_detached(then.signed_path, then.path, pem(keys.ca.anchors[0])) == ""
        info = cms.ContentInfo.load(then.signed_path.read_bytes())["content"]["signer_infos"][0]
        (tmp_path / "token").write_bytes(info["unsigned_attrs"][0]["values"][0].dump())
        (tmp_path / "value").write_bytes(info["signature"].native)
        (tmp_path / "roots.pem").write_bytes(b"".join(pem(one) for one in (*keys.ca.anchors, *keys.ca.chain)))
        line = ["openssl", "ts", "-verify", "-token_in", "-in", "token", "-data", "value", "-CAfile", "roots.pem"]
        said = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert "Verification: OK" in said.stdout, said.stderr


def test_the_size_of_a_drawing_is_bounded_by_policy(home: Home, sandbox: RunningSandbox, keys: Keys) -> None:
    with with_policy(home, keys, f"{ALLOWED}[limits]\ndocument_bytes = 100\n") as rooms:
        desk = log_in(rooms, sandbox)
        (reference,) = sandbox.ctl("add", formats=["dxf"])["references"]
        desk.synchronise()
        assert odd(desk.act(reference)).refusal is not None
        assert len(plans.DXF) < 100
