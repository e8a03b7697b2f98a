"""Spectra of windows: there and back, and only what repeats stands out."""

from __future__ import annotations

import numpy as np
import pytest

from app.evidence.tile_spectra import BINS, SIDE, frequencies, pictures_of, pooled, searched, spectra_of, standing_out


def waves(fy: float, fx: float, strength: float, n: int = 9, seed: int = 0) -> np.ndarray:
    """n windows of noise with a wave of that frequency in each, at another phase."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:SIDE, :SIDE]
    phases = rng.uniform(0, 2 * np.pi, (n, 1, 1))
    return (rng.normal(100, 10, (n, SIDE, SIDE)) + strength * np.cos(2 * np.pi * (fy * y + fx * x) + phases)).astype(np.float32)


def test_windows_that_overlap_by_half_add_up_to_the_picture():
    rng = np.random.default_rng(1)
    strip = rng.normal(100, 20, (SIDE, 2 * SIDE)).astype(np.float32)
    whole = np.zeros_like(strip)
    for left in (0, SIDE // 2, SIDE):
        whole[:, left:left + SIDE] += pictures_of(spectra_of(strip[None, :, left:left + SIDE]))[0]
    line = np.hanning(SIDE + 1)[:-1, None]
    inside = slice(SIDE // 2, SIDE)
    assert np.allclose(whole[:, inside], (strip * line)[:, inside], atol=1e-2)


@pytest.mark.parametrize(("fy", "fx"), [(0.2, 0.3), (-0.25, 0.125), (0.03125, 0.40625)])
def test_a_wave_stands_out_at_its_frequency(fy, fx):
    heights = pooled(standing_out(spectra_of(waves(fy, fx, 8))), 3, 3)
    y, x = (part.ravel()[searched()] for part in frequencies())
    strongest = heights.argmax(axis=1)
    assert np.abs(y[strongest] - fy).max() <= 1 / SIDE and np.abs(x[strongest] - fx).max() <= 1 / SIDE
    assert heights.max(axis=1).min() > 8


def test_noise_stands_out_nowhere_and_pooling_tells_a_faint_wave_from_it():
    noise, faint = (standing_out(spectra_of(waves(0.2, 0.3, strength))) for strength in (0, 1.2))
    assert pooled(noise, 3, 3).max() < 6
    assert pooled(faint, 3, 3)[4].max() > faint[4].max() + 1


def test_a_window_without_texture_stands_out_nowhere():
    heights = standing_out(spectra_of(np.full((4, SIDE, SIDE), 77, np.float32)))
    assert heights.shape == (4, len(searched())) and np.abs(pooled(heights, 2, 2)).max() < 1


def test_the_axes_and_the_coarsest_detail_are_not_searched():
    looked_at = np.zeros(BINS, bool)
    looked_at.ravel()[searched()] = True
    assert not looked_at[:, :2].any() and not looked_at[SIDE // 2 - 1:SIDE // 2 + 2].any() and not looked_at[60:69, :4].any()
