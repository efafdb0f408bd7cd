"""What must not drift: verbs, options, exit codes, and what goes to which stream."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.command import run

from rokhas_desktop import catalogue
from rokhas_desktop.cli import exits
from rokhas_desktop.cli.main import main
from rokhas_desktop.settings import Home, NotForUsers, load

ORDER = [70, 6, 4, 5, 3, 130, 0]

USAGES = [
    ["no-such-verb"],
    ["token"],
    ["token", "no-such-act"],
    ["sign"],
    ["sign", "--all", "PCT-1"],
    ["sign-file", "--out", "out"],
    ["sign-file", "a.pdf"],
    ["sign-file", "a.pdf", "--out", "out", "--level", "B-T"],
    ["sign-file", "a.pdf", "--out", "out", "--level", "B-LTA"],
    ["sign-file", "a.pdf", "--out", "out", "--level", "B-X", "--tsa", "http://127.0.0.1:1/"],
    ["sign-file", "--files-from", "not-there.txt", "--out", "out"],
    ["sign-file", "a.pdf", "--out", "out", "--pin", "24681357"],
    ["verify"],
    ["verify", "a.pdf", "--trust", "not-there"],
    ["review", "PCT-1"],
    ["return", "PCT-1"],
    ["login"],
    ["whoami", "--json", "--jsonl"],
    ["whoami", "--lang", "es"],
]


@pytest.mark.parametrize("args", USAGES, ids=" ".join)
def test_a_wrong_usage_is_exit_2_and_prints_nothing_on_standard_output(args: list[str], home: Home) -> None:
    done = run(home.root, *args)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("verb", ["extend", "keys", "journal"])
def test_what_is_not_built_is_no_verb(verb: str, home: Home) -> None:
    assert run(home.root, verb).code == 2


def test_version_and_help(home: Home) -> None:
    assert run(home.root, "--version").out.startswith("rokhas-desktop 0.")
    help_text = run(home.root, "--help")
    assert help_text.code == 0
    for verb in ("login", "whoami", "pending", "sign-file", "verify", "token", "sandbox", "softhsm"):
        assert verb in help_text.out


@pytest.mark.parametrize("before", [True, False])
def test_global_options_stand_before_or_after_the_verb(before: bool, tmp_path: Path) -> None:
    options = ["--home", str(tmp_path / "other"), "--lang", "en", "--json"]
    args = [*options, "token", "list"] if before else ["token", "list", *options]
    (tmp_path / "unused").mkdir()
    done = run(tmp_path / "unused", *args, "--module", "/no/such/module.so")
    (module,) = done.document["modules"]
    assert module["code"] == "TOK-002"
    assert module["message"] == catalogue.entry("TOK-002").text("en", {"module": "module.so", "reason": "?"}).title
    assert (tmp_path / "other").is_dir()
    assert list((tmp_path / "unused").iterdir()) == []


def test_a_purge_needs_somebody_to_purge_unless_it_is_everybody(home: Home) -> None:
    done = run(home.root, "purge", "--json")
    assert (done.code, done.document["error"]["code"]) == (5, "API-010")
    done = run(home.root, "purge", "--all", "--json")
    assert (done.code, done.document) == (0, {"accounts": 0, "documents": 0, "discarded": 0})


def test_an_error_is_one_json_document_and_text_on_the_other_stream(home: Home) -> None:
    done = run(home.root, "whoami", "--json")
    assert done.code == 5
    error = done.document["error"]
    assert catalogue.entry(error["code"]).exit == 5
    assert error["message"]
    assert error["remedy"]
    assert error["code"] in done.err


def test_a_home_that_cannot_be_made_is_the_state_on_disk(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("TEST")
    done = run(tmp_path, "whoami", "--home", str(tmp_path / "file" / "home"), "--json")
    assert done.code == 6
    assert done.document["error"]["code"] == "APP-022"


def test_settings_that_cannot_be_read_are_the_state_on_disk(home: Home) -> None:
    home.settings_file.write_text("language = 7\n", encoding="utf-8")
    done = run(home.root, "token", "list", "--json")
    assert done.code == 6
    assert done.document["error"]["code"] == "CFG-001"


@given(st.lists(st.sampled_from(ORDER), max_size=6))
def test_the_highest_ranked_exit_code_wins(codes: list[int]) -> None:
    expected = next((code for code in ORDER if code in codes), 0)
    for some in itertools.islice(itertools.permutations(codes), 24):
        assert exits.worst(some) == expected


def test_every_code_of_the_catalogue_has_an_exit_code_that_ranks() -> None:
    for code, entry in catalogue.everything().items():
        assert exits.of_code(code) in {2, *ORDER} - {0}, entry


def test_our_own_bug_leaves_a_report_without_what_it_was_about(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ROKHAS_DESKTOP_HOME", str(home.root))

    def broken(_context: object) -> int:
        secret = "24681357"
        raise ValueError(f"the PIN was {secret}")

    assert main([], broken) == 70
    err = capsys.readouterr().err
    (report,) = home.folder("logs").glob("report-*.txt")
    assert str(report) in err
    written = report.read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "test_usage.py" in written
    assert "24681357" not in written + err
    assert str(home.root) not in written


def test_the_command_without_a_verb_opens_the_window(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROKHAS_DESKTOP_HOME", str(home.root))
    seen = []
    assert main(["--lang", "ar"], lambda context: seen.append((context.home, context.language)) or 0) == 0
    assert seen == [(home, "ar")]


def test_a_users_settings_cannot_name_a_module(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text('[token]\nmodules = ["/tmp/TEST.so"]\n', encoding="utf-8")
    done = run(home, "pending", "--json")
    assert done.code == 6
    assert done.document["error"]["code"] == "CFG-002"
    policy = tmp_path / "policy.toml"
    policy.write_text('[token]\nmodules = ["/opt/TEST.so"]\n[access]\ntoken_file = true\n', encoding="utf-8")
    (home / "settings.toml").write_text("[access]\ntoken_file = true\n", encoding="utf-8")
    with pytest.raises(NotForUsers):
        load(Home.find(home), policy)
    (home / "settings.toml").unlink()
    settings = load(Home.find(home), policy).settings
    assert settings.token.modules == ("/opt/TEST.so",)
    assert settings.access.token_file
