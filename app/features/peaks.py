"""Spectral peaks: repeating patterns such as moire, pixel grids and print screens."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews
from app.features.slope import radial_profile, ring_index
from app.features.tiles import TILE, frequencies, log_power, tiles_of

PEAKS = 8
NEAR_AXIS = 6  # bins
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
    strongest = _strongest(common)[0]
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
    places = _searched()
    values = flat.ravel()[places]
    deviation = values.std()
    white = np.zeros(flat.size, np.float32)
    if deviation > 1e-6:
        white[places] = (values - values.mean()) / deviation
    return white.reshape(flat.shape)


def _describe(white: np.ndarray) -> list[float]:
    z, rows, columns = _strongest(white)
    fy, fx = frequencies()
    y, x = fy[rows, columns], fx[rows, columns]
    distance = np.hypot(y, x)
    squares = white.ravel()[_searched()] ** 2
    lattice = np.count_nonzero(np.abs(distance[1:] - distance[0]) < 3 / TILE)
    spread = 1 - abs((np.exp(2j * np.arctan2(y, x)) * z).sum()) / max(z.sum(), 1e-6)
    beside = white[:, NEAR_AXIS:]
    off = max(beside[:TILE // 2 - NEAR_AXIS].max(), beside[TILE // 2 + NEAR_AXIS:].max())
    on = max(white[:, :NEAR_AXIS].max(), white[TILE // 2 - NEAR_AXIS:TILE // 2 + NEAR_AXIS].max())
    return [z[0], z.mean(), _count(white), (squares @ squares) / len(squares) - 3, on - off, lattice, _at_double(white, y[0], x[0]), spread]


def _strongest(white: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Heights, rows and columns of the eight strongest local maxima in 5x5 bins, strongest first; zeros where there are fewer."""
    maxima = np.flatnonzero((white == cv2.dilate(white, _neighbourhood())) & (white > 1))
    heights = white.ravel()[maxima]
    best = np.argsort(-heights, kind="stable")[:PEAKS]
    places = np.zeros(PEAKS, np.int64)
    places[:len(best)] = maxima[best]
    rows, columns = np.unravel_index(places, white.shape)
    return np.append(heights[best], np.zeros(PEAKS - len(best))).astype(np.float64), rows, columns


def _count(white: np.ndarray) -> float:
    return 1e4 * np.count_nonzero(white > 4) / len(_searched())


def _at_double(white: np.ndarray, y: float, x: float) -> float:
    row, column = round(TILE / 2 + 2 * TILE * float(y)), round(2 * TILE * float(x))
    if not (1 <= row < TILE - 1 and 1 <= column < white.shape[1] - 1):
        return 0.0
    return float(white[row - 1:row + 2, column - 1:column + 2].max())


@cache
def _searched() -> np.ndarray:
    """Places (flat) of the bins that are searched."""
    fy, fx = frequencies()
    radius = np.hypot(fy, fx)
    return np.flatnonzero((radius > 0.06) & (radius < 0.48) & (np.abs(fy) > 2 / TILE) & (fx > 2 / TILE))


@cache
def _neighbourhood() -> np.ndarray:
    return np.ones((5, 5), np.uint8)


FAMILY = Family(
    id="peaks",
    title="Repeating pattern",
    plane="m1024",
    names=NAMES,
    extract=extract,
    meaning="A fine pattern that repeats all over the photograph, as the pixels of a screen or the dots of a print leave behind.",
    misleads="Fabric, brick, blinds and hair repeat too, and a sharp modern screen may leave no pattern at all.",
    telling=(
        Featured("top_mean", "Strongest repetition", "standard deviations"),
        Featured("common_top", "Repetition shared by the whole photograph", "standard deviations"),
        Featured("count_mean", "Number of repetitions", "per 10,000 frequencies"),
        Featured("lattice_mean", "Regularity of the grid", "of 7"),
    ),
)
