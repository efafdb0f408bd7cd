"""The platform on PostgreSQL: runs where ``initdb`` is found, and says so where not."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.pdf_signing import issue
from support.platform_case import Case
from support.platform_client import Bare, problem
from support.sandbox import running_sandbox

from rokhas_desktop.sandbox.postal_ca import PostalCA


def _tool(name: str) -> str | None:
    """A PostgreSQL server program: on the path, or where Debian keeps it."""
    found = shutil.which(name)
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(debian[-1]) if debian else found


INITDB, POSTGRES = _tool("initdb"), _tool("postgres")
pytestmark = pytest.mark.skipif(
    not (INITDB and POSTGRES), reason="no PostgreSQL server here (apt-get install postgresql)"
)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A cluster of its own on the loopback."""
    data = tmp_path / "pg"
    data.mkdir()
    # The server refuses to run as root: it becomes the user that Debian's package makes.
    as_user: list[str] = []
    if os.name == "posix" and os.geteuid() == 0:
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        shutil.chown(data, "postgres", "postgres")
        for parent in (tmp_path, *tmp_path.parents[:3]):
            parent.chmod(parent.stat().st_mode | 0o011)
    assert INITDB
    assert POSTGRES
    subprocess.run(
        [*as_user, INITDB, "-D", str(data), "-U", "rokhas", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"],
        check=True,
        capture_output=True,
        cwd="/",
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [*as_user, POSTGRES, "-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-k", "", "-F"],
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
    )
    assert server.stderr is not None
    try:
        for line in server.stderr:
            if "ready to accept connections" in line:
                break
        yield f"postgresql://rokhas@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(20)
        server.stderr.close()


def test_the_whole_way_on_postgresql(tmp_path: Path, url: str) -> None:
    with running_sandbox(tmp_path / "home", db=url) as sandbox:
        client = Bare(sandbox, sandbox.president["username"])
        start = client.page()
        key = issue(PostalCA.open_or_create(sandbox.home / "test-ca"), client.call("GET", "/v1/me").json()["cin"])
        case = Case(client, key, start["items"][0]["reference"])
        for piece in (*case.pieces, case.decision):
            receipt = case.submit(piece, case.signed(piece))
            assert receipt.status_code == 200, receipt.text
        assert receipt.json()["act_state"] == "signed"
        assert problem(case.submit(case.decision, case.signed(case.decision))) == "already-signed"
        assert [item["state"] for item in client.page(since=start["cursor"])["items"]] == ["signed"]
        again = Bare(sandbox)
        again.tokens = {"access_token": client.tokens["access_token"]}
        renewed = again.token(grant_type="refresh_token", refresh_token=client.tokens["refresh_token"])
        assert renewed.status_code == 200
        assert len(sandbox.ctl("ledger")) == len(case.act["documents"]) + 1
        sandbox.ctl("reset")
        assert sandbox.ctl("ledger") == []
        client.close()
        again.close()
    assert not list((tmp_path / "home" / "sandbox").glob("*.db"))
