"""Signing local files, as ``sign-file`` does it: no platform, no identity gate, one result for each file.

Independent of the command line and of where the key is.  A document's fault never stops the others; what
stops a batch (a token that is gone, say) gives its code to the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from rokhas_desktop import catalogue
from rokhas_desktop.errors import Coded, RokhasError
from rokhas_desktop.identity import chain
from rokhas_desktop.identity.certificates import BARS_EVERY_SIGNATURE, read_facts, unfitness
from rokhas_desktop.progress import Cancel
from rokhas_desktop.signing import cover, detached, pades, placement, preflight, repair, stamp, traits
from rokhas_desktop.signing.errors import (
    CannotWrite,
    Damaged,
    DocumentError,
    NeedsTimestampServer,
    NoPages,
    OutsidePage,
    WeakAlgorithm,
    WeakKey,
)
from rokhas_desktop.signing.face import (
    Appearance,
    Level,
    Limits,
    Notice,
    PdfOrder,
    Preflight,
    RawSigner,
    SignedFile,
    Spot,
)
from rokhas_desktop.signing.longterm import Services
from rokhas_desktop.signing.repair import Look
from rokhas_desktop.signing.traits import Screening

Status = Literal["signed", "refused", "failed"]
UNKNOWN_ISSUER, REPAIRED, NOT_COMPARED, UNFORESEEN = "CRT-012", "DOC-053", "DOC-055", "APP-001"

Draw = Callable[[stamp.StampText, float, float], bytes]
"""Draws a stamp's page of a width and height in points; the render room's."""


@dataclass(frozen=True, slots=True)
class LocalJob:
    """What to do with each file.

    ``anchors`` are the roots that are accepted; another issuer is a warning.  ``draw`` makes the signature
    visible, ``spot`` is where (its own choice without a box), ``eyes`` see what it covers there.  ``screening`` is
    policy on what could deceive the eye; ``examine`` is ``preflight.examine``, or an Examiner's; ``look`` compares a
    rebuild with what it was made of.  ``clock`` gives an aware local time.
    """

    out: Path
    clock: Callable[[], datetime]
    anchors: Sequence[bytes] = ()
    level: Level = "B-B"
    services: Services | None = None
    defer: bool = False
    detached: bool = False
    repair: bool = False
    draw: Draw | None = None
    spot: Spot = field(default_factory=Spot)
    eyes: cover.Eyes | None = None
    password: str | None = field(default=None, repr=False)
    limits: Limits = field(default_factory=Limits)
    screening: Screening | None = None
    examine: Callable[..., Preflight] = preflight.examine
    look: Look | None = None

    def check(self) -> None:
        """Raises LevelNotOffered, NeedsTimestampServer: mistakes of the asking, found before a key is opened."""
        if self.detached:
            detached.offered(self.level)
        if self.level != "B-B" and self.services is None:
            raise NeedsTimestampServer(level=self.level)


@dataclass(frozen=True, slots=True)
class LocalResult:
    """What became of one file; ``file`` is as it was given, ``output`` absolute, ``notice`` says why not."""

    file: str
    status: Status
    notice: Notice | None
    warnings: tuple[Notice, ...]
    output: Path | None
    level: Level | None
    repaired: bool
    seconds: float


@dataclass(slots=True)
class _Course:
    """One file on its way."""

    warnings: list[Notice]
    repaired: bool = False


def sign_files(
    files: Sequence[str], job: LocalJob, signer: RawSigner, *, cancel: Cancel | None = None
) -> Iterator[LocalResult]:
    """Exactly one result for each file, in order, as each ends.  Raises what ``job.check`` does.

    A defect of ours on one file is that file's failure (APP-001): the others and their lines come all the same.
    """
    job.check()
    bars, warns = standing(signer.certificate, signer.chain, job)
    stopped: RokhasError | None = None
    for file in files:
        started = time.monotonic()
        course = _Course(list(warns))
        signed: SignedFile | None = None
        error = stopped or (Coded(bars.code, **bars.details) if bars else None)
        try:
            if cancel is not None:
                cancel.check()
            if error is None:
                signed = _one(Path(file), job, signer, course)
        except RokhasError as raised:
            error = raised
            stopped = raised if catalogue.entry(raised.code).batch == "stop" else None
        except Exception as raised:  # noqa: BLE001 one line for each file, whatever happens
            error = Coded(UNFORESEEN, where=type(raised).__name__)
        yield _result(file, signed, error, course, time.monotonic() - started)


def standing(certificate: bytes, authorities: Sequence[bytes], job: LocalJob) -> tuple[Notice | None, list[Notice]]:
    """What forbids any signature by this certificate, or None; and what is only worth a warning."""
    refusals = [Notice(one.code, one.details) for one in unfitness(read_facts(certificate), job.clock())]
    bars = next((one for one in refusals if one.code in BARS_EVERY_SIGNATURE), None)
    warns = [one for one in refusals if one.code not in BARS_EVERY_SIGNATURE]
    if chain.build(certificate, authorities, job.anchors) is None:
        warns.append(Notice(UNKNOWN_ISSUER))
    return bars, warns


def _one(file: Path, job: LocalJob, signer: RawSigner, course: _Course) -> SignedFile:
    try:
        job.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(reason=error.strerror or type(error).__name__) from error
    out = job.out.absolute()
    if job.detached:
        target = free_name(out, f"{file.name}.p7s")
        order = detached.DetachedOrder(file, target, job.clock(), level=job.level, defer=job.defer)
        return detached.sign(order, signer, job.services)
    try:
        return _pdf(file, free_name(out, file.name), job, signer, course)
    except (Damaged, NoPages):
        if not job.repair:
            raise
    with repair.rebuilt(file, out) as copy:
        course.repaired = True
        course.warnings.append(Notice(REPAIRED))
        if job.look is None or not repair.compare(file, copy, job.look):
            course.warnings.append(Notice(NOT_COMPARED))
        return _pdf(copy, free_name(out, file.name), job, signer, course)


def _pdf(original: Path, target: Path, job: LocalJob, signer: RawSigner, course: _Course) -> SignedFile:
    verdict = job.examine(
        original,
        limits=job.limits,
        password=job.password,
        spot=job.spot if job.draw is not None else None,
        screening=job.screening,
    )
    if verdict.refusal is not None:
        raise _again(verdict.refusal)
    course.warnings += verdict.warnings
    at = job.clock()
    appearance = _appearance(original, at, job, signer, course)
    order = PdfOrder(
        original=original,
        target=target,
        signed_at=at,
        level=job.level,
        defer=job.defer,
        appearance=appearance,
        password=job.password,
    )
    return pades.sign(order, signer, job.services)


def _again(refusal: Notice) -> RokhasError:
    """Preflight's verdict as the error it was: a damaged file can be offered to the repair."""
    for known in (Damaged, NoPages, OutsidePage):
        if refusal.code == known.code:
            return known(**refusal.details)
    return Coded(refusal.code, **refusal.details)


def _appearance(original: Path, at: datetime, job: LocalJob, signer: RawSigner, course: _Course) -> Appearance | None:
    if job.draw is None:
        return None
    place = _place(original, job, course)
    facts = read_facts(signer.certificate)
    words = stamp.local_text(facts.holder.common_name or "?", at, facts.issuer_name)
    return Appearance(job.draw(words, place.width, place.height), place.page, place.box)


def _place(original: Path, job: LocalJob, course: _Course) -> placement.Place:
    """Where the stamp goes; what it covers there is told, or refuses the file where policy says so."""
    spot = job.spot
    if job.eyes is None or any(one.code == preflight.NO_STAMP for one in course.warnings):
        return placement.choose(original, page=spot.page, box=spot.box, password=job.password)
    found = cover.settle(original, job.eyes, page=spot.page, box=spot.box, password=job.password)
    refused, told = traits.judge(found.notices, job.screening)
    if refused:
        raise Coded(refused[0].code, **refused[0].details)
    course.warnings += told
    return placement.Place(found.page, found.box)


def free_name(folder: Path, name: str) -> Path:
    """``name``, or ``name-2``, ``-3``… before its suffix: a name that nothing has."""
    wanted = Path(name)
    path, number = folder / name, 1
    while path.exists() or path.is_symlink():
        number += 1
        path = folder / f"{wanted.stem}-{number}{wanted.suffix}"
    return path


def _result(
    file: str, signed: SignedFile | None, error: RokhasError | None, course: _Course, seconds: float
) -> LocalResult:
    notice = Notice(error.code, error.details) if error is not None else None
    return LocalResult(
        file=file,
        status="signed" if signed is not None else _fault(error),
        notice=notice,
        warnings=(*course.warnings, *((signed.deferred,) if signed is not None and signed.deferred else ())),
        output=signed.path if signed is not None else None,
        level=signed.level if signed is not None else None,
        repaired=course.repaired and signed is not None,
        seconds=round(seconds, 3),
    )


def _fault(error: RokhasError | None) -> Status:
    """Refused is the document's or the certificate's fault; failed is the token's, the disk's or ours."""
    by_certificate = error is not None and (
        error.code.partition("-")[0] in ("CRT", "IDN", "REV") or isinstance(error, (WeakKey, WeakAlgorithm))
    )
    by_document = isinstance(error, DocumentError) or (error is not None and _is_document_code(error.code))
    return "refused" if by_certificate or by_document else "failed"


def _is_document_code(code: str) -> bool:
    return code.startswith("DOC-") and code != "DOC-015"
