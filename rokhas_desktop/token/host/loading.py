"""Loading the vendor's library, and why it could not be."""

from __future__ import annotations

import re
from pathlib import Path

from rokhas_desktop.token import errors
from rokhas_desktop.token.errors import TokenError
from rokhas_desktop.token.host.cryptoki import Cryptoki
from rokhas_desktop.token.host.returns import meaning
from rokhas_desktop.token.host.trace import recorder

_OTHER_BITNESS = re.compile("wrong ELF class|incompatible architecture|wrong architecture|mach-o, but")
_MISSING = re.compile(r"^(?:.*Library not loaded: )?(?P<library>[^\s:]+):? ?.*(?:cannot open shared object|Reason:|$)")
_WINDOWS_NOT_WIN32, _WINDOWS_NOT_FOUND = 193, 126


def load(path: str, reserved: str) -> Cryptoki:
    """Load and initialise a module, with the text that it wants in pReserved.

    Raises an error of this room that names what is wrong.
    """
    name = Path(path).name
    try:
        with meaning("initialise"):
            module = Cryptoki(path, reserved, recorder(name))
    except OSError as error:
        raise _reason(path, name, error) from None
    except AttributeError:
        raise errors.ModuleNotLoaded(module=name, reason="C_GetFunctionList") from None
    with meaning("initialise"):
        module.initialise()
    return module


def _reason(path: str, name: str, error: OSError) -> TokenError:
    said = str(error)
    code = getattr(error, "winerror", None)
    if code == _WINDOWS_NOT_WIN32 or _OTHER_BITNESS.search(said):
        return errors.WrongBitness(module=name)
    if not Path(path).exists():
        return errors.ModuleNotLoaded(module=name, reason="ENOENT")
    if code == _WINDOWS_NOT_FOUND:
        return errors.SiblingMissing(module=name, library="DLL")
    missing = _MISSING.match(said) if "cannot open shared object" in said or "Library not loaded" in said else None
    if missing and missing["library"] != path:
        return errors.SiblingMissing(module=name, library=missing["library"])
    return errors.ModuleNotLoaded(module=name, reason=said[:200])
