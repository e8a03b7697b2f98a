from __future__ import annotations

import numpy as np
import pytest

from app.errors import PlaneTooSmall
from app.features.tiles import TILE, frequencies, log_power, tiles_of


def test_log_power_is_the_power_of_the_windowed_tile():
    tile = np.random.default_rng(0).normal(120, 40, (1, TILE, TILE)).astype(np.float32)
    window = np.outer(np.hanning(TILE), np.hanning(TILE))
    expected = np.fft.fftshift(np.log1p(np.abs(np.fft.rfft2((tile[0] - tile[0].mean()) * window)) ** 2), axes=0)
    assert np.abs(log_power(tile)[0] - expected).max() < 0.02


def test_a_wave_stands_at_its_frequency():
    y, x = np.mgrid[:TILE, :TILE]
    tile = (128 + 50 * np.cos(2 * np.pi * (0.25 * x - 0.125 * y))).astype(np.float32)
    row, column = np.unravel_index(log_power(tile[None])[0].argmax(), (TILE, TILE // 2 + 1))
    fy, fx = frequencies()
    assert (fy[row, column], fx[row, column]) == (-0.125, 0.25)


@pytest.mark.parametrize("shape", [(768, 1024), (1024, 1024), (576, 1024), (1024, 170), (256, 256), (64, 64), (300, 90)])
def test_tiles_lie_inside_and_are_few(shape):
    gray = np.random.default_rng(0).uniform(0, 255, shape).astype(np.float32)
    tiles = tiles_of(gray)
    assert tiles.shape[1:] == (TILE, TILE)
    assert 1 <= len(tiles) <= 12


def test_blown_out_and_empty_tiles_are_left_out_unless_all_are():
    gray = np.full((256, 1024), 255, np.float32)
    assert len(tiles_of(gray)) == 4
    gray[:, :256] = np.random.default_rng(0).uniform(0, 200, (256, 256))
    assert len(tiles_of(gray)) == 1


def test_too_small_is_said():
    with pytest.raises(PlaneTooSmall, match="63"):
        tiles_of(np.zeros((63, 500), np.float32))
