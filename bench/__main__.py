"""``python -m bench [name…] [--quick] [--json FILE] [--publish]``: measure, and say how each figure stands."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench.harness import history, registry, report, running


def main() -> int:
    """0 when every group ran; 1 where one did not.  A figure that is not reached is told, and is no error."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"groups of figures: {', '.join(registry.names())}")
    parser.add_argument("--quick", action="store_true", help="the smallest size: it works, and says nothing of speed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the record there")
    parser.add_argument("--publish", action="store_true", help="keep the record, and write docs/performance.md from it")
    args = parser.parse_args()
    unknown = sorted(set(args.names) - set(registry.names()))
    if unknown:
        parser.error(f"no such group: {', '.join(unknown)}")
    if args.publish and (args.names or args.quick):
        parser.error("only a whole run is published")
    record = history.begun(quick=args.quick)
    for name in args.names or registry.names():
        print(f"{name} …", file=sys.stderr, flush=True)
        record["groups"][name] = running.run(name, quick=args.quick)
        print(report.told(record["groups"][name]), flush=True)
    if args.json:
        args.json.write_text(json.dumps(record, indent=1), encoding="utf-8")
    if args.publish:
        history.keep(record)
        report.write()
    return int(any(group["error"] for group in record["groups"].values()))


if __name__ == "__main__":
    sys.exit(main())
