"""Sections of an evaluation's page on errors: order and probability, kinds of recapture, and what it can't tell."""

from __future__ import annotations

from markupsafe import Markup

from app.services import evaluation_findings as findings
from app.services.evaluation_charts import Curve, Row, intervals_svg, square_svg
from app.services.evaluation_findings import told
from app.services.evaluation_layout import Chart, Section, best_of, figure_table, mark, short
from app.services.share import wilson

SHOWN = (5, 7, 11, 16, 22, 27, 35)  # points of the ROC curve that the table names: 1, 2, 5, 10, 19, 29 and 49 %
KIND_COLUMNS = ("Threshold", "Kind", "n", "APCER", "Error among answers", "Can't tell", "BPCER")


def probabilities(found: dict, word: str) -> Section:
    """The ROC curve and the reliability of what unseen photographs were scored."""
    charts = (_ordered(best_of(found)["roc"], word), _reliable(found, word))
    how = "by the version as it is" if found["refitted"]["leave_one_source_out"]["reason"] else "fitted again without each source"
    return Section("Order and probability", f"All photographs pooled, {how}.", charts, narrow=True)


def _ordered(curve: dict, word: str) -> Chart:
    finding, columns = findings.of_roc(curve, word), ("Falsely called", "Found", "95 % interval")
    if curve["found"] is None:
        return Chart(finding, (), columns, [])
    line = Curve(curve["false_positives"], curve["found"], curve["low"], curve["high"])
    drawing = Markup(square_svg("ROC curve", line, f"originals falsely called {word}", f"{word} photographs found"))
    rows = [(f"{100 * curve['false_positives'][at]:.0f} %", f"{100 * curve['found'][at]:.0f} %",
             f"{100 * curve['low'][at]:.0f} % to {100 * curve['high'][at]:.0f} %") for at in SHOWN]
    return Chart(finding, (drawing,), columns, rows)


def _reliable(found: dict, word: str) -> Chart:
    bands = found["refitted"]["leave_one_source_out"]["reliability"] or found["reliability"]
    counted = _counted(bands, found["labels"][1])
    between = [wilson(count, n) for _, n, count in counted]
    finding = findings.of_reliability(counted, best_of(found)["pooled"]["ece"])
    line = Curve([one[0] for one in counted], [one[2] / one[1] for one in counted], [low for low, _ in between],
                 [high for _, high in between], dots=True)
    drawing = Markup(square_svg(finding, line, f"probability of {word}", f"share that was {word}"))
    rows = [(f"{100 * predicted:.0f} %", f"{count} of {n}", f"{100 * count / n:.0f} %", f"{100 * low:.0f} % to {100 * high:.0f} %")
            for (predicted, n, count), (low, high) in zip(counted, between, strict=True)]
    return Chart(finding, (drawing,) if counted else (), ("Scored about", "Counted", "Share", "95 % interval"), rows)


def _counted(bands: list[dict], second: str) -> list[tuple[float, int, int]]:
    """(mean probability of the second label, photographs, how many were of it), ascending."""
    counted = [(one["mean_confidence"], one["n"], one["correct"]) if one["label"] == second
               else (1 - one["mean_confidence"], one["n"], one["n"] - one["correct"]) for one in bands if one["n"]]
    return sorted(counted)


def kinds(found: dict) -> Section:
    """APCER and BPCER by kind, at both thresholds."""
    errors = found["refitted"]["leave_one_source_out"]["presentation_errors"] or found["presentation_errors"]
    kinds = errors["decision"]["kinds"]
    rows = [Row(f"{name} ({one['apcer']['n']})", (mark(one["apcer"], "against"), mark(one["bpcer"], "claim")),
                f"{short(one['apcer'])} / {short(one['bpcer'])}") for name, one in kinds.items()]
    longest = max([0.5, *(one["apcer"]["high"] or one["apcer"]["value"] or 0 for one in kinds.values())])
    drawing = Markup(intervals_svg("APCER and BPCER by kind", rows, (0.0, longest), percent=True))
    lead = ("APCER: recaptures of a kind that pass as originals. BPCER: originals, from the sources that hold the kind, that are called "
            "recaptured. At probability 0.5, whatever the model can't tell counted by the side it leans to; the table has the same at the "
            "threshold of equal errors, among the answers only, and how many were not answered.")
    chart = Chart(findings.of_errors(errors["decision"]), (drawing,) if rows else (), KIND_COLUMNS, _kind_rows(errors),
                  key=(("against", "APCER"), ("claim", "BPCER")))
    return Section("Kinds of recapture", lead, (chart,))


def _kind_rows(errors: dict) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name, at in errors.items():
        for kind, one in at["kinds"].items():
            rows.append((_threshold(name, at), kind, str(one["apcer"]["n"]), told(one["apcer"], True),
                         told(one["apcer_when_answering"], True), told(one["not_answered"], True), told(one["bpcer"], True)))
        rows.append((_threshold(name, at), "all originals", str(at["bpcer"]["n"]), "", told(at["bpcer_when_answering"], True),
                     told(at["not_answered"], True), told(at["bpcer"], True)))
    return rows


def _threshold(name: str, errors: dict) -> str:
    if errors["threshold"] is None:
        return "equal errors: not defined"
    return f"{errors['threshold']:.2f}" + (" (equal errors)" if name == "eer" else "")


def abstention(found: dict) -> Section:
    """How much it answers and how much of that is wrong, by source."""
    figures = best_of(found)
    rows = [Row(name, (mark(one["coverage"], "soft"), mark(one["error_when_answering"], "against")),
                f"{short(one['coverage'])} / {short(one['error_when_answering'])}") for name, one in figures["sources"].items()]
    drawing = Markup(intervals_svg("Answered, and wrong of the answers", rows, (0.0, 1.0), percent=True))
    lead = "Photographs between the conformal thresholds, or unlike those it was fitted on, get no answer."
    chart = Chart(findings.of_abstention(figures), (drawing,), *figure_table(figures),
                  key=(("soft", "answered"), ("against", "wrong of the answers")))
    return Section("When it can't tell", lead, (chart,))
