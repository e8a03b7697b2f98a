from __future__ import annotations

import numpy as np
import pytest

from app.learning.candidates import CANDIDATES
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
        if fitted.additive:
            assert np.allclose(parts.sum(axis=1) + bias, fitted.decision(made.features))

    def test_the_same_seed_gives_the_same_model(self, candidate, made):
        first, second = (fit_candidate(made, truth_of(made), candidate, seed=3).decision(made.features) for _ in range(2))
        assert np.array_equal(first, second)


def test_a_constant_feature_has_no_say(made):
    constant = made.take(np.arange(len(made)))
    constant.features[:, 5] = 3.0
    fitted = fit_candidate(constant, truth_of(constant), "logistic")
    moved = constant.features.copy()
    moved[:, 5] = 99.0
    assert np.array_equal(fitted.decision(moved), fitted.decision(constant.features))


def test_one_wild_feature_cannot_outvote_the_rest(made):
    fitted = fit_candidate(made, truth_of(made), "logistic")
    wild, wilder = made.features[:1].copy(), made.features[:1].copy()
    wild[0, 0], wilder[0, 0] = 50, 5000
    assert fitted.decision(wild) == fitted.decision(wilder)


def test_copies_of_a_feature_in_one_family_do_not_make_the_family_louder(made):
    many = np.concatenate([made.features[:, :8], np.repeat(made.features[:, 8:], 20, axis=1)], axis=1)
    wide = type(made)(**{**vars(made), "features": many, "family": np.array(["peaks"] * 8 + ["colour"] * 160)})
    narrow_parts, _ = fit_candidate(made, truth_of(made), "logistic").contributions(made.features)
    wide_parts, _ = fit_candidate(wide, truth_of(wide), "logistic").contributions(wide.features)
    assert np.allclose(wide_parts[:, 8:].sum(axis=1), narrow_parts[:, 8:].sum(axis=1), atol=0.05)
