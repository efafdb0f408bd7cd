"""Repairs: each says what it will do and what it did, and does it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from support.card_reader import RUNS
from support.command import LINE
from support.faults import BUILDABLE
from support.ward import Bed, found
from support.ward_cases import _waiting

from rokhas_desktop.cli import verbs_doctor
from rokhas_desktop.doctor import repairs

pytestmark = [RUNS, BUILDABLE, pytest.mark.timeout(240)]


def repair(bed: Bed, name: str, *options: str) -> tuple[int, dict[str, Any]]:
    line = [*LINE, "--home", str(bed.home), "--lang", "en", "doctor", "--json", "--repair", name, *options]
    done = subprocess.run(line, capture_output=True, env=bed.env, timeout=90, check=False)
    assert done.stdout, done.stderr.decode()
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["repair"] == name
    assert told["will"] in done.stderr.decode()
    assert told["did"]
    return done.returncode, told


def test_the_command_line_knows_every_repair() -> None:
    assert set(verbs_doctor.REPAIRS) == set(repairs.REPAIRS)


def test_drivers_are_started_again(bed: Bed) -> None:
    code, told = repair(bed, "restart-token")
    assert (code, told["done"]) == (0, True)
    code, told = repair(bed, "retry-module", "--module", bed.emulated["module"])
    assert (code, told["done"]) == (0, True)
    assert "libsofthsm2" in told["did"]


def test_a_driver_that_does_not_load_is_said_to(bed: Bed) -> None:
    missing = str(bed.folder / "libmissing-test.so")
    code, told = repair(bed, "retry-module", "--module", missing)
    assert (code, told["done"], told["code"]) == (4, False, "TOK-002")
    code, told = repair(bed, "choose-module", "--module", missing)
    assert (code, told["code"]) == (4, "TOK-002")
    assert not (bed.home / "module.json").exists()


def test_one_driver_is_chosen_and_then_all_again(bed: Bed) -> None:
    code, told = repair(bed, "choose-module", "--module", bed.emulated["module"])
    assert (code, told["done"]) == (0, True)
    survey = next(check for check in bed.examine()["checks"] if check["id"] == "modules")
    assert survey["detail"] == Path(bed.emulated["module"]).name
    assert repair(bed, "choose-module")[0] == 0
    assert not (bed.home / "module.json").exists()


def test_the_index_is_made_anew_with_a_copy_from_before(bed: Bed) -> None:
    code, told = repair(bed, "rebuild-index")
    assert (code, told["done"]) == (0, True)
    copies = list((bed.home / "desk").glob("desk-*.db"))
    assert [copy.name for copy in copies] == [told["did"].rsplit(" ", 1)[1].rstrip(".")]
    assert copies[0].stat().st_size > 4096
    assert found(bed.examine()) == []


def test_a_database_beyond_repair_is_set_aside_as_it_was(bed: Bed) -> None:
    file = bed.home / "desk" / "desk.db"
    for other in file.parent.glob("desk.db-*"):
        other.unlink()
    file.write_bytes(b"TEST, not a database at all" * 200)
    before = file.read_bytes()
    assert "DSK-022" in found(bed.examine())
    code, told = repair(bed, "rebuild-index")
    assert (code, told["done"]) == (0, True)
    (aside,) = file.parent.glob("desk-*/desk.db")
    assert aside.read_bytes() == before
    assert aside.parent.name in told["did"]
    assert "DSK-022" not in found(bed.examine())


def test_what_waits_is_sent_by_the_desk(bed: Bed) -> None:
    code, told = repair(bed, "send-outbox")
    assert (code, told["done"]) == (0, True)
    assert "0" in told["did"]
    for file in bed.home.glob("accounts/*.json"):
        file.unlink()
    _waiting(bed)
    code, told = repair(bed, "send-outbox")
    assert (code, told["code"]) == (5, "API-010")


def test_the_smart_card_service_is_started_where_the_system_lets_it(bed: Bed) -> None:
    """A system whose service manager says yes, and one that says no."""
    tools = bed.folder / "bin"
    tools.mkdir()
    manager = tools / "systemctl"
    manager.write_text(f'#!/bin/sh\necho "$@" >> {tools}/asked\nexit ${{ROKHAS_TEST_SAYS:-0}}\n', encoding="utf-8")
    manager.chmod(0o755)
    bed.env["PATH"] = f"{tools}:{bed.env['PATH']}"
    code, told = repair(bed, "start-pcsc")
    assert (code, told["done"]) == (0, True)
    assert (tools / "asked").read_text().split() == ["--no-ask-password", "start", "pcscd.socket"]
    bed.env["ROKHAS_TEST_SAYS"] = "4"
    code, told = repair(bed, "start-pcsc")
    assert (code, told["code"]) == (4, "SYS-031")
