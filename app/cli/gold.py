"""gold: photographs whose label is known, hidden in the queue to measure reviewers."""

from __future__ import annotations

import argparse

from app.cli.desk import open_desk
from app.cli.options import add_question


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("gold", help="photographs whose label is known: add, list, retire")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = _of_photo(actions, "add", "mark photographs of the desk as gold", run_add)
    add.add_argument("--label", required=True, help="the true label, for instance original or recaptured")
    listed = actions.add_parser("list", help="the gold photographs in use: id, label, answers, name")
    add_question(listed)
    listed.add_argument("--retired", action="store_true", help="the former ones too")
    listed.set_defaults(run=run_list)
    _of_photo(actions, "retire", "make them ordinary photographs again", run_retire)


def _of_photo(actions: argparse._SubParsersAction, action: str, words: str, run: object) -> argparse.ArgumentParser:
    parser = actions.add_parser(action, help=words)
    parser.add_argument("photos", nargs="+", metavar="PHOTO", help="a photograph by its id on the desk or its sha256")
    add_question(parser)
    parser.set_defaults(run=run)
    return parser


def run_add(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.gold import add_gold

    with open_desk() as deps:
        for photo_id in _ids(deps, arguments.photos):
            add_gold(deps, OPERATOR, arguments.question, photo_id, arguments.label)
    print(f"{len(arguments.photos)} marked as gold, {arguments.label}.")
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.gold import list_gold

    with open_desk() as deps:
        for one in list_gold(deps, OPERATOR, arguments.question, arguments.retired):
            print("\t".join([one.photo_id, one.label, str(one.answers), one.photo or "(erased)", *(["retired"] if one.retired_at else [])]))
    return 0


def run_retire(arguments: argparse.Namespace) -> int:
    from app.services.access import OPERATOR
    from app.services.gold import retire_gold

    with open_desk() as deps:
        for photo_id in _ids(deps, arguments.photos):
            retire_gold(deps, OPERATOR, arguments.question, photo_id)
    print(f"{len(arguments.photos)} retired.")
    return 0


def _ids(deps, named: list[str]) -> list[str]:
    from app.services.access import OPERATOR
    from app.services.gold import photo_of_sha256

    return [photo_of_sha256(deps, OPERATOR, one) if len(one) == 64 else one for one in named]
