"""One running platform for each module of these tests; each test takes an act of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.pdf_signing import TestKey, issue
from support.platform_case import Case
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


@pytest.fixture(scope="module")
def spare() -> list[str]:
    """References of acts that a test left as they were: each is drawn, which takes time."""
    return []


@pytest.fixture
def case(sandbox: RunningSandbox, president: Bare, key: TestKey, spare: list[str]) -> Iterator[Case]:
    """An act awaiting signature, with at least two pieces before its decision."""
    reference = spare.pop() if spare else sandbox.ctl("add", count=1)["references"][0]
    case = Case(president, key, reference)
    yield case
    if case.untouched:
        spare.append(reference)
