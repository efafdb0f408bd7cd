"""A TEST authority and a signer for this folder; keys are made once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from support.signers import Authority, FileSigner, signer

from rokhas_desktop.signing import pades
from rokhas_desktop.signing.face import PdfOrder, SignedFile
from rokhas_desktop.signing.longterm import Services

CRL_URL = "http://crl.test/ac.crl"


@pytest.fixture(scope="session")
def root() -> Authority:
    return Authority("TEST Racine")


@pytest.fixture(scope="session")
def authority(root: Authority) -> Authority:
    return Authority("TEST AC", root)


@pytest.fixture(scope="session")
def made_signer(authority: Authority) -> FileSigner:
    return signer(authority, crl=CRL_URL)


@pytest.fixture
def key(made_signer: FileSigner) -> FileSigner:
    """The signer with its count of signatures at zero."""
    return FileSigner(made_signer.key, made_signer.certificate, made_signer.chain)


def now() -> datetime:
    return datetime.now().astimezone()


@pytest.fixture
def sign(tmp_path: Path, key: FileSigner) -> Callable[..., SignedFile]:
    """Sign a file beside itself as ``signed.pdf``."""

    def one(original: Path, *, by: FileSigner | None = None, timestamps: Any = None, **order: Any) -> SignedFile:
        target = order.pop("target", tmp_path / "signed.pdf")
        services = Services(timestamps) if timestamps is not None else None
        return pades.sign(PdfOrder(original, target, now(), **order), by or key, services)

    return one
