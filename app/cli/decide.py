"""decide: imports decisions."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.desk import open_desk


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("decide", help="import decisions from a CSV file, all or none")
    parser.add_argument("--from", dest="file", type=Path, required=True, metavar="F.csv",
                        help="columns: path or sha256, question, label or verdict, reviewer; optional: reasons (a;b), note, decided_at")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints how many were stored; each bad line is named on standard error, and then none was stored."""
    from app.services.access import OPERATOR
    from app.services.import_decisions import import_decisions

    with open_desk() as deps:
        imported = import_decisions(deps, OPERATOR, arguments.file)
    print(f"stored {imported.stored}, there already {imported.already}")
    return 0
