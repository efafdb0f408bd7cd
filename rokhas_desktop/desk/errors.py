"""What can go wrong at the desk: one class for each thing that a person can understand and act on."""

from __future__ import annotations

from rokhas_desktop.disk import DiskFull as DiskFull  # it is not the desk's alone
from rokhas_desktop.errors import RokhasError


class UnknownAct(RokhasError):
    """No act of this account has the reference."""

    code = "DSK-001"


class UnknownPiece(RokhasError):
    """The act has no piece of that number, or no document has that hash."""

    code = "DSK-002"


class NotSeen(RokhasError):
    """Documents that policy wants seen before they are signed were not opened."""

    code = "DSK-003"


class AttestForbidden(RokhasError):
    """Policy wants the documents seen here; to declare them seen elsewhere is not enough."""

    code = "DSK-004"


class NotFetched(RokhasError):
    """A piece of the act is not on this PC yet."""

    code = "DSK-005"


class PieceFailed(RokhasError):
    """A piece of the act was not signed, so nothing that follows it was."""

    code = "DSK-006"


class NotReached(RokhasError):
    """The batch ended before this document."""

    code = "DSK-007"


class ClockWrong(RokhasError):
    """This PC's clock is too far from the platform's."""

    code = "DSK-008"


class ReasonMissing(RokhasError):
    """A return for correction without a reason, or with one that is too long."""

    code = "DSK-009"


class NoteTooLong(RokhasError):
    """A note about an act that the contract does not take."""

    code = "DSK-086"


class PinForEachForbidden(RokhasError):
    """The key wants its PIN for each signature, and policy forbids to pass it on."""

    code = "DSK-010"


class TooManyPinUses(RokhasError):
    """The key wants its PIN for each signature, and the batch needs more than policy allows."""

    code = "DSK-011"


class StoredFileChanged(RokhasError):
    """A file of the desk is not what was stored."""

    code = "DSK-012"


class BatchUnderWay(RokhasError):
    """Another window or command of this user is signing or sending."""

    code = "DSK-020"


class DatabaseNewer(RokhasError):
    """The database was made by a later version of the program."""

    code = "DSK-021"


class DatabaseDamaged(RokhasError):
    """The database cannot be read."""

    code = "DSK-022"


class JournalBroken(RokhasError):
    """The journal's chain does not hold: an entry was changed or is missing."""

    code = "DSK-024"


class AnotherAccount(RokhasError):
    """Who logged in is not whose desk is open."""

    code = "DSK-025"


class LocalSigningForbidden(RokhasError):
    """Policy forbids to sign local files."""

    code = "DSK-026"


class SentenceNotShown(RokhasError):
    """A trial was asked for with another sentence than the one that was made and shown."""

    code = "DSK-030"


class NoTrial(RokhasError):
    """A registration without a trial signature that the platform verified."""

    code = "DSK-031"


class NotPredecessors(RokhasError):
    """A notice about a key that is not another person's."""

    code = "DSK-032"


class BoardFile(RokhasError):
    """The board could not be exported to the file that was named; an existing one is never replaced."""

    code = "DSK-033"


class NameNotConfirmed(RokhasError):
    """The certificate spells the holder's name otherwise than the account, and nobody confirmed that it is the same."""

    code = "DSK-034"


class UnshownNotAccepted(RokhasError):
    """A batch holds documents that cannot be shown here, and nobody consented to sign them so."""

    code = "DSK-035"


class NoListSigner(RokhasError):
    """The machine policy names nobody whose list of trust anchors would be believed."""

    code = "DSK-040"


class ListNotBelieved(RokhasError):
    """A list of trust anchors cannot be read, or nobody who is named signed it."""

    code = "DSK-041"


class ListExpired(RokhasError):
    """A list of trust anchors is past its end."""

    code = "DSK-042"


class ListOlder(RokhasError):
    """A later list of trust anchors is installed."""

    code = "DSK-043"


class StampFixed(RokhasError):
    """The place of the visible signature is the platform's, or policy's, or signing has begun: it cannot be moved."""

    code = "DSK-050"


class KeyBeside(RokhasError):
    """A warning: the key to what is kept here lies in a private file beside it."""

    code = "DSK-070"


class NoKeyPlace(RokhasError):
    """A real platform, no keyring, and nobody chose that the key may lie in a file."""

    code = "DSK-071"


class KeyringClosed(RokhasError):
    """The keyring that holds the key does not answer."""

    code = "DSK-072"


class KeyGone(RokhasError):
    """The key is not where it was kept, or another one is there."""

    code = "DSK-073"


class UnsentLeft(RokhasError):
    """A purge would lose what is signed and not acknowledged, and nobody agreed to that."""

    code = "DSK-076"


class NotHere(RokhasError):
    """The signed files of an act are not on this PC, or no longer."""

    code = "DSK-077"


class ExportFailed(RokhasError):
    """The copies could not be written where they were wanted."""

    code = "DSK-078"


class LeaseOver(RokhasError):
    """Without a network an act is signed only under a lease that runs, on the version that was prepared."""

    code = "DSK-060"


class RestartedSince(RokhasError):
    """The PC was restarted since the lease: nothing proves what time it is."""

    code = "DSK-061"


class RevocationNotKept(RokhasError):
    """Without a network only a key is used whose revocation was answered, by an answer that still holds."""

    code = "DSK-062"


class TimestampPending(RokhasError):
    """A warning: signed without a network, below the level ordered; the rest follows when there is a line."""

    code = "DSK-063"


class OnItsWay(RokhasError):
    """What is being sent may have arrived: it can be neither held nor discarded."""

    code = "DSK-064"


class NothingWaits(RokhasError):
    """The act has no signed document that waits to be sent."""

    code = "DSK-065"


class FoundAgain(RokhasError):
    """A notice: a signed document was found beside a mended database, and waits to be released."""

    code = "DSK-069"


class HeldBack(RokhasError):
    """A notice: the person holds the signed document back."""

    code = "DSK-066"


class NoLine(RokhasError):
    """A notice: signed without a network, to be sent when there is one."""

    code = "DSK-067"


class JournalFile(RokhasError):
    """A file is no exported journal, or cannot be read as one."""

    code = "DSK-068"


class NoEarlierVersion(RokhasError):
    """The piece was never replaced: there is nothing to compare it with."""

    code = "DSK-085"
