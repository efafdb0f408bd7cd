from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.postal import own_ca

from rokhas_desktop import resources, settings
from rokhas_desktop.net.session import Session
from rokhas_desktop.sandbox.postal_ca import CaServer, PostalCA


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A CA's folder to copy; nobody changes it."""
    folder: Path = tmp_path_factory.mktemp("postal") / "ca"
    PostalCA.open_or_create(folder)
    return folder


@pytest.fixture
def ca(founded: Path, tmp_path: Path) -> PostalCA:
    """A CA of the test's own, not served."""
    return own_ca(founded, tmp_path / "ca")


@pytest.fixture
def served(ca: PostalCA) -> Iterator[PostalCA]:
    """A CA of the test's own, served on its port."""
    with CaServer(ca):
        yield ca


@pytest.fixture
def session() -> Iterator[Session]:
    """The application's own session, without patience."""
    net = settings.Net(**{**resources.load_toml("policy.toml")["net"], "connect_timeout": 5.0, "retries": 0})
    session = Session(net)
    yield session
    session.close()
