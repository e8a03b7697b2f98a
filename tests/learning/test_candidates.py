from __future__ import annotations

import numpy as np
import pytest

from app.learning.candidates import CANDIDATES, LEARNERS
from app.learning.out_of_fold import fit_candidate
from tests.learning.makers import labelled, truth_of


@pytest.mark.parametrize("candidate", CANDIDATES)
class TestEveryCandidate:
    def test_it_tells_apart_what_can_be_told(self, candidate, made):
        decision = fit_candidate(made, truth_of(made), candidate).decision(labelled(seed=9).features)
        truth = truth_of(labelled(seed=9))
        assert decision[truth].mean() > decision[~truth].mean()

    def test_contributions_sum_to_the_decision(self, candidate, made):
        fitted = fit_candidate(made, truth_of(made), candidate)
        parts, bias = fitted.contributions(made.features)
        assert parts.shape == made.features.shape
        assert np.abs(parts.sum(axis=1) + bias - fitted.decision(made.features)).max() < 1e-9

    def test_the_same_seed_gives_the_same_model(self, candidate, made):
        first, second = (fit_candidate(made, truth_of(made), candidate, seed=3).decision(made.features) for _ in range(2))
        assert np.array_equal(first, second)


@pytest.mark.parametrize("candidate", LEARNERS)
class TestEveryLearner:
    def test_a_constant_feature_has_no_say(self, candidate, made):
        constant = made.take(np.arange(len(made)))
        constant.features[:, 5] = 3.0
        fitted = fit_candidate(constant, truth_of(constant), candidate)
        moved = constant.features.copy()
        moved[:, 5] = 99.0
        assert np.array_equal(fitted.decision(moved), fitted.decision(constant.features))

    def test_one_wild_feature_cannot_outvote_the_rest(self, candidate, made):
        fitted = fit_candidate(made, truth_of(made), candidate)
        wild, wilder = made.features[:1].copy(), made.features[:1].copy()
        wild[0, 0], wilder[0, 0] = 50, 5000
        assert np.isclose(fitted.decision(wild), fitted.decision(wilder), atol=1e-12)

    def test_the_average_photograph_owes_nothing_to_any_feature(self, candidate, made):
        """So that a family taken away from a score means an average photograph's in its place."""
        fitted = fit_candidate(made, truth_of(made), candidate)
        parts, bias = fitted.contributions(made.features.mean(axis=0, dtype=np.float64, keepdims=True))
        assert np.isfinite(bias)
        assert np.abs(parts).max() < 1e-6
