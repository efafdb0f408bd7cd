"""What the child's supervision says, in the words of this room; and one spelling of a module's path."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rokhas_desktop.errors import Coded
from rokhas_desktop.supervise import ChildCrashed, ChildHung, ChildNotStarted
from rokhas_desktop.token import errors
from rokhas_desktop.token.views import ModuleCandidate

TRACE = "ROKHAS_DESKTOP_CALLS"
"""In a token child's environment: the file to which it adds every PKCS#11 call, masked (``host/trace.py``)."""


def canonical(path: str) -> str:
    """One spelling of a module's path: two names of one file are one module, in one child."""
    with contextlib.suppress(OSError):
        return str(Path(path).resolve(strict=True))
    return path


def file_name(candidate: ModuleCandidate) -> str:
    """The name by which a person knows the module."""
    return Path(candidate.path).name


@contextmanager
def own_words(module: str, *, in_session: bool = False) -> Iterator[None]:
    """Turn what the child's supervision says into the words of this room."""
    details: dict[str, Any] = {"module": module}
    try:
        yield
    except Coded as error:
        raise errors.typed(error) from None
    except (ChildCrashed, ChildNotStarted) as error:
        raise (errors.CrashedInSession if in_session else errors.ModuleCrashed)(**details) from error
    except ChildHung as error:
        details["seconds"] = error.details["seconds"]
        raise (errors.HungInSession if in_session else errors.ModuleHung)(**details) from error
