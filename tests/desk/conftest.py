"""One running platform for each module of these tests; each test has a home of its own and new acts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.desks import Fresh, Keys, fresh_acts, keys_of, log_in, rooms_at
from support.sandbox import RunningSandbox, running_sandbox

from rokhas_desktop.app import Rooms
from rokhas_desktop.desk.face import Desk
from rokhas_desktop.settings import Home


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path_factory.mktemp("platform") / "home", acts=1) as running:
        yield running


@pytest.fixture(scope="module")
def keys(sandbox: RunningSandbox, tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return keys_of(sandbox, tmp_path_factory.mktemp("keys"), "valid")


@pytest.fixture
def rooms(home: Home, keys: Keys) -> Iterator[Rooms]:
    with rooms_at(home, keys) as built:
        yield built


@pytest.fixture
def fresh(sandbox: RunningSandbox) -> Iterator[Fresh]:
    with fresh_acts(sandbox) as add:
        yield add


@pytest.fixture
def desk(rooms: Rooms, sandbox: RunningSandbox) -> Desk:
    return log_in(rooms, sandbox)
