from __future__ import annotations

import numpy as np
import pytest

from app.learning.domain_check import fit_domain_check

FAMILY = np.array(["a"] * 30 + ["b"] * 10)


@pytest.fixture(scope="module")
def known() -> np.ndarray:
    """400 photographs that vary in 5 directions of 40 only."""
    rng = np.random.default_rng(0)
    return (rng.normal(size=(400, 5)) @ rng.normal(size=(5, 40)) + 0.05 * rng.normal(size=(400, 40))).astype(np.float32)


def test_one_in_a_hundred_of_the_known_lies_outside(known):
    assert (fit_domain_check(known, FAMILY).distances(known) > 1).mean() == pytest.approx(0.01, abs=0.006)


def test_far_away_is_outside_and_farther_is_farther(known):
    check = fit_domain_check(known, FAMILY)
    away = np.random.default_rng(1).normal(size=40)
    distances = check.distances(np.stack([known[0] + step * away for step in (0, 3, 10, 30)]))
    assert distances[0] <= 1 < distances[1]
    assert (np.diff(distances) > 0).all()


def test_a_direction_in_which_nothing_varied_is_noticed(known):
    strange = np.random.default_rng(2).permuted(known, axis=1)  # the same values, in places where they never stood together
    assert (fit_domain_check(known, FAMILY).distances(strange) > 1).mean() > 0.9


def test_a_feature_that_was_always_the_same_is_noticed_when_it_is_not(known):
    constant = known.copy()
    constant[:, 7] = 0.25
    check = fit_domain_check(constant, FAMILY)
    moved = constant[:5].copy()
    moved[:, 7] = 0.5
    assert (check.distances(moved) > check.distances(constant[:5])).all()


@pytest.mark.parametrize("n", [1, 2, 9])
def test_very_few_photographs_are_enough_to_run(known, n):
    assert np.isfinite(fit_domain_check(known[:n], FAMILY).distances(known)).all()
