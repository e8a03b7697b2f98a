"""worker: runs background jobs until it is told to stop."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.cli.desk import open_desk

NICENESS = 10  # pages come first


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("worker", help="a worker for background jobs")
    parser.add_argument("--once", action="store_true", help="run what is waiting, then end")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Asks for vectors that a new feature schema lacks and for pairs of new photographs, then claims and runs jobs.

    SIGTERM and SIGINT let the running one stop at its next step; it goes back to the table.
    """
    from app.jobs.engine import work
    from app.services.find_pairs import ask_pairs
    from app.services.recompute import ask_recompute

    if not arguments.once:
        os.nice(NICENESS)
    with open_desk() as deps, _stop_when_told() as stop:
        ask_recompute(deps)
        ask_pairs(deps)
        work(deps, once=arguments.once, stop=stop)
    return 0


@contextmanager
def _stop_when_told() -> Iterator[threading.Event]:
    """An event that SIGTERM and SIGINT set while it lasts."""
    stop = threading.Event()
    former = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
