"""Krippendorff's alpha is the reference library's, with missing answers too."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest

from app.learning.agreement.krippendorff import krippendorff_alpha
from tests.learning.agreement.answers import answers, counted, once


@pytest.mark.parametrize(("seed", "readers", "kinds", "missing"), [(0, 2, 2, 0.0), (1, 3, 3, 0.2), (2, 5, 4, 0.4), (3, 2, 3, 0.3)])
def test_it_equals_the_reference_library(seed: int, readers: int, kinds: int, missing: float) -> None:
    given = answers(seed, 80, readers, kinds, missing)
    counts = counted(given, kinds)
    expected = krippendorff.alpha(reliability_data=given.T, level_of_measurement="nominal")
    assert krippendorff_alpha(once(counts), counts)[0] == pytest.approx(expected, abs=1e-12)


def test_one_answer_for_everything_is_undefined() -> None:
    counts = np.array([[2, 0], [3, 0]])
    assert np.isnan(krippendorff_alpha(once(counts), counts)[0])
