"""``token pin`` as another program drives it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support.command import PIN, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SoftHSM on Linux only")
NEW = "97531864"


def test_a_pin_is_left_to_the_portal_unless_policy_allows(valid: Path, pdf: Path, tmp_path: Path) -> None:
    (told,) = run(valid, "token", "pin", "status", "--json").document
    assert (told["pin_state"], told["change"], told["unblock"]) == ("ok", False, False)
    assert told["portal"].startswith("https://")
    for act in ("change", "unblock"):
        refused = run(valid, "token", "pin", act, "--pin-stdin", "--json", typed=f"{PIN}\n{NEW}\n")
        assert (refused.code, refused.document["error"]["code"]) == (4, "TOK-064")
        assert told["portal"] in " ".join(refused.document["error"]["remedy"])
    own = valid / "settings.toml"
    own.write_text("[token]\npin_change = true\n", encoding="utf-8")
    try:
        wrong = run(valid, "token", "pin", "change", "--pin-stdin", "--json", typed=f"11111111\n{NEW}\n")
        assert (wrong.code, wrong.document["error"]["code"]) == (4, "TOK-020")
        done = run(valid, "token", "pin", "change", "--pin-stdin", "--json", typed=f"{PIN}\n{NEW}\n")
        assert done.code == 0, done.err
        signed = run(valid, "sign-file", pdf, "--out", tmp_path / "out", "--pin-stdin", "--jsonl", typed=f"{NEW}\n")
        assert signed.code == 0, signed.err
        assert run(valid, "token", "pin", "change", "--pin-stdin", typed=f"{NEW}\n{PIN}\n").code == 0
        assert NEW not in f"{done.out}{done.err}{wrong.out}{wrong.err}"
        assert run(valid, "token", "pin", "change", "--json").document["error"]["code"] == "TOK-028"
    finally:
        own.unlink()
