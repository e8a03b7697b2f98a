"""How well facts about the files alone separate the labels; above AUC 0.60 a set supports no claim."""

from __future__ import annotations

import numpy as np

from app.learning import metrics
from app.learning.bootstrap import draw_statistics, figure
from app.learning.evaluation import ONE_LABEL

LIMIT = 0.60
DRAWS = 500


def shortcut_audit(facts: dict[str, np.ndarray], truth: np.ndarray, source: np.ndarray, group: np.ndarray, seed: int = 0) -> dict:
    """facts: name to (n,) numbers, such as pixels, bytes_per_pixel, aspect, has_exif, jpeg_quality; NaN where unknown.

    {"pooled": audit, "sources": {source: audit}}, an audit being {"facts": {fact: figure}, "worst": fact, "supports_a_claim": bool or
    null}; a figure is {value, low, high, n, reason} with value = max(AUC, 1 - AUC) of the known values.
    """
    everything = np.ones(len(truth), bool)
    return {"pooled": _audit(facts, truth, group, everything, seed),
            "sources": {str(name): _audit(facts, truth, group, source == name, seed) for name in np.unique(source)}}


def _audit(facts: dict[str, np.ndarray], truth: np.ndarray, group: np.ndarray, rows: np.ndarray, seed: int) -> dict:
    figures = {name: _separation(np.asarray(values, np.float64)[rows], truth[rows], group[rows], seed) for name, values in facts.items()}
    defined = {name: one["value"] for name, one in figures.items() if one["value"] is not None}
    worst = max(defined, key=lambda name: defined[name], default=None)
    return {"facts": figures, "worst": worst, "supports_a_claim": defined[worst] <= LIMIT if worst else None}


def _separation(values: np.ndarray, truth: np.ndarray, group: np.ndarray, seed: int) -> dict:
    known = np.isfinite(values)
    values, truth, group = values[known], truth[known], group[known]
    if not (truth.any() and (~truth).any()):
        return figure(float("nan"), np.empty(0), len(truth), 0, ONE_LABEL if len(truth) else "undefined: known of no photograph")
    value = float(metrics.auc(np.ones((1, len(truth))), truth, values)[0])
    drawn = draw_statistics({"auc": lambda weights: metrics.auc(weights, truth, values)}, group, DRAWS, seed)["auc"]
    turned = value < 0.5
    return figure(1 - value if turned else value, 1 - drawn if turned else drawn, len(truth), len(np.unique(group)), "")
