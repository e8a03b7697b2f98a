"""verify: whether the decision log is what was stored."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.desk import open_desk


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("verify", help="check the decision log; exit 1 and the first bad row if it was altered")
    parser.add_argument("--against", type=Path, metavar="ANCHOR", help="an anchor file kept elsewhere")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints how many decisions were checked."""
    from app.services.access import OPERATOR
    from app.services.verify import verify_log

    with open_desk() as deps:
        verified = verify_log(deps, OPERATOR, arguments.against)
    print(f"{verified.rows} decisions verified; the log was not altered." if verified.rows else "The decision log is empty.")
    return 0
