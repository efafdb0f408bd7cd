"""The demonstration as the person runs it: judged by the platform, by poppler and by qpdf."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.judges import qpdf
from support.nss import make_store
from support.sandbox import DRAWINGS

from rokhas_desktop.cli.context import Context
from rokhas_desktop.cli.output import Output
from rokhas_desktop.sandbox.demo import job, summary
from rokhas_desktop.sandbox.demo.place import MARK, NotOurs, Place
from rokhas_desktop.sandbox.demo.platform import Account, fill_in, running
from rokhas_desktop.sandbox.emulated import create_token
from rokhas_desktop.sandbox.platform.errors import NotRunning
from rokhas_desktop.sandbox.postal_ca import CaServer, PostalCA
from rokhas_desktop.settings import Home

HEADLESS = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """One run with its defaults; the folder it left, and what it printed."""
    out = tmp_path_factory.mktemp("demo") / "out"
    out.mkdir()
    (out / MARK).touch()
    DRAWINGS.mkdir(parents=True, exist_ok=True)
    (out / "drawings").symlink_to(DRAWINGS)
    command = [sys.executable, "-P", "-m", "rokhas_desktop", "--home", str(out / "user"), "--json", "demo"]
    done = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True, check=False, env=HEADLESS)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return out, json.loads(done.stdout)


def documents(printed: dict[str, Any]) -> list[dict[str, Any]]:
    return [document for act in printed["acts"] for document in act["documents"]]


@pytest.mark.timeout(400)
def test_everything_is_signed_returned_and_accepted(shown: tuple[Path, dict[str, Any]]) -> None:
    out, printed = shown
    assert json.loads((out / "summary.json").read_text(encoding="utf-8")) == printed
    assert len(printed["acts"]) >= 6
    assert len({act["family"] for act in printed["acts"]}) >= 5
    assert {act["state"] for act in printed["acts"]} == {"signed"}
    assert len(documents(printed)) >= 20
    assert {document["verdict"] for document in documents(printed)} == {"accepted"}
    assert {document["kind"] for document in documents(printed)} == {"decision", "plan", "written_piece"}
    assert {document["level"] for document in documents(printed)} == {"B-B"}
    assert printed["refusals"] == []
    assert printed["token"]["profile"] == "valid"
    assert "TEST" in printed["token"]["holder"]
    assert printed["elapsed_s"] > 0


@pytest.mark.timeout(400)
def test_poppler_and_qpdf_agree(shown: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    out, printed = shown
    signed = [Path(document["signed_path"]) for document in documents(printed)]
    assert len({path.resolve() for path in signed}) == len(signed)
    assert all(path.is_absolute() for path in signed)
    store = make_store(tmp_path / "nss", sorted((out / "trust").iterdir()))
    quiet = {name: value for name, value in os.environ.items() if name != "SOFTHSM2_CONF"}
    with CaServer(PostalCA.open_or_create(out / "home" / "test-ca")):
        for path in signed:
            line = ["pdfsig", "-nssdir", store, str(path)]
            said = subprocess.run(line, capture_output=True, text=True, check=False, env=quiet, timeout=60).stdout
            assert said.count("Signature Validation: Signature is Valid.") == 1, said
            assert "Certificate Validation: Certificate is Trusted." in said
            assert "Total document signed" in said
            assert qpdf(path) == 0


def test_what_is_needed_to_check_lies_there(shown: tuple[Path, dict[str, Any]]) -> None:
    out, _ = shown
    for name in ("trust", "chain"):
        (pem,) = (out / name).iterdir()
        assert pem.read_text(encoding="ascii").count("BEGIN CERTIFICATE") == 1
    assert not any((out / "user").rglob("*.db"))


def test_pictures_of_the_real_windows_are_left(shown: tuple[Path, dict[str, Any]]) -> None:
    out, _ = shown
    names = {path.stem.rpartition("-")[0] for path in (out / "screenshots").iterdir()}
    assert {"act", "plan", "pin", "outcome", "refused-key"} <= names
    assert all(path.stat().st_size > 5_000 for path in (out / "screenshots").iterdir())


def test_a_session_does_not_outlive_it(shown: tuple[Path, dict[str, Any]]) -> None:
    out, _ = shown
    assert list((out / "home" / "accounts").iterdir()) == []
    assert not (out / "home" / "sandbox" / "control.json").exists()


@pytest.fixture
def context(home: Home) -> Context:
    return Context(home, "fr", Output("json", "fr"), argparse.ArgumentParser())


@pytest.mark.timeout(300)
def test_what_the_platform_does_not_allow_is_said(context: Context, home: Home, tmp_path: Path) -> None:
    pin = job.new_pin()
    token = create_token(home, "valid", pin=bytearray(pin))
    with running(home, acts=1, drawings=DRAWINGS) as platform:
        platform.control("suspend", username=platform.president.username)
        done = job.run(context, home, platform, token, pin)
        ledger = platform.control("ledger")
    assert pin == bytearray(len(pin))
    made = summary.make(Place.prepare(tmp_path / "out"), done, token, ledger, language="fr", seconds=1)
    assert not summary.whole(made)
    assert made["refusals"]
    assert {document["verdict"] for document in documents(made)} == {"refused"}
    assert {document["signed_path"] for document in documents(made)} == {None}


def test_a_wrong_password_is_not_tried_for_ever(home: Home) -> None:
    with running(home, acts=1, drawings=DRAWINGS) as platform:
        wrong = Account(platform.president.username, "TEST wrong", "", "")
        query = "response_type=code&client_id=rokhas-desktop&redirect_uri=http://127.0.0.1:1/log-in&code_challenge="
        url = f"{platform.url}/oauth/authorize?{query}{'a' * 43}&code_challenge_method=S256"
        with pytest.raises(NotRunning):
            fill_in(url, platform.ca_file, wrong)
    with pytest.raises(NotRunning):
        fill_in(url, platform.ca_file, wrong)


def test_nothing_accepted_is_not_whole() -> None:
    assert not summary.whole({"acts": [], "refusals": []})


def test_a_folder_in_other_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "precious").touch()
    with pytest.raises(NotOurs):
        Place.prepare(tmp_path)
    assert (tmp_path / "home" / "precious").exists()


def test_an_earlier_demonstration_is_made_anew(tmp_path: Path) -> None:
    place = Place.prepare(tmp_path / "out")
    (place.home.root / "old").touch()
    (place.root / "drawings").mkdir()
    original = tmp_path / "signed.pdf"
    original.write_bytes(b"TEST")
    kept = place.keep_signed("PCT/2026 é", 2, "../plan: 1/2", original)
    assert kept.parent.parent == place.root / "signed"
    assert kept.read_bytes() == b"TEST"
    assert kept.name == "02-plan_1_2.pdf"
    again = Place.prepare(tmp_path / "out")
    assert not (again.home.root / "old").exists()
    assert not (again.root / "signed").exists()
    assert (again.root / "drawings").exists()


def test_a_folder_in_other_use_is_a_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "precious").touch()
    command = [sys.executable, "-P", "-m", "rokhas_desktop", "--home", str(tmp_path / "user"), "demo", "--headless"]
    done = subprocess.run([*command, "--out", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr
