"""One act on the reference platform, and ways to sign its pieces without any of the client's code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from support.pdf_signing import Binding, How, TestKey, sign
from support.platform_client import Bare


@dataclass
class Case:
    """An act of its own for one test, and ways to sign its pieces."""

    client: Bare
    key: TestKey
    reference: str

    @cached_property
    def act(self) -> dict[str, Any]:
        found = (item["id"] for item in self.client.page()["items"] if item["reference"] == self.reference)
        return self.client.act(next(found))

    @property
    def untouched(self) -> bool:
        """Whether nothing was accepted or changed: another test may use the act."""
        act = self.refresh()
        waits = all(item["state"] == "awaiting" for item in act["documents"])
        return waits and act["version"] == 1 and act["state"] == "awaiting_signature"

    def refresh(self) -> dict[str, Any]:
        self.__dict__["act"] = self.client.act(self.act["id"])
        return self.act

    @property
    def pieces(self) -> list[dict[str, Any]]:
        return [item for item in self.act["documents"] if item["kind"] != "decision"]

    @property
    def decision(self) -> dict[str, Any]:
        return next(item for item in self.act["documents"] if item["kind"] == "decision")

    def original(self, piece: dict[str, Any]) -> bytes:
        data: bytes = self.client.content(self.act["id"], piece["id"]).content
        return data

    def binding(self, piece: dict[str, Any]) -> Binding:
        count = len(self.act["documents"])
        return Binding(self.act["reference"], f"{self.number(piece)}/{count}", piece["id"])

    def number(self, piece: dict[str, Any]) -> int:
        return [item["id"] for item in self.act["documents"]].index(piece["id"]) + 1

    def how(self, piece: dict[str, Any], **more: Any) -> How:
        field = (piece["stamp"] or {}).get("field")
        return How(field_name=field or "Rokhas_TEST", new_field=field is None, **more)

    def signed(self, piece: dict[str, Any], key: TestKey | None = None, **more: Any) -> bytes:
        return sign(self.original(piece), key or self.key, self.binding(piece), self.how(piece, **more))

    def submit(self, piece: dict[str, Any], signed: bytes, **more: Any) -> Any:
        """Return the appended bytes only."""
        return self.client.submit(self.act, piece["id"], signed[piece["size"] :], whole=signed, **more)
