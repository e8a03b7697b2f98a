from __future__ import annotations

import numpy as np
import pytest

from app.learning.family_bag import SEEN, SUBSETS, subsets
from app.learning.out_of_fold import fit_candidate
from tests.learning.makers import truth_of


@pytest.mark.parametrize("families", [1, 2, 3, 7, 10, 15])
def test_every_family_is_seen_equally_often(families):
    dealt = subsets(families, seed=1)
    counts = np.bincount(np.concatenate(dealt), minlength=families)
    assert len(dealt) == SUBSETS and counts.max() - counts.min() <= 1
    assert all(len(np.unique(one)) == len(one) == max(1, round(SEEN * families)) for one in dealt)


def test_another_seed_deals_other_subsets():
    assert any(not np.array_equal(one, two) for one, two in zip(subsets(10, 0), subsets(10, 1), strict=True))


def test_a_family_that_only_cancels_another_loses_its_say(made):
    """Two families that err together are set against each other by a ridge over both; a bag of ridges does so less."""
    noise = np.random.default_rng(5).normal(size=len(made))
    torn = made.take(np.arange(len(made)))
    torn.features[:, 0] = truth_of(made) + 3 * noise
    torn.features[:, 8] = 3 * noise
    torn.features[:, 9] = 0
    ridge, bag = (fit_candidate(torn, truth_of(torn), name).contributions(torn.features)[0] for name in ("ridge", "bag"))
    assert np.abs(bag[:, 8]).mean() < 0.8 * np.abs(ridge[:, 8]).mean()
