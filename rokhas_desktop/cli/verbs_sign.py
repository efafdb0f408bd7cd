"""``sign``: the desk's batch, as the window does it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from rokhas_desktop.cli import context, exits, keys, shapes
from rokhas_desktop.cli.errors import PinFromPipe
from rokhas_desktop.desk.errors import UnshownNotAccepted
from rokhas_desktop.desk.face import NAME_SPELLED_OTHERWISE, BatchEvent, BatchPreflight, Desk, Outcome
from rokhas_desktop.progress import Cancel


def add(verbs: Any) -> None:
    """Add the verb's parser."""
    parser = verbs.add_parser("sign", help="sign acts and return them")
    parser.add_argument("references", nargs="*", metavar="REF")
    parser.add_argument("--all", action="store_true", help="everything that awaits signature")
    parser.add_argument("--accept-unshown", action="store_true", help="sign documents that cannot be shown here")
    parser.add_argument("--hold", action="store_true", help="sign, and keep what is signed until it is released")
    keys.add_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Synchronise, look for the key, say what will be signed, ask the PIN once, sign, send."""
    here = context.of(args)
    if bool(args.references) == args.all:
        here.parser.error("sign: give references, or --all")
    desk = here.rooms.desk()
    if args.pin_stdin and desk.account.environment == "production":
        raise PinFromPipe()
    with here.stopping() as cancel, here.output.progress() as report:
        desk.synchronise(report=report, cancel=cancel)
    references = args.references or [act.reference for act in desk.acts("pending")]
    if not references:
        return _nothing_to_sign(here, desk, BatchPreflight((), None))
    chosen = keys.find(here, args)
    with here.stopping() as cancel, here.output.progress() as report:
        before = desk.preflight(references, chosen.selection, report=report, cancel=cancel)
    if before.key is not None and before.key.refusals:
        raise before.key.refusals[0].error()
    if before.documents == 0:
        return _nothing_to_sign(here, desk, before)
    if before.unshown and not args.accept_unshown:
        raise UnshownNotAccepted(count=len(before.unshown), first=before.unshown[0].filename)
    done = _sign(here, args, desk, references, chosen, before)
    return _tell(here, done)


def _say_preflight(here: context.Context, before: BatchPreflight) -> None:
    """What stays behind and why, and what was noticed in the rest: before anybody types a PIN."""
    out = here.output
    for told, said in (
        (before.reasons, out.say("preflight", ready=before.documents, left=before.left)),
        (before.remarks, out.say("preflight_remarks")),
    ):
        if told:
            out.notice(said)
        for one in told:
            names = ", ".join(one.references)
            out.notice(f"  {one.refusal.code}  {one.refusal.text(here.language).title}  {names}")


def _say_unshown(here: context.Context, before: BatchPreflight) -> None:
    """The consent of its own that documents want which cannot be shown: what each of them is."""
    out = here.output
    if before.unshown:
        out.notice(out.say("consent_unshown", count=len(before.unshown)))
    for one in before.unshown:
        out.notice(f"  {one.filename}  {one.size}  SHA-256 {one.sha256}")


def _sign(
    here: context.Context,
    args: argparse.Namespace,
    desk: Desk,
    references: list[str],
    chosen: keys.Chosen,
    before: BatchPreflight,
) -> Outcome:
    out = here.output
    _say_preflight(here, before)
    out.notice(out.say("consent", documents=before.documents, acts=before.ready_acts))
    _say_unshown(here, before)
    warnings = before.key.warnings if before.key else ()
    for one in warnings:
        out.notice(f"{one.code}  {one.text(here.language).sentence}")
    each = bool(before.key and before.key.always_authenticate)
    if each:
        out.notice(out.say("always_authenticate", uses=before.documents))
    pin = keys.read_pin(here, args, chosen.token)

    def tell(event: BatchEvent) -> None:
        if out.mode == "human" and event.state in {"acknowledged", "failed", "refused"}:
            where = out.say("piece", piece=event.piece, of=event.of)
            why = f"  {event.refusal.text(here.language).sentence}" if event.refusal else ""
            out.text(f"{event.reference}  {where}  {event.title.text(here.language)}  {event.state}{why}")

    hold = Cancel()
    if args.hold:
        hold.ask()
    with here.stopping() as cancel, out.progress(lines=True) as report:
        return desk.sign(
            references,
            chosen.selection,
            pin,
            accept_final_try=args.accept_final_try,
            pin_for_each=each,
            # It was just said; whoever gives the PIN confirms it.
            name_confirmed=any(one.code == NAME_SPELLED_OTHERWISE for one in warnings),
            unshown_accepted=args.accept_unshown,
            hold=hold,
            report=report,
            cancel=cancel,
            on_event=tell,
        )


def _nothing_to_sign(here: context.Context, desk: Desk, before: BatchPreflight) -> int:
    """No signature is wanted: say why, and send what an earlier batch left."""
    with here.stopping() as cancel, here.output.progress() as report:
        left = desk.send_pending(report=report, cancel=cancel)
    acts = [
        {
            "reference": act.reference,
            "state": desk.act(act.reference).state,
            "refusals": [shapes.refusal_dict(one, here.language) for one in act.refusals],
            "documents": [],
        }
        for act in before.acts
    ]
    if here.output.mode == "jsonl":
        here.output.items(acts)
    else:
        here.output.document({"acts": acts, "stop": None, "seconds": 0})
    for act in before.acts:
        for one in act.refusals:
            here.output.text(f"{act.reference}  {one.code}  {one.text(here.language).sentence}")
    codes = [one.code for act in before.acts for one in act.refusals]
    codes += [item.refusal.code for item in left if item.refusal]
    return exits.worst(map(exits.of_code, codes))


def _tell(here: context.Context, done: Outcome) -> int:
    out = here.output
    if out.mode == "jsonl":
        out.items([shapes.act_outcome(act, here.language) for act in done.acts])
    else:
        out.document(shapes.outcome(done, here.language))
    for act in done.acts:
        for one in act.refusals:
            out.text(f"{act.reference}  {one.code}  {one.text(here.language).sentence}")
    counts = {name: done.count(name) for name in ("acknowledged", "signed", "refused", "failed", "not_reached")}
    out.text(out.say("batch_done", **counts))
    if done.stop is not None:
        out.notice(f"{done.stop.code}  {done.stop.text(here.language).sentence}")
    return exits.worst(_codes(done))


def _codes(done: Outcome) -> Iterator[int]:
    """Every exit code that the batch gives a reason for."""
    if done.stop is not None:
        yield exits.of_code(done.stop.code)
    for act in done.acts:
        yield from (exits.of_code(one.code) for one in act.refusals)
    for document in done.documents:
        if document.refusal is not None and document.result != "not_reached":
            yield exits.of_code(document.refusal.code)
        elif document.result == "signed":  # made, kept, and not acknowledged yet
            yield exits.PLATFORM
