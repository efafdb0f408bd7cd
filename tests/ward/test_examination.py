"""What an examination remembers, and its trial signature."""

from __future__ import annotations

import json

import pytest
from support.card_reader import RUNS
from support.ward import PIN, Bed, found

pytestmark = [RUNS, pytest.mark.timeout(240)]


def test_the_last_ten_healthy_examinations_are_kept_and_what_changed_since_is_told(bed: Bed) -> None:
    kept = bed.home / "doctor" / "healthy.json"
    told = bed.examine()
    assert (told["last_healthy"], told["changes"]) == (None, [])
    (first,) = json.loads(kept.read_text(encoding="utf-8"))
    kept.write_text(json.dumps([first] * 10), encoding="utf-8")
    bed.env["TZ"] = "UTC"
    bed.order("flags - 0 0x40000")
    told = bed.examine()
    assert told["last_healthy"] == first["at"]
    changed = {one["what"]: one for one in told["changes"]}
    assert set(changed) == {"zone", "modules"}
    assert changed["zone"]["before"] == "+01 UTC+01:00"
    assert "libsofthsm2" in changed["modules"]["before"]
    assert "faults" in changed["modules"]["after"]
    assert len(json.loads(kept.read_text(encoding="utf-8"))) == 10  # an illness is not remembered
    bed.env["TZ"] = "Africa/Casablanca"
    (bed.folder / "orders").unlink()
    assert found(bed.examine()) == []
    after = json.loads(kept.read_text(encoding="utf-8"))
    assert len(after) == 10
    assert after[-1]["at"] > first["at"]


def test_what_is_kept_names_nobody(bed: Bed) -> None:
    bed.examine()
    text = (bed.home / "doctor" / "healthy.json").read_text(encoding="utf-8")
    assert "TEST" not in text
    assert str(bed.folder) not in text


def test_the_holder_signs_a_trial_sentence_and_nothing_else(bed: Bed) -> None:
    bed.options += ["--deep", "--pin-stdin"]
    bed.typed = f"{PIN}\n"
    told = bed.examine()
    trial = told["checks"][-1]
    assert (trial["id"], trial["status"], told["verdict"]["code"]) == ("trial", "ok", None)
    assert trial["detail"].startswith("CAdES")


def test_a_key_that_wants_its_pin_again_gets_it_once_for_the_trial(bed: Bed) -> None:
    bed.order("always")
    bed.options += ["--deep", "--pin-stdin"]
    bed.typed = f"{PIN}\n"
    assert bed.examine()["checks"][-1]["status"] == "ok"


def test_without_a_key_there_is_no_trial_and_no_pin_is_asked_for(bed: Bed) -> None:
    bed.pull()
    bed.options += ["--deep", "--pin-stdin"]
    trial = bed.examine()["checks"][-1]
    assert (trial["id"], trial["status"]) == ("trial", "skipped")
