"""What can go wrong with a key: one class for each thing that a person can understand and act on.

Errors of the child cross the pipe by code; :func:`typed` gives them back their class.
"""

from __future__ import annotations

from rokhas_desktop.errors import Coded, RokhasError


class TokenError(RokhasError):
    """What all errors of this room are."""

    code = "TOK-050"


# no module and no token


class NoModule(TokenError):
    """No known PKCS#11 module is on this computer."""

    code = "TOK-001"


class ModuleNotLoaded(TokenError):
    """The library cannot be loaded, or is not a PKCS#11 module."""

    code = "TOK-002"


class WrongBitness(TokenError):
    """The library was built for another kind of processor than this program."""

    code = "TOK-003"


class SiblingMissing(TokenError):
    """A library that the module needs is missing."""

    code = "TOK-004"


class ModuleFailed(TokenError):
    """C_Initialize, or reading the slots, was refused."""

    code = "TOK-005"


class ModuleCrashed(TokenError):
    """The module's child died while it looked at its slots."""

    code = "TOK-006"


class ModuleHung(TokenError):
    """The module's child did not answer in time and was ended."""

    code = "TOK-007"


class ModuleSetAside(TokenError):
    """The module failed too often and is not tried again until somebody asks for it."""

    code = "TOK-008"


class NoToken(TokenError):
    """No module shows a token."""

    code = "TOK-010"


class TokenRemoved(TokenError):
    """The token is gone (CKR_DEVICE_REMOVED, CKR_TOKEN_NOT_PRESENT)."""

    code = "TOK-011"


class UnknownToken(TokenError):
    """No token has the label or serial that was asked for."""

    code = "TOK-012"


class AmbiguousToken(TokenError):
    """Several tokens fit what was asked for."""

    code = "TOK-013"


class TokenNotRecognised(TokenError):
    """The module does not know this kind of token (CKR_TOKEN_NOT_RECOGNIZED)."""

    code = "TOK-014"


class TokenSwapped(TokenError):
    """The token is no longer the one whose certificate was shown."""

    code = "TOK-015"


class UnknownCertificate(TokenError):
    """The token does not hold the certificate that was asked for."""

    code = "TOK-016"


class AmbiguousCertificate(TokenError):
    """Several certificates fit what was asked for."""

    code = "TOK-017"


class ModuleNotAdmitted(TokenError):
    """A module that neither the table nor machine policy knows, on a platform where acts are real."""

    code = "TOK-018"


# PIN and log-in


class PinIncorrect(TokenError):
    """The token refused the PIN (CKR_PIN_INCORRECT)."""

    code = "TOK-020"


class PinLocked(TokenError):
    """The PIN is locked; nothing was sent, or the token said so."""

    code = "TOK-021"


class LastTry(TokenError):
    """One try is left and nobody confirmed that it may be spent; nothing was sent."""

    code = "TOK-022"


class PinLength(TokenError):
    """The PIN is too short or too long for this token; no try was spent."""

    code = "TOK-023"


class PinCharacters(TokenError):
    """The PIN has characters that no token takes; no try was spent."""

    code = "TOK-024"


class PinNotSet(TokenError):
    """The holder's first PIN was never set."""

    code = "TOK-025"


class PinExpired(TokenError):
    """The PIN has to be changed before the key can be used."""

    code = "TOK-026"


class PinpadOnly(TokenError):
    """The token wants its PIN on its own pinpad."""

    code = "TOK-027"


class PinMissing(TokenError):
    """The token has no pinpad, and no PIN was given."""

    code = "TOK-028"


class LogInFailed(TokenError):
    """The log-in failed in a way that says nothing about the PIN."""

    code = "TOK-029"


class LogInCancelled(TokenError):
    """The holder cancelled at the pinpad, or let its time run out."""

    code = "TOK-030"


class AnotherUser(TokenError):
    """Another user is logged in to the token."""

    code = "TOK-031"


class ConsentWanted(TokenError):
    """The key wants its PIN for each signature, and the holder did not consent to that."""

    code = "TOK-032"


class PinUsesSpent(TokenError):
    """The signatures that the holder's consent covered are used up."""

    code = "TOK-033"


class PinRefusedAgain(TokenError):
    """The token refused, at a signature, the PIN it had accepted at log-in."""

    code = "TOK-034"


# key and signature


class NoKey(TokenError):
    """The certificate has no private key on this token."""

    code = "TOK-040"


class SchemeNotOffered(TokenError):
    """The token or the key does not offer the signature scheme."""

    code = "TOK-041"


class KeyNotForSigning(TokenError):
    """The key may not be used for signatures."""

    code = "TOK-042"


class WrongSignature(TokenError):
    """The module's signature does not fit the certificate."""

    code = "TOK-043"


class NotLoggedIn(TokenError):
    """The token says that nobody is logged in, after a good log-in."""

    code = "TOK-044"


class SignatureCancelled(TokenError):
    """The holder cancelled a signature at the token."""

    code = "TOK-045"


# the device and the session


class DeviceError(TokenError):
    """The token or its driver reports an error."""

    code = "TOK-050"


class OutOfResources(TokenError):
    """The token or the computer has no memory or no session left."""

    code = "TOK-051"


class SessionLost(TokenError):
    """The session with the token is lost (sleep, another program)."""

    code = "TOK-052"


class CrashedInSession(TokenError):
    """The child died between log-in and log-out."""

    code = "TOK-053"


class HungInSession(TokenError):
    """The child did not answer between log-in and log-out, and was ended."""

    code = "TOK-054"


class SessionClosed(TokenError):
    """The session was closed on our side: its end, a removal, a lock, or the time limit."""

    code = "TOK-055"


class PinNotChanged(TokenError):
    """The token did not take the new PIN, for a reason that says nothing of the old one."""

    code = "TOK-060"


class PukIncorrect(TokenError):
    """The unblocking code (PUK, the security officer's PIN) was wrong: a try is spent."""

    code = "TOK-061"


class PukLocked(TokenError):
    """The unblocking code is locked."""

    code = "TOK-062"


class SamePin(TokenError):
    """The new PIN is the old one."""

    code = "TOK-063"


class PinByPortal(TokenError):
    """Policy leaves PINs to the certification authority's portal.  ``portal`` is its address."""

    code = "TOK-064"


_CLASSES: dict[str, type[TokenError]] = {error.code: error for error in TokenError.__subclasses__()}


def typed(error: Coded) -> RokhasError:
    """The error of this room with that code, or the same error if the code is not of this room."""
    found = _CLASSES.get(error.code)
    return found(**error.details) if found else error
