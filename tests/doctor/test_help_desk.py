"""What people call the help desk for: each call leads to codes that say the cause and the remedy in three languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from rokhas_desktop import catalogue
from rokhas_desktop.doctor import findings
from rokhas_desktop.token.host import returns
from rokhas_desktop.token.host.cryptoki import Returned

CALLS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("help_desk.toml").read_text("utf-8"))["call"]
VALUES = [(call["says"], *value) for call in CALLS for value in call.get("values", ())]


@pytest.mark.parametrize("call", CALLS, ids=[call["says"] for call in CALLS])
def test_a_call_is_answered(call: dict[str, Any]) -> None:
    assert call["codes"]
    for code in call["codes"]:
        entry = catalogue.entry(code)
        for language in catalogue.LANGUAGES:
            assert entry.texts[language].cause
            assert entry.texts[language].remedy
        if call.get("examined", True):
            assert code in findings.everything(), f"{code} is never a finding"


@pytest.mark.parametrize(("says", "value", "phase", "code"), VALUES)
def test_what_a_module_returns_becomes_the_code_of_the_call(says: str, value: int, phase: Any, code: str) -> None:
    assert phase in get_args(returns.Phase)
    assert returns.error(Returned("C_Test", value), phase).code == code
    (call,) = [one for one in CALLS if one["says"] == says]
    assert code in call["codes"]
