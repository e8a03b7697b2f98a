"""worker: runs background jobs until it is told to stop."""

from __future__ import annotations

import argparse

from app.cli.desk import open_desk


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("worker", help="a worker for background jobs")
    parser.add_argument("--once", action="store_true", help="run what is waiting, then end")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Asks for vectors that a new feature schema lacks and for pairs of new photographs, then claims and runs jobs.

    SIGTERM lets the running one stop at its next step.
    """
    from app.jobs.engine import work
    from app.services.find_pairs import ask_pairs
    from app.services.recompute import ask_recompute

    with open_desk() as deps:
        ask_recompute(deps)
        ask_pairs(deps)
        work(deps, once=arguments.once)
    return 0
