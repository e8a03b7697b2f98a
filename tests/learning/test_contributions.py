from __future__ import annotations

import numpy as np

from app.learning.contributions import by_family, families_in_order
from tests.learning.makers import FAMILY_OF, NAMES


def test_families_come_in_the_order_of_their_features():
    assert families_in_order(NAMES, FAMILY_OF) == ("peaks", "colour")


def test_a_family_is_the_sum_of_its_features():
    parts = np.random.default_rng(0).normal(size=(5, len(NAMES)))
    shares = by_family(parts, NAMES, FAMILY_OF)
    assert np.allclose(shares, np.stack([parts[:, :8].sum(axis=1), parts[:, 8:].sum(axis=1)], axis=1))
