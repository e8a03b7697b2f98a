"""The charts of a model card: AUC by source, and whether the score means what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from app.questions import Question
from app.services.share import wilson
from app.web.components.graph import graph
from app.web.figures.reliability import Band, reliability_figure, reliability_finding, reliability_rows
from app.web.figures.source_auc import SourceAuc, source_auc_figure, source_auc_finding, source_auc_rows


def source_chart(card: Mapping[str, Any]) -> Component:
    """Each source's AUC, measured by a fit that did not see it; in words where nothing could be measured so."""
    measured = card.get("leave_one_source_out")
    if not measured:
        return html.P("Not measured across sources: nothing is known of photographs from elsewhere.", className="soft")
    sources = [SourceAuc(name, figures["auc"]["n"], figures["auc"]["value"], figures["auc"]["low"], figures["auc"]["high"])
               for name, figures in measured["sources"].items()]
    mean = measured["mean_over_sources"]["auc"]["value"]
    return graph(source_auc_figure(sources, mean), source_auc_finding(sources, mean), ("Source", "Photographs", "AUC", "95 % interval"),
                 source_auc_rows(sources))


def reliability_chart(card: Mapping[str, Any], question: Question) -> Component:
    """Scored against counted, on photographs from sources that the fit did not see."""
    bands = bands_of(card.get("reliability") or [], question.labels[1])
    if not bands:
        return html.P("Too few photographs to say how reliable the score is.", className="soft")
    word = question.label_words[question.labels[1]]
    return graph(reliability_figure(bands, word), reliability_finding(bands), ("Scored about", "Counted", "Photographs", "95 % interval"),
                 reliability_rows(bands))


def bands_of(stored: list[Mapping[str, Any]], second: str) -> list[Band]:
    """The card's bands, which count by the label that was called, as bands of the probability of the second label, ascending."""
    bands = []
    for band in stored:
        n, correct = band["n"], band["correct"]
        if not n:
            continue
        called_second = band["label"] == second
        count = correct if called_second else n - correct
        predicted = band["mean_confidence"] if called_second else 1 - band["mean_confidence"]
        bands.append(Band(predicted, n, count, *wilson(count, n)))
    return sorted(bands, key=lambda band: band.predicted)
