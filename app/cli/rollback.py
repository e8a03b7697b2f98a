"""rollback: goes back to the champion before this one."""

from __future__ import annotations

import argparse

from app.cli.desk import open_desk
from app.cli.options import add_question


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("rollback", help="make the champion before this one champion again")
    add_question(parser)
    parser.add_argument("--reason", help="why")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """The version that it leaves stays on record and can be promoted again."""
    from app.services.access import OPERATOR
    from app.services.promote import rollback

    with open_desk() as deps:
        version = rollback(deps, OPERATOR, arguments.question, arguments.reason)
    print(f"{version.name} is the champion again.")
    return 0
