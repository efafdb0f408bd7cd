"""The proxy's question in the window, and the proxies that Qt tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtNetwork import QNetworkProxy
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot
from support.loopback_https import Loopback, Reply, TestAuthority
from support.proxies import PASSWORD, USER, asking_proxy

from rokhas_desktop import app
from rokhas_desktop.net import errors
from rokhas_desktop.settings import Home
from rokhas_desktop.ui import proxies
from rokhas_desktop.ui.main import build

Kind = QNetworkProxy.ProxyType


@pytest.mark.parametrize(
    ("found", "address"),
    [
        ([QNetworkProxy(Kind.NoProxy)], None),
        ([], None),
        ([QNetworkProxy(Kind.HttpProxy, "proxy.test", 3128)], "http://proxy.test:3128"),
        ([QNetworkProxy(Kind.HttpCachingProxy, "::1", 3128), QNetworkProxy(Kind.NoProxy)], "http://[::1]:3128"),
        ([QNetworkProxy(Kind.FtpCachingProxy, "x", 1), QNetworkProxy(Kind.HttpProxy, "y", 2)], "http://y:2"),
        ([QNetworkProxy(Kind.Socks5Proxy, "s", 1080)], "socks5://s:1080"),
    ],
)
def test_qt_s_proxies_become_addresses(found: list[QNetworkProxy], address: str | None) -> None:
    assert dict(proxies.as_addresses(found)) == ({"http": address, "https": address} if address else {})


def test_the_system_s_proxy_is_asked_of_qt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:3128")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:3128")
    monkeypatch.delenv("no_proxy", raising=False)
    assert proxies.system("https://platform.test/")["https"] == "http://127.0.0.1:3128"


@pytest.mark.window
def test_the_window_asks_once_and_goes_on(qtbot: QtBot, home: Home, tmp_path: Path) -> None:
    """Logging in through a proxy that asks: a wrong password, then the right one; the platform is reached."""
    authority = TestAuthority(tmp_path)
    platform = Loopback(authority.server("platform.test"))
    platform.answer = lambda _: Reply(503, b"", {"Content-Type": "text/plain"})
    with asking_proxy(("127.0.0.1", platform.port), ["Basic"]) as (proxy, _):
        rooms = app.build(home, policy=home.root / "none", proxies=lambda _url: {"https": proxy})
        window = build(rooms)
        qtbot.addWidget(window)
        window.show()
        told: list[Any] = []
        window.controller.failed.connect(told.append)
        window.login_page.suggest("https://platform.test", authority.file)
        window.login_page.log_in_wanted.emit("https://platform.test", authority.file)
        for password in ("TEST wrong", PASSWORD):
            qtbot.waitUntil(lambda: window.proxy_flow.dialog is not None, timeout=10_000)
            dialog = window.proxy_flow.dialog
            assert isinstance(dialog, QDialog)
            user, secret = dialog.findChildren(QLineEdit)
            assert secret.echoMode() == QLineEdit.EchoMode.Password
            user.setText(USER)
            secret.setText(password)
            dialog.accept()
        qtbot.waitUntil(lambda: bool(platform.asked), timeout=10_000)
        qtbot.waitUntil(lambda: told[-1].code == errors.Unavailable.code, timeout=20_000)
        assert [error.code for error in told] == ["NET-006", "NET-021", "NET-009"]
        # Who declines is not asked again until the next try of their own.
        window.controller.failed.emit(errors.ProxyAuthentication(proxy="other:1"))
        assert window.proxy_flow.dialog is not None
        window.proxy_flow.dialog.reject()
        window.controller.failed.emit(errors.ProxyAuthentication(proxy="other:1"))
        assert window.proxy_flow.dialog is None
        window.controller.close()
        rooms.close()
    platform.close()
    kept = [path.read_bytes() for path in home.root.rglob("*") if path.is_file()]
    assert not any(PASSWORD.encode() in data for data in kept)
