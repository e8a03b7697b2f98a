"""Figures with intervals, the ROC curve, and the paired difference of two versions."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from app.learning.evaluation import FIGURES, Measured, evaluate, evaluate_difference, roc_curve


def predictions(n: int = 200, sources: int = 6, seed: int = 0, strength: float = 1.5) -> Measured:
    rng = np.random.default_rng(seed)
    truth = rng.random(n) < 0.5
    probability = 1 / (1 + np.exp(-rng.normal(strength * (truth - 0.5) * 2, 1)))
    source = np.array([f"s{row % sources}" for row in range(n)])
    return Measured(truth, probability, np.abs(probability - 0.5) < 0.1, source, np.array([f"g{row // 2}" for row in range(n)]))


def test_every_figure_has_n_and_an_interval_around_it():
    report = json.loads(json.dumps(evaluate(predictions(), draws=300), allow_nan=False))
    for part in (report["pooled"], *report["sources"].values()):
        assert set(part) == set(FIGURES)
        for figure in part.values():
            assert figure["low"] - 1e-9 <= figure["value"] <= figure["high"] + 1e-9 or figure in (part["ece"], part["eer"])
            assert figure["n"] > 0
    assert report["pooled"]["auc"]["n"] == 200
    assert report["mean_over_sources"]["auc"]["n"] == 6


def test_the_mean_over_sources_is_the_mean_of_the_sources():
    report = evaluate(predictions(), draws=100)
    values = [one["auc"]["value"] for one in report["sources"].values()]
    assert report["mean_over_sources"]["auc"]["value"] == pytest.approx(np.mean(values))


def test_a_source_of_one_label_has_no_auc_and_says_why():
    made = predictions()
    truth = made.truth.copy()
    truth[made.source == "s0"] = True
    report = evaluate(Measured(truth, made.probability, made.abstained, made.source, made.group), draws=50)
    figure = report["sources"]["s0"]["auc"]
    assert figure["value"] is None and "same label" in figure["reason"]
    assert report["sources"]["s0"]["brier"]["value"] is not None
    assert report["mean_over_sources"]["auc"]["n"] == 5


def test_when_nothing_is_answered_the_error_is_undefined():
    made = predictions()
    report = evaluate(Measured(made.truth, made.probability, np.ones(200, bool), made.source, made.group), draws=50)
    assert report["pooled"]["coverage"]["value"] == 0
    assert report["pooled"]["error_when_answering"]["value"] is None
    assert "answered" in report["pooled"]["error_when_answering"]["reason"]


def test_few_groups_have_no_interval():
    made = predictions()
    report = evaluate(Measured(made.truth, made.probability, made.abstained, made.source, np.full(200, "one")), draws=50)
    assert report["pooled"]["auc"]["value"] is not None
    assert report["pooled"]["auc"]["low"] is None and "group" in report["pooled"]["auc"]["reason"]


def test_no_photographs_are_no_figures():
    empty = Measured(np.empty(0, bool), np.empty(0), np.empty(0, bool), np.empty(0, str), np.empty(0, str))
    report = evaluate(empty, draws=10)
    assert all(figure["value"] is None and figure["reason"] for figure in report["pooled"].values())
    assert report["sources"] == {}


def test_a_seed_repeats():
    assert evaluate(predictions(), seed=4, draws=50) == evaluate(predictions(), seed=4, draws=50)


def better(made: Measured, by: float = 1.0) -> Measured:
    """The same photographs, told apart better."""
    logit = np.log(made.probability / (1 - made.probability)) + by * (made.truth * 2 - 1)
    return replace(made, probability=1 / (1 + np.exp(-logit)))


def test_a_version_differs_from_itself_by_nothing_and_from_a_better_one_surely():
    made = predictions()
    none = evaluate_difference(made, made, draws=100)
    assert all(figure["value"] == figure["low"] == figure["high"] == 0 for figure in none["pooled"].values())
    report = json.loads(json.dumps(evaluate_difference(made, better(made), draws=200), allow_nan=False))
    assert report["pooled"]["auc"]["low"] > 0 > report["pooled"]["brier"]["high"]
    assert report["mean_over_sources"]["auc"]["low"] > 0 and set(report["sources"]) == {f"s{one}" for one in range(6)}


def test_pairing_narrows_the_interval():
    made = predictions()
    apart = [evaluate(one, draws=200)["pooled"]["auc"] for one in (made, better(made, 0.3))]
    paired = evaluate_difference(made, better(made, 0.3), draws=200)["pooled"]["auc"]
    assert paired["value"] == pytest.approx(apart[1]["value"] - apart[0]["value"])
    assert paired["high"] - paired["low"] < min(one["high"] - one["low"] for one in apart)


def test_different_photographs_are_not_compared():
    with pytest.raises(ValueError, match="same photographs"):
        evaluate_difference(predictions(), predictions(seed=1))


def test_the_roc_curve_rises_within_its_band_and_its_area_is_the_auc():
    made = predictions(n=600)
    curve = json.loads(json.dumps(roc_curve(made), allow_nan=False))
    found, at = np.array(curve["found"]), np.array(curve["false_positives"])
    assert (np.diff(found) >= 0).all() and found[-1] == 1 and curve["n"] == 600
    assert (np.array(curve["low"]) <= found + 0.02).all() and (found <= np.array(curve["high"]) + 0.02).all()
    assert np.trapezoid(found, at) == pytest.approx(evaluate(made, draws=20)["pooled"]["auc"]["value"], abs=0.01)


def test_one_label_has_no_roc_curve_and_says_why():
    made = predictions()
    curve = roc_curve(replace(made, truth=np.ones(200, bool)))
    assert curve["found"] is None and "same label" in curve["reason"]
