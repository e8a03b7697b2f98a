"""features: the feature vectors of photographs."""

from __future__ import annotations

import argparse
from dataclasses import replace

from app.cli.options import add_out, add_paths, add_question, positive
from app.cli.progress import watched


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("features", help="the feature vectors of photographs; needs no database")
    add_paths(parser)
    add_question(parser)
    add_out(parser, "the file to write: .csv or .parquet", required=True)
    parser.add_argument("--jobs", type=positive, default=2, metavar="N", help="photographs measured at the same time (default: 2)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """One row per photograph with path, error and a column per feature of the question's families."""
    from app.config import Settings
    from app.photos.decode import Decoder
    from app.services.collect import collect_photos
    from app.services.feature_table import write_features

    photos = collect_photos(arguments.paths, arguments.question)
    decoder = Decoder(replace(Settings.from_environment(), decode_processes=arguments.jobs))
    try:
        write_features(decoder, arguments.question, photos, arguments.out, arguments.jobs,
                       lambda rows: watched(rows, len(photos), "features"))
    finally:
        decoder.close()
    return 0
