"""Notes about an act, as the platform keeps them: one of each account, told to all who see the act."""

from __future__ import annotations

from typing import Any

import pytest
from support.platform_client import Bare, problem
from support.sandbox import RunningSandbox


def put(client: Bare, act: str, said: Any) -> Any:
    return client.call("PUT", f"/v1/acts/{act}/note", json=said)


def test_each_account_has_one_note_that_the_others_are_told_of(
    sandbox: RunningSandbox, president: Bare, clerk: Bare
) -> None:
    sandbox.ctl("add", count=1)
    start = president.page()
    act = start["items"][-1]
    mark = {"document": act["documents"][0]["id"], "page": 1, "box": [10, 20, 30, 40]}
    told = put(clerk, act["id"], {"text": "TEST vérifié", "marks": [mark]}).json()
    assert told["version"] == act["version"]
    news = president.page(since=start["cursor"])
    ((note,),) = [item["notes"] for item in news["items"]]
    assert (note["text"], note["role"], note["marks"]) == ("TEST vérifié", "clerk", [mark])
    assert note["author"] == clerk.call("GET", "/v1/me").json()["name"]
    put(president, act["id"], {"text": "TEST lu"})
    put(clerk, act["id"], {"text": "TEST vérifié deux fois"})
    notes = {one["role"]: (one["text"], one["marks"]) for one in president.act(act["id"])["notes"]}
    assert notes == {"clerk": ("TEST vérifié deux fois", []), "signer": ("TEST lu", [])}
    put(clerk, act["id"], {"text": " ", "marks": [mark]})
    assert [one["role"] for one in president.act(act["id"])["notes"]] == ["signer"]
    put(president, act["id"], {"text": ""})
    assert president.act(act["id"])["notes"] == []


def test_who_does_not_see_the_act_writes_nothing(sandbox: RunningSandbox, president: Bare) -> None:
    act = president.page()["items"][0]["id"]
    for username in ("president.martil", "assistance"):
        client = Bare(sandbox, username)
        assert problem(put(client, act, {"text": "TEST"})) == "not-yours"
        client.close()
    assert problem(put(president, "act-TEST-gone", {"text": "TEST"})) == "not-found"


@pytest.mark.parametrize(
    "said",
    [
        [],
        {},
        {"text": 7},
        {"text": "x" * 1001},
        {"text": "\0"},
        {"text": "TEST", "marks": {}},
        {"text": "TEST", "marks": [{"document": "doc-TEST-none", "page": 1, "box": [1, 1, 2, 2]}]},
        {"text": "TEST", "marks": [{"document": "doc-1", "page": 0, "box": [1, 1, 2, 2]}]},
    ],
)
def test_what_is_no_note_is_refused(president: Bare, said: Any) -> None:
    act = president.page()["items"][0]["id"]
    before = president.act(act)
    assert problem(put(president, act, said)) == "malformed-request"
    assert president.act(act) == before


def test_a_withdrawn_act_takes_no_note(sandbox: RunningSandbox, president: Bare) -> None:
    (reference,) = sandbox.ctl("add", count=1)["references"]
    act = next(item["id"] for item in president.page()["items"] if item["reference"] == reference)
    sandbox.ctl("withdraw", reference=reference)
    assert problem(put(president, act, {"text": "TEST"})) == "act-withdrawn"
    assert problem(president.call("PUT", f"/v1/acts/{act}/note", data="TEST")) == "media-type"
