"""promote: makes a version the champion."""

from __future__ import annotations

import argparse

from app.cli.desk import open_desk
from app.cli.options import add_question


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("promote", help="make a model version the one that scores")
    parser.add_argument("version", metavar="V", help="its name, such as 2026.11-2; see `versions`")
    add_question(parser)
    parser.add_argument("--reason", help="why; needed for a version that the gate calls worse")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Every score after it names the version."""
    from app.services.access import OPERATOR
    from app.services.promote import promote

    with open_desk() as deps:
        version = promote(deps, OPERATOR, arguments.question, arguments.version, arguments.reason)
    print(f"{version.name} is the champion now.")
    return 0
