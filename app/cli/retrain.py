"""retrain: makes a challenger from the decisions, in the foreground."""

from __future__ import annotations

import argparse

from app.cli.desk import open_desk
from app.cli.options import add_question


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("retrain", help="make a challenger from the decisions")
    add_question(parser)
    parser.add_argument("--promote", action="store_true", help="make it the champion if, and only if, the gate says that it is better")
    parser.add_argument("--quick", action="store_true", help="only adapt to the decisions, without the search for a better fit")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the version and the words of the gate; with --promote also whether it was promoted."""
    from app.cli.report import terminal_report
    from app.services.access import OPERATOR
    from app.services.promote import promote
    from app.services.retrain import run_retrain

    with open_desk() as deps:
        with terminal_report("retrain") as report:
            version = run_retrain(deps, arguments.question, report, OPERATOR, arguments.quick)
        gate = version.card.get("gate")
        words = gate["words"] if gate else "There was no champion to compare it with."
        print(f"Version {version.name} is stored. {words}")
        if arguments.promote and gate and gate["verdict"] != "better":
            print("It was not promoted, because the gate did not say that it is better.")
        elif arguments.promote:
            promote(deps, OPERATOR, arguments.question, version.name, "the gate said better")
            print(f"{version.name} is the champion now.")
    return 0
