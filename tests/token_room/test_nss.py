"""Another PKCS#11 implementation, of other makers, untouched: NSS's soft token, registered as p11-kit would have it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from support.desks import log_in, received
from support.documents import plan
from support.sandbox import RunningSandbox, running_sandbox

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
from rokhas_desktop.desk.local import LocalOrder
from rokhas_desktop.sandbox.emulated import default_holder
from rokhas_desktop.sandbox.postal_ca import QUALIFIED_SIGNATURE, PostalCA, person
from rokhas_desktop.settings import Home
from rokhas_desktop.token.choose import choose

MODULE = next(map(str, Path("/usr/lib").glob("*/libsoftokn3.so")), "")
PIN = "24681357"

pytestmark = pytest.mark.skipif(
    not MODULE or shutil.which("pk12util") is None, reason="NSS's soft token and its tools (libnss3-tools) are not here"
)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path_factory.mktemp("platform") / "home", acts=1) as running:
        yield running


@pytest.fixture
def rooms(sandbox: RunningSandbox, tmp_path: Path) -> Iterator[Rooms]:
    """A home whose module is NSS's, with a key of the platform's test CA."""
    store = tmp_path / "nss"
    store.mkdir()
    make_store(store, PostalCA.open_or_create(sandbox.home / "test-ca"))
    home = Home.find(tmp_path / "home")
    home.root.mkdir(exist_ok=True)
    reserved = f"configdir='sql:{store}' certPrefix='' keyPrefix='' secmod='secmod.db'"
    said = {"module": MODULE, "env": {}, "reserved": reserved}
    (home.root / "emulated.json").write_text(json.dumps(said), encoding="utf-8")
    with app.build(home, policy=tmp_path / "no-policy.toml") as rooms:
        yield rooms


def make_store(store: Path, ca: PostalCA) -> None:
    key = rsa.generate_private_key(65537, 2048)
    certificate = ca.issue(key.public_key(), person(default_holder("valid")), QUALIFIED_SIGNATURE)
    bundle = store.parent / "key.p12"
    bundle.write_bytes(
        pkcs12.serialize_key_and_certificates(b"TEST", key, certificate, None, BestAvailableEncryption(b"TEST"))
    )
    secret = store.parent / "pin.txt"
    secret.write_text(PIN, encoding="ascii")
    subprocess.run(["certutil", "-N", "-d", f"sql:{store}", "-f", secret], check=True, capture_output=True)
    line = ["pk12util", "-i", bundle, "-d", f"sql:{store}", "-k", secret, "-W", "TEST"]
    subprocess.run(line, check=True, capture_output=True)
    secret.unlink()
    bundle.unlink()


def test_its_key_is_listed_and_signs_a_file_and_an_act(rooms: Rooms, sandbox: RunningSandbox, tmp_path: Path) -> None:
    survey = rooms.survey()
    found = [module for module in survey.modules if module.path == str(Path(MODULE).resolve())]
    assert [module.code for module in found] == [None]
    selection = choose(survey)
    assert selection.module == str(Path(MODULE).resolve())
    (result,) = rooms.sign_files(
        [str(plan(tmp_path / "TEST.pdf"))], selection, bytearray(PIN, "ascii"), LocalOrder(tmp_path / "out")
    )
    assert result.status == "signed", result.refusal
    (reference,) = sandbox.ctl("add", count=1)["references"]
    desk = log_in(rooms, sandbox)
    desk.synchronise()
    documents = desk.attest(reference).documents
    outcome = desk.sign([reference], selection, bytearray(PIN, "ascii"))
    assert outcome.stop is None
    assert len(received(sandbox, [reference])) == len(documents)
    wrong = bytearray(b"11111111")
    with pytest.raises(Exception, match="TOK-020"):
        rooms.token.open(selection, wrong)
