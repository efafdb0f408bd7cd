"""What stands between this PC and a server, for the examination: only looked at, and nothing is sent.

The one place where a certificate is taken without being verified: to say who opened the connection on the way.
"""

from __future__ import annotations

import http.client
import ssl
import subprocess
import sys
from shutil import which
from urllib.parse import SplitResult, urlsplit

from requests.utils import get_environ_proxies, select_proxy

from rokhas_desktop.net import address
from rokhas_desktop.net.session import LOOPBACK, ProxyResolver


def presented(url: str, proxy: str | None, seconds: float) -> bytes | None:
    """The certificate (DER) that answers for ``url``, whoever's it is; None where nobody answers with one."""
    parts = address.parse(url, ("https",))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    through = urlsplit(proxy) if proxy else None
    connection = _connection(parts, through, context, seconds)
    try:
        connection.connect()
        return connection.sock.getpeercert(binary_form=True)
    except (OSError, http.client.HTTPException, AttributeError):
        return None
    finally:
        connection.close()


def proxy(url: str, resolve: ProxyResolver | None) -> str | None:
    """The proxy that the application's session would take for ``url``, as an address."""
    if urlsplit(url).hostname in LOOPBACK:
        return None
    return select_proxy(url, dict((resolve or get_environ_proxies)(url))) or None


def _connection(
    parts: SplitResult, through: SplitResult | None, context: ssl.SSLContext, seconds: float
) -> http.client.HTTPSConnection:
    host, port = parts.hostname or "", parts.port or 443
    if through is None or through.hostname is None:
        return http.client.HTTPSConnection(host, port, timeout=seconds, context=context)
    connection = http.client.HTTPSConnection(through.hostname, through.port or 8080, timeout=seconds, context=context)
    connection.set_tunnel(host, port)
    return connection


def proxy_script() -> str | None:
    """The address of the script (PAC) by which this PC's user chooses proxies; None where there is none."""
    if sys.platform == "win32":
        import winreg

        key = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                return str(winreg.QueryValueEx(opened, "AutoConfigURL")[0]) or None
        except OSError:
            return None
    if sys.platform == "darwin":
        found = _said("scutil", "--proxy")
        lines = (line.partition(" : ") for line in found.splitlines())
        return next((value for name, _, value in lines if name.strip() == "ProxyAutoConfigURLString"), None)
    if _said("gsettings", "get", "org.gnome.system.proxy", "mode").strip(" '\n") != "auto":
        return None
    return _said("gsettings", "get", "org.gnome.system.proxy", "autoconfig-url").strip(" '\n") or "WPAD"


def _said(program: str, *arguments: str) -> str:
    """What a program of the system says; nothing where it is not there or fails."""
    if which(program) is None:
        return ""
    try:
        done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=2, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""
