"""demo: a desk with something on it."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import migrate
from app.cli.desk import open_desk
from app.config import Settings


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("demo", help="fill an empty desk with photographs from installed packages, offline")
    parser.add_argument("--force", action="store_true", help="also where there are other photographs already")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Makes the database if there is none, and says what the photographs are and what to expect of them."""
    from app.cli.report import terminal_report
    from app.services.access import OPERATOR
    from app.services.demo import fill_demo
    from app.services.demo_pictures import shipped_pictures

    url = Settings.from_environment().database_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        migrate.run(arguments)
    with open_desk() as deps, terminal_report("demo") as report:
        result = fill_demo(deps, OPERATOR, shipped_pictures(), report, arguments.force)
    print(f"{result.added} photographs added, {result.duplicates} were there before; they have the source and the batch \"demo\".")
    print("A third are pictures that ship inside scikit-image, matplotlib and scikit-learn; the others are recaptures simulated from them: "
          "the picture on a screen or in print, photographed again.")
    print("The originals are small (under 1024 pixels), so some will honestly read \"can't tell\"; the thresholds are those of every desk.")
    if result.unscored:
        print(f"{result.unscored} have no score.")
    print(f"What each one is, to look up afterwards: {result.manifest}")
    return 0
