"""The quick AUC is the AUC, and its interval holds."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from app.learning.auc_interval import auc_interval


def sample(seed: int, yes: int, no: int, apart: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return np.repeat([True, False], [yes, no]), np.concatenate([rng.normal(apart, 1, yes), rng.normal(0, 1, no)])


@pytest.mark.parametrize("seed", range(4))
def test_it_equals_scikit_learn_with_ties_too(seed: int) -> None:
    truth, score = sample(seed, 40, 70)
    score = score.round(seed)
    assert auc_interval(truth, score)[0] == pytest.approx(roc_auc_score(truth, score), abs=1e-12)


def test_intervals_hold_the_truth_in_about_95_of_100_cases() -> None:
    truth = 0.7602499389065233  # of two normal distributions one standard deviation apart: the distribution function at 1 / sqrt(2)
    found = [auc_interval(*sample(seed, 40, 60)) for seed in range(500)]
    assert 0.92 <= np.mean([low <= truth <= high for _, low, high in found]) <= 0.98


def test_perfect_order_still_has_an_interval_and_few_have_none() -> None:
    auc, low, high = auc_interval(*sample(0, 20, 20, apart=50))
    assert auc == 1 and 0.8 < low < 1 and high == 1
    assert auc_interval(*sample(0, 4, 50)) is None
