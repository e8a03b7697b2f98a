"""APCER and BPCER: how often a recapture of each kind passes for an original, and an original for a recapture.

Source: ISO/IEC 30107-3:2023; an attack presentation is a photograph of labels[1], a bona fide presentation one of labels[0].
"""

from __future__ import annotations

import numpy as np

from app.learning import metrics
from app.learning.bootstrap import Statistic, draw_statistics, figure
from app.learning.evaluation import Measured

DECISION = 0.5  # the probability from which on a model calls a photograph recaptured
NOBODY = "undefined: there is none"
UNANSWERED = "undefined: none of them was answered"


def presentation_errors(measured: Measured, kind: np.ndarray, seed: int = 0, draws: int = 1000) -> dict[str, dict]:
    """{"decision": errors, "eer": errors}: at the threshold 0.5, and where both errors of all photographs are equal; JSON-able.

    errors: {"threshold", "bpcer", "bpcer_when_answering", "not_answered", "worst", "kinds": {kind: {"apcer", "apcer_when_answering",
    "not_answered", "bpcer"}}}.  Every photograph counts in apcer and bpcer, by the side of the threshold it lies on; those that the model
    can't tell are counted apart, as not_answered, and left out of what is named when_answering.  A kind's bpcer is that of the originals
    from the sources that hold the kind.  worst: the kind of the highest apcer.  Each figure is {value, low, high, n, reason}.
    kind : (n,) str of each photograph of labels[1], "" for the others.
    """
    thresholds = {"decision": DECISION, "eer": metrics.eer_threshold(measured.truth, measured.probability)}
    return {name: _errors(measured, kind, threshold, seed, draws) for name, threshold in thresholds.items()}


def _errors(measured: Measured, kind: np.ndarray, threshold: float, seed: int, draws: int) -> dict:
    known = bool(np.isfinite(threshold))
    called = measured.probability >= threshold
    originals = ~measured.truth & known
    kinds = {}
    for name in np.unique(kind[measured.truth]):
        rows = measured.truth & (kind == name)
        beside = originals & np.isin(measured.source, np.unique(measured.source[rows]))
        bpcer = _share(measured, beside, called, seed, draws)
        kinds[str(name)] = _of(measured, "apcer", rows & known, ~called, seed, draws) | {"bpcer": bpcer}
    passed = {name: one["apcer"]["value"] for name, one in kinds.items() if one["apcer"]["value"] is not None}
    return {"threshold": threshold if known else None, **_of(measured, "bpcer", originals, called, seed, draws),
            "worst": max(passed, key=lambda name: passed[name], default=None), "kinds": kinds}


def _of(measured: Measured, name: str, rows: np.ndarray, wrong: np.ndarray, seed: int, draws: int) -> dict[str, dict]:
    undefined = UNANSWERED if rows.any() else NOBODY
    return {name: _share(measured, rows, wrong, seed, draws),
            f"{name}_when_answering": _share(measured, rows & ~measured.abstained, wrong, seed, draws, undefined),
            "not_answered": _share(measured, rows, measured.abstained, seed, draws)}


def _share(measured: Measured, among: np.ndarray, counted: np.ndarray, seed: int, draws: int, undefined: str = NOBODY) -> dict:
    """The share of `counted` in `among`, both (n,) bool, with its interval over groups."""
    if not among.any():
        return figure(float("nan"), np.empty(0), 0, 0, undefined)
    counted, group = counted[among], measured.group[among]
    statistic: dict[str, Statistic] = {"share": lambda weights: metrics.share(weights, np.ones(len(counted), bool), counted)}
    value = float(counted.mean())
    return figure(value, draw_statistics(statistic, group, draws, seed)["share"], len(counted), len(np.unique(group)), undefined)
