"""pair: originals and their recaptures in a folder; needs no database."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from app.cli.options import positive


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("pair", help="originals and their recaptures, found by what they show; needs no database")
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder of photographs")
    parser.add_argument("--out", type=Path, required=True, metavar="F.csv", help="the CSV file to write")
    parser.add_argument("--copy-to", type=Path, metavar="DIR", help="a new folder into which each pair is copied, side by side")
    parser.add_argument("--jobs", type=positive, default=2, metavar="N", help="photographs read at the same time (default: 2)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes a row a pair and prints the counts; names what was left out on standard error; exit code 1 when nothing could be read."""
    from app.cli.report import terminal_report
    from app.cli.table_out import table_out
    from app.config import Settings
    from app.photos.decode import Decoder
    from app.services.copy_pairs import copy_pairs
    from app.services.new_folder import refuse_full_folder
    from app.services.pair import COLUMNS, pair_folder

    if arguments.copy_to:
        refuse_full_folder(arguments.copy_to)
    decoder = Decoder(replace(Settings.from_environment(), decode_processes=arguments.jobs))
    try:
        with terminal_report("pair") as report:
            found = pair_folder(decoder, arguments.folder, arguments.jobs, report)
    finally:
        decoder.close()
    for left_out in found.left_out:
        print(f"left out {left_out.name}: {left_out.why}", file=sys.stderr)
    with table_out(arguments.out, COLUMNS) as write:
        for pair in found.pairs:
            write(pair.row())
    if arguments.copy_to:
        copy_pairs(found.pairs, arguments.copy_to)
    print(f"pairs {len(found.pairs)}, photographs {found.photographs}, left out {len(found.left_out)}")
    return 0 if found.photographs else 1
