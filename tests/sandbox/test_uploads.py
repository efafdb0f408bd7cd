"""Uploads by tus 1.0, and returns that name one; by the bare client, and by the protocol's own Python client."""

from __future__ import annotations

import hashlib
import json
import secrets
import socket
import ssl
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from support.platform_case import Case
from support.platform_client import INCREMENT, Bare, digest, problem
from support.sandbox import RunningSandbox
from tusclient.client import TusClient

TUS = {"Tus-Resumable": "1.0.0"}
CHUNK = {**TUS, "Content-Type": "application/offset+octet-stream"}
UPLOADED = "application/vnd.rokhas.uploaded+json"


def begin(client: Bare, length: int, **headers: str) -> str:
    answer = client.call("POST", "/v1/uploads", headers={**TUS, "Upload-Length": str(length), **headers})
    assert answer.status_code == 201, answer.text
    place: str = answer.headers["Location"]
    return place


def offset(client: Bare, place: str) -> int:
    answer = client.call("HEAD", place, headers=TUS)
    assert answer.status_code == 200
    return int(answer.headers["Upload-Offset"])


def put(client: Bare, place: str, at: int, data: bytes, **headers: str) -> Any:
    return client.call("PATCH", place, headers={**CHUNK, "Upload-Offset": str(at), **headers}, data=data)


def named(case: Case, piece: dict[str, Any], place: str, signed: bytes, sent: bytes, **changes: str) -> Any:
    """Return a signed piece by naming the upload that holds it."""
    media = INCREMENT if len(sent) < len(signed) else "application/pdf"
    said = {"upload": place.rpartition("/")[2], "media_type": media, "sha256": hashlib.sha256(sent).hexdigest()}
    body = json.dumps({**said, **changes}).encode()
    headers = {"Content_Type": UPLOADED, "Content_Digest": digest(body), "Repr_Digest": digest(signed)}
    key = hashlib.sha256(signed).hexdigest()
    return case.client.submit(case.act, piece["id"], body, key=key, **headers)


def test_what_is_spoken(president: Bare) -> None:
    answer = president.call("OPTIONS", "/v1/uploads")
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert "creation" in answer.headers["Tus-Extension"]
    assert int(answer.headers["Tus-Max-Size"]) == 250 * 1024 * 1024


@pytest.mark.parametrize("whole", [True, False])
def test_a_piece_comes_in_parts(case: Case, whole: bool) -> None:
    piece = case.pieces[0]
    signed = case.signed(piece)
    data = signed if whole else signed[piece["size"] :]
    place = begin(case.client, len(data))
    assert problem(named(case, piece, place, signed, data)) == "upload-unknown"  # nothing came yet
    half = len(data) // 2
    answer = put(case.client, place, 0, data[:half], **{"Content-Digest": digest(data[:half])})
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(half))
    assert problem(put(case.client, place, 0, data)) == "upload-offset"
    assert offset(case.client, place) == half
    assert put(case.client, place, half, data[half:]).status_code == 204
    receipt = named(case, piece, place, signed, data)
    assert receipt.status_code == 200, receipt.text
    assert receipt.json()["sha256"] == hashlib.sha256(signed).hexdigest()
    # What was received is forgotten; the same request is answered all the same, whichever way it comes.
    assert case.client.call("HEAD", place, headers=TUS).status_code == 404
    assert named(case, piece, place, signed, data).json() == receipt.json()
    again = (
        case.client.submit(case.act, piece["id"], data, key=hashlib.sha256(signed).hexdigest())
        if whole
        else case.client.submit(case.act, piece["id"], data, whole=signed, key=hashlib.sha256(signed).hexdigest())
    )
    assert again.json() == receipt.json()


def test_what_is_refused_for_another_reason_need_not_come_again(case: Case) -> None:
    signed = case.signed(case.decision)
    place = begin(case.client, len(signed))
    put(case.client, place, 0, signed)
    assert problem(named(case, case.decision, place, signed, signed)) == "pieces-first"
    assert offset(case.client, place) == len(signed)
    case.client.call("DELETE", place, headers=TUS)
    assert case.client.call("HEAD", place, headers=TUS).status_code == 404


def test_other_bytes_than_were_named_are_thrown_away(case: Case) -> None:
    piece = case.pieces[0]
    signed = case.signed(piece)
    place = begin(case.client, len(signed))
    put(case.client, place, 0, b"x" * len(signed))
    assert problem(named(case, piece, place, signed, signed)) == "digest-mismatch"
    assert problem(named(case, piece, place, signed, signed)) == "upload-unknown"


def test_the_same_key_finds_the_same_upload(president: Bare, clerk: Bare) -> None:
    key = secrets.token_urlsafe(24)
    again = {**TUS, "Upload-Length": "10", "Idempotency-Key": key}
    place = begin(president, 10, **{"Idempotency-Key": key})
    put(president, place, 0, b"12345")
    answer = president.call("POST", "/v1/uploads", headers=again)
    assert (answer.headers["Location"], answer.headers["Upload-Offset"]) == (place, "5")
    other = president.call("POST", "/v1/uploads", headers={**again, "Upload-Length": "11"})
    assert problem(other) == "idempotency-conflict"
    assert problem(clerk.call("POST", "/v1/uploads", headers=again)) == "clerk-cannot-sign"


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Upload-Length": "5"}, "malformed-request"),
        ({**TUS, "Upload-Length": "-1"}, "malformed-request"),
        ({**TUS, "Upload-Length": "five"}, "malformed-request"),
        ({**TUS}, "malformed-request"),
        ({**TUS, "Upload-Length": str(251 * 1024 * 1024)}, "too-large"),
        ({**TUS, "Upload-Length": "5", "Idempotency-Key": "short"}, "malformed-request"),
    ],
)
def test_what_does_not_begin(president: Bare, headers: dict[str, str], code: str) -> None:
    assert problem(president.call("POST", "/v1/uploads", headers=headers)) == code


def test_what_is_not_taken(president: Bare, sandbox: RunningSandbox) -> None:
    place = begin(president, 10)
    assert problem(put(president, place, 0, b"12345678901")) == "too-large"
    assert problem(put(president, place, 0, b"12345", **{"Content-Digest": digest(b"x")})) == "digest-mismatch"
    assert problem(put(president, place, 0, b"1", **{"Content-Type": "text/plain"})) == "media-type"
    assert offset(president, place) == 0
    assert problem(put(president, "/v1/uploads/up-none", 0, b"1")) == "not-found"
    assert problem(put(president, "/v1/uploads/..%2Fme", 0, b"1")) == "not-found"


@pytest.mark.parametrize("at_once", [False, True])
def test_what_came_before_a_line_broke_is_kept(president: Bare, sandbox: RunningSandbox, at_once: bool) -> None:
    place = begin(president, 100_000)
    (kept,) = sandbox.data.rglob(f"{place.rpartition('/')[2]}.part")
    parts = urlsplit(sandbox.url)
    trust = ssl.create_default_context(cafile=str(sandbox.ca_file))
    with socket.create_connection((parts.hostname or "", parts.port or 0)) as raw:
        line = trust.wrap_socket(raw, server_hostname=parts.hostname)
        head = {
            **CHUNK,
            "Host": parts.netloc,
            "Upload-Offset": "0",
            "Content-Length": "100000",
            "Authorization": f"Bearer {president.tokens['access_token']}",
        }
        text = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        line.sendall(f"PATCH {place} HTTP/1.1\r\n{text}\r\n".encode() + b"a" * 30_000)
        deadline = time.monotonic() + 60
        while not at_once and kept.stat().st_size < 30_000:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        # Asked on another connection while the first still hangs: that one ends, and what it brought by then counts.
        came = offset(president, place)
        assert came <= 30_000 if at_once else came == 30_000
        # The hanging request may be the later one to be heard: then the client is told, and asks again.
        while put(president, place, came, b"a" * (100_000 - came)).status_code != 204:
            assert time.monotonic() < deadline
            came = offset(president, place)
    assert kept.read_bytes() == b"a" * 100_000


def test_an_upload_is_kept_for_a_day(president: Bare, sandbox: RunningSandbox) -> None:
    place = begin(president, 10)
    sandbox.ctl("clock", seconds=90_000)
    try:
        fresh = Bare(sandbox, sandbox.president["username"])
        assert fresh.call("HEAD", place, headers=TUS).status_code == 404
        fresh.close()
    finally:
        sandbox.ctl("clock", seconds=-90_000)


def test_the_protocol_s_own_client_is_understood(
    president: Bare, sandbox: RunningSandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """tuspy, the protocol's Python client: it stops half way and goes on from what it is told."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(sandbox.ca_file))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    data = secrets.token_bytes(200_000)
    file = tmp_path / "whole"
    file.write_bytes(data)
    bearer = {"Authorization": f"Bearer {president.tokens['access_token']}"}
    theirs = TusClient(f"{sandbox.url}/v1/uploads", headers=bearer)
    first = theirs.uploader(str(file), chunk_size=60_000)
    first.upload(stop_at=120_000)
    place = urlsplit(str(first.url)).path
    assert offset(president, place) == 120_000
    second = theirs.uploader(str(file), url=first.url, chunk_size=60_000)
    assert second.offset == 120_000
    second.upload()
    assert offset(president, place) == len(data)
    stored = next((sandbox.data / "uploads").glob(f"{place.rpartition('/')[2]}.part"))
    assert stored.read_bytes() == data
