"""The platform's verbs as another program drives them: log in, list, review, sign, send, against the sandbox.

The tests of this file are one story on one home and run in their order.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
import requests
from support.command import PIN, Done, create_token, run, start
from support.sandbox import RunningSandbox, running_sandbox

from rokhas_desktop.cli import verbs_sign
from rokhas_desktop.cli.context import Context
from rokhas_desktop.cli.errors import PinFromPipe
from rokhas_desktop.cli.output import Output
from rokhas_desktop.settings import Home

pytestmark = [pytest.mark.timeout(300), pytest.mark.skipif(sys.platform == "win32", reason="SoftHSM on Linux only")]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    home = tmp_path_factory.mktemp("story") / "home"
    home.mkdir()
    create_token(home, "valid")
    create_token(home, "predecessor")
    with running_sandbox(home, acts=2) as running:
        yield running


def log_in(sandbox: RunningSandbox, username: str) -> Done:
    """What a driver does: read the address, post the form, follow the redirect to the loopback."""
    person = sandbox.account(username)
    options = ["--platform", sandbox.url, "--ca", str(sandbox.ca_file), "--no-browser"]
    process = start(sandbox.home, "login", *options)
    assert process.stdout is not None
    line = process.stdout.readline()
    url = json.loads(line)["authorize_url"]
    form = {"username": person["username"], "password": person["password"]}
    answer = requests.post(url, data=form, verify=str(sandbox.ca_file), timeout=20)
    assert answer.ok
    out, err = process.communicate(timeout=60)
    return Done(process.returncode, (line + out).decode(), err.decode())


def references(sandbox: RunningSandbox) -> list[str]:
    return [act["reference"] for act in run(sandbox.home, "pending", "--json").document]


def test_nobody_is_logged_in_at_first(sandbox: RunningSandbox) -> None:
    for verb in (["whoami"], ["pending"], ["outbox"], ["sign", "--all"]):
        assert run(sandbox.home, *verb, "--json").code == 5, verb


def test_log_in_without_a_browser_and_who_am_i(sandbox: RunningSandbox) -> None:
    done = log_in(sandbox, sandbox.president["username"])
    assert done.code == 0, done.err
    me = run(sandbox.home, "whoami", "--json").document
    assert me["role"] == "signer"
    assert me["environment"] == "test"
    assert me["name"]["fr"].endswith("TEST")
    assert me["cin_masked"].endswith("42")
    assert [held["in_force"] for held in me["entitlements"]] == [True]


def test_pending_lists_the_acts_with_their_pieces(sandbox: RunningSandbox) -> None:
    done = run(sandbox.home, "pending", "--jsonl")
    assert done.code == 0, done.err
    assert len(done.lines) == 2
    for act in done.lines:
        assert act["state"] == "awaiting"
        assert {document["kind"] for document in act["documents"]} >= {"decision", "plan"}
        assert all(Path(document["path"]).is_file() for document in act["documents"])
    said = run(sandbox.home, "pending", "--lang", "ar").out
    assert "المرجع" in said
    assert all(act["reference"] in said for act in done.lines)


def test_a_visible_signature_is_moved_where_the_platform_leaves_it_open(sandbox: RunningSandbox) -> None:
    pieces = [
        (act["reference"], one) for act in run(sandbox.home, "pending", "--jsonl").lines for one in act["documents"]
    ]
    stamped = [(reference, one) for reference, one in pieces if one["stamp"] and one["stamp"]["field"] is None]
    reference, free = next((reference, one) for reference, one in stamped if one["stamp"]["movable"])
    box = [30.0, 30.0, 280.0, 126.0]
    done = run(sandbox.home, "place", reference, str(free["piece"]), "--at", "1:30,30,280,126", "--json")
    assert done.code == 0, done.err
    moved = done.document["documents"][free["piece"] - 1]["stamp"]
    assert (moved["page"], moved["box"], moved["moved"]) == (1, box, True)
    back = run(sandbox.home, "place", reference, str(free["piece"]), "--reset", "--json").document
    assert back["documents"][free["piece"] - 1]["stamp"] == free["stamp"]
    reference, fixed = next((reference, one) for reference, one in stamped if not one["stamp"]["movable"])
    refused = run(sandbox.home, "place", reference, str(fixed["piece"]), "--at", "1:30,30,280,126", "--json")
    assert (refused.code, refused.document["error"]["code"]) == (3, "DSK-050")
    assert run(sandbox.home, "place", reference, "1", "--at", "1:30", "--json").code == 2


def test_a_note_is_written_read_and_taken_away_and_the_history_is_told(sandbox: RunningSandbox, tmp_path: Path) -> None:
    reference = run(sandbox.home, "pending", "--jsonl").lines[0]["reference"]
    done = run(sandbox.home, "note", reference, "TEST vérifié", "--mark", "1:1:10,20,30,40", "--json")
    assert done.code == 0, done.err
    (note,) = done.document["notes"]
    assert (note["text"], note["role"], note["own"]) == ("TEST vérifié", "signer", True)
    assert note["marks"] == [{"piece": 1, "page": 1, "box": [10, 20, 30, 40]}]
    assert "TEST vérifié" in run(sandbox.home, "note", reference, "TEST vérifié").out
    assert run(sandbox.home, "note", reference, "", "--json").document["notes"] == []
    assert run(sandbox.home, "note", reference, "x" * 1001, "--json").code == 2
    told = run(sandbox.home, "history", "--csv", str(tmp_path / "list.csv"), "--json")
    assert told.code == 0, told.err
    assert set(told.document) == {"acts", "families", "waiting"}
    assert told.document["waiting"][-1]["acts"] >= 1
    assert (tmp_path / "list.csv").read_text(encoding="utf-8-sig").startswith("reference;")
    again = run(sandbox.home, "history", "--csv", str(tmp_path / "list.csv"), "--json")
    assert again.document["error"]["code"] == "DSK-078"
    assert run(sandbox.home, "history", "--days", "0").code == 2


def test_words_are_found_in_a_piece_and_what_changed_is_told(sandbox: RunningSandbox, tmp_path: Path) -> None:
    act = run(sandbox.home, "pending", "--jsonl").lines[0]
    piece = next(one for one in act["documents"] if one["kind"] == "decision")
    reference, number = act["reference"], str(piece["piece"])
    found = run(sandbox.home, "find", reference, number, "ROYAUME du maroc", "--json")
    assert found.code == 0, found.err
    assert [one["page"] for one in found.document] == [1]
    assert run(sandbox.home, "find", reference, number, "TEST absent", "--json").document == []
    none = run(sandbox.home, "changes", reference, number, "--json")
    assert (none.code, none.document["error"]["code"]) == (3, "DSK-085")
    with pikepdf.open(piece["path"]) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(b"q 1 0 0 rg 100 100 50 20 re f Q"))
        pdf.save(tmp_path / "new.pdf")
    (known,) = [one for one in sandbox.ctl("acts") if one["reference"] == reference]
    ident = known["documents"][piece["piece"] - 1]["id"]
    sandbox.ctl("replace", reference=reference, document=ident, file=str(tmp_path / "new.pdf"))
    assert run(sandbox.home, "pending").code == 0
    (change,) = run(sandbox.home, "changes", reference, number, "--json").document
    assert change["page"] == change["old_page"] == 1
    assert change["box"] == pytest.approx([100, 100, 150, 120], abs=1)
    assert change["kind"] in run(sandbox.home, "changes", reference, number).out


def test_what_was_not_reviewed_is_refused(sandbox: RunningSandbox) -> None:
    done = run(sandbox.home, "sign", "--all", "--token", "TEST valid", "--pin-stdin", "--json", typed=f"{PIN}\n")
    assert done.code == 3, done.err
    codes = {one["code"] for act in done.document["acts"] for one in act["refusals"]}
    assert codes == {"DSK-003"}
    assert sandbox.ctl("ledger") == []


def test_a_review_elsewhere_is_recorded_on_a_test_platform(sandbox: RunningSandbox) -> None:
    for reference in references(sandbox):
        done = run(sandbox.home, "review", reference, "--attest", "--json")
        assert done.code == 0, done.err
        assert all(document["reviewed"] for document in done.document["documents"])
    assert run(sandbox.home, "review", "PCT-0000-0", "--attest", "--json").document["error"]["code"] == "DSK-001"


def test_two_tokens_are_ambiguous_and_the_predecessors_is_refused(sandbox: RunningSandbox) -> None:
    done = run(sandbox.home, "sign", "--all", "--pin-stdin", "--json", typed=f"{PIN}\n")
    assert (done.code, done.document["error"]["code"]) == (4, "TOK-013")
    options = ["--token", "TEST predecessor", "--pin-stdin", "--json"]
    done = run(sandbox.home, "sign", "--all", *options, typed=f"{PIN}\n")
    assert done.code != 0
    assert done.document["error"]["code"].startswith("IDN-")
    assert sandbox.ctl("ledger") == []


def test_a_wrong_pin_is_the_tokens_problem(sandbox: RunningSandbox) -> None:
    options = ["--token", "TEST valid", "--pin-stdin", "--json"]
    done = run(sandbox.home, "sign", "--all", *options, typed="11111111\n")
    assert done.code == 4, done.out
    assert "TOK-020" in done.out
    assert sandbox.ctl("ledger") == []


def test_what_is_left_aside_is_said_with_its_reason_before_the_pin(sandbox: RunningSandbox) -> None:
    (seen,) = sandbox.ctl("add", count=1)["references"]
    (unseen,) = sandbox.ctl("add", count=1)["references"]
    assert {seen, unseen} <= set(references(sandbox))
    assert run(sandbox.home, "review", seen, "--attest", "--json").code == 0
    options = ["--token", "TEST valid", "--pin-stdin", "--json"]
    done = run(sandbox.home, "sign", seen, unseen, *options, typed="11111111\n")
    assert (done.code, "TOK-020" in done.out) == (4, True), done.out
    acts = {act["reference"]: act for act in run(sandbox.home, "pending", "--jsonl").lines}
    ready, left = (len(acts[one]["documents"]) for one in (seen, unseen))
    before, _, _ = done.err.partition("En saisissant mon code")
    assert f"Documents prêts : {ready}. Laissés de côté : {left}" in before
    assert "DSK-003" in before
    assert unseen in before
    assert seen not in before.split("DSK-003")[1]
    for reference in (seen, unseen):
        run(sandbox.home, "return", reference, "--reason", "TEST", "--json")


def test_one_act_is_signed_and_accepted_and_found_valid(sandbox: RunningSandbox) -> None:
    first = references(sandbox)[0]
    options = ["--token", "TEST valid", "--pin-stdin", "--json"]
    done = run(sandbox.home, "sign", first, *options, typed=f"{PIN}\n")
    assert done.code == 0, done.err
    (act,) = done.document["acts"]
    assert (act["reference"], act["state"], done.document["stop"]) == (first, "signed", None)
    assert {document["result"] for document in act["documents"]} == {"acknowledged"}
    for document in act["documents"]:
        told = subprocess.run(["pdfsig", "-nocert", document["signed_path"]], capture_output=True, text=True).stdout
        assert "Signature is Valid" in told
    assert {item["verdict"] for item in sandbox.ctl("ledger")} == {"accepted"}
    assert first not in references(sandbox)
    signed = [document["signed_path"] for document in act["documents"]]
    verified = run(sandbox.home, "verify", *signed, "--jsonl")
    assert {line["verdict"] for line in verified.lines} == {"TOTAL-PASSED"}, verified.out
    assert verified.code == 0


def test_a_key_is_registered_by_a_trial_and_a_predecessors_is_reported(sandbox: RunningSandbox) -> None:
    waits = run(sandbox.home, "whoami", "--json").document["key"]
    assert waits["missing"]["step"] == "registered"
    done = run(sandbox.home, "token", "register", "--pin-stdin", "--token", "TEST valid", "--json", typed=f"{PIN}\n")
    assert done.code == 0, done.err
    assert done.document["state"] == "registered"
    assert done.document["sentence"] in done.err
    assert "Votre nom et votre numéro de CIN figurent" in done.err
    after = run(sandbox.home, "whoami", "--json").document["key"]
    assert after["missing"] is None
    assert [one["certificate_sha256"] for one in after["certificates"]] == [done.document["certificate_sha256"]]
    assert "[fait]" in run(sandbox.home, "whoami").out
    assert run(sandbox.home, "token", "notice", "--token", "TEST predecessor").code == 2
    told = run(sandbox.home, "token", "notice", "--confirm", "--token", "TEST predecessor", "--json")
    assert told.code == 0, told.err
    own = run(sandbox.home, "token", "notice", "--confirm", "--token", "TEST valid", "--json")
    assert (own.code, own.document["error"]["code"]) == (3, "DSK-032")


def test_a_module_that_the_table_does_not_know_signs_where_it_is_named(
    sandbox: RunningSandbox, pdf: Path, tmp_path: Path
) -> None:
    listed = run(sandbox.home, "token", "list", "--json").document["modules"]
    known = next(module["path"] for module in listed if "softhsm" in module["path"])
    module = shutil.copy(known, tmp_path / "elsewhere-TEST.so")
    (first,) = sandbox.ctl("add", count=1)["references"]
    assert first in references(sandbox)
    options = ["--token", "TEST valid", "--pin-stdin", "--json", "--module", module]
    assert run(sandbox.home, "review", first, "--attest").code == 0
    done = run(sandbox.home, "sign", first, *options, typed=f"{PIN}\n")
    assert done.code == 0, done.out + done.err
    assert {item["result"] for item in done.document["acts"][0]["documents"]} == {"acknowledged"}
    local = run(sandbox.home, "sign-file", pdf, "--out", tmp_path / "out", *options, typed=f"{PIN}\n")
    assert local.code == 0, local.err


def test_a_local_file_is_timestamped_by_the_platforms_server(
    sandbox: RunningSandbox, pdf: Path, tmp_path: Path
) -> None:
    discovery = f"{sandbox.url}/.well-known/rokhas-desktop"
    tsa = requests.get(discovery, verify=str(sandbox.ca_file), timeout=20).json()["timestamp_url"]
    options = ["--level", "B-T", "--tsa", tsa, "--token", "TEST valid", "--out", tmp_path / "out"]
    done = run(sandbox.home, "sign-file", pdf, *options, "--pin-stdin", "--json", typed=f"{PIN}\n")
    assert [(line["level"], line["warnings"]) for line in done.document] == [("B-T", [])], done.err
    (line,) = run(sandbox.home, "verify", done.document[0]["output"], "--trust", sandbox.trust_dir, "--json").document
    (signature,) = line["signatures"]
    assert (line["verdict"], signature["level"], signature["time_source"]) == ("TOTAL-PASSED", "B-T", "timestamp")


def test_an_act_goes_back_with_its_reason(sandbox: RunningSandbox) -> None:
    (left,) = references(sandbox)
    done = run(sandbox.home, "return", left, "--reason", "TEST : pièce illisible", "--json")
    assert done.code == 0, done.err
    assert done.document["state"] == "returned"
    assert references(sandbox) == []
    assert run(sandbox.home, "outbox", "--json").document == []


def test_nothing_to_sign_is_done(sandbox: RunningSandbox) -> None:
    done = run(sandbox.home, "sign", "--all", "--token", "TEST valid", "--pin-stdin", "--json", typed=f"{PIN}\n")
    assert (done.code, done.document["acts"]) == (0, [])


def test_a_production_platform_wants_the_pin_typed(home: Home) -> None:
    """A real platform's log-in needs a keyring, which is not to be had here: the desk is a stand-in."""
    desk = SimpleNamespace(account=SimpleNamespace(environment="production"))
    here = Context(home, "fr", Output("human", "fr"), argparse.ArgumentParser())
    here.__dict__["rooms"] = SimpleNamespace(desk=lambda: desk)
    args = argparse.Namespace(context=here, references=["PCT-1"], all=False, pin_stdin=True)
    with pytest.raises(PinFromPipe):
        verbs_sign.run(args)


def test_log_out(sandbox: RunningSandbox) -> None:
    assert run(sandbox.home, "logout").code == 0
    assert run(sandbox.home, "whoami").code == 5


def test_the_help_desks_board_and_a_spreadsheet_of_it(sandbox: RunningSandbox, tmp_path: Path) -> None:
    assert log_in(sandbox, "assistance").code == 0
    target = tmp_path / "tableau.csv"
    told = run(sandbox.home, "--json", "keys", "board", "--province", "06.117", "--csv", target)
    assert told.code == 0, told.err
    communes = told.document["communes"]
    assert told.document["totals"]["communes"] == len(communes) > 5
    assert {one["province_code"] for one in communes} == {"06.117"}
    assert len(target.read_text(encoding="utf-8-sig").splitlines()) == len(communes) + 1
    again = run(sandbox.home, "--json", "keys", "board", "--csv", target)
    assert (again.code, again.document["error"]["code"]) == (6, "DSK-033")
    shown = run(sandbox.home, "--lang", "fr", "keys", "board", "--state", "lapsed")
    assert "Jours perdus" in shown.out
