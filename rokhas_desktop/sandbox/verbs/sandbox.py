"""``rokhas-desktop sandbox``: runs the reference platform; ``sandbox ctl``: moves a running one."""

from __future__ import annotations

import argparse
import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rokhas_desktop.sandbox.platform.errors import ControlRefused, NotRunning
from rokhas_desktop.settings import Home

CONTROL_FILE = "control.json"
_FLAWS = ("opinion_missing", "opinion_adverse")
_FORMATS = ("png", "dxf")
_VERDICTS = ("favourable", "favourable_with_reserves", "adverse", "adjourned", "missing")


def sandbox(subparsers: Any) -> None:
    """Add the verb's parser."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "sandbox", help="the reference platform and the test postal CA, until stopped"
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8443, help="0 takes a free one (8443)")
    parser.add_argument("--data", type=Path, help="the platform's own state (HOME/sandbox)")
    parser.add_argument("--db", help="SQLAlchemy URL, postgresql:// too (SQLite in the data folder)")
    parser.add_argument("--acts", type=_count, default=6, help="acts awaiting the president's signature (6)")
    parser.add_argument("--latency-ms", type=_count, default=0, help="how long each request waits")
    parser.add_argument("--seed", type=int, default=1, help="the same number gives the same platform")
    parser.add_argument("--drawings", type=Path, help="keep drawn documents there: the next start is quicker")
    parser.set_defaults(run=run)
    _add_ctl(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    # Imported late: the server's libraries are of no use to the other verbs.
    from rokhas_desktop.sandbox.platform.server import Options
    from rokhas_desktop.sandbox.platform.server import run as serve

    serve(
        Options(
            data=_data(args),
            ca=args.home.root / "test-ca",
            host=args.host,
            port=args.port,
            database=args.db,
            acts=args.acts,
            latency_ms=args.latency_ms,
            seed=args.seed,
            drawings=args.drawings,
        )
    )
    return 0


def _data(args: argparse.Namespace) -> Path:
    home: Home = args.home
    chosen: Path = args.data or home.folder("sandbox")
    return chosen.expanduser().absolute()


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(text)
    return number


def _add_ctl(parser: argparse.ArgumentParser) -> None:
    ctl = parser.add_subparsers(dest="sandbox_verb").add_parser("ctl", help="move a running platform")
    # Without a default, so that the folder given before "ctl" is not overwritten.
    ctl.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="the running platform's folder")
    ctl.set_defaults(run=control)
    verbs = ctl.add_subparsers(dest="ctl_verb", required=True)

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=text)

    revoke = verb("revoke", "revoke a certificate of the test postal CA")
    which = revoke.add_mutually_exclusive_group(required=True)
    which.add_argument("--serial", help="its number in hexadecimal")
    which.add_argument("--cert", type=Path, help="itself, PEM or DER")
    revoke.add_argument("--reason", help="an RFC 5280 reason (affiliation_changed)")
    verb("withdraw", "take an act back").add_argument("reference")
    replace = verb("replace", "give a piece other bytes")
    replace.add_argument("reference")
    replace.add_argument("document")
    replace.add_argument("--file", type=Path)
    opinion = verb("set-opinion", "change a binding opinion")
    opinion.add_argument("reference")
    opinion.add_argument("authority")
    opinion.add_argument("verdict", choices=_VERDICTS)
    level = verb("level", "ask for the least level of an act's signatures, or of one piece's")
    level.add_argument("reference")
    level.add_argument("level", choices=("B-B", "B-T", "B-LT", "B-LTA", "none"))
    level.add_argument("--document")
    for name, text in (("suspend", "suspend an account's entitlements"), ("restore", "restore them")):
        entitlement = verb(name, text)
        entitlement.add_argument("username")
        entitlement.add_argument("--entitlement", help="only this one")
    step = verb("key-step", "declare a step of a signer's key")
    step.add_argument("username")
    step.add_argument("step")
    step.add_argument("state", choices=("done", "pending", "unknown"))
    step.add_argument("--by", choices=("commune", "dgct", "ca", "holder"))
    step.add_argument("--on", help="the day, ISO 8601")
    bind = verb("bind", "bind a certificate to an account, as an officer of the platform would")
    bind.add_argument("username")
    bind.add_argument("sha256")
    bind.add_argument("state", nargs="?", choices=("registered", "pending", "none"), default="registered")
    verb("notices", "what was said of predecessors' certificates")
    verb("slow", "make each request wait").add_argument("ms", type=_count)
    fail = verb("fail", "fail the next requests")
    fail.add_argument("count", type=_count)
    fail.add_argument("--status", type=int, default=503)
    verb("cut", "break the next downloads half way").add_argument("count", type=_count)
    verb("clock", "put the clocks of platform and CA on (back, if negative)").add_argument("seconds", type=float)
    for service in ("ocsp", "tsa"):
        verb(f"{service}-down", f"the CA's {service.upper()} stops answering")
        verb(f"{service}-up", f"the CA's {service.upper()} answers again")
    add = verb("add", "add acts of the president's")
    add.add_argument("count", type=_count)
    add.add_argument("--flaw", action="append", dest="flaws", choices=_FLAWS, help="one more, that must be refused")
    odd = "one more, with a plan that is not a PDF"
    add.add_argument("--format", action="append", dest="formats", choices=_FORMATS, help=odd)
    verb("environment", "pose as another kind of platform").add_argument("environment", choices=("test", "production"))
    verb("reset", "begin anew")
    verb("ledger", "everything that came back")
    verb("returns", "the acts that were sent back, with what was wanted")
    verb("traffic", "the bytes of bodies that came and went")
    verb("acts", "every act and its state")
    signed = verb("signed", "where a received file lies")
    signed.add_argument("reference")
    signed.add_argument("document")


_ARGUMENTS = (
    "serial",
    "cert",
    "reason",
    "reference",
    "document",
    "file",
    "authority",
    "verdict",
    "username",
    "entitlement",
    "ms",
    "count",
    "status",
    "seconds",
    "flaws",
    "formats",
    "level",
    "environment",
    "step",
    "state",
    "by",
    "on",
    "sha256",
)
"""What the verbs of ``sandbox ctl`` take, by the names that the control channel knows."""


def control(args: argparse.Namespace) -> int:
    """Ask the running platform for one thing and print its answer."""
    verb = args.ctl_verb
    given = {name: getattr(args, name, None) for name in _ARGUMENTS}
    values = {
        name: str(value.absolute()) if isinstance(value, Path) else value
        for name, value in given.items()
        if value is not None
    }
    answer = ask(_data(args), verb, values)
    if args.json:
        print(json.dumps(answer, ensure_ascii=False))  # noqa: T201 - this verb's output
        return 0
    for line in _lines(answer):
        print(line)  # noqa: T201
    return 0


def ask(data: Path, verb: str, args: dict[str, Any]) -> Any:
    """Send one thing over the control channel of the platform that runs on a data folder.

    Raises NotRunning and ControlRefused.
    """
    try:
        found = json.loads((data / CONTROL_FILE).read_bytes())
        request = urllib.request.Request(  # noqa: S310 - the address is our own server's, from a private file
            found["url"],
            json.dumps({"verb": verb, "args": args}).encode(),
            {"Authorization": f"Bearer {found['token']}", "Content-Type": "application/json"},
        )
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=found["ca_file"])),
        )
        with opener.open(request, timeout=120) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        problem = json.loads(error.read() or b"{}")
        raise ControlRefused(verb=verb, reason=str(problem.get("detail") or problem.get("code"))) from None
    except (OSError, ValueError, KeyError) as error:
        raise NotRunning(data=str(data)) from error


def _lines(answer: Any) -> Iterator[str]:
    """An answer for a person: a line an item."""
    for item in answer if isinstance(answer, list) else [answer]:
        if not isinstance(item, dict):
            yield str(item)
        elif "verdict" in item:
            what = item["code"] or item["receipt"]
            yield f"{item['received_at']}  {item['verdict']:8}  {item['reference']}  {item['document']}  {what}"
        else:
            yield "  ".join(f"{name}={_short(value)}" for name, value in item.items())


def _short(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(item["id"] if isinstance(item, dict) else str(item) for item in value)
    return "-" if value is None else str(value)
