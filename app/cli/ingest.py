"""ingest: photographs into the queue, scored before it returns."""

from __future__ import annotations

import argparse

from app.cli.desk import open_desk
from app.cli.options import add_paths, add_question
from app.cli.progress import watched


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("ingest", help="photographs into the queue, scored before it returns")
    add_paths(parser)
    add_question(parser)
    for option, words in (("source", "where they come from"), ("batch", "the upload they belong to"), ("subject", "whose they are"),
                          ("group", "the scene they share"), ("reference", "your own number for them")):
        parser.add_argument(f"--{option}", metavar=option[0].upper(), help=words)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints what was refused and why, then the counts; exit code 1 when nothing could be taken in."""
    from app.domain import Origin
    from app.services.access import OPERATOR
    from app.services.collect import collect_photos
    from app.services.take_in import Outcome, take_in

    said = {field: getattr(arguments, field) for field in ("subject", "group", "batch", "reference", "source")}
    counts = dict.fromkeys(Outcome, 0)
    scored, unscored = 0, []
    photos = collect_photos(arguments.paths, arguments.question)
    with open_desk() as deps:
        for taken in watched(take_in(deps, OPERATOR, photos, Origin(**said), arguments.question), len(photos), "ingest"):
            counts[taken.outcome] += 1
            scored += taken.scored
            if taken.outcome is Outcome.REFUSED:
                print(f"refused {taken.name}: {taken.reason}")
            elif taken.reason:
                unscored.append(f"not scored {taken.name}: {taken.reason}")
    for line in unscored:
        print(line)
    print(f"added {counts[Outcome.ADDED]}, duplicate {counts[Outcome.DUPLICATE]}, refused {counts[Outcome.REFUSED]}, scored {scored}")
    return 1 if photos and counts[Outcome.REFUSED] == len(photos) else 0
