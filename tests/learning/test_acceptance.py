"""What may be accepted without a person keeps its promise."""

from __future__ import annotations

import numpy as np
import pytest

from app.learning.acceptance import Acceptance, measure_acceptance


@pytest.mark.parametrize("error", [0.02, 0.05, 0.1])
def test_of_photographs_like_those_measured_at_most_the_chosen_share_slips_through(error: float) -> None:
    rng, slipped = np.random.default_rng(0), []
    for _ in range(400):
        found = measure_acceptance(rng.beta(1, 4, 120), np.ones(120, bool), np.zeros(120, bool))
        slipped.append((rng.beta(1, 4, 500) > found.threshold(error)).mean())
    assert np.mean(slipped) <= error + 3 * np.std(slipped) / np.sqrt(len(slipped))
    assert np.mean(slipped) >= error - 1 / 121 - 0.005  # and it does not promise far more than it must


def test_too_few_photographs_promise_nothing() -> None:
    found = measure_acceptance(np.linspace(0, 1, 60), np.ones(60, bool), np.zeros(60, bool))
    assert found.threshold(0.01) is None and found.threshold(found.smallest_error()) == 1.0
    assert measure_acceptance(np.empty(0), np.empty(0, bool), np.empty(0, bool)).threshold(0.1) is None


def test_a_smaller_error_asks_for_a_higher_probability() -> None:
    found = measure_acceptance(np.linspace(0, 1, 400), np.ones(400, bool), np.zeros(400, bool))
    thresholds = [found.threshold(error) for error in (0.01, 0.05, 0.1)]
    assert thresholds == sorted(thresholds, reverse=True) and found.threshold(0.2) is None


def test_claims_and_low_resolution_are_not_counted() -> None:
    probability, truth = np.array([0.9, 0.8, 0.7, 0.6] * 10), np.array([True, True, False, False] * 10)
    low = np.array([True, False, True, False] * 10)
    found = measure_acceptance(probability, truth, low)
    assert found.n == 10 and set(found.tail) == {0.8}


def test_it_comes_back_from_the_card() -> None:
    found = measure_acceptance(np.linspace(0, 1, 50), np.ones(50, bool), np.zeros(50, bool))
    assert Acceptance.from_dict(found.as_dict()) == found
