"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path

DEFAULT_QUESTION = "recapture"


def add_question(parser: argparse.ArgumentParser) -> None:
    """--question Q; the default is recapture."""
    parser.add_argument("--question", default=DEFAULT_QUESTION, metavar="Q", help=f"the question asked (default: {DEFAULT_QUESTION})")


def add_out(parser: argparse.ArgumentParser, what: str, required: bool = False) -> None:
    """--out F; without it the result goes to standard output."""
    parser.add_argument("--out", type=Path, metavar="F", required=required, help=what)


def add_paths(parser: argparse.ArgumentParser) -> None:
    """PATH…: photos, folders, or a manifest."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH",
                        help="a photo, a folder of photos, or a manifest (.csv with a column path)")


def positive(text: str) -> int:
    """A whole number of at least 1, for argparse."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return int(text)
