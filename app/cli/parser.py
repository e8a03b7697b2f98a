"""The parser of the whole command line, put together from the registry."""

from __future__ import annotations

import argparse

from app.cli.registry import COMMANDS


def build_parser() -> argparse.ArgumentParser:
    """`python -m app`, with a sub-parser per command; each sets `run`, a function of the parsed arguments that returns an exit code."""
    parser = argparse.ArgumentParser(prog="python -m app", description="Loupe: the review desk for photographs whose origin matters.")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.register(subparsers)
    return parser
