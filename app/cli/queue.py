"""queue: what would be reviewed next."""

from __future__ import annotations

import argparse

from app.cli.desk import open_desk
from app.cli.options import add_out, add_question, positive

COLUMNS = ("photo", "sha256", "path", "suggestion", "confidence")


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("queue", help="what would be reviewed next, as CSV")
    add_question(parser)
    parser.add_argument("--limit", type=positive, default=20, metavar="N", help="how many (default: 20)")
    parser.add_argument("--order", choices=("uncertain", "oldest", "random"), default="uncertain")
    parser.add_argument("--batch", metavar="B", help="only this batch")
    add_out(parser, "the CSV file to write (default: standard output)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Takes no lease: reviewers are not disturbed."""
    from app.cli.table_out import table_out
    from app.services.access import OPERATOR
    from app.services.queue_list import list_queue

    with open_desk() as deps:
        rows = list_queue(deps, OPERATOR, arguments.question, arguments.limit, arguments.order, arguments.batch)
    with table_out(arguments.out, COLUMNS) as write:
        for row in rows:
            write([row.photo, row.sha256, row.path, row.suggestion, None if row.confidence is None else f"{row.confidence:.4f}"])
    return 0
