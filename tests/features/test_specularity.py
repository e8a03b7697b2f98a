from __future__ import annotations

import cv2
import numpy as np

from app.features.specularity import FAMILY, _ratio
from tests.features.pictures import measured, scene


def with_glare(picture: np.ndarray, softness: float) -> np.ndarray:
    """A white patch with a rim so many pixels wide."""
    patch = np.zeros(picture.shape[:2], np.float32)
    cv2.ellipse(patch, (300, 300), (160, 120), 0, 0, 360, 1.0, -1)
    patch = cv2.GaussianBlur(patch, (0, 0), softness)[..., None]
    return (picture * (1 - patch) + 255 * patch).astype(np.uint8)


def test_glare_is_one_large_bright_patch():
    plain, glare = measured(FAMILY, scene() // 2), measured(FAMILY, with_glare(scene() // 2, 20))
    assert glare["largest"] > plain["largest"] + 0.05
    assert glare["brightness"] > plain["brightness"]
    assert glare["ratio_p99"] > plain["ratio_p99"]


def test_the_rim_of_a_soft_glare_is_softer_than_that_of_a_white_card():
    assert measured(FAMILY, with_glare(scene() // 2, 30))["soft_rim"] < measured(FAMILY, with_glare(scene() // 2, 2))["soft_rim"] / 2


def test_a_dark_photograph_has_no_highlights():
    found = measured(FAMILY, scene() // 4)
    assert found["share"] == found["largest"] == found["patches"] == 0


def test_the_law_of_the_gradients_is_told():
    rng, flat = np.random.default_rng(0), np.ones((300, 1))
    sharp, rough = (np.cumsum(steps) * flat for steps in (rng.exponential(0.01, 300), rng.rayleigh(0.01, 300)))
    told = {name: _ratio(ramp.astype(np.float32))[3] for name, ramp in (("laplace", sharp), ("rayleigh", rough))}
    assert told["laplace"] > told["rayleigh"]
