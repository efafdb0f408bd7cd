"""The whole way: synchronise, review, sign with one PIN, return, acknowledged."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from support.desks import Fresh, Keys, pin, received, selection, standing
from support.sandbox import RunningSandbox

from rokhas_desktop.desk import journal
from rokhas_desktop.desk.errors import NoEarlierVersion
from rokhas_desktop.desk.face import BatchEvent, Desk
from rokhas_desktop.errors import Cancelled, RokhasError
from rokhas_desktop.progress import Cancel


def test_acts_are_fetched_reviewed_signed_and_acknowledged(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(2)
    result = desk.synchronise()
    assert set(references) <= set(result.new)
    assert result.failed == ()
    for reference in references:
        act = desk.act(reference)
        assert [one.code for one in act.refusals] == ["DSK-003"]
        for document in act.documents:
            path = desk.open_document(reference, document.piece)
            assert hashlib.sha256(path.read_bytes()).hexdigest() == document.sha256
            desk.mark_reviewed(document.sha256)
        assert desk.act(reference).ready
    chosen = standing(desk, keys.token("valid"))
    assert chosen.usable
    plan = desk.preflight(references, chosen.selection)
    assert plan.ready_acts == 2
    assert plan.key is not None
    assert plan.key.revocation == "good"
    events: list[BatchEvent] = []
    secret = pin()
    outcome = desk.sign(references, chosen.selection, secret, on_event=events.append)
    assert secret == bytearray(len(secret))
    assert outcome.stop is None
    assert {one.result for one in outcome.documents} == {"acknowledged"}, [one.refusal for one in outcome.documents]
    assert len(outcome.documents) == plan.documents
    for done in outcome.documents:
        signed = done.signed_path
        assert signed is not None
        original = desk.open_document(done.reference, done.piece).read_bytes()
        assert signed.read_bytes().startswith(original)
        assert signed.stat().st_mode & 0o077 == 0
    assert received(sandbox, references) == sorted((one.reference, one.document_id) for one in outcome.documents)
    for reference in references:
        signed_in_order = [event for event in events if event.reference == reference and event.state == "checked"]
        kinds = {document.id: document.kind for document in desk.act(reference).documents}
        assert [kinds[event.document_id] for event in signed_in_order][-1] == "decision"
        assert desk.act(reference).state == "signed"
    assert not {act.reference for act in desk.acts()} & set(references)
    assert desk.outbox() == ()
    told = list(desk.journal())
    journal.verify(told)
    assert [entry.event for entry in told].count("acknowledged") == len(outcome.documents)
    assert "TEST" not in str([entry.facts for entry in told])


def test_the_return_costs_the_appended_bytes_only(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    desk.sign(references, selection(desk, keys.token("valid")), pin())
    for line in sandbox.ctl("ledger"):
        if line["reference"] in references:
            assert line["received_bytes"] < 150_000
            assert line["verdict"] == "accepted"


def test_what_was_not_seen_is_not_signed_and_does_not_stop_the_others(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    seen, unseen = fresh(2)
    desk.synchronise()
    desk.attest(seen)
    outcome = desk.sign([unseen, "PCT-UNKNOWN", seen], selection(desk, keys.token("valid")), pin())
    by = {act.reference: act for act in outcome.acts}
    assert [one.code for one in by[unseen].refusals] == ["DSK-003"]
    assert {one.result for one in by[unseen].documents} == {"refused"}
    assert [one.code for one in by["PCT-UNKNOWN"].refusals] == ["DSK-001"]
    assert by[seen].state == "signed"
    assert received(sandbox, [unseen]) == []


def other_bytes(original: Path, target: Path) -> str:
    """Another PDF than the original that can be signed as well as it."""
    with pikepdf.open(original) as pdf:
        pdf.docinfo["/Keywords"] = "TEST replaced"
        pdf.save(target)
    return str(target)


def test_replaced_bytes_reset_the_review(desk: Desk, sandbox: RunningSandbox, fresh: Fresh, tmp_path: Path) -> None:
    (reference,) = fresh(1)
    desk.synchronise()
    before = desk.attest(reference).documents[0]
    assert before.reviewed
    new = other_bytes(desk.open_document(reference, before.piece), tmp_path / "new.pdf")
    sandbox.ctl("replace", reference=reference, document=before.id, file=new)
    result = desk.synchronise()
    assert reference in result.changed
    after = next(one for one in desk.act(reference).documents if one.id == before.id)
    assert after.sha256 != before.sha256
    assert not after.reviewed
    assert [one.code for one in desk.act(reference).refusals] == ["DSK-003"]


def test_the_version_of_the_pass_before_is_had_to_compare_with(
    desk: Desk, sandbox: RunningSandbox, fresh: Fresh, tmp_path: Path
) -> None:
    (reference,) = fresh(1)
    desk.synchronise()
    before = desk.act(reference).documents[0]
    with pytest.raises(NoEarlierVersion):
        desk.open_earlier(reference, before.piece)
    kept = desk.open_document(reference, before.piece)
    sandbox.ctl("replace", reference=reference, document=before.id, file=other_bytes(kept, tmp_path / "new.pdf"))
    desk.synchronise()
    after = desk.act(reference).documents[0]
    assert after.replaced_at is not None
    assert desk.open_earlier(reference, before.piece) == kept  # it is still here from the pass before
    kept.unlink()
    fetched = desk.open_earlier(reference, before.piece)
    assert hashlib.sha256(fetched.read_bytes()).hexdigest() == before.sha256
    assert fetched != kept
    desk.synchronise()
    assert fetched.exists()
    sandbox.ctl("withdraw", reference=reference)
    desk.synchronise()
    assert not fetched.exists()


def test_bytes_replaced_after_the_last_synchronisation_are_noticed_before_signing(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh, tmp_path: Path
) -> None:
    (reference,) = fresh(1)
    desk.synchronise()
    first = desk.attest(reference).documents[0]
    new = other_bytes(desk.open_document(reference, first.piece), tmp_path / "new.pdf")
    sandbox.ctl("replace", reference=reference, document=first.id, file=new)
    outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert [one.code for one in outcome.acts[0].refusals] == ["DSK-003"]
    assert received(sandbox, [reference]) == []


def test_a_withdrawn_act_is_noticed_before_signing(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    (reference,) = fresh(1)
    desk.synchronise()
    desk.attest(reference)
    sandbox.ctl("withdraw", reference=reference)
    outcome = desk.sign([reference], selection(desk, keys.token("valid")), pin())
    assert outcome.acts[0].state == "withdrawn"
    assert {one.code for one in outcome.acts[0].refusals} == {"API-043"}
    assert received(sandbox, [reference]) == []


def test_an_act_is_returned_for_correction_once(desk: Desk, fresh: Fresh) -> None:
    (reference,) = fresh(1)
    desk.synchronise()
    with pytest.raises(RokhasError) as empty:
        desk.return_for_correction(reference, "  ")
    assert empty.value.code == "DSK-009"
    act = desk.return_for_correction(reference, "TEST : la surface diffère entre le plan et la décision.")
    assert act.state == "returned"
    assert desk.outbox() == ()
    desk.synchronise()
    assert desk.act(reference).state == "returned"
    with pytest.raises(RokhasError) as again:
        desk.return_for_correction(reference, "TEST encore")
    assert again.value.code == "API-044"


def test_to_cancel_keeps_what_is_signed_and_the_next_batch_goes_on(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    cancel = Cancel()

    def stop(event: BatchEvent) -> None:
        if event.state == "checked":
            cancel.ask()

    chosen = selection(desk, keys.token("valid"))
    first = desk.sign(references, chosen, pin(), cancel=cancel, on_event=stop)
    assert first.stop is not None
    assert first.stop.code == Cancelled.code
    assert [one.result for one in first.documents].count("signed") == 1
    second = desk.sign(references, chosen, pin())
    assert {one.result for one in second.documents} == {"acknowledged"}
    assert received(sandbox, references) == sorted((one.reference, one.document_id) for one in second.documents)


def test_a_lock_ends_the_batch_at_a_document_boundary(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    chosen = selection(desk, keys.token("valid"))
    outcome = desk.sign(
        references, chosen, pin(), on_event=lambda event: desk.lock() if event.state == "checked" else None
    )
    assert outcome.stop is not None
    assert outcome.stop.code == "TOK-055"
    sent = [one for one in outcome.documents if one.result == "acknowledged"]
    assert len(sent) == 1
    assert all(one.kind != "decision" for one in sent)
    assert {one.result for one in desk.sign(references, chosen, pin()).documents} == {"acknowledged"}


def test_a_stored_signature_that_was_tampered_with_never_leaves(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    chosen = selection(desk, keys.token("valid"))
    cancel = Cancel()
    desk.sign(
        references, chosen, pin(), cancel=cancel, on_event=lambda e: cancel.ask() if e.state == "checked" else None
    )
    (waiting,) = desk.outbox()
    document = next(one for one in desk.act(references[0]).documents if one.id == waiting.document_id)
    path = document.signed_path
    assert isinstance(path, Path)
    path.write_bytes(path.read_bytes() + b"%")
    desk.send_pending()
    again = next(one for one in desk.act(references[0]).documents if one.id == waiting.document_id)
    assert again.state == "reviewed"
    assert again.refusal is not None
    assert again.refusal.code == "DSK-012"
    assert received(sandbox, references) == []
    assert {one.result for one in desk.sign(references, chosen, pin()).documents} == {"acknowledged"}


def test_what_the_platform_lets_wait_is_counted_once(
    desk: Desk, sandbox: RunningSandbox, keys: Keys, fresh: Fresh
) -> None:
    references = fresh(1)
    desk.synchronise()
    desk.attest(references[0])
    told: list[BatchEvent] = []
    turned: list[bool] = []

    def hear(event: BatchEvent) -> None:
        told.append(event)
        if event.state == "checked" and event.done == event.total and not turned:
            turned.append(True)
            sandbox.ctl("set-opinion", reference=references[0], authority="TEST", verdict="adverse")

    outcome = desk.sign(references, selection(desk, keys.token("valid")), pin(), on_event=hear)
    assert {one.result for one in outcome.documents} == {"signed"}
    again = Counter(event.document_id for event in told if event.state == "checked")
    assert max(again.values()) == 2, "the platform let one wait, which was told of"
    assert max(event.done for event in told) == len(outcome.documents)
