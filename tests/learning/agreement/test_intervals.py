"""Intervals hold the truth as often as they say, and say so where there is none."""

from __future__ import annotations

import numpy as np

from app.learning.agreement.gwet import gwet_ac1
from app.learning.agreement.intervals import estimate

COUNTS = np.array([[2, 0], [1, 1], [0, 2]])


def ac1(weights: np.ndarray) -> np.ndarray:
    return gwet_ac1(weights, COUNTS)


def test_intervals_hold_the_truth_in_about_95_of_100_cases() -> None:
    shares = np.array([0.7, 0.1, 0.2])
    truth = ac1(shares[None] * 1e6)[0]
    rng, held = np.random.default_rng(0), 0
    for _ in range(300):
        found = estimate(ac1, rng.multinomial(150, shares), draws=400)
        held += found.low <= truth <= found.high  # type: ignore[operator]
    assert 0.91 <= held / 300 <= 0.98


def test_more_photographs_make_a_narrower_interval() -> None:
    few, many = (estimate(ac1, np.array([7, 1, 2]) * times) for times in (5, 500))
    assert few.n == 50 and many.n == 5000
    assert many.high - many.low < (few.high - few.low) / 5


def test_nothing_is_said_of_nothing_and_no_interval_of_one_photograph() -> None:
    nothing, one = estimate(ac1, np.array([0, 0, 0])), estimate(ac1, np.array([1, 0, 0]))
    assert (nothing.value, nothing.n) == (None, 0)
    assert (one.value, one.low, one.high) == (1.0, None, None)
