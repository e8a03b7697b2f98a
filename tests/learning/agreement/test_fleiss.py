"""Fleiss' kappa is the reference library's."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats import inter_rater

from app.learning.agreement.fleiss import fleiss_kappa
from tests.learning.agreement.answers import answers, counted, once


@pytest.mark.parametrize(("seed", "readers", "kinds"), [(0, 2, 2), (1, 3, 3), (2, 5, 4)])
def test_it_equals_statsmodels(seed: int, readers: int, kinds: int) -> None:
    counts = counted(answers(seed, 70, readers, kinds), kinds)
    assert fleiss_kappa(once(counts), counts)[0] == pytest.approx(inter_rater.fleiss_kappa(counts), abs=1e-12)


def test_patterns_with_weights_are_the_photographs_themselves() -> None:
    counts = counted(answers(3, 90, 3, 3), 3)
    patterns, photos = np.unique(counts, axis=0, return_counts=True)
    assert len(patterns) < len(counts)
    assert fleiss_kappa(photos[None].astype(float), patterns) == pytest.approx(fleiss_kappa(once(counts), counts), abs=1e-12)


def test_unequal_numbers_of_readers_are_refused() -> None:
    with pytest.raises(ValueError, match="same number of readers"):
        fleiss_kappa(np.ones((1, 2)), np.array([[2, 0], [2, 1]]))
