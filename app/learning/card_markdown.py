"""The model card as Markdown that a lead can read."""

from __future__ import annotations

from app.learning.card_origin import origin_lines

FIGURES = (("auc", "AUC"), ("eer", "EER"), ("balanced_accuracy", "Balanced accuracy"), ("ece", "ECE"), ("brier", "Brier"),
           ("coverage", "Answered"), ("error_when_answering", "Wrong of the answered"))


def card_markdown(card: dict) -> str:
    """Sections: what it is, new sources, known sources, kinds, confidence, weak spots, limits, where it comes from."""
    labelled = card["labelled_set"]
    counts = ", ".join(f"{count} {label}" for label, count in labelled["labels"].items())
    lines = [f"# Model card: {card['question']}", "",
             f"Answers {' or '.join(card['labels'])}. Candidate `{card['candidate']}` on the families {', '.join(card['families'])} "
             f"(feature schema `{card['schema']}`), seed {card['seed']}.", "",
             f"Fitted on {labelled['photographs']} photographs ({counts}) from {len(labelled['sources'])} sources, "
             f"{labelled['groups']} groups; {labelled['low_resolution']} have a longest side under 1024 pixels. "
             f"Labelled set `{labelled['hash'][:16]}`." + _quarters(labelled.get("quarters", 0)), ""]
    lines += ["## Photographs from sources that it had not seen", "",
              "Each source was left out in turn from fitting, calibration and thresholds. "
              "In brackets 95 % intervals, drawn over groups.", "", *_table(card["leave_one_source_out"]),
              "## New photographs from the sources that it knows", "", *_table(card["within_source"])]
    lines += _kinds(card["kinds"]) + _bands(card["reliability"], card["calibration"]["fitted_on"]) + _networks(card.get("networks", []))
    lines += ["## Weak spots", ""]
    lines += [f"- {spot}" for spot in card["weak_spots"]] or ["None was found."]
    low, high = card["abstention"]["unsure_between"]
    lines += ["", "## Limits", "",
              f"It can't tell between the probabilities {low:.2f} and {high:.2f} of {card['labels'][1]}; this keeps all but "
              f"{card['abstention']['alpha']:.0%} of each label for photographs like those it was fitted on. For a new source that promise "
              "does not hold; the table of unseen sources shows what happened there.", "",
              "Facts about the file (size, metadata, compression) never enter the score. A low score is no proof that a photograph is "
              "an original: a careful recapture can leave no trace.", "", *origin_lines(card)]
    return "\n".join(lines)


def _quarters(count: int) -> str:
    return f" {count} quarters of them were fitted on too, with less weight; none was measured on." if count else ""


def _table(report: dict | None) -> list[str]:
    if report is None:
        return ["Not measured: it takes at least two sources with both labels between them.", ""]
    names = [title for _, title in FIGURES]
    lines = [f"| source | n | {' | '.join(names)} |", f"|{'---|' * (len(names) + 2)}"]
    rows = list(report["sources"].items()) + [("**mean over sources**", report["mean_over_sources"]), ("**pooled**", report["pooled"])]
    for source, figures in rows:
        lines.append(f"| {source} | {figures['auc']['n']} | {' | '.join(_cell(figures[name]) for name, _ in FIGURES)} |")
    return [*lines, ""]


def _cell(figure: dict) -> str:
    if figure["value"] is None:
        return "–"
    interval = f" [{figure['low']:.2f}–{figure['high']:.2f}]" if figure["low"] is not None else ""
    return f"{figure['value']:.3f}{interval}"


def _kinds(kinds: dict) -> list[str]:
    if not kinds:
        return []
    lines = ["## By kind, unseen sources", "", "| kind | n | right | answered | wrong of the answered |", "|---|---|---|---|---|"]
    for name, row in kinds.items():
        wrong = "–" if row["wrong_of_answered"] is None else f"{row['wrong_of_answered']:.0%}"
        lines.append(f"| {name} | {row['n']} | {row['right']:.0%} | {row['answered']:.0%} | {wrong} |")
    return [*lines, ""]


def _networks(networks: list[dict]) -> list[str]:
    if not networks:
        return []
    lines = ["## External networks", "", "AUC over sources, each left out in turn; a source counts by the root of its size.", "",
             "| network | without | with | difference, 95 % interval |", "|---|---|---|---|"]
    for one in networks:
        told = "–" if one["with"] is None else f"{one['difference']:+.3f} [{one['low']:+.3f} to {one['high']:+.3f}]"
        without, there = ("–" if one[name] is None else f"{one[name]:.3f}" for name in ("without", "with"))
        lines.append(f"| {one['network']} | {without} | {there} | {told} |")
    return [*lines, ""]


def _bands(bands: list[dict], fitted_on: str) -> list[str]:
    lines = ["## What a confidence means", "", f"Counted on photographs that the model did not see ({fitted_on}).", "",
             "| called | confidence | photographs | right |", "|---|---|---|---|"]
    for band in bands:
        if band["n"]:
            lines.append(f"| {band['label']} | {band['low']:.0%}–{band['high']:.0%} | {band['n']} | {band['correct'] / band['n']:.0%} |")
    return [*lines, ""]
