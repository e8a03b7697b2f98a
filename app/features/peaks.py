"""Spectral peaks: repeating patterns such as moire, pixel grids and print screens."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from app.features.plane_views import PlaneViews
from app.features.slope import radial_profile, ring_index
from app.features.tiles import TILE, frequencies, log_power, tiles_of

PER_TILE = ("top", "top8", "count", "kurtosis", "axis", "lattice", "harmonic", "spread")
NAMES = (*(f"{name}_{over}" for name in PER_TILE for over in ("mean", "max", "std")), "common_top", "common_top8", "common_count")


def extract(planes: PlaneViews) -> np.ndarray:
    """Strength and regularity of peaks in the whitened spectrum of tiles of 256 px at 1024: (27,) float32, finite.

    top, top8: the strongest peak and the mean of the eight strongest, in standard deviations (0 to about 40; up for screens and
    halftones).  count: bins over 4 deviations per 10,000.  axis: top on the axes less top off them.  lattice: strongest peaks at the same
    distance from the centre, 0 to 7.  harmonic: deviations at twice the top frequency.  spread: circular spread of the peaks' angles,
    0 to 1 (halftones low).  common: of the mean over tiles, where only a pattern of constant frequency is left.
    Source: Garcia and de Queiroz, IEEE TIFS 10(4), 2015.
    """
    white = whitened(log_power(tiles_of(planes.gray1024)))
    per_tile = np.stack([_describe(tile) for tile in white])
    common = _standardised(white.mean(axis=0))
    strongest = _strongest(common, 8)[0]
    stacked = np.stack([per_tile.mean(axis=0), per_tile.max(axis=0), per_tile.std(axis=0)], axis=1)
    shared = [strongest[0], strongest.mean(), _count(common)]
    return np.concatenate([stacked.ravel(), shared]).astype(np.float32)


def whitened(spectra: np.ndarray) -> np.ndarray:
    """Log power less its ring's mean and a 9x9 box mean, over its standard deviation; 0 outside 0.06 to 0.48 cycles per pixel.

    spectra : (n, 256, 129) as from log_power.  Returns the same shape, float32.
    """
    ring = ring_index()
    profiles = np.pad(radial_profile(spectra), ((0, 0), (0, 1))).astype(np.float32)
    white = np.empty_like(spectra)
    for out, spectrum, profile in zip(white, spectra, profiles, strict=True):
        flat = spectrum - profile[ring].reshape(spectrum.shape)
        out[:] = _standardised(flat - cv2.blur(flat, (9, 9), borderType=cv2.BORDER_REFLECT_101))
    return white


def _standardised(flat: np.ndarray) -> np.ndarray:
    searched = _searched()
    values = flat[searched]
    deviation = values.std()
    return np.where(searched, (flat - values.mean()) / deviation if deviation > 1e-6 else 0, 0).astype(np.float32)


def _describe(white: np.ndarray) -> np.ndarray:
    z, rows, columns = _strongest(white, 8)
    fy, fx = frequencies()
    y, x = fy[rows, columns], fx[rows, columns]
    distance = np.hypot(y, x)
    values = white[_searched()]
    lattice = np.count_nonzero(np.abs(distance[1:] - distance[0]) < 3 / TILE)
    doubled = np.exp(2j * np.arctan2(y, x))
    spread = 1 - abs((doubled * z).sum()) / max(z.sum(), 1e-6)
    near_axis = (np.minimum(np.abs(y), x) < 6 / TILE)
    on, off = z[near_axis].max(initial=0), z[~near_axis].max(initial=0)
    return np.array([z[0], z.mean(), _count(white), (values ** 4).mean() - 3, on - off, lattice, _at_double(white, y[0], x[0]), spread])


def _strongest(white: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Heights, rows and columns of the strongest local maxima, strongest first, padded with the weakest."""
    maxima = np.where(white == cv2.dilate(white, np.ones((5, 5), np.uint8)), white, 0).ravel()
    best = np.argpartition(maxima, -count)[-count:]
    best = best[np.lexsort((best, -maxima[best]))]
    rows, columns = np.unravel_index(best, white.shape)
    return maxima[best].astype(np.float64), rows, columns


def _count(white: np.ndarray) -> float:
    return 1e4 * np.count_nonzero(white > 4) / np.count_nonzero(_searched())


def _at_double(white: np.ndarray, y: float, x: float) -> float:
    row, column = round(TILE / 2 + 2 * TILE * float(y)), round(2 * TILE * float(x))
    if not (1 <= row < TILE - 1 and 1 <= column < white.shape[1] - 1):
        return 0.0
    return float(white[row - 1:row + 2, column - 1:column + 2].max())


@cache
def _searched() -> np.ndarray:
    fy, fx = frequencies()
    radius = np.hypot(fy, fx)
    return (radius > 0.06) & (radius < 0.48) & (np.abs(fy) > 2 / TILE) & (fx > 2 / TILE)


