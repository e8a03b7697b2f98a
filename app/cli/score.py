"""score: scores photographs without a database."""

from __future__ import annotations

import argparse
from dataclasses import replace

from app.cli.options import add_out, add_paths, add_question, positive
from app.cli.progress import watched


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("score", help="score photographs; needs no database")
    add_paths(parser)
    add_question(parser)
    parser.add_argument("--model", metavar="VERSION", help="a model version (default: the desk's champion, else the shipped one)")
    add_out(parser, "the CSV file to write (default: standard output)")
    parser.add_argument("--jobs", type=positive, default=2, metavar="N", help="photographs measured at the same time (default: 2)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """One row per photograph, in the order given; an unreadable one is a row with `error`."""
    from app.cli.table_out import table_out
    from app.config import Settings
    from app.photos.decode import Decoder
    from app.services.collect import collect_photos
    from app.services.score_files import columns_for, open_shelf, row_for, score_files

    settings = replace(Settings.from_environment(), decode_processes=arguments.jobs)
    photos = collect_photos(arguments.paths, arguments.question)
    with open_shelf(settings) as shelf:
        shelved = shelf.version(arguments.question, arguments.model) if arguments.model else shelf.champion(arguments.question)
    decoder = Decoder(settings)
    try:
        with table_out(arguments.out, columns_for(shelved)) as write:
            for scored in watched(score_files(decoder, shelved, photos, arguments.jobs), len(photos), "score"):
                write(row_for(shelved, scored))
    finally:
        decoder.close()
    return 0
