"""What can go wrong on the way to a server.  ``host`` is its name and port, ``proxy`` the proxy's."""

from __future__ import annotations

from rokhas_desktop.errors import RokhasError


class NetError(RokhasError):
    """The way to a server failed; one of the classes below says how."""

    code = "NET-012"


class NameNotFound(NetError):
    """The host's name could not be resolved: no network, or a wrong address."""

    code = "NET-001"


class Refused(NetError):
    """The host answered that nothing listens there."""

    code = "NET-002"


class TimedOut(NetError):
    """No answer within the time that settings allow."""

    code = "NET-003"


class TlsUntrusted(NetError):
    """The server's certificate does not lead to an authority that this PC trusts."""

    code = "NET-004"


class TlsFailed(NetError):
    """The secure connection could not be set up, for another reason than trust."""

    code = "NET-005"


class ProxyAuthentication(NetError):
    """The proxy wants a user name and a password (407)."""

    code = "NET-006"


class CaptivePortal(NetError):
    """A web page came where data was wanted: a sign-in page of the local network."""

    code = "NET-007"


class RedirectedElsewhere(NetError):
    """The server sent us to another host, where we do not go."""

    code = "NET-008"


class Unavailable(NetError):
    """The server answered that it cannot serve now (5xx)."""

    code = "NET-009"


class Truncated(NetError):
    """The answer ended before its announced length."""

    code = "NET-010"


class TooLong(NetError):
    """The answer is longer than what such an answer may be."""

    code = "NET-011"


class ConnectionLost(NetError):
    """The connection broke while it was used."""

    code = "NET-012"


class ProxyUnreachable(NetError):
    """The proxy of this PC's settings does not answer."""

    code = "NET-013"


class TlsOutOfDate(NetError):
    """The server's certificate is expired or not yet valid, as this PC's clock has it."""

    code = "NET-014"


class TlsWrongName(NetError):
    """The server's certificate was issued for another name."""

    code = "NET-015"


class BadAddress(NetError):
    """An address that is not one, or not https where it must be."""

    code = "NET-016"


class BadAuthorityFile(NetError):
    """The file with an extra authority (``--ca``) cannot be read as certificates."""

    code = "NET-017"


class NotUnderstood(NetError):
    """The answer is not the JSON that was wanted."""

    code = "NET-018"


class TlsIntercepted(NetError):
    """A product on the PC or the network put a certificate of its own in place of the server's."""

    code = "NET-019"


class KeyNotPinned(NetError):
    """The server's certificate is trusted, but its key is none of those that the machine policy names."""

    code = "NET-020"


class ProxyRefused(NetError):
    """The proxy did not accept the name and password that it was given."""

    code = "NET-021"


class ProxyScheme(NetError):
    """The proxy asks for a kind of authentication that is not spoken here."""

    code = "NET-022"


class ProxyForbids(NetError):
    """The proxy will not open a connection to that server."""

    code = "NET-023"


class SlowDown(NetError):
    """The server asks to be left alone for a while (429)."""

    code = "NET-024"


class ProxyKind(NetError):
    """The PC's settings name a proxy of a kind that is not spoken here (SOCKS)."""

    code = "NET-025"
