from __future__ import annotations

import numpy as np
import pytest

from app.features.slope import FAMILY, radial_profile
from app.features.tiles import log_power
from tests.features.pictures import blurred, measured, power_law, scene


@pytest.mark.parametrize("exponent", [-1.0, -2.0, -3.0])
def test_the_slope_of_a_power_law_is_its_exponent(exponent):
    assert measured(FAMILY, power_law(exponent))["slope_mean"] == pytest.approx(exponent, abs=0.25)


def test_white_noise_is_flat():
    rng = np.random.default_rng(0)
    found = measured(FAMILY, rng.integers(0, 256, (1024, 1024, 3), dtype=np.uint8))
    assert found["slope_mean"] == pytest.approx(0, abs=0.1)
    assert found["high_low_mean"] == pytest.approx(0, abs=0.2)


def test_blur_steepens_the_slope_the_more_the_stronger():
    pictures = [scene()] + [blurred(scene(), sigma) for sigma in (0.5, 0.8, 1.1)]
    slopes = [measured(FAMILY, picture)["slope_mean"] for picture in pictures]
    assert slopes == sorted(slopes, reverse=True)
    assert slopes[0] - slopes[-1] > 1


def test_a_flat_spectrum_has_a_flat_profile():
    profile = radial_profile(np.full((2, 256, 129), 3.0, np.float32))
    assert np.allclose(profile, 3.0)


def test_brightness_does_not_matter():
    picture = scene() // 2
    assert measured(FAMILY, picture)["slope_mean"] == pytest.approx(measured(FAMILY, picture + 60)["slope_mean"], abs=0.02)


def test_contrast_moves_the_level_and_not_the_slope():
    tile = np.random.default_rng(0).normal(128, 30, (1, 256, 256)).astype(np.float32)
    weak, strong = radial_profile(log_power(tile)), radial_profile(log_power(128 + 2 * (tile - 128)))
    assert np.allclose(strong - weak, np.log(4), atol=0.05)
