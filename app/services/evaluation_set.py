"""Sections of an evaluation's page on the photographs themselves: shortcuts in the set, and features by label and by source."""

from __future__ import annotations

from markupsafe import Markup

from app.questions import Question
from app.services import evaluation_findings as findings
from app.services.evaluation_charts import Row, intervals_svg, outlines_svg, strips_svg
from app.services.evaluation_findings import FACTS, LIMIT, told
from app.services.evaluation_layout import Chart, Section, mark

SPREAD_COLUMNS = ("Source", "Label", "n", "5 %", "25 %", "50 %", "75 %", "95 %")


def shortcuts(found: dict) -> Section:
    """What the files alone would tell."""
    audit = found["shortcut_audit"]
    parts = {"all photographs": audit["pooled"], **audit["sources"]}
    rows = [Row(name, (mark(one["facts"][one["worst"]]),), f"{one['facts'][one['worst']]['value']:.2f}, {one['worst'].replace('_', ' ')}")
            for name, one in parts.items() if one["worst"]]
    drawing = Markup(intervals_svg("How well file facts tell the labels", rows, (0.5, 1.0), [(LIMIT, f"limit {LIMIT:.2f}")]))
    table = [(name, *(told(one["facts"][fact]) for fact in FACTS)) for name, one in parts.items()]
    lead = ("How well facts about the files alone would tell the labels; none of them enters a score. Where one does, a good AUC on that "
            "source may have another cause than the picture.")
    columns = ("Source", *(fact.replace("_", " ") for fact in FACTS))
    return Section("Shortcuts in the set", lead, (Chart(findings.of_shortcuts(audit), (drawing,) if rows else (), columns, table),))


def features(found: dict, question: Question) -> Section:
    """A feature of each family, by label and by source side by side."""
    lead = ("Of each family the feature that tells these photographs apart best: by label at the left, by source and label at the right "
            "(thin: 5 to 95 % of the photographs, thick: the middle half). Where the colours change places, the feature does not transfer.")
    charts = tuple(_feature(feature, question) for feature in found["features"])
    return Section("Features by label and by source", lead if charts else "With one label there is nothing to set side by side.", charts)


def _feature(feature: dict, question: Question) -> Chart:
    labels, edges = list(feature["labels"]), feature["edges"]
    words = [question.label_plural[label].split()[0] for label in labels]
    shares = [feature["labels"][one]["shares"] for one in labels]
    drawings = (Markup(outlines_svg(feature["title"], edges, shares, words, feature["unit"])),
                Markup(strips_svg(f"{feature['title']} by source", feature["sources"], labels, (edges[0], edges[-1]))))
    rows = [(name, label, str(some["n"]), *(f"{value:.3g}" for value in some["quantiles"]))
            for name, one in {"all": feature, **feature["sources"]}.items() for label, some in one["labels"].items()]
    return Chart(findings.of_feature(feature, question.label_words[question.labels[1]]), drawings, SPREAD_COLUMNS, rows)
