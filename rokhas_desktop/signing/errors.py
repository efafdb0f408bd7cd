"""What can go wrong with a document (DOC), its signing (SIG) and its verification (VER)."""

from __future__ import annotations

from rokhas_desktop.errors import RokhasError
from rokhas_desktop.net.errors import NetError


class DocumentError(RokhasError):
    """The document's fault: it is refused, the batch goes on."""

    code = "DOC-012"


class NotPdf(DocumentError):
    """The file is no PDF."""

    code = "DOC-001"


class Damaged(DocumentError):
    """Nothing can be appended to the file safely: its cross-references or its catalogue are unreadable."""

    code = "DOC-002"


class NeedsPassword(DocumentError):
    """The file is encrypted and no password, or a wrong one, was given."""

    code = "DOC-003"


class PermissionsForbid(DocumentError):
    """The file's author withheld the right to sign it (ISO 32000-1, table 22)."""

    code = "DOC-004"


class UnknownEncryption(DocumentError):
    """Encrypted for certain certificates, by an unknown handler, or with a MAC (ISO/TS 32004)."""

    code = "DOC-005"


class CertifiedNoChanges(DocumentError):
    """The author's certification forbids every change (DocMDP P=1)."""

    code = "DOC-006"


class LockedByEarlier(DocumentError):
    """An earlier signature locks what ours would touch; signing would break it."""

    code = "DOC-007"


class NoPages(DocumentError):
    """The page tree is empty or unreadable."""

    code = "DOC-009"


class TooManyPages(DocumentError):
    """More pages than policy allows."""

    code = "DOC-010"


class TooLarge(DocumentError):
    """More bytes than policy allows."""

    code = "DOC-011"


class Unsafe(DocumentError):
    """The library failed on this file in a way that has no code of its own (``stage``, ``kind``)."""

    code = "DOC-012"


class FieldUnusable(DocumentError):
    """The signature field that was named is missing, filled or of another kind."""

    code = "DOC-013"


class FieldImposes(DocumentError):
    """The signature field that was named asks for conditions (seed values, a lock) that are not ours."""

    code = "DOC-014"


class FileUnreadable(RokhasError):
    """The file is missing or the system does not let us read it."""

    code = "DOC-015"


class OriginalChanged(DocumentError):
    """The bytes are not those that were downloaded and shown."""

    code = "DOC-016"


class Expands(DocumentError):
    """Compressed data that grows beyond any reasonable size."""

    code = "DOC-017"


class EarlierUnproven(DocumentError):
    """It cannot be proved that an earlier signature would stand after ours."""

    code = "DOC-018"


class NotRepairable(DocumentError):
    """A damaged file that holds signatures: a rebuild would end them."""

    code = "DOC-019"


class TooComplex(DocumentError):
    """More objects than are looked through, or more time than looking may take."""

    code = "DOC-020"


class NotExamined(DocumentError):
    """The examination could not read the file to its end, or died of it."""

    code = "DOC-021"


class BrokenForm(DocumentError):
    """The fields, the annotations or the signatures that are there already cannot be read."""

    code = "DOC-022"


class AlteredByRepair(DocumentError):
    """The rebuild does not look as the damaged file did."""

    code = "DOC-023"


class FormatUnknown(DocumentError):
    """The platform announces a format that this program does not know."""

    code = "DOC-024"


class FormatDiffers(DocumentError):
    """The file does not begin as one of the format that was announced (``format``)."""

    code = "DOC-025"


class PictureUnreadable(DocumentError):
    """A picture that is damaged, or that moves: it cannot be shown as what it is."""

    code = "DOC-026"


class LevelBeyond(DocumentError):
    """Policy or the platform wants a level that a signature beside its file does not reach (``level``)."""

    code = "DOC-042"


class KeyAnsweredWrong(RokhasError):
    """What the key gave back does not verify under the selected certificate."""

    code = "SIG-001"


class ResultWrong(RokhasError):
    """The signed file did not pass our own check (``check``); it was thrown away."""

    code = "SIG-002"


class TargetExists(RokhasError):
    """There is already a file of that name."""

    code = "SIG-003"


class CannotWrite(RokhasError):
    """The disk refused (full, read-only, removed)."""

    code = "SIG-004"


class NoScheme(RokhasError):
    """The key offers no way to sign that is allowed."""

    code = "SIG-005"


class TimestampUnreachable(RokhasError):
    """The timestamp server did not answer."""

    code = "SIG-006"


class TimestampRefused(RokhasError):
    """The timestamp server refused, or its answer is not a timestamp of what was sent."""

    code = "SIG-007"


class NoRoom(RokhasError):
    """The signature is larger than what was computed for it."""

    code = "SIG-008"


class BadAppearance(RokhasError):
    """The stamp's page cannot be placed."""

    code = "SIG-009"


class OutsidePage(DocumentError):
    """The stamp's place is not on the page."""

    code = "SIG-010"


class NeedsTimestampServer(RokhasError):
    """A level with a timestamp was asked for without a server."""

    code = "SIG-011"


class LevelNotOffered(RokhasError):
    """A level that this way of signing does not make."""

    code = "SIG-012"


class WeakKey(RokhasError):
    """The certificate's key is too short."""

    code = "SIG-013"


class BudgetSpent(NetError):
    """The batch has asked, or waited for, timestamp and revocation services as much as policy allows."""

    code = "SIG-014"


class EvidenceMissing(RokhasError):
    """What a long-term signature must carry could not be had (``certificate``: whose; ``reason``)."""

    code = "SIG-015"


class NotExtendable(DocumentError):
    """A file whose signatures are missing or not valid: nothing is added to it."""

    code = "SIG-016"


class AlreadyAtLevel(DocumentError):
    """Every signature of the file is at the level asked for, or above."""

    code = "SIG-017"


class WeakAlgorithm(RokhasError):
    """A key or a hash that is no longer safe, in the signer's certificate or in its chain (``what``, ``where``)."""

    code = "SIG-018"
