"""What comes from outside and should not: each is a clear refusal with its code, in bounded memory.

The table is printed at the end of the run, by the tests that passed.
"""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from support.hostile import Record, tell
from support.loopback_https import Asked, Loopback, Reply, TestAuthority
from support.platform_answers import DATA, SHA, act_json, document

from rokhas_desktop.api.client import PlatformClient
from rokhas_desktop.api.transfer import digest_header
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.net.session import Session
from rokhas_desktop.settings import Net

LIMIT = 10_000_000
"""Bytes of a document that the policy of these tests admits."""
MEMORY = 64 * 1024 * 1024
"""Bytes that refusing any of it may take, whatever its size: above the 16 MiB that an answer may have."""
JSON = {"Content-Type": "application/json"}
PDF = {"Content-Type": "application/pdf"}


class Bearer:
    def token(self) -> str:
        return "TEST"

    def renew(self, refused: str) -> str:
        return refused


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    return TestAuthority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(authority: TestAuthority) -> Iterator[Loopback]:
    made = Loopback(authority.server())
    yield made
    made.close()


@pytest.fixture
def client(authority: TestAuthority, server: Loopback) -> PlatformClient:
    session = Session(Net(connect_timeout=5, read_timeout=5, retries=0), ca=authority.file)
    return PlatformClient(session, server.url, document_bytes=LIMIT, access=Bearer())


@contextmanager
def bounded() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("plan.pdf", DATA)
    return out.getvalue()


def page(**changes: Any) -> bytes:
    return json.dumps({"items": [act_json()], "gone": [], "cursor": "c1", "more": False, **changes}).encode()


def without(*path: str | int) -> bytes:
    """The page of acts with one thing taken out."""
    said: Any = json.loads(page())
    inner = said
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return json.dumps(said).encode()


def acts(**changes: Any) -> Reply:
    """A page of one act with something changed."""
    return Reply(200, page(items=[act_json(**changes)]), JSON)


def problem(status: int, body: bytes) -> Reply:
    return Reply(status, body, {"Content-Type": "application/problem+json"})


def ranged(body: bytes, said: str) -> Callable[[Asked], Reply]:
    return lambda _: Reply(206, body, {**PDF, "Content-Range": said})


BUSY = Reply(429, b"", {"Content-Type": "text/plain", "Retry-After": "7"})
PIECES = [json.loads(document().model_dump_json())] * 2001
NO_HASH = without("items", 0, "documents", 0, "sha256")
ANSWERS: list[tuple[str, Reply, str, dict[str, Any]]] = [
    ("HTML with status 200", Reply(200, b"<html>hello</html>", {"Content-Type": "text/html"}), "NET-007", {}),
    ("a sign-in page with status 511", Reply(511, b"<html>", {"Content-Type": "text/html"}), "NET-007", {}),
    ("a redirect to another host", Reply(302, b"", {"Location": "https://elsewhere.invalid/"}), "NET-008", {}),
    ("a redirect to plain http", Reply(302, b"", {"Location": "http://127.0.0.1:1/"}), "NET-008", {}),
    ("503 without a problem document", Reply(503, b"", {"Content-Type": "text/plain"}), "NET-009", {}),
    (
        "429 with Retry-After",
        Reply(429, b"", {"Content-Type": "text/plain", "Retry-After": "7"}),
        "API-070",
        {"seconds": 7},
    ),
    ("a body that ends early", Reply(200, page(), JSON, cut=20), "NET-010", {}),
    ("a body of 20 MB of JSON", Reply(200, b"[" + b"1," * 10_000_000 + b"1]", JSON), "NET-011", {}),
    ("a body that is not of its type", Reply(200, page(), {"Content-Type": "text/plain"}), "NET-018", {}),
    ("a ZIP in place of JSON", Reply(200, zipped(), {"Content-Type": "application/zip"}), "NET-018", {}),
    (
        "200 MB squeezed into 200 kB of gzip",
        Reply(200, gzip.compress(b" " * 200_000_000), {**JSON, "Content-Encoding": "gzip"}),
        "NET-018",
        {"media_type": "gzip"},
    ),
    ("JSON that is broken", Reply(200, b'{"items": [', JSON), "API-001", {"field": "-"}),
    ("JSON that is no UTF-8", Reply(200, b'{"cursor": "\xff\xfe"}', JSON), "API-001", {"field": "-"}),
    ("JSON 100,000 levels deep", Reply(200, b"[" * 100_000 + b"]" * 100_000, JSON), "API-001", {"field": "-"}),
    (
        "an unknown field 100,000 levels deep",
        Reply(200, page(x=0).replace(b'"x": 0', b'"x": ' + b'{"a":' * 100_000 + b"0" + b"}" * 100_000), JSON),
        "API-001",
        {"field": "-"},
    ),
    ("a number of a million digits", Reply(200, page(more=7).replace(b"7", b"7" * 1_000_000), JSON), "API-001", {}),
    ("a missing field", Reply(200, without("items", 0, "state"), JSON), "API-001", {"field": "items.0.state"}),
    (
        "a missing field of a document",
        Reply(200, without("items", 0, "documents", 0, "sha256"), JSON),
        "API-001",
        {"field": "items.0.documents.0.sha256"},
    ),
    (
        "a text where a number belongs",
        acts(version="3"),
        "API-001",
        {"field": "items.0.version"},
    ),
    (
        "a value that the contract does not know",
        acts(state="eaten"),
        "API-001",
        {"field": "items.0.state"},
    ),
    (
        "a field of 5 MB",
        acts(parcel="x" * 5_000_000),
        "API-001",
        {"field": "items.0.parcel"},
    ),
    (
        "an id that leads elsewhere",
        acts(id="../../me"),
        "API-001",
        {"field": "items.0.id"},
    ),
    (
        "an act of 2,001 documents",
        acts(documents=PIECES),
        "API-001",
        {"field": "items.0.documents"},
    ),
    ("a cursor of 1 MB", Reply(200, page(cursor="c" * 1_000_000), JSON), "API-001", {"field": "cursor"}),
    (
        "a problem with a code of 1 MB",
        problem(400, json.dumps({"code": "x" * 1_000_000}).encode()),
        "NET-018",
        {},
    ),
    (
        "a problem with an unknown code",
        problem(409, b'{"code": "out-of-cheese"}'),
        "API-002",
        {},
    ),
    ("500 header fields", Reply(200, page(), {**JSON, **{f"X-{n}": "y" for n in range(500)}}), "NET-012", {}),
    ("a header field of 1 MB", Reply(200, page(), {**JSON, "X": "y" * 1_000_000}), "NET-012", {}),
]


@pytest.mark.parametrize(("what", "reply", "code", "details"), ANSWERS, ids=[one[0] for one in ANSWERS])
def test_an_answer_that_is_none(
    what: str,
    reply: Reply,
    code: str,
    details: dict[str, Any],
    server: Loopback,
    client: PlatformClient,
    record_property: Record,
) -> None:
    server.answer = lambda _: reply
    with bounded(), pytest.raises(RokhasError) as caught:
        client.acts()
    assert caught.value.code == code
    assert {name: caught.value.details[name] for name in details} == details
    tell(record_property, "answer", what, caught.value)


def test_what_the_contract_does_not_know_is_passed_over(
    server: Loopback, client: PlatformClient, record_property: Record
) -> None:
    server.answer = lambda _: Reply(
        200, page(new={"a": [1] * 1000}, items=[act_json(colour="green", size=10**30)]), JSON
    )
    assert client.acts().items[0].reference == "PCT-TEST-1"
    tell(record_property, "answer", "fields that the contract does not know", None)


def endless(_: Asked) -> Reply:
    body = b"".join(b"%x\r\n%s\r\n" % (len(DATA), DATA) for _ in range(30)) + b"0\r\n\r\n"
    return Reply(200, body, {**PDF, "Transfer-Encoding": "chunked"})


SQUEEZED = gzip.compress(DATA)
DOCUMENTS: list[tuple[str, dict[str, Any], Callable[[Asked], Reply], str]] = [
    ("a plan over the policy's limit", {"size": LIMIT + 1}, lambda _: Reply(), "API-032"),
    ("a Content-Length above what was announced", {}, lambda _: Reply(200, DATA * 2, PDF), "API-031"),
    ("more bytes than announced, without a length", {}, endless, "API-031"),
    ("a Content-Length that the body does not reach", {}, lambda _: Reply(200, DATA, PDF, cut=0), "NET-010"),
    ("a ZIP of the announced length", {}, lambda _: Reply(200, (zipped() + DATA)[: len(DATA)], PDF), "API-030"),
    ("HTML with status 200", {}, lambda _: Reply(200, b"<html>", {"Content-Type": "text/html"}), "NET-007"),
    ("other bytes than announced", {}, lambda _: Reply(200, b"x" * len(DATA), PDF), "API-030"),
    (
        "bytes that are not those of their digest",
        {},
        lambda _: Reply(200, DATA, {**PDF, "Content-Digest": digest_header("00" * 32)}),
        "API-030",
    ),
    (
        "gzip in place of the bytes",
        {},
        lambda _: Reply(200, gzip.compress(DATA), {**PDF, "Content-Encoding": "gzip"}),
        "NET-018",
    ),
    (
        "another range than asked for",
        {},
        ranged(DATA[5:], "bytes 5-9/10"),
        "API-030",
    ),
    (
        "a range of 400 digits",
        {},
        ranged(DATA, f"bytes 0-{'9' * 400}/*"),
        "API-030",
    ),
    ("a Content-Length of 18 digits", {}, lambda _: Reply(200, DATA, {**PDF, "Content-Length": "9" * 18}), "API-031"),
    ("a Retry-After of 5,000 digits", {}, lambda _: Reply(429, b"", {"Retry-After": "9" * 5000}), "API-070"),
    ("a file name that leads elsewhere", {"filename": "../../.bashrc"}, lambda _: Reply(), "API-035"),
    ("a file name with a drive", {"filename": "C:\\Windows\\plan.pdf"}, lambda _: Reply(), "API-035"),
    ("a file name with NUL", {"filename": "plan\0.pdf"}, lambda _: Reply(), "API-035"),
    ("a file name that turns its direction", {"filename": "plan\u202efdp.exe"}, lambda _: Reply(), "API-035"),
    ("a file name of 300 characters", {"filename": "p" * 296 + ".pdf"}, lambda _: Reply(), "API-035"),
    ("a file name that is none", {"filename": ".."}, lambda _: Reply(), "API-035"),
]


@pytest.mark.parametrize(("what", "changes", "answer", "code"), DOCUMENTS, ids=[one[0] for one in DOCUMENTS])
def test_a_document_that_is_none(
    what: str,
    changes: dict[str, Any],
    answer: Callable[[Asked], Reply],
    code: str,
    server: Loopback,
    client: PlatformClient,
    tmp_path: Path,
    record_property: Record,
) -> None:
    server.answer = answer
    (tmp_path / "in").mkdir()
    with bounded(), pytest.raises(RokhasError) as caught:
        client.download("act-1", document(**changes), tmp_path / "in" / SHA)
    assert caught.value.code == code
    assert sum(path.stat().st_size for path in (tmp_path / "in").iterdir()) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    tell(record_property, "document", what, caught.value)
