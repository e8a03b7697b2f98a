"""explain: one photograph's score, and why, as files and a page; needs no database."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.options import add_question


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("explain", help="why one photograph scores as it does, as files and a page; needs no database")
    parser.add_argument("path", type=Path, metavar="PATH", help="the photo")
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="the folder to write into; made if it is not there")
    add_question(parser)
    parser.add_argument("--model", metavar="VERSION", help="a model version (default: the desk's champion, else the shipped one)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the page's path."""
    from app.config import Settings
    from app.photos.decode import Decoder
    from app.services.explain_report import write_report
    from app.services.score_files import open_shelf

    settings = Settings.from_environment()
    with open_shelf(settings) as shelf:
        shelved = shelf.version(arguments.question, arguments.model) if arguments.model else shelf.champion(arguments.question)
    decoder = Decoder(settings)
    try:
        print(write_report(decoder, shelved, arguments.path, arguments.out, settings.face_model))
    finally:
        decoder.close()
    return 0
