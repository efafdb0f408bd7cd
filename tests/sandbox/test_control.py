"""``rokhas-desktop sandbox`` and ``sandbox ctl`` as a person and a script use them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
import requests
from support.pdf_signing import issue
from support.platform_case import Case
from support.platform_client import Bare, problem
from support.sandbox import RunningSandbox, running_sandbox

from rokhas_desktop.sandbox.platform.errors import ControlRefused, NotRunning
from rokhas_desktop.sandbox.postal_ca import PostalCA


def command(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-P", "-m", "rokhas_desktop", "--home", str(home), "--lang", "en", *words]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


def test_the_ready_line(sandbox: RunningSandbox) -> None:
    assert sandbox.url.startswith("https://127.0.0.1:")
    assert sandbox.ca_file.is_file()
    assert [path.suffix for path in sandbox.trust_dir.iterdir()] == [".pem"]
    assert {item["role"] for item in sandbox.accounts} == {"signer", "clerk", "help_desk"}
    assert len({item["commune"] for item in sandbox.accounts}) > 3
    assert {"username", "password", "name", "commune", "role", "profile"} == set(sandbox.president)
    assert all("TEST" in item["name"] for item in sandbox.accounts)


def test_the_control_file_is_its_users_own(sandbox: RunningSandbox) -> None:
    path = sandbox.data / "control.json"
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0


def test_the_control_channel_wants_its_token(sandbox: RunningSandbox) -> None:
    answer = requests.post(f"{sandbox.url}/-/control", json={"verb": "acts"}, verify=str(sandbox.ca_file), timeout=10)
    assert problem(answer) == "not-authenticated"


def test_ctl_on_the_command_line(case: Case, sandbox: RunningSandbox) -> None:
    piece = case.pieces[0]
    assert case.submit(piece, case.signed(piece)).status_code == 200
    assert problem(case.submit(piece, case.signed(piece))) == "already-signed"
    said = command(sandbox.home, "--json", "sandbox", "ctl", "ledger")
    lines = [item for item in json.loads(said.stdout) if item["reference"] == case.reference]
    assert [(item["verdict"], item["code"]) for item in lines] == [("accepted", None), ("refused", "already-signed")]
    keys = {"reference", "document", "sha256", "received_at", "signer", "verdict", "code"}
    assert keys <= set(lines[0])
    human = command(sandbox.home, "sandbox", "ctl", "ledger").stdout.splitlines()
    assert sum(case.reference in line for line in human) == 2
    withdrawn = command(sandbox.home, "sandbox", "ctl", "--data", str(sandbox.data), "withdraw", case.reference.lower())
    assert (withdrawn.returncode, case.refresh()["state"]) == (0, "withdrawn")


def test_ctl_says_what_is_wrong(sandbox: RunningSandbox, tmp_path: Path) -> None:
    refused = command(sandbox.home, "sandbox", "ctl", "withdraw", "PCT-TEST")
    assert refused.returncode == 3
    assert "PCT-TEST" in refused.stdout + refused.stderr
    nowhere = command(tmp_path, "sandbox", "ctl", "acts")
    assert nowhere.returncode == 5
    with pytest.raises(ControlRefused):
        sandbox.ctl("revoke", serial="TEST")
    with pytest.raises(ControlRefused):
        sandbox.ctl("revoke", serial="abcdef")


def test_no_name_or_number_in_the_ledger(case: Case, sandbox: RunningSandbox, president: Bare) -> None:
    piece = case.pieces[0]
    case.submit(piece, case.signed(piece))
    text = json.dumps(sandbox.ctl("ledger"), ensure_ascii=False)
    assert president.call("GET", "/v1/me").json()["cin"] not in text
    assert "ALAOUI" not in text


def test_a_certificate_file_is_revoked(case: Case, ca: PostalCA, president: Bare, sandbox: RunningSandbox) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding

    key = issue(ca, president.call("GET", "/v1/me").json()["cin"])
    file = sandbox.home / "TEST.pem"
    file.write_bytes(key.certificate.public_bytes(Encoding.PEM))
    assert command(sandbox.home, "sandbox", "ctl", "revoke", "--cert", str(file)).returncode == 0
    assert problem(case.submit(case.pieces[0], case.signed(case.pieces[0], key))) == "certificate-revoked"


def test_slow_and_failing(sandbox: RunningSandbox, president: Bare) -> None:
    sandbox.ctl("slow", ms=300)
    start = time.monotonic()
    president.call("GET", "/v1/me")
    assert time.monotonic() - start >= 0.3
    sandbox.ctl("slow", ms=0)
    sandbox.ctl("fail", count=2)
    answers = [president.call("GET", "/v1/me") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert problem(answers[0]) == "unavailable"
    sandbox.ctl("fail", count=1, status=429)
    answer = president.call("GET", "/v1/me")
    assert (problem(answer), answer.headers["Retry-After"]) == ("slow-down", "1")


def test_the_clock_of_the_platform_and_of_the_ca(case: Case, sandbox: RunningSandbox, ca: PostalCA) -> None:
    def seen() -> Any:
        answer = case.client.http.get(f"{sandbox.url}/.well-known/rokhas-desktop", timeout=10)
        return parsedate_to_datetime(answer.headers["Date"]).timestamp()

    start = time.time()
    assert abs(seen() - start) < 5
    try:
        sandbox.ctl("clock", seconds=7200)
        assert 7190 < seen() - start < 7230
        client = Bare(sandbox, "presidente.aitmelloul")  # the tokens of before have ended
        later = Case(client, case.key, case.reference)
        assert later.submit(later.pieces[0], later.signed(later.pieces[0])).status_code == 200
        client.close()
    finally:
        sandbox.ctl("clock", seconds=-7200)


def test_a_validity_that_ends_with_the_platforms_clock(case: Case, sandbox: RunningSandbox) -> None:
    try:
        sandbox.ctl("clock", seconds=3 * 366 * 86400)
        client = Bare(sandbox, "presidente.aitmelloul")
        later = Case(client, case.key, case.reference)
        answer = problem(later.submit(later.pieces[0], later.signed(later.pieces[0])))
        client.close()
    finally:
        sandbox.ctl("clock", seconds=-3 * 366 * 86400)
    assert answer == "certificate-expired"


def test_poses_as_a_real_platform(sandbox: RunningSandbox, president: Bare) -> None:
    try:
        sandbox.ctl("environment", environment="production")
        found = president.call("GET", "/.well-known/rokhas-desktop").json()
    finally:
        sandbox.ctl("environment", environment="test")
    assert (found["environment"], found["test_chain"]) == ("production", [])


def test_ends_quietly_and_comes_back_as_it_was(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with running_sandbox(home) as first:
        client = Bare(first, first.president["username"])
        act = client.page()["items"][0]
        first.ctl("withdraw", reference=act["reference"])
        ca_file = first.ca_file.read_bytes()
        client.close()
        first.process.send_signal(signal.SIGTERM)
        assert first.process.wait(15) == 0
        assert not (first.data / "control.json").exists()
        with pytest.raises(NotRunning):
            first.ctl("acts")
    with running_sandbox(home) as second:
        assert second.ca_file.read_bytes() == ca_file
        assert second.ctl("acts")[0]["state"] == "withdrawn"
        second.ctl("reset")
        client = Bare(second, second.president["username"])
        fresh = client.page()["items"][0]
        client.close()
        assert fresh["state"] == "awaiting_signature"
        assert [item["sha256"] for item in fresh["documents"]] == [item["sha256"] for item in act["documents"]]


def test_a_port_that_is_taken(sandbox: RunningSandbox, tmp_path: Path) -> None:
    port = sandbox.url.rpartition(":")[2]
    answer = command(tmp_path, "sandbox", "--port", port)
    assert answer.returncode == 6
    assert port in answer.stdout + answer.stderr
