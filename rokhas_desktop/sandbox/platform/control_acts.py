"""What a tester does to one act of a running platform, as the services would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from rokhas_desktop.sandbox.platform import acts, versions
from rokhas_desktop.sandbox.platform.database import next_change
from rokhas_desktop.sandbox.platform.service import Service
from rokhas_desktop.sandbox.platform.tables import Act

Args = Mapping[str, Any]
LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")


class Reach(Protocol):
    """What these verbs need of the control channel."""

    @property
    def service(self) -> Service:
        """The platform."""
        ...


def _change(controls: Reach, reference: str, change: Callable[[Act], object]) -> Any:
    """Change an act as the services would: a new version, a new change number."""
    with controls.service.database.write() as session:
        act = acts.by_reference(session, reference)
        change(act)
        act.version += 1
        act.change = next_change(session)
        return {"reference": act.reference, "version": act.version, "state": act.state}


def withdraw(controls: Reach, args: Args) -> Any:
    """Take an act back."""

    def withdraw(act: Act) -> None:
        act.state = "withdrawn"

    return _change(controls, args["reference"], withdraw)


def replace(controls: Reach, args: Args) -> Any:
    """Other bytes for a piece (a file's, or its own with a comment behind): received returns of it are void, and what
    it was before stays to be had by its hash."""
    store = controls.service.store

    def put(act: Act) -> None:
        piece = acts.piece(act, args["document"])
        given = args.get("file")
        data = Path(given).read_bytes() if given else _reworded(store.path(piece.sha256).read_bytes())
        kept = store.put(data)
        if kept != piece.sha256:
            versions.keep(piece, controls.service.clock.now())
        piece.sha256, piece.size = kept, len(data)
        piece.state, piece.receipt_id = "awaiting", None
        act.state = "awaiting_signature"

    return _change(controls, args["reference"], put)


def _reworded(data: bytes) -> bytes:
    """The same document in other bytes: a comment, and the PDF's last lines again behind it."""
    return data + b"\n% TEST\n" + data[max(0, data.rfind(b"startxref")) :]


def set_opinion(controls: Reach, args: Args) -> Any:
    """The verdict of an authority's binding opinion; "missing" takes the opinion away."""

    def opine(act: Act) -> None:
        content = dict(act.content)
        code, verdict = args["authority"], args["verdict"]
        mine = next((item for item in content["opinions"] if item["authority_code"] == code), None)
        others = [item for item in content["opinions"] if item is not mine]
        if verdict != "missing":
            blank = {
                "authority": {"fr": code, "ar": code},
                "authority_code": code,
                "binding": True,
                "given_on": controls.service.clock.today().isoformat(),
                "remarks": None,
            }
            others.append({**(mine or blank), "verdict": verdict})
        act.content = {**content, "opinions": others}

    return _change(controls, args["reference"], opine)


def need(controls: Reach, args: Args) -> Any:
    """Change what an act needs."""

    def want(act: Act) -> None:
        act.content = {**act.content, "need": {**act.content["need"], **args["need"]}}

    return _change(controls, args["reference"], want)


def reword(controls: Reach, args: Args) -> Any:
    """Other texts of an act, and other file names of its pieces, as careless or hostile services would write them."""

    def word(act: Act) -> None:
        act.reference = args.get("to") or act.reference
        act.content = {**act.content, **(args.get("content") or {})}
        for piece in act.documents if args.get("filename") else ():
            piece.content = {**piece.content, "filename": args["filename"]}

    return _change(controls, args["reference"], word)


def level(controls: Reach, args: Args) -> Any:
    """The least level that an act, or one of its pieces, asks of its signatures; "none" asks for none."""
    wanted = None if args["level"] == "none" else LEVELS[LEVELS.index(args["level"])]

    def ask(act: Act) -> None:
        if args.get("document"):
            piece = acts.piece(act, args["document"])
            piece.content = {**piece.content, "level": wanted}
        else:
            act.content = {**act.content, "level": wanted}

    return _change(controls, args["reference"], ask)
