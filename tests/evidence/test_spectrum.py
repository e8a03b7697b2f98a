"""The spectrum shows a point where a repetition is, twice, and rings only what stands out."""

from __future__ import annotations

import numpy as np

from app.evidence.periodic import local_peaks
from app.evidence.spectrum import full_spectrum, make, peaks_of
from app.evidence.tile_spectra import SIDE, searched
from app.photos.planes import Planes
from tests.features.pictures import scene, with_grid


def test_a_grid_sets_rings_at_its_frequencies():
    peaks = local_peaks(Planes(with_grid(scene(1), 4.0, 20, 8)).gray1024)
    found = {(row - 64, column - 64) for row, column in peaks_of(full_spectrum(peaks.max(axis=(0, 1))))}
    along = SIDE / 4 * np.array([np.sin(np.deg2rad(20)), np.cos(np.deg2rad(20))])
    across = along[::-1] * [1, -1]
    for row, column in (along, -along, across, -across):
        assert min(np.hypot(row - y, column - x) for y, x in found) <= 1.5


def test_it_is_symmetric_about_its_middle():
    full = full_spectrum(np.random.default_rng(0).normal(size=len(searched())).astype(np.float32))
    middle = full[1:, 1:]
    assert full.shape == (SIDE, SIDE) and np.array_equal(middle, middle[::-1, ::-1])


def test_a_natural_scene_has_no_rings():
    picture = make(Planes(scene(0)))
    assert picture.shape == (512, 512, 3)
    assert (picture.max(axis=2) - picture.min(axis=2)).max() == 0  # grey throughout: nothing was marked
