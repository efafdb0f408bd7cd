"""Documents over a line that cuts, lies and is slow; and what is sent back."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.loopback_https import Asked, Loopback, Reply
from support.platform_answers import DATA, SHA, act_json, document

from rokhas_desktop import catalogue
from rokhas_desktop.api import errors
from rokhas_desktop.api.client import PlatformClient, idempotency_key
from rokhas_desktop.api.models import Act, Problem
from rokhas_desktop.api.order_models import ReturnOrder
from rokhas_desktop.api.transfer import Slice, SliceReader, digest_header, told_digest
from rokhas_desktop.errors import Cancelled
from rokhas_desktop.net import errors as net
from rokhas_desktop.net.session import Session
from rokhas_desktop.progress import Cancel, Progress, silent

CONTRACT = Path(__file__).parents[2] / "docs" / "platform-api.yaml"
ACT = Act.model_validate(act_json())


class Renewing:
    """Tokens numbered from 1."""

    def __init__(self) -> None:
        self.number = 1

    def token(self) -> str:
        return f"TEST-{self.number}"

    def renew(self, refused: str) -> str:
        assert refused == self.token()
        self.number += 1
        return self.token()


@pytest.fixture
def client(server: Loopback, session: Session) -> PlatformClient:
    return PlatformClient(session, f"{server.url}/", document_bytes=10_000_000, access=Renewing())


def ranged(data: bytes = DATA, **more: Any) -> Callable[[Asked], Reply]:
    """A server of one document that knows ranges."""

    def answer(asked: Asked) -> Reply:
        headers = {"Content-Type": "application/pdf", "Repr-Digest": digest_header(hashlib.sha256(data).hexdigest())}
        found = re.fullmatch(r"bytes=(\d+)-(\d+)", asked.headers.get("Range", ""))
        start, end = (int(found.group(1)), int(found.group(2)) + 1) if found else (0, len(data))
        part = data[start:end]
        headers["Content-Digest"] = digest_header(hashlib.sha256(part).hexdigest())
        if found:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
        return Reply(206 if found else 200, part, {**headers, **more})

    return answer


def cutting(answer: Callable[[Asked], Reply], *cuts: int | None) -> Callable[[Asked], Reply]:
    left = list(cuts)

    def answered(asked: Asked) -> Reply:
        reply = answer(asked)
        reply.cut = left.pop(0) if left else None
        return reply

    return answered


def test_a_document_arrives_whole(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    server.answer = ranged()
    told: list[Progress] = []
    target = tmp_path / "plan.pdf"
    client.download("act-1", document(), target, report=told.append)
    assert target.read_bytes() == DATA
    assert server.asked[0].path == "/v1/acts/act-1/documents/doc-1/content"
    assert server.asked[0].headers["Authorization"] == "Bearer TEST-1"
    assert told[-1] == Progress(len(DATA), len(DATA), "bytes", "plan-TEST.pdf")
    assert list(tmp_path.iterdir()) == [target]
    asked = len(server.asked)
    client.download("act-1", document(), target)
    assert len(server.asked) == asked


def test_a_cut_download_goes_on_where_it_stopped(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    server.answer = cutting(ranged(), 100_000, 20_000, 100)
    target = tmp_path / "plan.pdf"
    client.download("act-1", document(), target)
    assert target.read_bytes() == DATA
    asked = [one.headers["Range"] for one in server.asked]
    assert asked[:4] == ["bytes=0-131071", "bytes=100000-124999", "bytes=120000-136383", "bytes=120100-136483"]
    assert [one.headers.get("Connection") for one in server.asked[:2]] == ["keep-alive", "close"]
    assert server.asked[1].headers["If-Range"] == f'"{SHA}"'


def test_a_download_of_an_earlier_start_goes_on(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf.part").write_bytes(DATA[:1000])
    server.answer = ranged()
    client.download("act-1", document(), tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == DATA
    assert server.asked[0].headers["Range"] == "bytes=1000-132071"


def test_a_damaged_beginning_is_not_kept(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf.part").write_bytes(b"x" * 1000)
    server.answer = ranged()
    with pytest.raises(errors.ContentDiffers):
        client.download("act-1", document(), tmp_path / "plan.pdf")
    assert list(tmp_path.iterdir()) == []
    client.download("act-1", document(), tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == DATA


def test_a_server_without_ranges_starts_anew(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    whole = lambda _: Reply(200, DATA, {"Content-Type": "application/pdf"})  # noqa: E731
    server.answer = cutting(whole, 5000)
    client.download("act-1", document(), tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == DATA


def test_a_line_that_brings_nothing_ends(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    server.answer = cutting(ranged(), *[0] * 50)
    with pytest.raises(net.Truncated):
        client.download("act-1", document(), tmp_path / "plan.pdf")
    assert len(server.asked) == 5


@pytest.mark.parametrize("length", [len(DATA) + 1, len(DATA) * 10])
def test_more_bytes_than_announced_are_not_taken(
    server: Loopback, client: PlatformClient, tmp_path: Path, length: int
) -> None:
    server.script(Reply(200, (DATA * 10)[:length], {"Content-Type": "application/pdf"}))
    with pytest.raises(errors.ContentTooLong):
        client.download("act-1", document(), tmp_path / "plan.pdf")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) == 0


def test_a_length_that_lies_does_not_help(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    # Chunked: no length is announced, and the bytes do not end where they should.
    body = b"".join(b"%x\r\n%s\r\n" % (len(DATA), DATA) for _ in range(3)) + b"0\r\n\r\n"

    def chunked(_: Asked) -> Reply:
        return Reply(200, body, {"Content-Type": "application/pdf", "Transfer-Encoding": "chunked"})

    server.answer = chunked
    with pytest.raises(errors.ContentTooLong):
        client.download("act-1", document(), tmp_path / "plan.pdf")


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(200, b"x" * len(DATA), {"Content-Type": "application/pdf"}), errors.ContentDiffers),
        (
            Reply(200, DATA, {"Content-Type": "application/pdf", "Content-Digest": digest_header("00" * 32)}),
            errors.ContentDiffers,
        ),
        (
            Reply(200, DATA, {"Content-Type": "application/pdf", "Repr-Digest": digest_header("00" * 32)}),
            errors.ContentDiffers,
        ),
        (Reply(200, b"<html>", {"Content-Type": "text/html"}), net.CaptivePortal),
        (Reply(206, DATA, {"Content-Type": "application/pdf"}), errors.ContentDiffers),
        (Reply(404, b'{"code": "not-found"}'), errors.PlatformRefused),
        (Reply(500, b"", {"Content-Type": "text/html"}), net.Unavailable),
    ],
)
def test_what_is_not_the_document_is_not_kept(
    server: Loopback, client: PlatformClient, tmp_path: Path, reply: Reply, error: type[Exception]
) -> None:
    server.script(reply)
    with pytest.raises(error):
        client.download("act-1", document(), tmp_path / "plan.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_range_is_not_joined(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf.part").write_bytes(DATA[:1000])
    wrong = {"Content-Type": "application/pdf", "Content-Range": f"bytes 900-{len(DATA) - 1}/{len(DATA)}"}
    server.script(Reply(206, DATA[1000:], wrong))
    with pytest.raises(errors.ContentDiffers):
        client.download("act-1", document(), tmp_path / "plan.pdf")


def test_a_document_over_the_limit_is_not_asked_for(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    with pytest.raises(errors.DocumentTooLarge):
        client.download("act-1", document(size=10_000_001), tmp_path / "plan.pdf")
    assert server.asked == []


def test_a_full_disk_is_said(server: Loopback, client: PlatformClient) -> None:
    server.answer = ranged()
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(errors.CannotStore):
        client.download("act-1", document(), full / "plan.pdf")


def test_a_download_is_stopped_and_kept(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    server.answer = ranged()
    cancel = Cancel()

    def stop(progress: Progress) -> None:
        if progress.done > 200_000:
            cancel.ask()

    with pytest.raises(Cancelled):
        client.download("act-1", document(), tmp_path / "plan.pdf", report=stop, cancel=cancel)
    assert (tmp_path / "plan.pdf.part").stat().st_size > 200_000
    client.download("act-1", document(), tmp_path / "plan.pdf")
    assert "Range" in server.asked[1].headers


def test_a_token_refused_on_the_way_is_renewed(server: Loopback, client: PlatformClient, tmp_path: Path) -> None:
    answer = ranged()

    def strict(asked: Asked) -> Reply:
        good = asked.headers["Authorization"] == "Bearer TEST-2"
        return answer(asked) if good else Reply(401, b'{"code": "not-authenticated"}')

    server.answer = strict
    client.download("act-1", document(), tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == DATA


SIGNED = DATA + b"appended TEST signature" * 1000
SIGNED_SHA = hashlib.sha256(SIGNED).hexdigest()


def receiving(**changes: Any) -> Callable[[Asked], Reply]:
    """A platform that joins, checks the digests and acknowledges."""

    def answer(asked: Asked) -> Reply:
        whole = asked.body if asked.headers["Content-Type"] == "application/pdf" else DATA + asked.body
        assert told_digest(asked.headers["Content-Digest"]) == hashlib.sha256(asked.body).hexdigest()
        assert told_digest(asked.headers["Repr-Digest"]) == hashlib.sha256(whole).hexdigest()
        receipt = {
            "id": "rec-1",
            "document_id": "doc-1",
            "received_at": datetime.now(UTC).isoformat(),
            "sha256": hashlib.sha256(whole).hexdigest(),
            "size": len(whole),
            "level": "B-B",
            "act_state": "awaiting_signature",
        }
        return Reply(body=json.dumps({**receipt, **changes}).encode())

    return answer


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    path = tmp_path / "signed.pdf"
    path.write_bytes(SIGNED)
    return path


def send(client: PlatformClient, content: Slice, **more: Any) -> Any:
    return client.submit(
        ACT, ACT.documents[0], content, whole_sha256=SIGNED_SHA, whole_size=len(SIGNED), signer="aa" * 32, **more
    )


def test_only_the_appended_bytes_go_back(server: Loopback, client: PlatformClient, signed: Path) -> None:
    server.answer = receiving()
    told: list[Progress] = []
    receipt = send(client, Slice(signed, len(DATA), len(SIGNED) - len(DATA)), report=told.append)
    assert receipt.id == "rec-1"
    (asked,) = server.asked
    assert asked.path == "/v1/acts/act-1/documents/doc-1/signed"
    assert asked.headers["Content-Type"] == "application/vnd.rokhas.pdf-increment"
    assert asked.headers["If-Match"] == '"3"'
    assert asked.body == SIGNED[len(DATA) :]
    assert told[-1].done == told[-1].total == len(asked.body)


def test_the_whole_file_can_go_back(server: Loopback, client: PlatformClient, signed: Path) -> None:
    server.answer = receiving()
    send(client, Slice(signed, 0, len(SIGNED)))
    assert server.asked[0].headers["Content-Type"] == "application/pdf"
    assert server.asked[0].body == SIGNED


def test_a_repeated_sending_is_the_same(server: Loopback, client: PlatformClient, signed: Path) -> None:
    receive = receiving()
    turns = iter([Reply(503), Reply(401, b'{"code": "not-authenticated"}')])
    server.answer = lambda asked: next(turns, None) or receive(asked)
    send(client, Slice(signed, len(DATA), len(SIGNED) - len(DATA)))
    assert len(server.asked) == 3
    assert len({asked.headers["Idempotency-Key"] for asked in server.asked}) == 1
    assert {asked.body for asked in server.asked} == {SIGNED[len(DATA) :]}
    assert re.fullmatch(r"[A-Za-z0-9._~-]{16,128}", server.asked[0].headers["Idempotency-Key"])


@pytest.mark.parametrize("changes", [{"sha256": "00" * 32}, {"document_id": "doc-2"}, {"size": 5}])
def test_a_receipt_for_something_else_is_none(
    server: Loopback, client: PlatformClient, signed: Path, changes: dict[str, Any]
) -> None:
    server.answer = receiving(**changes)
    with pytest.raises(errors.ReceiptDiffers):
        send(client, Slice(signed, 0, len(SIGNED)))


def test_sending_is_stopped(server: Loopback, client: PlatformClient, signed: Path) -> None:
    cancel = Cancel()
    with pytest.raises(Cancelled):
        send(client, Slice(signed, 0, len(SIGNED)), report=lambda _: cancel.ask(), cancel=cancel)


def test_a_signed_file_that_is_gone_is_said(client: PlatformClient, tmp_path: Path) -> None:
    with pytest.raises(errors.CannotStore):
        send(client, Slice(tmp_path / "gone.pdf", 0, 5))


def test_an_act_is_returned(server: Loopback, client: PlatformClient) -> None:
    receipt = {"id": "ret-1", "act_id": "act-1", "returned_at": "2026-11-24T10:31:05+01:00"}
    server.script(Reply(body=json.dumps(receipt).encode()))
    assert client.return_act(ACT, ReturnOrder(reason="La surface diffère.")).id == "ret-1"
    (asked,) = server.asked
    assert (asked.method, asked.path, asked.headers["If-Match"]) == ("POST", "/v1/acts/act-1/return", '"3"')
    assert json.loads(asked.body) == {"reason": "La surface diffère.", "wanted": "correction", "marks": []}


def page(**changes: Any) -> bytes:
    return json.dumps({"items": [act_json()], "gone": [], "cursor": "c1", "more": False, **changes}).encode()


def test_acts_are_read_as_the_contract_says(server: Loopback, client: PlatformClient) -> None:
    server.script(Reply(body=page(unknown="ignored")))
    assert client.acts("c/0", limit=7).items == (ACT,)
    assert server.asked[0].path == "/v1/acts?since=c%2F0&limit=7"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (page(items=[act_json(version="3")]), "items.0.version"),
        (page(items=[act_json(arrived_at="2026-11-20T09:12:00")]), "items.0.arrived_at"),
        (page(items=[act_json(id="../me")]), "items.0.id"),
        (page(items=[act_json(id="..")]), "items.0.id"),
        (page(items=[act_json(documents=[])]), "items.0.documents"),
        (b"[]", "-"),
        (b"{", "-"),
        (b"[" * 100_000, "-"),
    ],
)
def test_an_answer_against_the_contract_names_its_field(
    server: Loopback, client: PlatformClient, body: bytes, field: str
) -> None:
    server.script(Reply(body=body))
    with pytest.raises(errors.AnswerNotUnderstood) as caught:
        client.acts()
    assert caught.value.details == {"call": "acts", "field": field}


def test_a_cursor_that_does_not_move_is_not_followed_for_ever(server: Loopback, client: PlatformClient) -> None:
    server.script(Reply(body=page(cursor="c1", more=True)))
    assert client.acts().more
    with pytest.raises(errors.AnswerNotUnderstood):
        client.acts("c1")


SLUGS = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))["components"]["schemas"]["ProblemCode"]["enum"]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_problem_of_the_contract_is_told_in_three_languages(slug: str) -> None:
    entry = catalogue.entry(catalogue.by_problem()[slug])
    assert entry.code.startswith("API-")
    assert all(entry.texts[language].remedy for language in catalogue.LANGUAGES)


@pytest.mark.parametrize(
    ("reply", "slug"),
    [
        (Reply(403, b'{"code": "not-entitled", "status": 403, "title": "x", "detail": "y"}'), "not-entitled"),
        (Reply(422, b'{"code": "new-one", "detail": null}'), "new-one"),
        (Reply(413, b"<html>", {"Content-Type": "text/html"}), "too-large"),
    ],
)
def test_a_refusal_has_its_code(server: Loopback, client: PlatformClient, reply: Reply, slug: str) -> None:
    server.script(reply)
    with pytest.raises(errors.PlatformRefused) as caught:
        client.me()
    assert caught.value.slug == slug
    assert caught.value.status == reply.status
    assert caught.value.code == catalogue.by_problem().get(slug, "API-002")
    for language in catalogue.LANGUAGES:
        assert "?" not in catalogue.describe(caught.value, language).cause


def test_without_a_session_nothing_is_asked(server: Loopback, session: Session) -> None:
    with pytest.raises(errors.NotLoggedIn):
        PlatformClient(session, server.url, document_bytes=1).me()
    assert server.asked == []


def test_a_platform_without_tls_is_none(session: Session) -> None:
    with pytest.raises(net.BadAddress):
        PlatformClient(session, "http://127.0.0.1:1/", document_bytes=1)


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_idempotency_keys_are_one_to_one(one: list[str], other: list[str]) -> None:
    assert (idempotency_key(*one) == idempotency_key(*other)) == (one == other)


@given(st.binary(min_size=32, max_size=32), st.sampled_from(["", "md5=:AAAA:, ", "sha-512=:AAAA:,"]))
def test_digests_are_read_as_they_are_written(digest: bytes, before: str) -> None:
    assert told_digest(before + digest_header(digest.hex())) == digest.hex()


@given(st.text(max_size=60))
def test_a_senseless_digest_is_none_or_bytes(header: str) -> None:
    told = told_digest(header)
    assert told is None or base64.b64encode(bytes.fromhex(told)).decode() in header


@given(
    start=st.integers(0, 30),
    length=st.integers(0, 30),
    steps=st.lists(st.one_of(st.integers(-1, 40), st.tuples(st.integers(0, 50), st.sampled_from([0]))), max_size=12),
)
def test_a_part_of_a_file_reads_like_a_file(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, steps: list[int | tuple[int, int]]
) -> None:
    data = bytes(range(60))
    path = tmp_path_factory.mktemp("part") / "file"
    path.write_bytes(data)
    model = io.BytesIO(data[start : start + length])
    with SliceReader(Slice(path, start, length), label="", report=silent, cancel=Cancel()) as reader:
        assert len(reader) == length
        for step in steps:
            if isinstance(step, tuple):
                reader.seek(step[0])
                model.seek(min(step[0], length))
            else:
                assert reader.read(step) == model.read(step)
            assert reader.tell() == model.tell()


@given(st.binary(max_size=200))
def test_a_problem_document_never_ends_the_program(body: bytes) -> None:
    from rokhas_desktop.api.problems import refusal
    from rokhas_desktop.errors import RokhasError
    from rokhas_desktop.net.answer import Answer

    answer = Answer("https://x", "x", 400, {"Content-Type": "application/problem+json"}, body)
    error = refusal(answer)
    assert isinstance(error, RokhasError)
    assert Problem().code == ""


def uploading(forgotten: int) -> Callable[[Asked], Reply]:
    """A platform that takes uploads and forgets the first ``forgotten`` of them before their bytes come."""
    begun: list[bytearray] = []

    def answer(asked: Asked) -> Reply:
        if asked.method == "POST":
            begun.append(bytearray())
            return Reply(201, headers={"Location": f"/v1/uploads/up-{len(begun)}"})
        if asked.path.startswith("/v1/uploads/"):
            came = begun[-1]
            if len(begun) <= forgotten and asked.method == "PATCH":
                return Reply(404, b'{"code": "not-found"}')
            assert int(asked.headers.get("Upload-Offset", len(came))) == len(came)
            came += asked.body
            return Reply(204 if asked.method == "PATCH" else 200, headers={"Upload-Offset": str(len(came))})
        said = json.loads(asked.body)
        assert asked.headers["Content-Type"] == "application/vnd.rokhas.uploaded+json"
        assert said["sha256"] == hashlib.sha256(begun[-1]).hexdigest()
        assert told_digest(asked.headers["Content-Digest"]) == hashlib.sha256(asked.body).hexdigest()
        joined = Asked("PUT", asked.path, {**asked.headers, "Content-Type": said["media_type"]}, bytes(begun[-1]))
        digest = {"Content-Digest": digest_header(said["sha256"])}
        return receiving()(Asked(joined.method, joined.path, {**joined.headers, **digest}, joined.body))

    return answer


@pytest.fixture
def careful(server: Loopback, session: Session) -> PlatformClient:
    return PlatformClient(session, server.url, document_bytes=10_000_000, access=Renewing(), resumable=1000)


@pytest.mark.parametrize("start", [0, len(DATA)])
def test_what_is_large_goes_as_an_upload(server: Loopback, careful: PlatformClient, signed: Path, start: int) -> None:
    server.answer = uploading(0)
    told: list[Progress] = []
    part = Slice(signed, start, len(SIGNED) - start)
    assert send(careful, part, report=told.append).id == "rec-1"
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert told[-1] == Progress(part.length, part.length, "bytes", "plan-TEST.pdf")
    methods = [asked.method for asked in server.asked]
    assert (methods[:2], methods[-1]) == (["POST", "HEAD"], "PUT")
    assert set(methods[2:-1]) == {"PATCH"}


def test_an_upload_that_the_platform_forgot_is_begun_once_more(
    server: Loopback, careful: PlatformClient, signed: Path
) -> None:
    server.answer = uploading(1)
    assert send(careful, Slice(signed, 0, len(SIGNED))).id == "rec-1"
    server.answer = uploading(9)
    with pytest.raises(errors.PlatformRefused) as caught:
        send(careful, Slice(signed, 0, len(SIGNED)))
    assert caught.value.slug == "upload-unknown"


@pytest.mark.parametrize("place", ["", "/elsewhere", "/v1/uploads/", "/v1/uploads/.x", "/v1/uploads/a/b"])
def test_an_upload_goes_nowhere_else(server: Loopback, careful: PlatformClient, signed: Path, place: str) -> None:
    server.script(Reply(201, headers={"Location": place}))
    with pytest.raises(errors.AnswerNotUnderstood):
        send(careful, Slice(signed, 0, len(SIGNED)))


def test_a_line_that_never_carries_the_body_in_one_piece(server: Loopback, session: Session, signed: Path) -> None:
    """A return below the limit whose connection breaks each time goes as an upload after all."""
    answer = uploading(0)

    def breaking(asked: Asked) -> Reply:
        if asked.method == "PUT" and asked.headers["Content-Type"] == "application/pdf":
            return Reply(body=b"x" * 100, cut=0)
        return answer(asked)

    server.answer = breaking
    client = PlatformClient(session, server.url, document_bytes=10_000_000, access=Renewing(), resumable=10_000_000)
    assert send(client, Slice(signed, 0, len(SIGNED))).id == "rec-1"


@pytest.mark.parametrize("offset", ["", "-1", "²", "9" * 5000, "1e3", str(len(SIGNED) + 1)])
def test_an_upload_s_place_that_is_none(server: Loopback, careful: PlatformClient, signed: Path, offset: str) -> None:
    headers = {"Location": "/v1/uploads/up-1", "Upload-Offset": offset.encode().decode("latin-1")}
    server.answer = lambda asked: Reply(201 if asked.method == "POST" else 200, b"", headers)
    with pytest.raises(errors.AnswerNotUnderstood):
        send(careful, Slice(signed, 0, len(SIGNED)))
