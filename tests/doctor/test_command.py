"""The real command: before log-in, on whatever state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.command import create_token, run

from rokhas_desktop.doctor.phone import decode

KEYS = {
    "verdict",
    "checks",
    "phone_code",
    "ranked",
    "last_healthy",
    "changes",
    "seconds",
    "report",
    "trace",
}


def quiet(home: Path) -> None:
    """No clock but the loopback's is asked."""
    home.mkdir(mode=0o700, exist_ok=True)
    (home / "settings.toml").write_text('[doctor]\nclocks = ["https://127.0.0.1:9/"]\n', encoding="utf-8")


def _about_the_key(said: dict[str, Any]) -> bool:
    """No key is there; where this machine's smart-card service or reader is missing, that is the cause of it."""
    first = said["verdict"]["code"]
    return "TOK-010" in said["ranked"] and first in {"TOK-010", "TOK-070", "TOK-071", "TOK-072", "TOK-074"}


def test_before_log_in_and_without_a_key(tmp_path: Path) -> None:
    home = tmp_path / "home"
    quiet(home)
    done = run(home, "doctor", "--json", "--lang", "en")
    assert done.code == 3, done.err
    said = done.document
    assert set(said) == KEYS
    assert set(said["verdict"]) == {"code", "title", "remedy"}
    assert _about_the_key(said)
    for check in said["checks"]:
        assert {"id", "status", "code", "detail", "remedy", "seconds"} <= set(check)
        assert check["status"] in {"ok", "warning", "problem", "skipped"}
        assert (check["code"] is not None) == (check["status"] in {"warning", "problem"})
    assert decode(said["phone_code"]).code == said["verdict"]["code"]
    assert said["seconds"] < 15


def test_a_code_is_decoded_and_a_misread_one_refused(tmp_path: Path) -> None:
    home = tmp_path / "home"
    quiet(home)
    examined = run(home, "doctor", "--json").document
    code = examined["phone_code"]
    told = run(home, "doctor", "--decode", code.lower(), "--json", "--lang", "en")
    assert told.code == 0
    assert told.document["code"] == examined["verdict"]["code"]
    assert told.document["technician"]
    wrong = ("3" if code[0] != "3" else "4") + code[1:]
    assert run(home, "doctor", "--decode", wrong, "--json").code == 2


def test_settings_that_cannot_be_read_do_not_end_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    create_token(home, "valid")
    (home / "settings.toml").write_text("[doctor\n", encoding="utf-8")
    said = run(home, "doctor", "--json").document
    assert said["verdict"]["code"] == "CFG-001"
    assert {check["id"]: check["status"] for check in said["checks"]}["tokens"] == "ok"
