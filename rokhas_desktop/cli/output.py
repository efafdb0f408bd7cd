"""What goes to standard output and what to standard error.

For a person: text through rich.  With ``--json`` one document, with ``--jsonl`` one object a line flushed as
each comes; then nothing else ever reaches standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.cli.words import say
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.progress import Progress, Report, silent

if TYPE_CHECKING:
    from rich.console import Console

Mode = Literal["human", "json", "jsonl"]


class Output:
    """One command's output in one mode and language."""

    def __init__(self, mode: Mode, language: Language) -> None:
        self.mode = mode
        self.language = language

    def say(self, key: str, /, **values: Any) -> str:
        """One of the command line's own texts."""
        return say(key, self.language, **values)

    @cached_property
    def console(self) -> Console:
        """Standard output for a person."""
        from rich.console import Console

        return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)

    @cached_property
    def notices(self) -> Console:
        """Standard error for a person."""
        from rich.console import Console

        return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

    def text(self, line: str) -> None:
        """A line for a person; nothing in the machine modes."""
        if self.mode == "human":
            self.console.print(line)

    def notice(self, line: str) -> None:
        """A line beside the result, in every mode: it goes to standard error."""
        self.notices.print(line)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Rows for a person; nothing in the machine modes."""
        if self.mode != "human":
            return
        if not rows:
            self.text(self.say("nothing"))
            return
        from rich.table import Table

        table = Table(box=None, pad_edge=False)
        for head in heads:
            table.add_column(head, overflow="fold")
        for row in rows:
            table.add_row(*row)
        self.console.print(table, soft_wrap=False)

    def document(self, value: Any) -> None:
        """The one result of a verb, in the machine modes."""
        if self.mode != "human":
            _write(value)

    def items(self, values: Sequence[Any]) -> None:
        """A list that is known whole: an array, or an object a line."""
        if self.mode == "json":
            _write(list(values))
        elif self.mode == "jsonl":
            for value in values:
                _write(value)

    @contextmanager
    def stream(self) -> Iterator[Stream]:
        """A list whose objects come one by one: lines at once, or an array at the end, whatever happens."""
        stream = Stream(self.mode)
        try:
            yield stream
        finally:
            stream.close()

    def error(self, error: RokhasError, **more: Any) -> None:
        """What went wrong: text on standard error; with ``--json`` also the document on standard output."""
        said = catalogue.describe(error, self.language)
        if self.mode == "json":
            problem = {
                "code": error.code,
                "message": said.title,
                "cause": said.cause,
                "remedy": list(said.remedy),
                "retry": catalogue.entry(error.code).retry,
                **more,
            }
            _write({"error": problem})
        self.explain(error)

    def explain(self, error: RokhasError) -> None:
        """What went wrong and what to do, on standard error."""
        said = catalogue.describe(error, self.language)
        self.notice(f"{error.code}  {said.title}")
        self.notice(said.cause)
        for step in said.remedy:
            self.notice(self.say("next", step=step))

    @contextmanager
    def progress(self, *, lines: bool = False) -> Iterator[Report]:
        """A bar on standard error while work reports, when that is a terminal.

        It appears with the first report, so that a question can be asked before.  ``lines`` says that the verb
        prints a line for each step to a person, who then needs no bar.
        """
        if not sys.stderr.isatty() or (lines and self.mode == "human"):
            yield silent
            return
        from rich.filesize import decimal
        from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        name, count = TextColumn("{task.description}", markup=False), TextColumn("{task.fields[count]}", markup=False)
        bar = Bar(name, BarColumn(), count, TimeRemainingColumn(), console=self.notices, transient=True)
        task = bar.add_task("", total=None, count="")

        def report(progress: Progress) -> None:
            bar.start()
            write = decimal if progress.unit == "bytes" else str
            count = f"{write(progress.done)} / {write(progress.total)}" if progress.total is not None else ""
            bar.update(task, completed=progress.done, total=progress.total, description=progress.label, count=count)

        try:
            yield report
        finally:
            bar.stop()


class Stream:
    """Objects on their way to standard output."""

    def __init__(self, mode: Mode) -> None:
        self._mode = mode
        self._kept: list[Any] = []

    def add(self, value: Any) -> None:
        """One more object."""
        if self._mode == "jsonl":
            _write(value)
        elif self._mode == "json":
            self._kept.append(value)

    def close(self) -> None:
        """The end: with ``--json`` the array."""
        if self._mode == "json":
            _write(self._kept)


def _write(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, default=_plain)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # a file name that is no text: escaped, so that it comes back as it was given
        text = json.dumps(value, default=_plain)
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _plain(value: object) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple | frozenset):
        return list(value)
    raise TypeError(type(value).__name__)
