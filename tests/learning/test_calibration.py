from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from app.learning.calibration import Sigmoid, fit_sigmoid

RNG = np.random.default_rng(0)
DECISION = RNG.normal(0, 2, 20000)


@pytest.mark.parametrize(("slope", "shift"), [(1.0, 0.0), (0.4, -1.0), (2.5, 0.7)])
def test_the_true_sigmoid_is_found(slope, shift):
    truth = RNG.random(len(DECISION)) < expit(slope * DECISION + shift)
    found = fit_sigmoid(DECISION, truth, np.ones(len(truth)))
    assert found.slope == pytest.approx(slope, rel=0.08)
    assert found.shift == pytest.approx(shift, abs=0.08)


@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_the_scale_of_decisions_does_not_matter(scale):
    truth = RNG.random(len(DECISION)) < expit(DECISION)
    found = fit_sigmoid(DECISION * scale, truth, np.ones(len(truth)))
    assert found.slope * scale == pytest.approx(1, rel=0.1)


def test_separable_decisions_stay_finite_and_short_of_certain():
    decision = np.array([-2.0, -1.0, 1.0, 2.0])
    found = fit_sigmoid(decision, decision > 0, np.ones(4))
    probability = found.probability(decision)
    assert np.isfinite([found.slope, found.shift]).all()
    assert (probability > 0.05).all() and (probability < 0.95).all()
    assert (np.diff(probability) > 0).all()


def test_a_model_that_is_worse_than_chance_is_believed_nothing_and_never_turned_round():
    found = fit_sigmoid(np.array([2.0, 1.0, -1.0, -2.0]), np.array([False, False, True, True]), np.ones(4))
    assert found.slope == pytest.approx(0, abs=1e-9)
    assert found.probability(np.array([9.0]))[0] == pytest.approx(0.5, abs=0.01)


def test_a_weight_counts_like_repetition():
    truth = RNG.random(500) < expit(DECISION[:500])
    weight = np.where(np.arange(500) < 100, 3.0, 1.0)
    repeated = np.concatenate([np.arange(500), np.arange(100), np.arange(100)])
    first = fit_sigmoid(DECISION[:500], truth, weight)
    second = fit_sigmoid(DECISION[repeated], truth[repeated], np.ones(700))
    assert first.slope == pytest.approx(second.slope, rel=0.05)


def test_probabilities_are_never_nought_or_one():
    extreme = Sigmoid(1.0, 0.0).probability(np.array([-1e6, 1e6]))
    assert 0 < extreme[0] < extreme[1] < 1
