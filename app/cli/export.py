"""export: the decision log as a file."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from app.cli.desk import open_desk
from app.cli.options import add_out
from app.domain import Stage, Verdict
from app.errors import BadFilter

FORMATS = ("csv", "xlsx", "parquet", "jsonl")


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("export", help="the decision log as a file; the options filter it")
    parser.add_argument("--format", choices=FORMATS, default="csv")
    add_out(parser, "the file to write (default: standard output)")
    for option in ("question", "label", "reviewer", "reason", "batch", "text"):
        parser.add_argument(f"--{option}", metavar=option[0].upper())
    parser.add_argument("--model", dest="model_version", metavar="VERSION")
    parser.add_argument("--verdict", type=str.upper, choices=[str(verdict) for verdict in Verdict])
    parser.add_argument("--stage", choices=[str(stage) for stage in Stage])
    parser.add_argument("--since", metavar="TIME", help="ISO date or time, included; UTC unless it names a zone")
    parser.add_argument("--until", metavar="TIME", help="ISO date or time, not included; UTC unless it names a zone")
    parser.add_argument("--standing", action="store_true", help="without decisions that a later one replaced")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Streams; a file that could not be finished is removed."""
    from app.services.access import OPERATOR
    from app.services.decision_log import Filters
    from app.services.export import export_decisions

    filters = Filters(
        question=arguments.question, label=arguments.label, reviewer=arguments.reviewer, reason=arguments.reason, batch=arguments.batch,
        text=arguments.text, model_version=arguments.model_version, verdict=Verdict(arguments.verdict) if arguments.verdict else None,
        stage=Stage(arguments.stage) if arguments.stage else None, since=moment(arguments.since), until=moment(arguments.until),
        superseded=not arguments.standing,
    )
    with open_desk() as deps:
        pieces = export_decisions(deps, OPERATOR, filters, arguments.format)
        if arguments.out is None:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
        else:
            write_whole(arguments.out, pieces)
    return 0


def write_whole(path: Path, pieces) -> None:
    """Writes beside the target and renames at the end, so that a broken export leaves no half file."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def moment(text: str | None) -> datetime | None:
    """An ISO date or time; UTC where it names no zone.  Raises BadFilter."""
    if text is None:
        return None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadFilter(f"{text!r} is not a date or time like 2026-11-21 or 2026-11-21T10:00.") from error
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
