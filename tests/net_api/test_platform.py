"""The client against the real reference platform, over HTTPS on the loopback."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backends import fail
from support.sandbox import RunningSandbox, running_sandbox

from rokhas_desktop.api import errors
from rokhas_desktop.api.client import PlatformClient
from rokhas_desktop.api.login import LogIn
from rokhas_desktop.api.models import Act
from rokhas_desktop.api.order_models import ReturnOrder
from rokhas_desktop.api.secrets import TokenStore
from rokhas_desktop.api.tokens import Access, Tokens
from rokhas_desktop.api.transfer import Slice
from rokhas_desktop.net.errors import TlsUntrusted
from rokhas_desktop.net.session import Session
from rokhas_desktop.sandbox.demo.platform import Account, fill_in
from rokhas_desktop.settings import Home, Net

NET = Net(connect_timeout=5, read_timeout=60, retries=3)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox"), acts=1) as running:
        yield running


@pytest.fixture
def session(sandbox: RunningSandbox) -> Session:
    return Session(NET, ca=sandbox.ca_file)


def log_in(sandbox: RunningSandbox, session: Session, home: Home, username: str | None = None) -> Access:
    """Through the page, as a browser does it."""
    account = sandbox.account(username) if username else sandbox.president
    platform = PlatformClient(session, sandbox.url, document_bytes=1).platform()
    with LogIn(session, platform) as waiting:
        someone = Account(account["username"], account["password"], account["name"], account["commune"])
        fill_in(waiting.authorize_url, sandbox.ca_file, someone)
        tokens = waiting.wait(10)
    return Access(session, platform, TokenStore(home, sandbox.url, test=True, backend=fail.Keyring())).begin(tokens)


@pytest.fixture
def access(sandbox: RunningSandbox, session: Session, home: Home) -> Access:
    return log_in(sandbox, session, home)


@pytest.fixture
def client(sandbox: RunningSandbox, session: Session, access: Access) -> PlatformClient:
    return PlatformClient(session, sandbox.url, document_bytes=300_000_000, access=access)


def first(client: PlatformClient) -> Act:
    return client.acts().items[0]


def test_the_platform_is_not_believed_without_its_authority(sandbox: RunningSandbox) -> None:
    with pytest.raises(TlsUntrusted):
        PlatformClient(Session(NET), sandbox.url, document_bytes=1).platform()


def test_who_what_and_when(sandbox: RunningSandbox, client: PlatformClient) -> None:
    platform = client.platform()
    assert platform.environment == "test"
    account = client.me()
    assert account.role == "signer"
    assert account.entitlements
    assert client.key().items
    page = client.acts(limit=1)
    assert page.items[0] == client.act(page.items[0].id)
    assert not client.acts(page.cursor).items
    skew = client.clock().skew
    assert skew is not None
    assert abs(skew) < 5


def test_the_session_is_kept_and_renewed(sandbox: RunningSandbox, session: Session, access: Access, home: Home) -> None:
    again = Access(session, access.platform, TokenStore(home, sandbox.url, test=True, backend=fail.Keyring()))
    assert again.token() == access.token()
    renewed = again.renew(access.token())
    assert renewed != access.token()
    assert access.renew(access.token()) == renewed
    client = PlatformClient(session, sandbox.url, document_bytes=1, access=access)
    client.me()
    assert access.end()
    with pytest.raises(errors.NotLoggedIn):
        client.me()


def test_a_used_refresh_token_ends_the_session(sandbox: RunningSandbox, session: Session, access: Access) -> None:
    old = access.store.load()
    assert old is not None
    access.renew(access.token())

    class Stale:
        def load(self) -> Tokens | None:
            return old

        def save(self, tokens: Tokens) -> None:
            pytest.fail("a used refresh token gave another")

        def forget(self) -> None:
            pass

    with pytest.raises(errors.NotLoggedIn):
        Access(session, access.platform, Stale()).renew(old.access)
    with pytest.raises(errors.NotLoggedIn):
        PlatformClient(session, sandbox.url, document_bytes=1, access=access).me()


def test_documents_come_whole_over_a_line_that_cuts(
    sandbox: RunningSandbox, client: PlatformClient, tmp_path: Path
) -> None:
    act = first(client)
    sandbox.ctl("cut", count=2)
    for document in act.documents:
        target = tmp_path / document.id
        client.download(act.id, document, target)
        assert hashlib.sha256(target.read_bytes()).hexdigest() == document.sha256


def test_a_short_outage_is_waited_for(sandbox: RunningSandbox, client: PlatformClient) -> None:
    sandbox.ctl("fail", count=1)
    assert client.me().role == "signer"


def test_refusals_have_their_codes(sandbox: RunningSandbox, client: PlatformClient, tmp_path: Path) -> None:
    act = first(client)
    with pytest.raises(errors.PlatformRefused) as caught:
        client.act("none-such")
    assert caught.value.slug == "not-found"
    original = tmp_path / "original"
    client.download(act.id, act.documents[-1], original)
    signed = tmp_path / "signed"
    signed.write_bytes(original.read_bytes() + b"no signature")
    with pytest.raises(errors.PlatformRefused) as caught:
        client.submit(
            act,
            act.documents[-1],
            Slice(signed, act.documents[-1].size, 12),
            whole_sha256=hashlib.sha256(signed.read_bytes()).hexdigest(),
            whole_size=signed.stat().st_size,
            signer="00" * 32,
        )
    assert caught.value.slug == "broken-signature"
    stale = act.model_copy(update={"version": act.version + 1})
    with pytest.raises(errors.PlatformRefused) as caught:
        client.return_act(stale, ReturnOrder(reason="TEST"))
    assert caught.value.slug == "version-changed"


def test_an_act_goes_back_once(sandbox: RunningSandbox, client: PlatformClient) -> None:
    cursor = client.acts().cursor
    sandbox.ctl("add", count=1)
    act = client.acts(cursor).items[0]
    receipt = client.return_act(act, ReturnOrder(reason="TEST : la surface diffère."))
    assert client.return_act(act, ReturnOrder(reason="TEST : la surface diffère.")) == receipt
    assert client.act(act.id).state == "returned"
