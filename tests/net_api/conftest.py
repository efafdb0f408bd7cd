from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.loopback_https import Loopback, TestAuthority

from rokhas_desktop.net.session import Session
from rokhas_desktop.settings import Net

QUICK = Net(connect_timeout=5.0, read_timeout=5.0, retries=2)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    return TestAuthority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(authority: TestAuthority) -> Iterator[Loopback]:
    made = Loopback(authority.server())
    yield made
    made.close()


@pytest.fixture
def session(authority: TestAuthority) -> Iterator[Session]:
    made = Session(QUICK, ca=authority.file)
    yield made
    made.close()
