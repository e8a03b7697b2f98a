from __future__ import annotations

import cv2
import numpy as np
import pytest

from app.features.filter_covariance import COARSE, COLUMNS, FINE, FLOOR, log_covariance
from tests.features.pictures import blurred, measured, scene, with_grid

UPPER = np.triu_indices(len(COLUMNS))


def covariance_of(values: np.ndarray) -> np.ndarray:
    """The covariance that these features are the logarithm of."""
    logarithm = np.zeros((len(COLUMNS), len(COLUMNS)))
    logarithm[UPPER] = np.where(UPPER[0] == UPPER[1], values, values / np.sqrt(2))
    logarithm = logarithm + np.triu(logarithm, 1).T
    levels, axes = np.linalg.eigh(logarithm)
    return (axes * np.exp(levels)) @ axes.T


def test_the_exponential_gives_back_the_variances_of_the_differences():
    picture = scene(1, 192, 192)
    across = np.clip(cv2.filter2D(picture[..., 0].astype(np.float32), -1, np.array([[1, -1]], np.float32)), -40, 40)
    found = covariance_of(log_covariance(picture).astype(np.float64))
    assert found[0, 0] - FLOOR == pytest.approx((across ** 2).mean(), rel=1e-3)
    assert (np.linalg.eigvalsh(found) > 0).all()


def test_grey_photographs_have_colours_that_go_together_entirely():
    covariance = covariance_of(log_covariance(scene(1)[..., :1].repeat(3, axis=2)).astype(np.float64))
    red, green = COLUMNS.index("dx_r"), COLUMNS.index("dx_g")
    assert covariance[red, green] == pytest.approx(covariance[red, red] - FLOOR, rel=1e-2)


def test_a_blank_photograph_has_the_floor_everywhere():
    covariance = covariance_of(log_covariance(np.full((300, 300, 3), 90, np.uint8)).astype(np.float64))
    assert np.allclose(covariance, FLOOR * np.eye(len(COLUMNS)), atol=1e-6)


def test_swapping_the_colours_swaps_the_entries():
    plain, swapped = measured(FINE, scene(2)), measured(FINE, np.ascontiguousarray(scene(2)[..., ::-1]))
    assert plain["dx_r_dx_r"] == pytest.approx(swapped["dx_b_dx_b"], abs=1e-4)
    assert plain["dx_r_dy_r"] == pytest.approx(swapped["dx_b_dy_b"], abs=1e-4)


def test_a_fine_grid_is_seen_at_the_fine_scale_and_gone_at_the_coarse():
    plain, grid = scene(3), with_grid(scene(3), period=2.6, strength=10)
    assert measured(FINE, grid)["dx_g_dx_g"] > measured(FINE, plain)["dx_g_dx_g"]
    fine, coarse = (np.abs(row_of(family, grid) - row_of(family, plain)).mean() for family in (FINE, COARSE))
    assert fine > 3 * coarse


def test_blur_lowers_every_variance():
    plain, soft = measured(FINE, scene(4)), measured(FINE, blurred(scene(4), 2))
    assert all(soft[f"{name}_{name}"] < plain[f"{name}_{name}"] for name in COLUMNS)


def row_of(family, picture: np.ndarray) -> np.ndarray:
    return np.array(list(measured(family, picture).values()))
