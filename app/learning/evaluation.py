"""How good predictions are: figures with their n and a 95 % interval, per source and pooled; and how two versions differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np

from app.learning import metrics
from app.learning.bootstrap import Statistic, draw_statistics, figure

FIGURES = ("auc", "eer", "balanced_accuracy", "ece", "brier", "coverage", "error_when_answering")
ONE_LABEL = "undefined: all photographs have the same label"
NO_PHOTOGRAPHS = "undefined: no photographs"
ROC_AT = np.linspace(0, 1, 51) ** 2  # shares of labels[0] called labels[1], dense where few are


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
    """{"pooled": figures, "mean_over_sources": figures, "sources": {source: figures}, "roc": curve}, JSON-able.

    figures: auc, eer, balanced_accuracy, ece, brier, coverage, error_when_answering; each {value, low, high, n, reason}:
    value is null with a reason where it is undefined; low and high are a 95 % bootstrap interval over groups.  The mean over sources
    counts the sources where a figure is defined (n is their number); its interval draws sources, and groups inside them.
    roc: of all photographs pooled, see roc_curve.
    """
    report = _report(lambda rows, place: _drawn(measured.take(rows), seed + place, draws), measured, seed)
    return report | {"roc": roc_curve(measured, seed)}


def evaluate_difference(first: Measured, second: Measured, seed: int = 0, draws: int = 1000) -> dict:
    """The same report, without roc, of second minus first on the same photographs: a negative brier, ece, eer or error is an improvement.

    Both are drawn together, so that what is common to them does not widen the interval.  Raises ValueError unless truth, source and group
    are the same row by row.
    """
    if not all(np.array_equal(getattr(first, name), getattr(second, name)) for name in ("truth", "source", "group")):
        raise ValueError("only predictions on the same photographs, in the same order, can be compared")

    def both(rows: np.ndarray, place: int) -> _Drawn:
        before, after = (_drawn(one.take(rows), seed + place, draws) for one in (first, second))
        return _Drawn({name: after.values[name] - before.values[name] for name in FIGURES},
                      {name: after.draws[name] - before.draws[name] for name in FIGURES}, after.n, after.groups)

    return _report(both, first, seed)


def roc_curve(measured: Measured, seed: int = 0, draws: int = 200) -> dict:
    """{"false_positives", "found", "low", "high": 51 numbers each, "n", "reason"}.

    found: the share of labels[1] that is called so where that share of labels[0] falsely is.  low and high: 95 % of the draws over groups
    at each point.  Null with the reason where a label is missing.
    """
    truth, n = measured.truth, len(measured.truth)
    if not (truth.any() and not truth.all()):
        return {"false_positives": None, "found": None, "low": None, "high": None, "n": n, "reason": ONE_LABEL if n else NO_PHOTOGRAPHS}
    found = metrics.found_at(np.ones((1, n)), truth, measured.probability, ROC_AT)[0]
    drawn = draw_statistics({"found": lambda weights: metrics.found_at(weights, truth, measured.probability, ROC_AT)}, measured.group,
                            draws, seed)["found"]
    low, high = np.nanpercentile(drawn, [2.5, 97.5], axis=0)
    return {name: np.round(values, 4).tolist() for name, values in (
        ("false_positives", ROC_AT), ("found", found), ("low", low), ("high", high))} | {"n": n, "reason": None}


@dataclass(frozen=True)
class _Drawn:
    """values: each figure.  draws: the same for every draw, (draws,) each."""

    values: dict[str, float]
    draws: dict[str, np.ndarray]
    n: int
    groups: int

    def figures(self) -> dict[str, dict]:
        """JSON-able, null with the reason where there is nothing to say."""
        undefined = dict.fromkeys(FIGURES, ONE_LABEL) | {"error_when_answering": "undefined: no photograph was answered"}
        return {name: figure(self.values[name], self.draws[name], self.n, self.groups, undefined[name] if self.n else NO_PHOTOGRAPHS)
                for name in FIGURES}


def _drawn(measured: Measured, seed: int, draws: int) -> _Drawn:
    truth, probability, answered, n = measured.truth, measured.probability, ~measured.abstained, len(measured.truth)
    if not n:
        return _Drawn(dict.fromkeys(FIGURES, float("nan")), dict.fromkeys(FIGURES, np.empty(0)), 0, 0)
    statistics: dict[str, Statistic] = {
        "auc": lambda weights: metrics.auc(weights, truth, probability),
        "eer": lambda weights: metrics.eer(weights, truth, probability),
        "balanced_accuracy": lambda weights: metrics.balanced_accuracy(weights, truth, probability),
        "ece": lambda weights: metrics.ece(weights, truth, probability),
        "brier": lambda weights: metrics.brier(weights, truth, probability),
        "coverage": lambda weights: metrics.coverage(weights, answered),
        "error_when_answering": lambda weights: metrics.error_when_answering(weights, truth, probability, answered),
    }
    whole = np.ones((1, n))
    values = {name: float(statistic(whole)[0]) for name, statistic in statistics.items()}
    return _Drawn(values, draw_statistics(statistics, measured.group, draws, seed), n, len(np.unique(measured.group)))


def _report(drawn_of: Callable[[np.ndarray, int], _Drawn], measured: Measured, seed: int) -> dict:
    """drawn_of: the figures of some rows, (n,) bool; the second argument sets them apart from those of other rows."""
    names = np.unique(measured.source)
    parts = {str(name): drawn_of(measured.source == name, 1 + place) for place, name in enumerate(names)}
    sources = {name: part.figures() for name, part in parts.items()}
    means = {name: _mean_figure([one[name] for one in sources.values()], [part.draws[name] for part in parts.values()], seed)
             for name in FIGURES}
    return {"pooled": drawn_of(np.ones(len(measured.truth), bool), 0).figures(), "mean_over_sources": means, "sources": sources}


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
