"""versions: the model versions of a question."""

from __future__ import annotations

import argparse

from app.cli.desk import open_desk
from app.cli.options import add_question


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("versions", help="the model versions of a question, newest first")
    add_question(parser)
    parser.add_argument("--card", metavar="V", help="print the model card of this version instead")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """A line each: name, state, AUC on unseen sources with its interval, photographs, decisions of this desk, and what the gate said."""
    from app.questions import question_named
    from app.services.access import OPERATOR
    from app.services.versions import card_markdown, list_versions

    question_named(arguments.question)
    with open_desk() as deps:
        if arguments.card:
            print(card_markdown(deps, OPERATOR, arguments.question, arguments.card))
            return 0
        rows = list_versions(deps, OPERATOR, arguments.question)
    for row in rows:
        auc = "no AUC" if row.auc is None else f"AUC {row.auc:.3f}" + (f" [{row.low:.2f} {row.high:.2f}]" if row.low is not None else "")
        print(f"{row.version.name}  {row.state}  {auc}  {row.photos} photographs, {row.local_decisions} decided here"
              + (f"  gate: {row.gate.verdict.replace('_', ' ')}" if row.gate else ""))
        if row.trouble:
            print(f"    {row.trouble}")
    if not rows:
        print(f"There are no versions for {arguments.question}.")
    return 0
