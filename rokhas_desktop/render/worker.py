"""A place for one child of this room."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rokhas_desktop.render.errors import RendererNotStarted
from rokhas_desktop.supervise import Child, ChildCrashed, ChildHung, ChildNotStarted, Frame, Interrupt


class Worker:
    """A place for one child; the child comes and goes."""

    def __init__(self, verb: str, env: Mapping[str, str], log: Path | None) -> None:
        self._verb, self._env, self._log = verb, env, log
        self._child: Child | None = None
        self.last: Path | None = None

    def call(
        self, op: str, payload: bytes = b"", *, deadline: float, interrupt: Interrupt | None = None, **fields: Any
    ) -> Frame:
        """One call to the child, started if there is none.  Raises ChildCrashed, ChildHung, RendererNotStarted."""
        if self._child is None or not self._child.alive:
            try:
                self._child = Child(self._verb, log=self._log, env=self._env)
            except ChildNotStarted as error:
                raise RendererNotStarted(child=self._verb) from error
        try:
            return self._child.call(op, payload, deadline=deadline, interrupt=interrupt, **fields)
        except (ChildCrashed, ChildHung):
            self._child = None
            raise

    @property
    def pid(self) -> int | None:
        """The child's process id, if it runs."""
        child = self._child
        return child.pid if child is not None and child.alive else None

    def end(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.close()

    def kill(self) -> None:
        """End the child now, from any thread; the call that waits for it fails."""
        child = self._child
        if child is not None:
            child.kill()
