"""Drift is found where there is some, and seldom where there is none."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import ks_2samp
from statsmodels.stats.multitest import multipletests

from app.learning.drift import adjusted, counted_drift, feature_drift
from app.learning.summaries import summarise

FEATURES = 60


def fitted(rng: np.random.Generator, n: int = 600) -> tuple[np.ndarray, np.ndarray]:
    """Features that rise with the label; the last one takes few values."""
    truth = rng.random(n) < 0.5
    rows = rng.normal(0, 1, (n, FEATURES)) + truth[:, None] * np.linspace(0, 2, FEATURES)
    rows[:, -1] = rng.integers(3, size=n)
    return rows, truth


def test_photographs_of_the_same_kind_have_not_moved() -> None:
    alarms = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        rows, truth = fitted(rng)
        again, again_truth = fitted(rng, 300)
        alarms += feature_drift(again, summarise(rows, truth), again_truth.mean()).moved.any()
    assert alarms <= 4


def test_more_of_one_label_alone_is_no_drift() -> None:
    rng = np.random.default_rng(1)
    rows, truth = fitted(rng)
    many, many_truth = fitted(rng, 2000)
    mostly = np.concatenate([many[many_truth], many[~many_truth][:100]])
    share = 1 - 100 / len(mostly)
    assert not feature_drift(mostly, summarise(rows, truth), share).moved.any()
    assert feature_drift(mostly, summarise(rows, truth), 0.5).moved.any()


def test_the_features_that_moved_are_the_ones_that_are_named() -> None:
    rng = np.random.default_rng(2)
    rows, truth = fitted(rng)
    new, new_truth = fitted(rng, 400)
    new[:, [3, 40]] += 1.5
    moved = feature_drift(new, summarise(rows, truth), new_truth.mean())
    assert np.flatnonzero(moved.moved).tolist() == [3, 40] and moved.n == 400


def test_the_distance_is_the_two_sample_one_up_to_the_percentiles() -> None:
    rng = np.random.default_rng(3)
    rows, truth = fitted(rng)
    new, _ = fitted(rng, 500)
    new[:, 0] += 0.4
    found = feature_drift(new, summarise(rows, truth), truth.mean()).distance
    exact = [ks_2samp(new[:, place], rows[:, place]).statistic for place in range(FEATURES - 1)]
    assert found[:-1] == pytest.approx(exact, abs=0.025)


def test_a_feature_that_never_varied_can_be_watched() -> None:
    rows, truth = np.ones((50, 1)), np.array([True, False] * 25)
    assert not feature_drift(np.ones((200, 1)), summarise(rows, truth), 0.5).moved.any()
    assert feature_drift(np.full((200, 1), 2.0), summarise(rows, truth), 0.5).moved.all()


def test_adjusted_chances_are_those_of_statsmodels() -> None:
    chance = np.random.default_rng(4).random(30) ** 3
    assert adjusted(chance) == pytest.approx(multipletests(chance, method="fdr_bh")[1], abs=1e-12)


def test_histograms_drift_by_their_shape_not_by_their_size() -> None:
    expected = np.array([40, 30, 20, 10, 5, 5, 10, 20, 30, 40])
    same = counted_drift(expected, expected * 3)
    other = counted_drift(expected, expected[::-1].cumsum())
    assert same[0] < 0.02 and same[1] == pytest.approx(0) and same[2] == pytest.approx(1)
    assert other[0] > 0.2 and other[2] < 0.001
