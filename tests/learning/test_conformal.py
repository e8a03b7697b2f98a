from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from app.learning.conformal import fit_conformal

HERE = np.full(4000, "here")


def drawn(rng, n: int, low_share: float = 0.0):
    """Probabilities with their truth; those of low resolution tell little."""
    truth, low = rng.random(n) < 0.5, rng.random(n) < low_share
    return expit(rng.normal(2 * (truth - 0.5) * np.where(low, 0.3, 1), 1)), truth, low


@pytest.mark.parametrize("alpha", [0.05, 0.1, 0.2])
def test_each_label_keeps_its_promise_on_like_photographs(alpha):
    rng = np.random.default_rng(0)
    kept: dict[bool, list[float]] = {False: [], True: []}
    for _ in range(200):
        probability, truth, low = drawn(rng, 200)
        sets = fit_conformal(probability, truth, low, HERE[:200], alpha)
        fresh, label, _ = drawn(rng, 200)
        nonconformity = np.abs(label - fresh)
        for side in (False, True):
            kept[side].append((nonconformity[label == side] <= sets.thresholds[int(side)]).mean())
    assert np.mean(kept[False]) >= 1 - alpha - 0.01
    assert np.mean(kept[True]) >= 1 - alpha - 0.01


def test_answers_are_wrong_no_more_often_than_promised():
    rng = np.random.default_rng(1)
    sets = fit_conformal(*drawn(rng, 4000), HERE, alpha=0.1)
    probability, truth, low = drawn(rng, 4000)
    answered = sets.answers(probability, low)
    for side in (False, True):
        wrong = (answered & ((probability >= 0.5) != truth))[truth == side].mean()
        assert wrong <= 0.12


def test_too_few_photographs_rule_nothing_out():
    sets = fit_conformal(np.array([0.1, 0.9, 0.2, 0.8]), np.array([False, True, False, True]), np.zeros(4, bool), HERE[:4])
    assert sets.unsure_between() == (0.0, 1.0)
    assert not sets.answers(np.array([0.001, 0.5, 0.999]), np.zeros(3, bool)).any()


def test_an_answer_is_always_the_more_probable_label():
    rng = np.random.default_rng(2)
    for _ in range(50):
        sets = fit_conformal(rng.random(300), rng.random(300) < 0.5, np.zeros(300, bool), HERE[:300], 0.3)
        low, high = sets.unsure_between()
        assert low <= 0.5 <= high


def test_low_resolution_is_never_answered_more_readily():
    probability, truth, low = drawn(np.random.default_rng(3), 2000, low_share=0.3)
    sets = fit_conformal(probability, truth, low, HERE[:2000])
    inner, outer = sets.unsure_between(False), sets.unsure_between(True)
    assert outer[0] <= inner[0] and inner[1] <= outer[1]
    assert outer != inner
    grid = np.linspace(0, 1, 101)
    assert not (sets.answers(grid, np.ones(101, bool)) & ~sets.answers(grid, np.zeros(101, bool))).any()


def test_low_resolution_is_not_answered_on_the_strength_of_larger_photographs():
    probability, truth, _ = drawn(np.random.default_rng(4), 1000)
    sets = fit_conformal(probability, truth, np.arange(1000) < 8, HERE[:1000])
    assert sets.unsure_between(True) == (0.0, 1.0)
    assert sets.unsure_between(False) != (0.0, 1.0)


def test_one_source_of_several_says_nothing_about_small_photographs_of_the_next():
    probability, truth, _ = drawn(np.random.default_rng(6), 1000)
    source = np.where(np.arange(1000) < 500, "here", "there")
    low = source == "here"
    assert fit_conformal(probability, truth, low, source).unsure_between(True) == (0.0, 1.0)
    both = fit_conformal(probability, truth, np.ones(1000, bool), source)
    alone = [fit_conformal(probability[rows], truth[rows], low[rows] | True, source[rows]) for rows in (low, ~low)]
    assert both.thresholds_low.tolist() == np.max([one.thresholds_low for one in alone], axis=0).tolist() != [1.0, 1.0]


def test_a_desk_of_small_photographs_only_gets_answers():
    probability, truth, _ = drawn(np.random.default_rng(5), 1000)
    sets = fit_conformal(probability, truth, np.ones(1000, bool), HERE[:1000])
    assert sets.answers(np.array([0.001, 0.999]), np.ones(2, bool)).all()
