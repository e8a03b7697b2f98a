"""simulate: plays a reviewer with known answers, and writes the learning curve."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from app.cli.options import add_out, add_question, positive
from app.config import Settings


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("simulate", help="play a reviewer with known answers, and measure what is learned from them")
    parser.add_argument("manifest", type=Path, metavar="MANIFEST.csv", help="columns: path, question, label, source, group")
    add_question(parser)
    parser.add_argument("--budget", type=positive, default=100, metavar="N", help="photographs answered (default: 100)")
    parser.add_argument("--order", choices=("uncertain", "oldest", "random"), default="uncertain",
                        help="which are asked first (default: uncertain, as on the desk)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="draws the order among equals (default: 0)")
    parser.add_argument("--seeds", type=positive, default=1, metavar="N", help="so many runs, from --seed on, and their mean (default: 1)")
    parser.add_argument("--jobs", type=positive, default=2, metavar="N", help="photographs measured at a time (default: 2)")
    add_out(parser, "the learning curve as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Everything happens in a scratch desk; only feature vectors are kept, in LOUPE_HOME/cache."""
    from app.cli.report import terminal_report
    from app.photos.decode import Decoder
    from app.services.simulate import simulate

    settings = Settings.from_environment()
    decoder = Decoder(settings)
    try:
        with terminal_report("simulate") as report:
            found = simulate(settings, decoder, arguments.manifest, arguments.question, arguments.budget, report, arguments.order,
                             range(arguments.seed, arguments.seed + arguments.seeds), arguments.jobs)
    finally:
        decoder.close()
    if arguments.out:
        part = arguments.out.with_name(arguments.out.name + ".part")
        part.write_text(json.dumps(found, indent=2, allow_nan=False) + "\n", encoding="utf-8")
        part.replace(arguments.out)
    print(_words(found))
    return 0


def _words(found: dict) -> str:
    lines = [f"{found['asked_from']} photographs in the queue, {found['never_asked']} never asked and measured on; order: {found['order']}"]
    for point in found["points"]:
        value = "undefined" if point["auc"] is None else f"{point['auc']:.3f}"
        interval = f" ({point['lo']:.3f} to {point['hi']:.3f})" if point["lo"] is not None and point["hi"] is not None else ""
        scores = "" if point["champion_auc"] is None else f"; what scores then: {point['champion_auc']:.3f}"
        lines.append(f"{point['labels']:5d} answers: AUC {value}{interval}{scores}")
    return "\n".join(lines)
