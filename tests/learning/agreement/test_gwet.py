"""Gwet's AC1 is the published one.

irrCAC pins an older numpy, so it cannot be installed beside Loupe; its answers (version 0.4.4, all digits) stand here.
"""

from __future__ import annotations

import numpy as np
import pytest

from app.learning.agreement.cohen import cohen_kappa
from app.learning.agreement.gwet import gwet_ac1
from app.learning.agreement.krippendorff import krippendorff_alpha
from tests.learning.agreement.answers import answers, counted, once

NONE = float("nan")
FOUR_READERS = np.array([  # the example that irrCAC ships: twelve units, five answers, some missing
    [1, 1, NONE, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2],
    [NONE, 5, 5, 5], [NONE, NONE, 1, 1], [NONE, NONE, 3, NONE]]) - 1


def test_it_equals_the_published_example() -> None:
    counts = counted(FOUR_READERS, 5)
    assert gwet_ac1(once(counts), counts)[0] == pytest.approx(0.775444068126995, abs=1e-12)
    assert krippendorff_alpha(once(counts), counts)[0] == pytest.approx(0.7434210526315789, abs=1e-12)


@pytest.mark.parametrize(("seed", "photos", "readers", "kinds", "missing", "expected"), [
    (1, 40, 2, 3, 0.0, 0.4752869524478801), (2, 60, 3, 2, 0.2, 0.4938427826301659), (3, 50, 4, 4, 0.3, 0.5326626334035754)])
def test_it_equals_irrcac(seed: int, photos: int, readers: int, kinds: int, missing: float, expected: float) -> None:
    counts = counted(answers(seed, photos, readers, kinds, missing), kinds)
    assert gwet_ac1(once(counts), counts)[0] == pytest.approx(expected, abs=1e-9)


def test_rare_answers_do_not_push_it_down_as_they_push_kappa() -> None:
    """The paradox that AC1 was made for: 95 of 100 alike, one answer rare."""
    table = np.array([[95, 2], [3, 0]])
    counts = np.array([[2, 0], [1, 1], [0, 2]])
    weights = np.array([[95.0, 5.0, 0.0]])
    assert cohen_kappa(table[None].astype(float))[0] < 0 < 0.9 < gwet_ac1(weights, counts)[0]


def test_nobody_read_twice_is_undefined() -> None:
    counts = np.array([[1, 0], [0, 1]])
    assert np.isnan(gwet_ac1(once(counts), counts)[0])
