"""d′ is what the textbooks give, finite for the perfect and silent about one kind alone; its interval covers the truth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from app.services.d_prime import d_prime


@pytest.mark.parametrize(("hits", "positives", "false_alarms", "negatives"), [(80, 100, 10, 100), (5, 10, 5, 10), (9, 30, 2, 12)])
def test_it_is_the_distance_of_the_corrected_rates(hits: int, positives: int, false_alarms: int, negatives: int) -> None:
    found = d_prime(hits, positives, false_alarms, negatives)
    expected = norm.ppf((hits + 0.5) / (positives + 1)) - norm.ppf((false_alarms + 0.5) / (negatives + 1))
    assert found.value == pytest.approx(expected, abs=1e-9)


def test_guessing_is_zero_a_perfect_hand_finite_and_the_wrong_way_round_negative() -> None:
    assert d_prime(10, 20, 10, 20).value == pytest.approx(0)
    assert 2 < d_prime(10, 10, 0, 10).value < 4
    assert d_prime(0, 10, 10, 10).value == pytest.approx(-d_prime(10, 10, 0, 10).value)


@pytest.mark.parametrize("counts", [(0, 0, 1, 5), (3, 5, 0, 0)])
def test_one_kind_alone_says_nothing(counts: tuple[int, int, int, int]) -> None:
    assert d_prime(*counts) is None


@pytest.mark.parametrize(("truth", "n"), [(1.0, 40), (2.0, 80)])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(truth: float, n: int) -> None:
    random, p = np.random.default_rng(1), norm.cdf(truth / 2)
    drawn = [d_prime(int(random.binomial(n, p)), n, int(random.binomial(n, 1 - p)), n) for _ in range(2000)]
    assert 0.92 <= np.mean([one.low <= truth <= one.high for one in drawn]) <= 0.99
