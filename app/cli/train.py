"""train: fits, calibrates and measures a model version from a manifest."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.desk import open_desk
from app.cli.options import add_question, positive
from app.config import Settings


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("train", help="fit a model version from a manifest of labelled photographs")
    parser.add_argument("manifest", type=Path, metavar="MANIFEST.csv", help="columns: path, question, label, source, group")
    add_question(parser)
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write the version (default: into the desk's versions)")
    parser.add_argument("--jobs", type=positive, default=2, metavar="N", help="photographs measured at a time (default: 2)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="the same seed gives the same model (default: 0)")
    parser.add_argument("--candidate", metavar="NAME", help="the learner to fit: one of the question's, or auto for the one that does best"
                        " on sources left out, which takes many times as long (default: the question's first)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the figures of the card; with --out no database is touched."""
    from app.cli.report import terminal_report
    from app.photos.decode import Decoder
    from app.services.new_folder import refuse_full_folder
    from app.services.train import train, write_version

    if arguments.out is None:
        return _into_the_desk(arguments)
    settings = Settings.from_environment()
    refuse_full_folder(arguments.out)
    decoder = Decoder(settings)
    try:
        with terminal_report("train") as report:
            trained = train(settings, decoder, arguments.manifest, arguments.question, report, arguments.jobs, arguments.seed,
                            candidate=arguments.candidate)
    finally:
        decoder.close()
    write_version(settings, trained, arguments.out)
    _say(trained.card)
    print(f"The version is in {arguments.out}.")
    return 0


def _into_the_desk(arguments: argparse.Namespace) -> int:
    from app.cli.report import terminal_report
    from app.services.access import OPERATOR
    from app.services.register_version import register_version
    from app.services.train import train

    with open_desk() as deps:
        with terminal_report("train") as report:
            trained = train(deps.settings, deps.decoder, arguments.manifest, arguments.question, report, arguments.jobs, arguments.seed,
                            for_desk=True, candidate=arguments.candidate)
        version = register_version(deps, OPERATOR, trained.question, trained.model, trained.card, trained.labelled, parent=None)
    _say(trained.card)
    print(f"Version {version.name} is stored; it scores nothing until `python -m app promote {version.name}`.")
    return 0


def _say(card: dict) -> None:
    from app.cli.figures_table import figures_table
    from app.learning.card_origin import choice_words
    from app.services.networks_measured import words_of

    if card["leave_one_source_out"]:
        print("On sources that it had not seen (each left out in turn):")
        print(figures_table(card["leave_one_source_out"]))
    if card["choice"]:
        print(choice_words(card["choice"]))
    for measured in card["networks"]:
        print(words_of(measured))
    for weakness in card["weak_spots"]:
        print(f"- {weakness}")
