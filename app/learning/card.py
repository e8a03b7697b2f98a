"""The model card: what a version was fitted on, how it was measured, where it is weak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.learning.acceptance import measure_acceptance
from app.learning.evaluation import evaluate
from app.learning.labelled_set import LabelledSet
from app.learning.unseen import Unseen

if TYPE_CHECKING:
    from app.learning.fitted_model import FittedModel

WEAK_AUC = 0.80
FEW = 20


def make_card(model: FittedModel, labelled_set: LabelledSet, truth: np.ndarray, abroad: Unseen, home: Unseen, seed: int) -> dict:
    """JSON-able.  leave_one_source_out and within_source are reports of evaluate; kinds: answers by kind of photograph, out of source."""
    card = {
        "question": model.question, "labels": list(model.labels), "schema": model.schema_id, "candidate": model.candidate_id, "seed": seed,
        "parent": None,
        "families": list(dict.fromkeys(model.family_of.values())),
        "labelled_set": _describe(labelled_set, model.labels),
        "leave_one_source_out": evaluate(abroad.measured(labelled_set, truth), seed) if len(abroad.rows) else None,
        "within_source": evaluate(home.measured(labelled_set, truth), seed) if len(home.rows) else None,
        "kinds": _kinds(labelled_set, truth, abroad) if len(abroad.rows) else {},
        "out_of_domain": _out_of_domain(labelled_set, abroad),
        "abstention": {"alpha": model.sets.alpha, "unsure_between": list(model.unsure_between()),
                       "unsure_between_low_resolution": list(model.unsure_between(low_resolution=True))},
        "calibration": {"method": "sigmoid", "slope": model.sigmoid.slope, "shift": model.sigmoid.shift,
                        "fitted_on": "decisions out of source" if len(abroad.rows) > len(truth) / 2 else "decisions out of group"},
        "reliability": model.reliability,
        "acceptance": _acceptance(model, labelled_set, truth, abroad) if len(abroad.rows) else None,
    }
    card["weak_spots"] = _weak_spots(card)
    return card


def _describe(labelled_set: LabelledSet, labels: tuple[str, ...]) -> dict:
    sources = {str(name): {label: int(((labelled_set.source == name) & (labelled_set.labels == label)).sum()) for label in labels}
               for name in np.unique(labelled_set.source)}
    return {"hash": labelled_set.hash(), "photographs": len(labelled_set), "groups": len(np.unique(labelled_set.group)),
            "low_resolution": int(labelled_set.low_resolution.sum()),
            "quarters": int(np.isfinite(labelled_set.quarters).any(axis=2).sum()),
            "labels": {label: int((labelled_set.labels == label).sum()) for label in labels}, "sources": sources}


def _acceptance(model: FittedModel, labelled_set: LabelledSet, truth: np.ndarray, abroad: Unseen) -> dict:
    claim = 1 - model.sigmoid.probability(abroad.decision)
    return measure_acceptance(claim, truth[abroad.rows], labelled_set.low_resolution[abroad.rows]).as_dict()


def _kinds(labelled_set: LabelledSet, truth: np.ndarray, unseen: Unseen) -> dict:
    """By kind, low resolution beside: photographs, share right at 0.5, share answered, share wrong of the answered."""
    right = (unseen.probability >= 0.5) == truth[unseen.rows]
    answered = unseen.answered & unseen.in_domain
    kind, low = labelled_set.kind[unseen.rows], labelled_set.low_resolution[unseen.rows]
    parts = {str(name): kind == name for name in np.unique(kind) if name} | {"low resolution": low, "full resolution": ~low}
    return {name: {"n": int(rows.sum()), "right": float(right[rows].mean()), "answered": float(answered[rows].mean()),
                   "wrong_of_answered": float(1 - right[rows & answered].mean()) if (rows & answered).any() else None}
            for name, rows in parts.items() if rows.any()}


def _out_of_domain(labelled_set: LabelledSet, unseen: Unseen) -> dict[str, float]:
    source = labelled_set.source[unseen.rows]
    return {str(name): float(1 - unseen.in_domain[source == name].mean()) for name in np.unique(source)}


def _weak_spots(card: dict) -> list[str]:
    """Sentences, the gravest first."""
    spots = []
    measured = card["leave_one_source_out"]
    if measured is None:
        return ["It was not measured on a source that it had not seen, so nothing is known of photographs from elsewhere."]
    aucs = {source: figures["auc"] for source, figures in measured["sources"].items()}
    for source, auc in sorted(aucs.items(), key=lambda item: 1.0 if item[1]["value"] is None else item[1]["value"]):
        if auc["value"] is not None and auc["value"] < WEAK_AUC:
            inverted = "; it is worse than a coin there" if auc["value"] < 0.5 else ""
            spots.append(f"{source}: AUC {auc['value']:.2f} on {auc['n']} photographs{inverted}.")
        elif auc["n"] < FEW:
            spots.append(f"{source}: only {auc['n']} photographs, so its figures mean little.")
    error, coverage = (measured["pooled"][name]["value"] for name in ("error_when_answering", "coverage"))
    if error is not None:
        spots.append(f"On new sources it answers {coverage:.0%} of the photographs, and {error:.0%} of those answers are wrong.")
    return spots
