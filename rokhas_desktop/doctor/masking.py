"""What leaves the PC in a report: nothing that names a person, a key, a certificate or a place on the disk.

Two nets: what this examination itself met (names, numbers, labels, folders) is taken out wherever it stands, and so is
whatever looks like a number of that kind.  Hosts and ports stay: they are what the help desk needs.
"""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rokhas_desktop.desk.looking import Looked
from rokhas_desktop.identity.certificates import CertificateFacts
from rokhas_desktop.settings import Home
from rokhas_desktop.token.views import TokenView

HIDDEN = "•••"
SHORTEST = 3
"""A name of fewer characters is not searched for: it would be found in other words."""

_PATTERNS = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),  # an e-mail address
    re.compile(r"(?:[A-Za-z]:\\|\\\\)[^\s\"'<>|]+"),  # a folder of Windows
    re.compile(r"(?<![\w:/.])/(?:[^\s\"'<>|:/]+/)+[^\s\"'<>|:]*"),  # a folder elsewhere; no address
    re.compile(r"\b[A-Z]{1,2}\d{4,7}\b", re.IGNORECASE),  # a national ID number
    re.compile(r"(?:[0-9A-Fa-f]{2}[: ]){7,}[0-9A-Fa-f]{2}"),  # a serial or a hash in bytes
    re.compile(r"\b[0-9A-Fa-f]{12,}\b"),
    re.compile(r"\d{6,}"),
    re.compile(r"[A-Za-z0-9+/]{24,}={0,2}"),  # base64
)


class Mask:
    """Takes out what it knows, then what looks like it."""

    def __init__(self, known: Iterable[str]) -> None:
        wanted = {one.strip() for one in known}
        # A name's parts stand alone too; a folder's parts are the system's own words.
        parts = {part for one in wanted if not _is_folder(one) for part in re.split(r"[\s,;]+", one)} | wanted
        longest_first = sorted((one for one in parts if len(one) >= SHORTEST), key=len, reverse=True)
        words = "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in longest_first)
        self._known = re.compile(words, re.IGNORECASE) if longest_first else None

    def text(self, text: str) -> str:
        """The text without them."""
        if self._known is not None:
            text = self._known.sub(HIDDEN, text)
        for pattern in _PATTERNS:
            text = pattern.sub(HIDDEN, text)
        return text

    def value(self, value: Any) -> Any:
        """A JSON value whose texts are masked; its keys are ours."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self.value(one) for key, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.value(one) for one in value]
        return value


def _is_folder(text: str) -> bool:
    return "/" in text or "\\" in text


def of(home: Home, values: Mapping[str, Any]) -> Mask:
    """A mask of what one examination met."""
    return Mask([*_machine(home), *_tokens(values.get("tokens") or ()), *_account(values.get("database"))])


def _machine(home: Home) -> Iterator[str]:
    for place in (home.root, home.root.resolve(), Path.home()):
        yield str(place)
    yield Path.home().name
    for ask in (getpass.getuser, socket.gethostname):
        try:
            yield ask()
        except (OSError, KeyError, ImportError):
            continue


def _tokens(tokens: Iterable[TokenView]) -> Iterator[str]:
    for token in tokens:
        yield from (token.label, token.serial)
        for key in token.keys:
            yield from (key.label, key.sha256, key.cka_id)
            if key.facts is not None:
                yield from _certificate(key.facts)


def _certificate(facts: CertificateFacts) -> Iterator[str]:
    holder = facts.holder
    yield from (one for one in (holder.common_name, holder.surname, holder.given_names, holder.cin) if one)
    yield str(facts.serial)


def _account(desk: Looked | None) -> Iterator[str]:
    account = desk.account if desk is not None else None
    if account is None:
        return
    yield account.id
    for name in (account.name.surname, account.name.given_names):
        yield from (name.fr, name.ar)
    if account.cin:
        yield account.cin
    for held in account.entitlements:
        yield held.id
