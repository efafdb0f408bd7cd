"""What an account sees: delta synchronisation, versions, originals and their ranges."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.platform_client import Bare, digest, problem
from support.sandbox import RunningSandbox

from rokhas_desktop.sandbox.platform.ranges import Unsatisfiable, read_range


@pytest.fixture(scope="module")
def other(sandbox: RunningSandbox) -> Iterator[Bare]:
    client = Bare(sandbox, "president.martil")
    yield client
    client.close()


def test_who_is_who(president: Bare, clerk: Bare) -> None:
    me = president.call("GET", "/v1/me").json()
    assert me["cin"]
    assert me["entitlements"][0]["capacity"]["fr"].startswith("Présidente du conseil communal")
    assert "رئيسة" in me["entitlements"][0]["capacity"]["ar"]
    assert clerk.call("GET", "/v1/me").json()["entitlements"] == []
    steps = president.call("GET", "/v1/me/key").json()["items"]
    assert next(item["step"] for item in steps) == "ordered"
    assert clerk.call("GET", "/v1/me/key").json()["items"] == []


def test_only_ones_own_communes_acts(president: Bare, other: Bare, clerk: Bare) -> None:
    mine = president.page()["items"]
    assert mine
    assert {item["id"] for item in clerk.page()["items"]} == {item["id"] for item in mine}
    assert not {item["id"] for item in other.page()["items"]} & {item["id"] for item in mine}
    act = mine[0]
    assert problem(other.call("GET", f"/v1/acts/{act['id']}")) == "not-yours"
    assert problem(other.content(act["id"], act["documents"][0]["id"])) == "not-yours"


def put_order(client: Bare, acts: list[str]) -> Any:
    return client.call("PUT", "/v1/acts/order", json={"acts": acts})


def test_a_clerk_arranges_the_acts_and_the_signer_is_told(
    sandbox: RunningSandbox, president: Bare, clerk: Bare, other: Bare
) -> None:
    sandbox.ctl("add", count=2)
    start = president.page()
    first, second, third = (item["id"] for item in start["items"][:3])
    versions = {item["id"]: item["version"] for item in start["items"]}
    assert put_order(clerk, [third, first]).json() == {"acts": [third, first]}
    told = president.page(since=start["cursor"])
    assert {item["id"]: item["rank"] for item in told["items"]} == {third: 1, first: 2}
    assert all(item["version"] == versions[item["id"]] for item in told["items"])
    assert put_order(clerk, [third, first]).status_code == 200
    assert president.page(since=told["cursor"])["items"] == []
    put_order(president, [second])
    last = president.page(since=told["cursor"])
    assert {item["id"]: item["rank"] for item in last["items"]} == {second: 1, third: None, first: None}
    assert problem(put_order(other, [first])) == "not-yours"
    assert problem(put_order(clerk, [first, "act-TEST-gone"])) == "not-found"
    assert problem(put_order(clerk, [first, first])) == "malformed-request"
    assert problem(clerk.call("PUT", "/v1/acts/order", json={"acts": [7]})) == "malformed-request"
    assert problem(clerk.call("PUT", "/v1/acts/order", data="acts")) == "media-type"
    assert president.act(second)["rank"] == 1
    assert put_order(clerk, []).json() == {"acts": []}
    assert president.act(second)["rank"] is None


def test_who_sees_no_act_arranges_none(sandbox: RunningSandbox, president: Bare) -> None:
    (act, *_) = president.page()["items"]
    client = Bare(sandbox, "assistance")
    assert problem(put_order(client, [act["id"]])) == "not-yours"
    client.close()


def test_the_help_desk_sees_no_act(sandbox: RunningSandbox) -> None:
    client = Bare(sandbox, "assistance")
    assert client.page()["items"] == []
    client.close()


def test_delta_synchronisation(sandbox: RunningSandbox, president: Bare) -> None:
    start = president.page()
    assert president.page(since=start["cursor"])["items"] == []
    first, second = sandbox.ctl("add", count=2)["references"]
    news = president.page(since=start["cursor"])
    assert [item["reference"] for item in news["items"]] == [first, second]
    sandbox.ctl("set-opinion", reference=first, authority="agence-urbaine", verdict="adverse")
    changed = president.page(since=news["cursor"])
    assert [(item["reference"], item["version"]) for item in changed["items"]] == [(first, 2)]
    sandbox.ctl("withdraw", reference=second)
    gone = president.page(since=changed["cursor"])
    assert gone["gone"] == [item["id"] for item in news["items"] if item["reference"] == second]
    assert gone["items"] == []
    act = president.act(gone["gone"][0])
    assert act["state"] == "withdrawn"
    assert problem(president.content(act["id"], act["documents"][0]["id"])) == "act-withdrawn"
    assert second not in [item["reference"] for item in president.page()["items"]]


def test_pages(sandbox: RunningSandbox, president: Bare) -> None:
    sandbox.ctl("add", count=3)
    whole = president.page()
    seen: list[str] = []
    cursor: str | None = None
    while True:
        part = president.page(since=cursor, limit=1)
        assert len(part["items"]) + len(part["gone"]) <= 1
        seen += [item["id"] for item in part["items"]]
        cursor = part["cursor"]
        if not part["more"]:
            break
    assert [item["id"] for item in whole["items"] if item["id"] in seen] == [item["id"] for item in whole["items"]]
    assert cursor == whole["cursor"]


@pytest.mark.parametrize("query", ["since=TEST", "since=%00", "limit=0", "limit=201", "limit=x", "limit=-1"])
def test_bad_pages(president: Bare, query: str) -> None:
    assert problem(president.call("GET", f"/v1/acts?{query}")) == "malformed-request"


def test_an_act_has_its_version_as_etag(president: Bare) -> None:
    act = president.page()["items"][0]
    answer = president.call("GET", f"/v1/acts/{act['id']}")
    assert answer.headers["ETag"] == f'"{act["version"]}"'
    again = president.call("GET", f"/v1/acts/{act['id']}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert problem(president.call("GET", "/v1/acts/none")) == "not-found"


@pytest.fixture(scope="module")
def piece(president: Bare) -> tuple[str, dict[str, Any], bytes]:
    act = president.page()["items"][0]
    document = act["documents"][1]
    return act["id"], document, president.content(act["id"], document["id"]).content


def test_the_original_is_what_was_announced(president: Bare) -> None:
    for act in president.page()["items"][:2]:
        for document in act["documents"]:
            answer = president.content(act["id"], document["id"])
            assert len(answer.content) == document["size"]
            assert hashlib.sha256(answer.content).hexdigest() == document["sha256"]
            assert answer.headers["ETag"] == f'"{document["sha256"]}"'
            assert answer.headers["Repr-Digest"] == answer.headers["Content-Digest"] == digest(answer.content)


@pytest.mark.parametrize(
    ("asked", "part"), [("0-9", slice(0, 10)), ("100-", slice(100, None)), ("-7", slice(-7, None))]
)
def test_ranges(president: Bare, piece: tuple[str, dict[str, Any], bytes], asked: str, part: slice) -> None:
    act, document, whole = piece
    answer = president.content(act, document["id"], Range=f"bytes={asked}", **{"If-Range": f'"{document["sha256"]}"'})
    assert answer.status_code == 206
    assert answer.content == whole[part]
    assert answer.headers["Content-Digest"] == digest(whole[part])
    assert answer.headers["Repr-Digest"] == digest(whole)


def test_a_range_of_replaced_bytes_is_answered_by_the_whole(
    president: Bare, piece: tuple[str, dict[str, Any], bytes]
) -> None:
    act, document, whole = piece
    answer = president.content(act, document["id"], Range="bytes=5-", **{"If-Range": f'"{"0" * 64}"'})
    assert (answer.status_code, answer.content) == (200, whole)


def test_a_range_outside(president: Bare, piece: tuple[str, dict[str, Any], bytes]) -> None:
    act, document, whole = piece
    answer = president.content(act, document["id"], Range=f"bytes={len(whole)}-")
    assert (answer.status_code, problem(answer)) == (416, "malformed-request")
    assert answer.headers["Content-Range"] == f"bytes */{len(whole)}"


def test_a_download_that_breaks_off_goes_on(
    sandbox: RunningSandbox, president: Bare, piece: tuple[str, dict[str, Any], bytes]
) -> None:
    act, document, whole = piece
    sandbox.ctl("cut", count=1)
    address = f"{sandbox.url}/v1/acts/{act}/documents/{document['id']}/content"
    headers = {"Authorization": f"Bearer {president.tokens['access_token']}"}
    got = b""
    with president.http.get(address, headers=headers, stream=True, timeout=30) as response:
        try:
            for block in response.iter_content(1024):
                got += block
        except OSError:
            pass
    assert 0 < len(got) < len(whole)
    rest = president.content(act, document["id"], Range=f"bytes={len(got)}-")
    assert got + rest.content == whole


def test_replaced_bytes_are_a_new_version(sandbox: RunningSandbox, president: Bare) -> None:
    reference = sandbox.ctl("add", count=1)["references"][0]
    act = next(item for item in president.page()["items"] if item["reference"] == reference)
    document = act["documents"][-1]
    sandbox.ctl("replace", reference=reference, document=document["id"])
    after = president.act(act["id"])
    assert after["version"] == act["version"] + 1
    assert after["documents"][-1]["sha256"] != document["sha256"]
    fetched = president.content(act["id"], document["id"]).content
    assert hashlib.sha256(fetched).hexdigest() == after["documents"][-1]["sha256"]


def test_what_was_replaced_is_named_and_stays_to_be_had_by_its_hash(sandbox: RunningSandbox, president: Bare) -> None:
    reference = sandbox.ctl("add", count=1)["references"][0]
    act = next(item for item in president.page()["items"] if item["reference"] == reference)
    before = act["documents"][-1]
    assert before.get("earlier") is None
    passes = [before["sha256"]]
    for _ in range(2):
        sandbox.ctl("replace", reference=reference, document=before["id"])
        passes.append(president.act(act["id"])["documents"][-1]["sha256"])
    now = president.act(act["id"])["documents"][-1]
    assert len(set(passes)) == 3
    assert now["earlier"]["sha256"] == passes[1]
    assert (now["earlier"]["filename"], now["earlier"]["media_type"]) == (before["filename"], "application/pdf")
    address = f"/v1/acts/{act['id']}/documents/{before['id']}/versions"
    for sha256 in passes:
        answer = president.call("GET", f"{address}/{sha256}")
        assert hashlib.sha256(answer.content).hexdigest() == sha256
        assert answer.headers["ETag"] == f'"{sha256}"'
    unknown = president.call("GET", f"{address}/{'0' * 64}")
    assert (unknown.status_code, problem(unknown)) == (404, "not-found")
    assert president.call("GET", f"{address}/TEST").status_code == 400


@given(size=st.integers(1, 1000), first=st.integers(0, 1200) | st.none(), last=st.integers(0, 1200) | st.none())
def test_a_range_is_the_slice_that_it_says(size: int, first: int | None, last: int | None) -> None:
    data = bytes(n % 251 for n in range(size))
    header = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    try:
        found = read_range(header, size)
    except Unsatisfiable:
        assert (first is not None and first >= size) or (first is None and last == 0)
        return
    if found is None:
        assert (first is None and last is None) or (first is not None and last is not None and last < first)
        return
    start, length = found
    expected = data[-last:] if first is None and last else data[first : last + 1 if last is not None else None]
    assert data[start : start + length] == expected
    assert length > 0


@given(st.text())
def test_what_is_no_range_is_the_whole(text: str) -> None:
    try:
        found = read_range(text, 100)
    except Unsatisfiable:
        found = None
    assert found is None or 0 <= found[0] < found[0] + found[1] <= 100
