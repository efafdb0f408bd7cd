"""Augmenting files that are signed already, as ``extend`` does it: one result for each file, in order.

For archives: a B-B signature becomes B-T by a document timestamp, gets its evidence, and is timestamped again
before what protects it grows weak.  Only appended to, and only if every signature is valid now.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from rokhas_desktop import catalogue
from rokhas_desktop.errors import Coded, RokhasError
from rokhas_desktop.progress import Cancel
from rokhas_desktop.signing import check, levels, output, reading
from rokhas_desktop.signing.broker import Asks
from rokhas_desktop.signing.errors import (
    AlreadyAtLevel,
    CannotWrite,
    DocumentError,
    NeedsTimestampServer,
    NotExtendable,
    ResultWrong,
)
from rokhas_desktop.signing.face import LEVELS, Level, Notice, SignedFile
from rokhas_desktop.signing.local import UNFORESEEN, free_name
from rokhas_desktop.signing.longterm import Augmentation, Services
from rokhas_desktop.signing.overlay import Overlay, attached
from rokhas_desktop.signing.verify import verify_file

Status = Literal["extended", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class ExtendJob:
    """What to do with each file.

    ``trust`` are the roots (DER) under which its signatures must be valid, ``known`` further authorities;
    ``session`` asks about revocation.  ``renew`` timestamps a file again that is at B-LTA.
    """

    out: Path
    level: Level
    services: Services | None
    session: Asks
    trust: Sequence[bytes]
    known: Sequence[bytes] = ()
    renew: bool = False
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ExtendResult:
    """What became of one file; ``file`` is as it was given, ``output`` absolute, ``notice`` says why not."""

    file: str
    status: Status
    notice: Notice | None
    output: Path | None
    level: Level | None
    seconds: float


def extend_files(files: Sequence[str], job: ExtendJob, *, cancel: Cancel | None = None) -> Iterator[ExtendResult]:
    """Exactly one result for each file, in order, as each ends.  Raises NeedsTimestampServer."""
    if job.services is None:
        raise NeedsTimestampServer(level=job.level)
    stopped: RokhasError | None = None
    for file in files:
        started = time.monotonic()
        made: SignedFile | None = None
        error = stopped
        try:
            if cancel is not None:
                cancel.check()
            if error is None:
                made = _one(Path(file), job, job.services)
        except RokhasError as raised:
            error = raised
            stopped = raised if catalogue.entry(raised.code).batch == "stop" else None
        except Exception as raised:  # noqa: BLE001 one line for each file, whatever happens
            error = Coded(UNFORESEEN, where=type(raised).__name__)
        notice = Notice(error.code, error.details) if error is not None else None
        output_path, level = (made.path, made.level) if made is not None else (None, None)
        seconds = round(time.monotonic() - started, 3)
        yield ExtendResult(file, _status(made, error), notice, output_path, level, seconds)


def _status(made: SignedFile | None, error: RokhasError | None) -> Status:
    """Refused is the document's fault; failed is a service's, the disk's or ours."""
    if made is not None:
        return "extended"
    return "refused" if isinstance(error, DocumentError) else "failed"


def _one(file: Path, job: ExtendJob, services: Services) -> SignedFile:
    try:
        job.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(reason=error.strerror or type(error).__name__) from error
    return extend(file, free_name(job.out.absolute(), file.name), job, services)


def extend(original: Path, target: Path, job: ExtendJob, services: Services) -> SignedFile:
    """Append to one file what takes all its signatures to the level.

    The original's bytes are the result's beginning.  Raises NotExtendable, AlreadyAtLevel, the document's errors,
    TimestampUnreachable, TimestampRefused, EvidenceMissing, ResultWrong, TargetExists, CannotWrite.
    """
    with reading.opened(original) as handle:
        reading.check_header(handle)
        have = _require_valid(original, job)
        overlay = Overlay(handle)
        with attached(overlay) as stream:
            reader = reading.open_reader(stream)
            reading.unlock(reader, job.password, new_field=False)
            before = check.standings(reader)
        augmentation = Augmentation(overlay, services, job.password)
        if "B-B" in have:
            augmentation.timestamp()
        if job.level in ("B-LT", "B-LTA"):
            augmentation.evidence()
        if job.level == "B-LTA":
            augmentation.timestamp()
            augmentation.complete()
        with output.appearing(target) as (out, temporary):
            digest = output.copy_and_hash(handle, out)
            size = out.tell()
            out.write(overlay.appended)
            out.flush()
            digest.update(overlay.appended)
            _check(temporary, job, before)
    return SignedFile(target, digest.hexdigest(), size + len(overlay.appended), size, job.level, None)


def _require_valid(original: Path, job: ExtendJob) -> list[Level]:
    """The levels of the signatures, all valid and below the level asked for."""
    found = verify_file(original, trust=job.trust, known=job.known, session=job.session, password=job.password)
    if found.code is not None and not found.signatures:
        raise NotExtendable(reason=found.code)
    have: list[Level] = []
    for one in found.signatures:
        if one.verdict != "TOTAL-PASSED":
            raise NotExtendable(reason=" ".join((*one.reasons, one.sub_indication or "")))
        if one.level is None:
            raise NotExtendable(reason="SubFilter")
        have.append(one.level)
    reached = min(LEVELS.index(level) for level in have)
    if reached >= LEVELS.index(job.level) and not (job.renew and job.level == "B-LTA"):
        raise AlreadyAtLevel(level=LEVELS[reached])
    return have


def _check(temporary: Path, job: ExtendJob, before: check.Standings) -> None:
    """Raises ResultWrong unless every signature stands as it did and is at the level, with nothing to ask."""
    with reading.opened(temporary) as handle:
        reader = reading.open_reader(handle)
        reading.unlock(reader, job.password, new_field=False)
        if check.fallen(before, check.standings(reader)):
            raise ResultWrong(check="earlier")
        with reading.stage("check"):
            reached = [levels.of(one, (*job.known, *job.trust)) for one in reader.embedded_regular_signatures]
    if any(one is None or LEVELS.index(one) < LEVELS.index(job.level) for one in reached):
        raise ResultWrong(check="level")
    if job.level in ("B-LT", "B-LTA"):
        alone = verify_file(temporary, trust=job.trust, known=job.known, password=job.password)
        if alone.verdict != "TOTAL-PASSED":
            raise ResultWrong(check="evidence")
