"""The main job, driven through the desk as the window and the command line drive it."""

from __future__ import annotations

import contextlib
import secrets
from dataclasses import dataclass

from rokhas_desktop import app
from rokhas_desktop.app import Rooms
from rokhas_desktop.cli.context import Context
from rokhas_desktop.desk.face import Desk, KeyStanding, Outcome
from rokhas_desktop.progress import Cancel, Report
from rokhas_desktop.sandbox.demo import show
from rokhas_desktop.sandbox.demo.platform import Running, fill_in
from rokhas_desktop.sandbox.emulated import EmulatedToken
from rokhas_desktop.settings import Home
from rokhas_desktop.token.errors import UnknownCertificate

PIN_DIGITS = 6


def new_pin() -> bytearray:
    """A PIN for the emulated token of one demonstration."""
    return bytearray(ord("0") + secrets.randbelow(10) for _ in range(PIN_DIGITS))


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the job, and the key that did it."""

    outcome: Outcome
    key: KeyStanding


def run(context: Context, home: Home, platform: Running, token: EmulatedToken, pin: bytearray) -> Done:
    """The whole job with rooms of its own: log in, fetch, review, sign with one PIN, send, log out.

    ``pin`` is zeroed, whatever happens.  Raises RokhasError for what concerns the whole of it.
    """
    try:
        with (
            contextlib.closing(app.build(home, language=context.language)) as rooms,
            context.stopping() as cancel,
            context.output.progress() as report,
        ):
            log_in(rooms, platform, cancel=cancel)
            president = platform.president
            show.tell(context.output, "logged_in", name=president.name, commune=president.commune)
            for warning in rooms.warnings():
                context.output.notice(f"{warning.code}  {warning.text(context.language).title}")
            try:
                return _sign(rooms.desk(), token, pin, report=report, cancel=cancel)
            finally:
                rooms.log_out()
    finally:
        pin[:] = bytes(len(pin))


def log_in(rooms: Rooms, platform: Running, *, cancel: Cancel) -> None:
    """Log in the president through the platform's own page, filled in as a person does it."""

    def browse(authorize_url: str) -> None:
        fill_in(authorize_url, platform.ca_file, platform.president)

    rooms.log_in(platform.url, platform.ca_file, browse, cancel=cancel)


def _sign(desk: Desk, token: EmulatedToken, pin: bytearray, *, report: Report, cancel: Cancel) -> Done:
    """Everything that awaits signature.  A test platform allows the review to be declared."""
    desk.synchronise(report=report, cancel=cancel)
    references = [act.reference for act in desk.acts()]
    for reference in references:
        desk.attest(reference)
    key = _key(desk, token)
    return Done(desk.sign(references, key.selection, pin, report=report, cancel=cancel), key)


def _key(desk: Desk, token: EmulatedToken) -> KeyStanding:
    for standing in desk.key_standings():
        if standing.key.sha256 == token.certificate_sha256:
            if standing.refusals:
                raise standing.refusals[0].error()
            return standing
    raise UnknownCertificate(certificate=token.cert_id)
