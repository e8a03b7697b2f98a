from __future__ import annotations

import numpy as np
import pytest

from app.features.binary_patterns import EIGHT, differing_neighbours, rotated_histogram, uniform_histogram

PLANES = [np.random.default_rng(seed).integers(0, levels, shape, dtype=np.uint8)
          for seed, (levels, shape) in enumerate([(256, (40, 31)), (4, (25, 60)), (256, (300, 9))])]


def by_the_book(plane: np.ndarray) -> np.ndarray:
    """The histogram of uniform patterns, pixel by pixel."""
    uniform = [code for code in range(256) if bin(code ^ ((code >> 1) | ((code & 1) << 7))).count("1") <= 2]
    counts = np.zeros(59)
    for y in range(1, plane.shape[0] - 1):
        for x in range(1, plane.shape[1] - 1):
            code = sum(1 << bit for bit, (dy, dx) in enumerate(EIGHT) if plane[y + dy, x + dx] >= plane[y, x])
            counts[uniform.index(code) if code in uniform else 58] += 1
    return counts / counts.sum()


@pytest.mark.parametrize("plane", PLANES, ids=lambda plane: str(plane.shape))
def test_uniform_patterns_agree_with_the_definition(plane):
    assert np.allclose(uniform_histogram(plane), by_the_book(plane))


@pytest.mark.parametrize("histogram", [uniform_histogram, rotated_histogram, lambda plane: differing_neighbours(plane, 2)])
def test_shares_sum_to_one(histogram):
    for plane in PLANES:
        assert histogram(plane).sum() == pytest.approx(1)


@pytest.mark.parametrize("histogram", [uniform_histogram, rotated_histogram])
def test_a_rising_tone_curve_changes_nothing(histogram):
    plane = PLANES[0] // 2
    assert np.array_equal(histogram(plane), histogram(plane + 60))
    assert np.array_equal(histogram(plane), histogram(2 * plane))


def test_turning_the_plane_changes_no_rotated_pattern():
    for plane in PLANES:
        assert np.allclose(rotated_histogram(plane), rotated_histogram(np.rot90(plane)))


def test_differing_neighbours_on_flat_and_dotted_planes():
    flat, dotted = np.full((20, 20), 9, np.uint8), np.zeros((21, 21), np.uint8)
    dotted[::2, ::2] = 200
    assert differing_neighbours(flat, 1)[0] == 1
    found = differing_neighbours(dotted, 1)
    assert found[8] > 0  # a dot differs from all around it
    assert found[0] == 0


def test_bands_do_not_show():
    plane = np.random.default_rng(3).integers(0, 256, (500, 40), dtype=np.uint8)
    assert np.allclose(uniform_histogram(plane[:300]), by_the_book(plane[:300]))
