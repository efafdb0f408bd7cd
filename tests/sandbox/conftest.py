"""One running platform for each module of these tests; each test takes an act of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from support.pdf_signing import Binding, How, TestKey, issue, sign
from support.platform_client import Bare
from support.sandbox import RunningSandbox, running_sandbox

from rokhas_desktop.sandbox.postal_ca import PostalCA


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path_factory.mktemp("platform") / "home", acts=1) as running:
        yield running


@pytest.fixture(scope="module")
def ca(sandbox: RunningSandbox) -> PostalCA:
    return PostalCA.open_or_create(sandbox.home / "test-ca")


@pytest.fixture(scope="module")
def key(ca: PostalCA, president: Bare) -> TestKey:
    return issue(ca, president.call("GET", "/v1/me").json()["cin"])


@pytest.fixture(scope="module")
def president(sandbox: RunningSandbox) -> Iterator[Bare]:
    client = Bare(sandbox, sandbox.president["username"])
    yield client
    client.close()


@pytest.fixture(scope="module")
def clerk(sandbox: RunningSandbox) -> Iterator[Bare]:
    client = Bare(sandbox, "agent.aitmelloul")
    yield client
    client.close()


@dataclass
class Case:
    """An act of its own for one test, and ways to sign its pieces."""

    client: Bare
    key: TestKey
    reference: str

    @cached_property
    def act(self) -> dict[str, Any]:
        return self.client.act(next(item["id"] for item in self.client.page()["items"] if self.same(item)))

    def same(self, act: dict[str, Any]) -> bool:
        return bool(act["reference"] == self.reference)

    def refresh(self) -> dict[str, Any]:
        self.__dict__["act"] = self.client.act(self.act["id"])
        return self.act

    @property
    def pieces(self) -> list[dict[str, Any]]:
        return [item for item in self.act["documents"] if item["kind"] != "decision"]

    @property
    def decision(self) -> dict[str, Any]:
        return next(item for item in self.act["documents"] if item["kind"] == "decision")

    def original(self, piece: dict[str, Any]) -> bytes:
        data: bytes = self.client.content(self.act["id"], piece["id"]).content
        return data

    def binding(self, piece: dict[str, Any]) -> Binding:
        documents = self.act["documents"]
        number = documents.index(piece) + 1
        return Binding(self.act["reference"], f"{number}/{len(documents)}", piece["id"])

    def how(self, piece: dict[str, Any], **more: Any) -> How:
        field = (piece["stamp"] or {}).get("field")
        return How(field_name=field or "Rokhas_TEST", new_field=field is None, **more)

    def signed(self, piece: dict[str, Any], key: TestKey | None = None, **more: Any) -> bytes:
        return sign(self.original(piece), key or self.key, self.binding(piece), self.how(piece, **more))

    def submit(self, piece: dict[str, Any], signed: bytes, **more: Any) -> Any:
        """Return the appended bytes only."""
        return self.client.submit(self.act, piece["id"], signed[piece["size"] :], whole=signed, **more)


@pytest.fixture
def case(sandbox: RunningSandbox, president: Bare, key: TestKey) -> Case:
    return Case(president, key, sandbox.ctl("add", count=1)["references"][0])
