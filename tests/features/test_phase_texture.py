from __future__ import annotations

import numpy as np
import pytest

from app.features.binary_patterns import uniform_histogram
from app.features.phase_texture import FAMILY
from tests.features.pictures import blurred, measured, planes, scene


def shares(picture: np.ndarray) -> np.ndarray:
    return FAMILY.extract(planes(picture))


def test_shares_sum_to_one():
    assert shares(scene()).sum() == pytest.approx(1, abs=1e-5)
    assert shares(scene(1, 64, 64)).sum() == pytest.approx(1, abs=1e-5)


def test_a_slight_blur_changes_less_than_it_changes_plain_patterns():
    plain = scene(2, 384, 512)
    soft = blurred(plain, 0.8)
    of_phase = np.abs(shares(plain) - shares(soft)).sum()
    of_patterns = np.abs(uniform_histogram(plain[..., 1]) - uniform_histogram(soft[..., 1])).sum()
    assert of_phase < of_patterns


def test_a_brighter_photograph_has_the_same_texture():
    plain = scene(3, 384, 512) // 2 + 20
    assert np.abs(shares(plain) - shares(plain + 60)).sum() < 0.02


def test_stripes_across_and_up_and_down_are_told_apart():
    y, x = np.mgrid[:384, :512]
    level, plumb = (np.repeat((128 + 60 * np.sin(2 * np.pi * axis / 7))[..., None], 3, axis=2).astype(np.uint8) for axis in (y, x))
    assert np.abs(shares(level) - shares(plumb)).sum() > 0.5
    assert len(measured(FAMILY, level)) == 256
