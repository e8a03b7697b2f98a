"""How good predictions are: figures with their n and a 95 % interval, per source and pooled."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from app.learning import metrics
from app.learning.bootstrap import Statistic, draw_statistics, figure

FIGURES = ("auc", "eer", "balanced_accuracy", "ece", "brier", "coverage", "error_when_answering")
ONE_LABEL = "undefined: all photographs have the same label"


@dataclass(frozen=True)
class Measured:
    """Predictions on photographs whose labels are known.

    truth: (n,) bool, True for labels[1].  probability: (n,) of labels[1].  abstained: (n,) bool.  source, group: (n,) str.
    """

    truth: np.ndarray
    probability: np.ndarray
    abstained: np.ndarray
    source: np.ndarray
    group: np.ndarray

    def take(self, rows: np.ndarray) -> Measured:
        return Measured(*(getattr(self, field.name)[rows] for field in fields(self)))


def evaluate(measured: Measured, seed: int = 0, draws: int = 1000) -> dict:
    """{"pooled": figures, "mean_over_sources": figures, "sources": {source: figures}}, JSON-able.

    figures: auc, eer, balanced_accuracy, ece, brier, coverage, error_when_answering; each {value, low, high, n, reason}:
    value is null with a reason where it is undefined; low and high are a 95 % bootstrap interval over groups.  The mean over sources
    counts the sources where a figure is defined (n is their number); its interval draws sources, and groups inside them.
    """
    pooled, _ = _figures(measured, seed, draws)
    sources, drawn = {}, {}
    for place, name in enumerate(np.unique(measured.source)):
        sources[str(name)], drawn[str(name)] = _figures(measured.take(measured.source == name), seed + 1 + place, draws)
    means = {name: _mean_figure([sources[source][name] for source in sources], [drawn[source][name] for source in sources], seed)
             for name in FIGURES}
    return {"pooled": pooled, "mean_over_sources": means, "sources": sources}


def _figures(measured: Measured, seed: int, draws: int) -> tuple[dict[str, dict], dict[str, np.ndarray]]:
    truth, probability, answered = measured.truth, measured.probability, ~measured.abstained
    statistics: dict[str, Statistic] = {
        "auc": lambda weights: metrics.auc(weights, truth, probability),
        "eer": lambda weights: metrics.eer(weights, truth, probability),
        "balanced_accuracy": lambda weights: metrics.balanced_accuracy(weights, truth, probability),
        "ece": lambda weights: metrics.ece(weights, truth, probability),
        "brier": lambda weights: metrics.brier(weights, truth, probability),
        "coverage": lambda weights: metrics.coverage(weights, answered),
        "error_when_answering": lambda weights: metrics.error_when_answering(weights, truth, probability, answered),
    }
    if not len(truth):
        nothing = figure(float("nan"), np.empty(0), 0, 0, "undefined: no photographs")
        return dict.fromkeys(FIGURES, nothing), {}
    undefined = dict.fromkeys(FIGURES, ONE_LABEL) | {"error_when_answering": "undefined: no photograph was answered"}
    whole = np.ones((1, len(truth)))
    drawn = draw_statistics(statistics, measured.group, draws, seed)
    groups = len(np.unique(measured.group))
    made = {name: figure(float(statistic(whole)[0]), drawn[name], len(truth), groups, undefined[name])
            for name, statistic in statistics.items()}
    return made, drawn


def _mean_figure(figures: list[dict], drawn: list[np.ndarray], seed: int) -> dict:
    """The plain mean over sources where the figure is defined; sources are drawn, and each draw uses a draw of its groups."""
    defined = [place for place, one in enumerate(figures) if one["value"] is not None]
    if not defined:
        return {"value": None, "low": None, "high": None, "n": 0, "reason": "undefined: in no source"}
    values = np.array([figures[place]["value"] for place in defined])
    table = np.stack([drawn[place] for place in defined])
    table = np.where(np.isfinite(table), table, values[:, None])
    chosen = np.random.default_rng(seed).integers(len(defined), size=table.shape)
    means = np.take_along_axis(table, chosen, axis=0).mean(axis=0)
    return figure(float(values.mean()), means, len(defined), len(defined), "")
