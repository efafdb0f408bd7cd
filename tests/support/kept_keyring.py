"""A keyring for tests: a file, so that a machine is whole without a desktop session."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

VARIABLE = "ROKHAS_TEST_KEYRING"
NAME = "support.kept_keyring.TestKeyring"


class TestKeyring(KeyringBackend):
    """One secret a service, whoever asks: a home that was copied elsewhere is still the same person's."""

    __test__ = False
    priority = 5  # type: ignore[assignment]

    def _read(self) -> dict[str, str]:
        try:
            told: dict[str, str] = json.loads(Path(os.environ[VARIABLE]).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return told

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        file = Path(os.environ[VARIABLE])
        file.write_text(json.dumps({**self._read(), service: password}), encoding="utf-8")

    def delete_password(self, service: str, username: str) -> None:
        pass
