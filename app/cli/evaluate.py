"""evaluate: measures a model version on the photographs of a manifest."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from app.cli.figures_table import differences_table, errors_table, figures_table
from app.cli.options import add_out, add_question, positive
from app.cli.whole_file import write_whole
from app.config import Settings


def register(subparsers: argparse._SubParsersAction) -> None:
    parser = subparsers.add_parser("evaluate", help="measure a model version on labelled photographs")
    parser.add_argument("manifest", type=Path, metavar="MANIFEST.csv", help="columns: path, question, label, source, group")
    add_question(parser)
    parser.add_argument("--model", "--version", metavar="VERSION", help="the version to measure (default: the champion)")
    parser.add_argument("--against", metavar="VERSION", help="another version, for the paired difference on the same photographs")
    add_out(parser, "the whole report as JSON")
    parser.add_argument("--html", type=Path, metavar="F", help="the report as a page with charts that loads nothing")
    parser.add_argument("--jobs", type=positive, default=2, metavar="N", help="photographs measured at a time (default: 2)")
    parser.add_argument("--robustness", action="store_true", help="also measure the photographs as messengers would deliver them (slow)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints figures per source and pooled; --out writes everything as JSON, --html as a page.  Needs no database."""
    from app.services.evaluation_page import evaluation_page

    found = _measured(arguments)
    if arguments.out:
        write_whole(arguments.out, json.dumps(found, indent=2, allow_nan=False) + "\n")
    if arguments.html:
        write_whole(arguments.html, evaluation_page(found))
    print(_words(found))
    return 0


def _measured(arguments: argparse.Namespace) -> dict:
    from app.cli.report import terminal_report
    from app.photos.decode import Decoder
    from app.services.evaluate import evaluate_manifest
    from app.services.score_files import open_shelf

    settings = Settings.from_environment()
    decoder = Decoder(settings)
    try:
        with open_shelf(settings) as shelf, terminal_report("evaluate") as report:
            shelved = shelf.version(arguments.question, arguments.model) if arguments.model else shelf.champion(arguments.question)
            against = shelf.version(arguments.question, arguments.against) if arguments.against else None
            return evaluate_manifest(settings.home, decoder, arguments.manifest, arguments.question, shelved, report, arguments.jobs,
                                     arguments.robustness, against)
    finally:
        decoder.close()


def _words(found: dict) -> str:
    from app.services.networks_measured import words_of

    lines = [f"{found['question']}, version {found['model_version']}, {found['photographs']} photographs of {found['manifest']}",
             figures_table(found["figures"])]
    if found["fitted_on"]:
        lines.append(f"The version was fitted on {found['fitted_on']} of these photographs: their figures flatter it.")
        if found["unseen"]:
            lines += ["Those that it had not seen:", figures_table(found["unseen"])]
    for part, title in (("leave_one_source_out", "Fitted again without each source"), ("within_source", "Fitted again without each group")):
        again = found["refitted"][part]
        lines.append(f"{title}: {again['reason']}" if again["reason"] else f"{title}:\n{figures_table(again['figures'])}")
    lines += ["Errors by kind of recapture (APCER) and of originals (BPCER):", errors_table(found["presentation_errors"])]
    for name, figures in found.get("robustness", {}).items():
        lines += [f"The same photographs after {name}:", figures_table(figures)]
    if "against" in found:
        lines += [found["against"]["words"], differences_table((found["against"]["figures"], found["figures"]),
                                                               found["against"]["difference"],
                                                               (found["against"]["model_version"], found["model_version"]))]
    lines += [words_of(measured) for measured in found.get("networks", [])]
    audit = found["shortcut_audit"]["pooled"]
    if audit["worst"]:
        value = audit["facts"][audit["worst"]]["value"]
        verdict = "supports a claim" if audit["supports_a_claim"] else "supports no claim"
        lines.append(f"Shortcut audit: {audit['worst']} alone separates the labels with AUC {value:.2f}; this set {verdict} (limit 0.60).")
    return "\n".join(lines)
