from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import uniform_filter
from scipy.signal import wiener

from app.features.residual_texture import FAMILY, wiener_residual
from tests.features.pictures import measured, resaved, scene

BLOCKS = (slice(0, 59), slice(59, 118), slice(118, 136), slice(136, 145), slice(145, 154))


def test_the_residual_is_what_scipys_wiener_filter_removes():
    gray = scene()[..., 0].astype(np.float32)
    exact = gray.astype(np.float64)
    noise = (uniform_filter(exact ** 2, 3, mode="mirror") - uniform_filter(exact, 3, mode="mirror") ** 2).mean()
    expected = exact - wiener(exact, (3, 3), noise)
    inside = (slice(2, -2), slice(2, -2))
    assert np.abs(wiener_residual(gray)[inside] - expected[inside]).max() < 0.05


def test_a_flat_plane_leaves_nothing():
    assert np.abs(wiener_residual(np.full((64, 64), 77, np.float32))).max() < 1e-3


def test_squares_of_each_block_sum_to_one():
    row = np.array(list(measured(FAMILY, scene()).values()))
    for block in BLOCKS:
        assert (row[block] ** 2).sum() == pytest.approx(1, abs=1e-5)


def test_more_grain_means_more_pixels_that_stand_out():
    rng = np.random.default_rng(0)
    found = []
    for sigma in (0, 3, 10):
        grainy = np.clip(scene() + rng.normal(0, sigma, scene().shape), 0, 255).astype(np.uint8)
        found.append(measured(FAMILY, grainy)["differing1_0"])
    assert found == sorted(found, reverse=True)


def test_hard_compression_washes_the_grain_out():
    assert measured(FAMILY, resaved(scene(), 20))["differing1_0"] > measured(FAMILY, scene())["differing1_0"]
