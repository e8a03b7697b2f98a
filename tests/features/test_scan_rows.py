from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.features.scan_rows import FAMILY
from tests.features.pictures import blurred, measured, scene


def noisy(repeated: float, seed: int = 0) -> np.ndarray:
    """Grey with noise of which that share repeats down each column."""
    rng = np.random.default_rng(seed)
    noise = np.sqrt(1 - repeated) * rng.normal(size=(700, 1000)) + np.sqrt(repeated) * rng.normal(size=(1, 1000))
    return np.clip(128 + 6 * noise, 0, 255).round().astype(np.uint8)[..., None].repeat(3, axis=2)


def test_noise_that_repeats_down_columns_is_found_and_told_from_rows():
    white, scanned = measured(FAMILY, noisy(0)), measured(FAMILY, noisy(0.1))
    assert abs(white["columns_repeat"]) < 0.5 and abs(white["rows_repeat"]) < 0.5
    assert scanned["columns_repeat"] > white["columns_repeat"] + 2
    assert scanned["columns_halves"] > 0.8 and abs(scanned["rows_halves"]) < 0.2
    turned = measured(FAMILY, np.ascontiguousarray(noisy(0.1).transpose(1, 0, 2)))
    assert turned["rows_repeat"] == pytest.approx(scanned["columns_repeat"], abs=0.05)


def test_a_lamp_in_one_corner_slopes_the_light():
    y, x = np.mgrid[0:1:768j, 0:1:1024j]
    lit = (scene() * (0.4 + 0.6 * (x + y) / 2)[..., None]).astype(np.uint8)
    assert measured(FAMILY, lit)["slope_of_light"] > measured(FAMILY, scene())["slope_of_light"] + 0.3


def test_dust_is_counted_by_its_tone():
    dusty = blurred(scene(3), 3)
    plain = measured(FAMILY, dusty)
    for x, y in np.random.default_rng(1).integers(20, 740, (60, 2)):
        cv2.circle(dusty, (int(x), int(y)), 1, (0, 0, 0), -1)
    found = measured(FAMILY, dusty)
    assert found["dark_specks"] > max(plain["dark_specks"], found["light_specks"]) + 1


def test_a_white_margin_is_seen():
    assert measured(FAMILY, cv2.copyMakeBorder(scene(), 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=(250,) * 3))["white_margin"] > 0.99
    assert measured(FAMILY, scene() // 2)["white_margin"] == 0
