"""versions: the model versions of a question; rebuild one, compare two."""

from __future__ import annotations

import argparse
import json

from app.cli.desk import open_desk
from app.cli.options import add_out, add_question
from app.cli.whole_file import write_whole


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("versions", help="the model versions of a question, newest first")
    add_question(parser)
    parser.add_argument("--card", metavar="V", help="print the model card of this version instead")
    parser.set_defaults(run=run)
    acts = parser.add_subparsers(title="with one or two of them", metavar="ACT")
    again = acts.add_parser("rebuild", help="fit a version again from its stored labelled set")
    again.add_argument("version", metavar="V")
    again.set_defaults(run=run_rebuild)
    both = acts.add_parser("compare", help="two versions on the same photographs, none of which the judging fit had seen")
    both.add_argument("first", metavar="A")
    both.add_argument("second", metavar="B")
    add_out(both, "the whole comparison as JSON")
    both.set_defaults(run=run_compare)
    for act in (again, both):
        act.add_argument("--question", default=argparse.SUPPRESS, metavar="Q", help="the question asked")


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


def run_rebuild(arguments: argparse.Namespace) -> int:
    """Prints the largest difference of a probability and how many vectors are gone; 1 if it is not the same although all are there."""
    from app.cli.report import terminal_report
    from app.services.access import OPERATOR
    from app.services.rebuild import SAME, rebuild

    with open_desk() as deps, terminal_report("rebuild") as report:
        made = rebuild(deps, OPERATOR, arguments.question, arguments.version, report)
    print(f"{made.version} was fitted again on {made.photographs} photographs of its stored set {made.labelled_set_hash[:16]}.")
    print(f"Largest difference of a probability: {made.difference:.1e} (the same is at most {SAME:.0e}).")
    if made.gone:
        print(f"{made.gone} of its vectors are gone, because their photographs were erased; that explains a difference.")
    for name, then, now in made.libraries:
        print(f"{name} was {then} then and is {now} now.")
    return 0 if made.same or made.gone else 1


def run_compare(arguments: argparse.Namespace) -> int:
    """Prints one sentence and the difference per source; --out writes everything as JSON."""
    from app.cli.figures_table import differences_table
    from app.cli.report import terminal_report
    from app.services.access import OPERATOR
    from app.services.compare_versions import compare_versions

    with open_desk() as deps, terminal_report("compare") as report:
        found = compare_versions(deps, OPERATOR, arguments.question, arguments.first, arguments.second, report)
    if arguments.out:
        write_whole(arguments.out, json.dumps(found, indent=2, allow_nan=False) + "\n")
    print(found["words"])
    print(differences_table(found["figures"], found["difference"], (found["first"], found["second"])))
    return 0
