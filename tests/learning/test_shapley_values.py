"""The contributions of candidates that are not additive are Shapley values: held to their definition, summed over every subset."""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
import pytest

from app.learning.out_of_fold import fit_candidate
from tests.learning.makers import labelled, truth_of


def by_definition(fitted, row, average):
    """A player's mean effect over all orders, each other player being the photograph's or the average's: 2^d decisions."""
    players = len(row)
    masks = np.array([[bool(number >> place & 1) for place in range(players)] for number in range(2 ** players)])
    value = fitted.decision(np.where(masks, row, average))
    weight = [factorial(size) * factorial(players - size - 1) / factorial(players) for size in range(players)]
    found = np.zeros(players)
    for player in range(players):
        others = [other for other in range(players) if other != player]
        for size in range(players):
            for one in combinations(others, size):
                number = sum(1 << other for other in one)
                found[player] += weight[size] * (value[number | 1 << player] - value[number])
    return found


@pytest.mark.parametrize("candidate", ["svm", "boosting"])
def test_contributions_are_the_shapley_values_of_the_photograph_against_the_average(candidate):
    made = labelled()
    few = made.features[:, [0, 1, 3, 5, 8, 9, 12]]
    small = type(made)(**{**vars(made), "features": few, "family": made.family[[0, 1, 3, 5, 8, 9, 12]]})
    fitted = fit_candidate(small, truth_of(made), candidate)
    average = few.mean(axis=0, dtype=np.float64)
    parts, bias = fitted.contributions(few[:6])
    assert bias == pytest.approx(float(fitted.decision(average[None])[0]), abs=1e-12)
    for row, part in zip(few[:6].astype(np.float64), parts, strict=True):
        assert np.abs(part - by_definition(fitted, row, average)).max() < 1e-9
    assert np.abs(parts).max() > 0.01
