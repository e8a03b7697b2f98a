from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.features.colour import FAMILY
from tests.features.pictures import measured, scene


def test_moments_of_one_colour():
    found = measured(FAMILY, np.tile(np.array([200, 30, 90], np.uint8), (400, 500, 1)))
    assert (found["red_mean"], found["green_mean"], found["blue_mean"]) == (200, 30, 90)
    assert found["red_std"] == found["red_skew"] == 0
    assert found["red_p1"] == found["red_p99"] == 200
    assert found["colours"] == 0  # log of one


def test_moments_agree_with_numpy():
    picture = scene(0, 300, 400)
    found, red = measured(FAMILY, picture), picture[..., 0].astype(np.float64)
    assert found["red_mean"] == pytest.approx(red.mean(), rel=1e-5)
    assert found["red_std"] == pytest.approx(red.std(), rel=1e-5)
    assert found["red_skew"] == pytest.approx(((red - red.mean()) ** 3).mean() / red.std() ** 3, rel=1e-4)
    assert found["red_p99"] == pytest.approx(np.percentile(red, 99), abs=1)


def test_grey_has_no_saturation_and_neutral_lab():
    found = measured(FAMILY, np.repeat(scene()[..., :1], 3, axis=2))
    assert found["saturation_mean"] == 0
    assert found["blue_yellow_mean"] == pytest.approx(128, abs=1)


def test_a_bluer_photograph_is_bluer():
    bluer = scene().astype(np.int16) + np.array([-20, 0, 20], np.int16)
    assert measured(FAMILY, np.clip(bluer, 0, 255).astype(np.uint8))["blue_yellow_mean"] < measured(FAMILY, scene())["blue_yellow_mean"] - 5


def test_fewer_colours_are_counted_as_fewer():
    few = scene() // 64 * 64
    assert measured(FAMILY, few)["colours"] < measured(FAMILY, scene())["colours"]
    assert measured(FAMILY, few)["top100"] > measured(FAMILY, scene())["top100"]


def test_a_glare_is_one_large_highlight():
    dim = scene() // 3
    glare = cv2.circle(dim.copy(), (500, 400), 120, (250, 250, 250), -1)
    assert measured(FAMILY, glare)["highlight_largest"] == pytest.approx(np.pi * 120 ** 2 / (768 * 1024), rel=0.1)
    assert measured(FAMILY, dim)["highlight_largest"] < 0.03
