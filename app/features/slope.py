"""Radial spectrum: how power falls from coarse to fine detail."""

from __future__ import annotations

from functools import cache

import numpy as np

from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews
from app.features.tiles import frequencies, log_power, tiles_of

RINGS = 64
EDGES = (0.02, 0.12, 0.30, 0.50)  # low, middle and high band, cycles per pixel
PER_TILE = ("slope", "intercept", "rough", "bump", "low_mid", "mid_high", "high_low", *(f"step{i}" for i in range(8)))
NAMES = tuple(f"{name}_{over}" for name in PER_TILE for over in ("mean", "max", "std"))


def extract(planes: PlaneViews) -> np.ndarray:
    """Slope, smoothness and band differences of the radial spectrum over tiles of 256 px at 1024: (45,) float32, finite.

    slope: of log power against log frequency, 0.03 to 0.45 cycles per pixel; natural scenes lie near -2 in power, screens at this scale
    are flatter (towards 0), careful recaptures and scans steeper.  rough and bump: standard deviation and maximum of what the line leaves.
    Differences between bands and steps between rings in natural log units.  Source: Field, J. Opt. Soc. Am. A 4(12), 1987.
    """
    profiles = radial_profile(log_power(tiles_of(planes.gray1024)))
    per_tile = np.stack([_describe(profile) for profile in profiles])
    stacked = np.stack([per_tile.mean(axis=0), per_tile.max(axis=0), per_tile.std(axis=0)], axis=1)
    return stacked.ravel().astype(np.float32)


def radial_profile(spectra: np.ndarray) -> np.ndarray:
    """Mean log power in 64 rings of equal width from 0 to 0.5 cycles per pixel: (n, 64) float64."""
    ring, counts = _rings()
    weights = spectra.reshape(len(spectra), -1)
    return np.stack([np.bincount(ring, weights=row, minlength=RINGS + 1)[:RINGS] / counts for row in weights])


def ring_centres() -> np.ndarray:
    """Frequency at the middle of each ring, cycles per pixel, (64,)."""
    return (np.arange(RINGS) + 0.5) / (2 * RINGS)


@cache
def _rings() -> tuple[np.ndarray, np.ndarray]:
    fy, fx = frequencies()
    ring = np.minimum((np.hypot(fy, fx) * 2 * RINGS).astype(np.int64), RINGS).ravel()
    counts = np.bincount(ring, minlength=RINGS + 1)[:RINGS].astype(np.float64)
    return ring, counts


def ring_index() -> np.ndarray:
    """Ring of each bin of log_power, (256 * 129,) int64; 64 beyond 0.5 cycles per pixel."""
    return _rings()[0]


def _describe(profile: np.ndarray) -> np.ndarray:
    f = ring_centres()
    inside = (f >= 0.03) & (f <= 0.45)
    x, y = np.log(f[inside]), profile[inside]
    slope, intercept = np.polyfit(x, y, 1)
    left = y - (slope * x + intercept)
    low, mid, high = (profile[(f >= a) & (f < b)].mean() for a, b in zip(EDGES[:-1], EDGES[1:], strict=True))
    coarse = profile.reshape(8, -1).mean(axis=1)
    steps = np.append(np.diff(coarse), coarse[-1] - coarse[4])
    return np.array([slope, intercept, left.std(), left.max(), low - mid, mid - high, high - low, *steps])


FAMILY = Family(
    id="slope",
    title="Fine detail",
    plane="m1024",
    names=NAMES,
    extract=extract,
    meaning="How much fine detail there is beside the coarse; a screen adds too much, a print or a scan loses some.",
    misleads="Strong sharpening, noise at night and heavy smoothing by the phone shift it as well.",
    telling=(
        Featured("slope_mean", "Fall from coarse to fine", "exponent"),
        Featured("slope_max", "Flattest fall in the photograph", "exponent"),
        Featured("high_low_mean", "Fine less coarse detail", "log power"),
        Featured("rough_mean", "Unevenness of the fall", "log power"),
    ),
)
