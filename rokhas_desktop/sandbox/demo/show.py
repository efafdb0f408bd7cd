"""What happened, for a person."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rich.table import Table

from rokhas_desktop.cli.output import Output
from rokhas_desktop.sandbox.demo.place import Place

VERDICT_STYLE = {"accepted": "green", "refused": "bold red"}


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))


def say(output: Output, key: str, **values: Any) -> str:
    """One of the demonstration's texts in the command's language."""
    return _texts()[key][output.language].format(**values)


def tell(output: Output, key: str, **values: Any) -> None:
    """A line for a person; nothing in the machine modes."""
    output.text(say(output, key, **values))


def show(output: Output, place: Place, summary: Mapping[str, Any]) -> None:
    """Each act, each document, the platform's verdict, who signed, and where the files lie."""
    if output.mode != "human":
        output.document(summary)
        return
    for act in summary["acts"]:
        output.text("")
        tell(output, "act", reference=act["reference"], family=act["family"])
        output.console.print(_pieces(output, act["documents"]), soft_wrap=False)
    output.text("")
    for refusal in summary["refusals"]:
        where = " ".join(part for part in (refusal["reference"], refusal["document"]) if part)
        tell(output, "refusal", code=refusal["code"], message=refusal["message"], where=where)
    tell(
        output,
        "signed_by",
        holder=summary["token"]["holder"],
        label=summary["token"]["label"],
        serial=summary["token"]["serial"],
        documents=sum(bool(document["signed_path"]) for act in summary["acts"] for document in act["documents"]),
        acts=len(summary["acts"]),
        seconds=summary["elapsed_s"],
    )
    root = place.root
    tell(output, "files", signed=root / "signed")
    tell(output, "check", trust=root / "trust", chain=root / "chain", summary=root / "summary.json")


def _pieces(output: Output, documents: list[dict[str, Any]]) -> Table:
    table = Table(*(say(output, head) for head in ("piece", "kind", "level", "verdict")), pad_edge=False)
    for document in documents:
        verdict = document["verdict"]
        table.add_row(
            document["title"],
            say(output, document["kind"]),
            document["level"] or "–",
            say(output, verdict),
            style=VERDICT_STYLE[verdict] if verdict == "refused" else None,
        )
    return table
