"""Everything that the platform may say, at random: every model of the contract and every header of a transfer is
read, or refused with a code; nothing else ever comes of it.

``ROKHAS_TEST_CONTRACT`` is how many seconds it may take in all (a campaign gives it ten minutes).
"""

from __future__ import annotations

import copy
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict
from support.platform_answers import DATA, act_json, document
from support.schemas import holding

from rokhas_desktop import catalogue
from rokhas_desktop.api import key_models, models
from rokhas_desktop.api.pace import Pace
from rokhas_desktop.api.problems import read, refusal
from rokhas_desktop.api.transfer import Slice, download, told_digest
from rokhas_desktop.api.upload import upload
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.net.answer import Answer
from rokhas_desktop.net.clock import Clocks
from rokhas_desktop.net.proxy import name_of, schemes
from rokhas_desktop.progress import Cancel, silent

SECONDS = float(os.environ.get("ROKHAS_TEST_CONTRACT", "12"))
MODELS = [
    item
    for module in (models, key_models)
    for item in vars(module).values()
    if isinstance(item, type) and issubclass(item, models.Model) and item is not models.Model
]
KINDS = ("application/json", "application/problem+json", "text/html", "application/pdf", "", "application/JSON; x=y")
SEEN: Counter[str] = Counter()
QUICK = settings(max_examples=100, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def budgeted(share: float, run: Callable[[], None]) -> None:
    """Again and again, each time with other examples, for a share of the seconds."""
    until = time.monotonic() + SECONDS * share
    while True:
        run()
        if time.monotonic() >= until:
            return


def coded(what: Callable[[], object]) -> object:
    """What comes of it: a value, or one of our errors, whose text is there in three languages."""
    SEEN["examples"] += 1
    try:
        return what()
    except RokhasError as error:
        refused = error
    SEEN[refused.code] += 1
    assert all(catalogue.describe(refused, language).title for language in catalogue.LANGUAGES)
    return None


HOSTILE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([2**63, -(2**63), 10**400, 0, -1]),
    st.floats(),
    st.text(max_size=40),
    st.sampled_from(["\0", "\u202e", "..", "../..", "x" * 5000, "\ud800", "<b>", "2026-13-40", "9" * 500, "𝕏" * 100]),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
)


def places(said: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document."""
    yield at
    steps = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    for step, inner in steps:
        yield from places(inner, (*at, step))


@st.composite
def bent(draw: st.DrawFn, said: Any) -> Any:
    """The document with a few places changed, taken out or added to."""
    changed = copy.deepcopy(said)
    for _ in range(draw(st.integers(1, 3))):
        every = [place for place in places(changed) if place]
        if not every:
            return draw(HOSTILE)
        *way, last = draw(st.sampled_from(every))
        inner = changed
        for step in way:
            inner = inner[step]
        act = draw(st.sampled_from(["change", "take", "add", "double"]))
        if act == "take":
            del inner[last]
        elif act == "add" and isinstance(inner, dict):
            inner[draw(st.text(max_size=8))] = draw(HOSTILE)
        elif act == "double" and isinstance(inner, list):
            inner.append(copy.deepcopy(inner[last]))
        else:
            inner[last] = draw(HOSTILE)
    return changed


def answer(body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> Answer:
    said = CaseInsensitiveDict({"Content-Type": kind, **headers})
    return Answer("https://platform.test/", "platform.test", status, said, body)


def encoded(said: Any) -> bytes:
    return json.dumps(said).encode("utf-8", "surrogatepass")


@pytest.mark.timeout(SECONDS * 2 + 120)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_reads_what_holds_and_refuses_what_does_not(model: type[models.Model]) -> None:
    holds = holding(model.model_json_schema())

    @QUICK
    @given(st.data())
    def run(data: st.DataObject) -> None:
        said = data.draw(holds)
        first = coded(lambda: read(model, answer(encoded(said)), "call"))
        if isinstance(first, models.Model):
            assert model.model_validate_json(first.model_dump_json()) == first
        coded(lambda: read(model, answer(encoded(data.draw(bent(said)))), "call"))
        body = bytearray(encoded(said))
        for _ in range(data.draw(st.integers(1, 4))):
            if body:
                body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
        coded(lambda: read(model, answer(bytes(body)), "call"))

    budgeted(0.6 / len(MODELS), run)


@pytest.mark.timeout(SECONDS * 2 + 120)
def test_a_page_of_acts_bent() -> None:
    whole = {"items": [act_json(), act_json(id="act-2")], "gone": ["a"], "cursor": "c", "more": True}

    @QUICK
    @given(bent(whole), st.sampled_from(KINDS), st.integers(100, 599))
    def run(said: Any, kind: str, status: int) -> None:
        coded(lambda: read(models.ActPage, answer(encoded(said), status, kind), "acts"))

    budgeted(0.1, run)


HEADERS = (
    "Retry-After",
    "Content-Range",
    "Content-Digest",
    "Repr-Digest",
    "Content-Length",
    "Content-Encoding",
    "Date",
    "Age",
)
VALUES = st.one_of(
    st.text(st.characters(min_codepoint=1, max_codepoint=255, exclude_characters="\r\n"), max_size=60),
    st.sampled_from(
        ["9" * 5000, "bytes 0-9/10", "bytes */*", f"bytes 0-{'9' * 60}/{'9' * 60}", "²", "-1", "1e9", "9" * 100, "0"]
    ),
    st.builds("bytes {}-{}/{}".format, st.integers(0, 2_000_000), st.integers(0, 2_000_000), st.integers(0, 2_000_000)),
    st.binary(max_size=40).map(lambda data: f"sha-256=:{data.hex()}:"),
)


class Said:
    """A stream that gives what a test wants, once."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.host, self.status, self.headers, self._body = "platform.test", status, CaseInsensitiveDict(headers), body

    def chunks(self) -> Iterator[bytes]:
        for at in range(0, len(self._body), 7000):
            yield self._body[at : at + 7000]

    def whole(self, limit: int) -> Answer:
        return Answer("https://platform.test/", self.host, self.status, self.headers, self._body[:limit])


@pytest.mark.timeout(SECONDS * 2 + 120)
def test_every_header_of_a_download(tmp_path: Path) -> None:
    wanted = document()

    @QUICK
    @given(
        st.sampled_from([200, 206, 206, 206, 404, 416, 429, 500]),
        st.dictionaries(st.sampled_from(HEADERS), VALUES, max_size=5),
        st.sampled_from([b"", DATA, DATA[:131072], DATA + b"x", b"{}"]),
        st.sampled_from(["application/pdf", "text/html", "application/problem+json", ""]),
    )
    def run(status: int, headers: dict[str, str], body: bytes, kind: str) -> None:
        @contextmanager
        def ask(_: Mapping[str, str]) -> Iterator[Any]:
            yield Said(status, {"Content-Type": kind, **headers}, body)

        target = tmp_path / "came"
        pace = Pace(sleep=lambda _: None)
        keep = {"limit": 10_000_000, "report": silent, "cancel": Cancel(), "host": "platform.test", "pace": pace}
        coded(lambda: download(ask, wanted, target, **keep))
        assert not target.exists() or target.read_bytes() == DATA
        for path in tmp_path.iterdir():
            path.unlink()

    budgeted(0.15, run)


@pytest.mark.timeout(SECONDS * 2 + 120)
def test_every_header_of_an_upload(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(DATA)

    @QUICK
    @given(
        st.lists(st.sampled_from([200, 201, 204, 404, 409, 429, 500]), min_size=3, max_size=8),
        st.lists(st.one_of(VALUES, st.sampled_from([str(len(DATA)), "0", "5"])), min_size=3, max_size=8),
        st.one_of(
            VALUES, st.sampled_from(["/v1/uploads/up-1", "https://x.invalid/v1/uploads/up-1", "//", "/v1/uploads/.."])
        ),
    )
    def run(statuses: list[int], offsets: list[str], place: str) -> None:
        left = iter(zip(statuses, offsets, strict=False))

        def send(method: str, path: str, headers: Mapping[str, str], body: Any = None) -> Answer:
            assert path.startswith("/v1/uploads")
            assert ".." not in path
            status, offset = next(left, (500, ""))
            return answer(b"", 201 if method == "POST" else status, "", **{"Upload-Offset": offset, "Location": place})

        part = Slice(file, 0, len(DATA))
        pace = Pace(sleep=lambda _: None)
        coded(lambda: upload(send, part, key="k", label="", report=silent, cancel=Cancel(), pace=pace))

    budgeted(0.1, run)


@pytest.mark.timeout(SECONDS * 2 + 120)
def test_every_small_thing_that_is_read() -> None:
    @QUICK
    @given(st.text(max_size=80), st.binary(max_size=300), st.integers(100, 599), st.sampled_from(KINDS))
    def run(text: str, body: bytes, status: int, kind: str) -> None:
        told = answer(body, status, kind, **{"Retry-After": text})
        coded(lambda: told.wait)
        coded(lambda: told.json())
        assert isinstance(refusal(told), RokhasError)
        coded(lambda: told_digest(text))
        coded(lambda: schemes([text]))
        coded(lambda: name_of(f"http://{text}"))
        clocks = Clocks()
        coded(lambda: clocks.hear("h", CaseInsensitiveDict({"Date": text, "Age": text[:3]}), 0.0))

    budgeted(0.05, run)


def test_what_was_seen() -> None:
    """The figures of this run, for docs/campaigns.md."""
    codes = {code: count for code, count in SEEN.items() if code != "examples"}
    print(f"\n{SEEN['examples']:,} readings, {sum(codes.values()):,} refusals by {len(codes)} codes: {sorted(codes)}")
    assert SEEN["examples"] > 1000
    assert {"API-001", "NET-018"} <= set(codes)
