"""The charts of model cards: AUC by source, whether the score means what it says, ROC, and what decisions have brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from app.questions import Question
from app.services.share import wilson
from app.services.versions import VersionRow
from app.web.components.graph import graph
from app.web.figures.decisions_curve import Learnt, decisions_figure, decisions_finding, decisions_rows
from app.web.figures.reliability import Band, reliability_figure, reliability_finding, reliability_rows
from app.web.figures.roc import Roc, roc_figure, roc_finding, roc_rows
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
    return bands_chart(card.get("reliability") or [], question)


def bands_chart(stored: list[Mapping[str, Any]], question: Question, version: str | None = None) -> Component:
    """The same from stored bands; version: named where there are several charts."""
    bands = bands_of(stored, question.labels[1])
    if not bands:
        return html.P("Too few photographs to say how reliable the score is.", className="soft")
    word = question.label_words[question.labels[1]]
    finding = f"{version}: {reliability_finding(bands)}" if version else reliability_finding(bands)
    return graph(reliability_figure(bands, word), finding, ("Scored about", "Counted", "Photographs", "95 % interval"),
                 reliability_rows(bands))


def roc_chart(card: Mapping[str, Any], version: str, question: Question) -> Component | None:
    """What is found at each share of false alarms, each source unseen; None on a card that keeps no curve."""
    measured = card.get("leave_one_source_out") or {}
    return roc_chart_of([(version, measured)], question) if (measured.get("roc") or {}).get("found") else None


def roc_chart_of(measured: Sequence[tuple[str, Mapping[str, Any]]], question: Question) -> Component:
    """Of (version, report of evaluation) pairs; the first is the stronger line."""
    curves = [Roc(name, roc["false_positives"], roc["found"], roc["low"], roc["high"], one["pooled"]["auc"]["value"])
              for name, one in measured if (roc := one["roc"])["found"]]
    plural, word = question.label_plural[question.labels[0]], question.label_words[question.labels[1]]
    return graph(roc_figure(curves, plural, word), roc_finding(curves, plural, word),
                 ("Falsely called", *(f"Found by {curve.version}" for curve in curves)), roc_rows(curves))


def decisions_chart(rows: Sequence[VersionRow]) -> Component | None:
    """Every version that decisions made, over how many; None where the gate has measured none on photographs decided here."""
    learnt = [Learnt(row.version.name, row.local_decisions, part.challenger_auc, part.champion_auc, part.low, part.high, row.gate.verdict)
              for row in rows if row.gate for part in row.gate.parts if part.part == "local"]
    if not learnt:
        return None
    return graph(decisions_figure(learnt), decisions_finding(learnt),
                 ("Version", "Decisions", "AUC", "Champion before", "95 % interval of the difference", "Gate"), decisions_rows(learnt))


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
