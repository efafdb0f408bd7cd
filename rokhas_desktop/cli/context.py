"""What every verb gets beside its arguments: the home, the language, the output, and the rooms at first use."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from types import FrameType
from typing import TYPE_CHECKING

from rokhas_desktop.catalogue import Language
from rokhas_desktop.cli.output import Output
from rokhas_desktop.progress import Cancel
from rokhas_desktop.settings import Home

if TYPE_CHECKING:
    from rokhas_desktop.app import Rooms


@dataclass
class Context:
    """One command.  ``parser`` says what is wrong with its usage (exit 2)."""

    home: Home
    language: Language
    output: Output
    parser: argparse.ArgumentParser
    _built: list[Rooms] = field(default_factory=list)

    @cached_property
    def rooms(self) -> Rooms:
        """The rooms, built by the composition root; closed with the command."""
        from rokhas_desktop import app

        rooms = app.build(self.home, language=self.language)
        self._built.append(rooms)
        return rooms

    def close(self) -> None:
        """Close what was built."""
        for rooms in self._built:
            rooms.close()

    @contextmanager
    def stopping(self) -> Iterator[Cancel]:
        """While it lasts, an interrupt asks the work to stop at its next safe point; a second one ends it."""
        cancel = Cancel()

        def ask(_number: int, _frame: FrameType | None) -> None:
            if cancel.asked:
                raise KeyboardInterrupt
            cancel.ask()

        before = signal.signal(signal.SIGINT, ask)
        try:
            yield cancel
        finally:
            signal.signal(signal.SIGINT, before)


def of(args: argparse.Namespace) -> Context:
    """The context of a parsed command."""
    context: Context = args.context
    return context
