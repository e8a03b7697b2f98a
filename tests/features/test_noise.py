from __future__ import annotations

import numpy as np
import pytest

from app.features.noise import FAMILY
from tests.features.pictures import blurred, measured, scene

FLAT = np.full((700, 1000, 3), 128.0)


def noisy(deviation: float, shared: float = 0.0, seed: int = 0) -> np.ndarray:
    """A flat grey picture with noise, of whose power that share is common to the colours."""
    rng = np.random.default_rng(seed)
    own, common = rng.normal(size=FLAT.shape), rng.normal(size=FLAT.shape[:2])[..., None]
    return np.clip(FLAT + deviation * (np.sqrt(1 - shared) * own + np.sqrt(shared) * common), 0, 255).round().astype(np.uint8)


def test_strength_follows_the_noise():
    weak, strong = measured(FAMILY, noisy(4))["strength"], measured(FAMILY, noisy(12))["strength"]
    assert strong - weak == pytest.approx(2 * np.log(3), abs=0.2)


@pytest.mark.parametrize("shared", [0.0, 0.4, 0.9])
def test_what_the_colours_share_is_found(shared):
    found = measured(FAMILY, noisy(10, shared))
    assert found["shared_rg"] == pytest.approx(shared, abs=0.08)
    assert found["shared_rb"] == pytest.approx(shared, abs=0.08)


def test_white_noise_is_forgotten_by_the_next_pixels_and_blurred_noise_is_not():
    white, soft = measured(FAMILY, noisy(10)), measured(FAMILY, blurred(noisy(30), 1.2))
    assert abs(white["lag8_x"]) < 0.03 and abs(white["lag8_y"]) < 0.03
    assert soft["lag1_x"] > white["lag1_x"] + 0.3


def test_lags_tell_side_to_side_from_up_and_down():
    striped = np.clip(FLAT + 12 * np.random.default_rng(1).normal(size=700)[:, None, None], 0, 255).astype(np.uint8)
    found = measured(FAMILY, striped)
    assert found["lag8_x"] > 0.8 and found["lag8_y"] < 0.3


def test_noise_in_one_part_only_is_uneven():
    part = noisy(10)
    part[:, :400] = 128
    assert measured(FAMILY, part)["spread_strength"] > measured(FAMILY, noisy(10))["spread_strength"] + 1


def test_a_photograph_without_noise_shares_nothing():
    found = measured(FAMILY, np.full((300, 300, 3), 77, np.uint8))
    assert found["shared_rg"] == 0 and measured(FAMILY, scene())["strength"] > found["strength"]
