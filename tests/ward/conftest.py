"""One ward for all its tests, and a bed for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from support.ward import Bed, Ward
from support.ward import ward as open_ward


@pytest.fixture(scope="package")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    with open_ward(tmp_path_factory.mktemp("ward")) as made:
        yield made


@pytest.fixture
def bed(ward: Ward, tmp_path: Path) -> Iterator[Bed]:
    with ExitStack() as stack:
        yield Bed(ward, tmp_path, stack)


@pytest.fixture
def more_beds(ward: Ward, tmp_path: Path) -> Iterator[Callable[[str], Bed]]:
    with ExitStack() as stack:

        def make(name: str) -> Bed:
            folder = tmp_path / name
            folder.mkdir()
            return Bed(ward, folder, stack)

        yield make
