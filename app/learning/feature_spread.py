"""How one feature is distributed by label, and by source and label: to see whether what it tells holds everywhere."""

from __future__ import annotations

import numpy as np

from app.learning import metrics
from app.learning.summaries import summarise

AT = (5, 25, 50, 75, 95)  # percent


def feature_spread(values: np.ndarray, truth: np.ndarray, source: np.ndarray, labels: tuple[str, ...]) -> dict:
    """{"auc", "edges", "labels": {label: {"n", "shares", "quantiles"}}, "sources": {source: {"auc", "labels": …}}}, JSON-able.

    quantiles: at 5, 25, 50, 75 and 95 %.  auc: how often a photograph of labels[1] has the higher value, over all and within a source;
    null where a label is missing.  values : (n,), finite.  truth : (n,) bool, both values present.
    """
    summary = summarise(values[:, None], truth).of(0, labels)
    shares = {label: {"n": one["n"], "shares": one["shares"], "quantiles": _quantiles(values[truth == bool(side)])}
              for side, (label, one) in enumerate(summary["labels"].items())}
    sources = {}
    for name in np.unique(source):
        here = source == name
        sides = {label: values[here & (truth == bool(side))] for side, label in enumerate(labels)}
        sources[str(name)] = {"auc": _auc(values[here], truth[here]), "labels": {
            label: {"n": len(some), "quantiles": _quantiles(some)} for label, some in sides.items() if len(some)}}
    return {"auc": _auc(values, truth), "edges": summary["edges"], "labels": shares, "sources": sources}


def separation(values: np.ndarray, truth: np.ndarray) -> float:
    """How well a feature alone tells the labels apart: 0.5 not at all, 1 entirely."""
    value = _auc(values, truth)
    return 0.5 if value is None else max(value, 1 - value)


def _auc(values: np.ndarray, truth: np.ndarray) -> float | None:
    value = float(metrics.auc(np.ones((1, len(truth))), truth, values)[0]) if len(truth) else float("nan")
    return value if np.isfinite(value) else None


def _quantiles(values: np.ndarray) -> list[float]:
    return [float(one) for one in np.percentile(values, AT)]
