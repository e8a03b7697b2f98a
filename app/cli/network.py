"""network: external networks whose answer becomes one more feature family."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.desk import open_desk
from app.cli.options import add_question, positive


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("network", help="external networks, each one more feature family: add, list, remove, fit")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="try a network out and put it on this desk")
    add.add_argument("file", type=Path, metavar="FILE.onnx")
    add.add_argument("--card", type=Path, required=True, metavar="CARD.json", help="what it is shown, and which number is its answer")
    add.set_defaults(run=run_add)
    actions.add_parser("list", help="the networks of this desk").set_defaults(run=run_list)
    remove = actions.add_parser("remove", help="take a network off this desk")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=run_remove)
    fit = actions.add_parser("fit", help="fit a small network of residuals and spectra; needs the packages of requirements-deep.txt")
    fit.add_argument("manifest", type=Path, metavar="MANIFEST.csv", help="columns: path, question, label, source, group")
    add_question(fit)
    fit.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder for network.onnx and card.json")
    fit.add_argument("--steps", type=positive, default=400, metavar="N", help="steps of 64 tiles each (default: 400)")
    fit.add_argument("--folds", type=positive, default=4, metavar="N", help="parts of left-out sources that it is measured on (default: 4)")
    fit.add_argument("--seed", type=int, default=0, metavar="N")
    fit.set_defaults(run=run_fit)


def run_add(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.networks_change import add_network
    from app.services.recompute import ask_recompute

    with open_desk() as deps:
        network, seconds = add_network(deps, OPERATOR, arguments.file, arguments.card)
        ask_recompute(deps)
    print(f"Added {network.card.name} ({seconds * 1000:.0f} ms a photograph) as the family {network.id}. Versions made from now on "
          "have it; the champion stays as it is.")
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.networks_change import list_networks

    with open_desk() as deps:
        listed = list_networks(deps, OPERATOR)
    for one in listed:
        card = one.network.card if one.network else None
        print(f"{one.name}\t{one.network.id}\t{card.question}\t{card.width}x{card.height} {card.crop}" if one.network and card
              else f"{one.name}\t{one.trouble}")
    if not listed:
        print("There are no external networks on this desk.")
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.networks_change import remove_network

    with open_desk() as deps:
        remove_network(deps, OPERATOR, arguments.name)
    print(f"Removed {arguments.name}.")
    return 0


def run_fit(arguments: argparse.Namespace) -> int:
    """Prints what it is worth on sources that it had not seen; `network add` takes what it writes."""
    from app.cli.figures_table import figures_table
    from app.cli.report import terminal_report
    from app.config import Settings
    from app.photos.decode import Decoder
    from app.services.networks_fit import fit_network

    decoder = Decoder(Settings.from_environment())
    try:
        with terminal_report("network") as report:
            figures = fit_network(decoder, arguments.manifest, arguments.question, arguments.out, report, arguments.steps, arguments.folds,
                                  arguments.seed)
    finally:
        decoder.close()
    print("On sources that it had not seen:")
    print(figures_table(figures))
    print(f"Written to {arguments.out}; put it on a desk with: python -m app network add {arguments.out}/network.onnx "
          f"--card {arguments.out}/card.json")
    return 0
