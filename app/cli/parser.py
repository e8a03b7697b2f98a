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
    _describe(subparsers)
    return parser


def _describe(subparsers: argparse._SubParsersAction) -> None:
    """A command's own --help opens with the line that the list of commands has for it."""
    for choice in subparsers._choices_actions:
        child = subparsers.choices[choice.dest]
        child.description = child.description or f"{(choice.help or '').capitalize()}."
        for nested in child._actions:
            if isinstance(nested, argparse._SubParsersAction):
                _describe(nested)
