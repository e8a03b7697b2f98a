"""How the finest details of the three colours go together, at two scales: two families, because each must be heard by itself."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews
from app.features.shrink import shrunk

FILTERS: tuple[tuple[tuple[float, ...], ...], ...] = (
    ((1, -1),), ((1,), (-1,)), ((1, -2, 1),), ((1,), (-2,), (1,)), ((1, -1), (-1, 1)), ((1, -3, 3, -1),), ((1,), (-3,), (3,), (-1,)),
    ((-1, 2, -2, 2, -1), (2, -6, 8, -6, 2), (-2, 8, -12, 8, -2), (2, -6, 8, -6, 2), (-1, 2, -2, 2, -1)))
GAINS = (1, 1, 1, 1, 1, 1, 1, 1 / 12)
MAPS = ("dx", "dy", "dxx", "dyy", "dxy", "dxxx", "dyyy", "square")
COLUMNS = tuple(f"{name}_{colour}" for name in MAPS for colour in "rgb")
COARSE_SIDE = 256
LIMIT, FLOOR, BAND, MARGIN = 40.0, 0.05, 32, 2
_UPPER = np.triu_indices(len(COLUMNS))
NAMES = tuple(f"{COLUMNS[i]}_{COLUMNS[j]}" for i, j in zip(*_UPPER, strict=True))


def extract_fine(planes: PlaneViews) -> np.ndarray:
    """log_covariance at 1024: (300,) float32, finite.  A screen's stripes and a second demosaicing tie or part the finest details."""
    return log_covariance(planes.m1024)


def extract_coarse(planes: PlaneViews) -> np.ndarray:
    """log_covariance at 256: (300,) float32, finite.  What is left when compression and scaling took the finest details."""
    return log_covariance(shrunk(planes.s512, COARSE_SIDE))


def log_covariance(image: np.ndarray) -> np.ndarray:
    """Matrix logarithm of the covariance of eight high-pass filters of R, G and B: upper triangle, (300,) float32.

    image : (H, W, 3) uint8.  Unit: log of squared grey levels (diagonal), dimensionless (off it, times sqrt 2); about -5 to 8.  Responses
    are clipped at 40 levels, so that edges of the scene weigh little; 0.05 is added to the variances.  Which entry tells which way is
    learned.  Source: Tuzel et al., ECCV 2006 (region covariance); Arsigny et al., SIAM J. Matrix Anal. 29(1), 2007 (log-Euclidean);
    filters: Fridrich and Kodovsky, IEEE TIFS 7(3), 2012.
    """
    total = np.zeros((len(COLUMNS), len(COLUMNS)))
    step = 2 if image.shape[0] >= 8 * BAND else 1  # every second band is enough of a large plane
    tops = range(0, image.shape[0], BAND * step)
    for top in tops:  # a band at a time stays in the cache
        total += _products(image, top, min(top + BAND, image.shape[0]))
    seen = sum(min(BAND, image.shape[0] - top) for top in tops) * image.shape[1]
    values, vectors = np.linalg.eigh(total / seen + FLOOR * np.eye(len(COLUMNS)))
    logarithm = (vectors * np.log(values)) @ vectors.T
    return (logarithm[_UPPER] * np.where(_UPPER[0] == _UPPER[1], 1, np.sqrt(2))).astype(np.float32)


def _products(image: np.ndarray, top: int, bottom: int) -> np.ndarray:
    start, stop = max(0, top - MARGIN), min(image.shape[0], bottom + MARGIN)
    band = image[start:stop].astype(np.float32)
    wanted = slice(top - start, top - start + bottom - top)
    rows = []
    for taps, gain in zip(FILTERS, GAINS, strict=True):
        response = cv2.filter2D(band, cv2.CV_32F, np.array(taps, np.float32) * gain)[wanted]
        rows.append(np.clip(response.reshape(-1, 3), -LIMIT, LIMIT))
    responses = np.concatenate(rows, axis=1)
    return (responses.T @ responses).astype(np.float64)


FINE = Family(
    id="fine_covariance",
    title="Finest colour detail",
    plane="m1024",
    names=NAMES,
    extract=extract_fine,
    meaning="How the finest details of red, green and blue go together; the stripes of a screen and a second camera tie them differently.",
    misleads="Heavy compression and grey photographs tie the colours too, and each camera mixes them a little in its own way.",
    telling=(
        Featured("dx_g_dxx_b", "Steps of green with bends of blue", "matrix logarithm"),
        Featured("dx_g_square_g", "Steps of green with its finest detail", "matrix logarithm"),
        Featured("square_g_square_g", "Finest detail of green", "log squared levels"),
    ),
)
COARSE = Family(
    id="coarse_covariance",
    title="Coarser colour detail",
    plane="s512",
    names=NAMES,
    extract=extract_coarse,
    meaning="How details that are still there in a small copy go together in red, green and blue.",
    misleads="Strong colours and hard edges of the scene itself move it, so it takes the other families to agree.",
    telling=(
        Featured("dx_b_dxx_r", "Steps of blue with bends of red", "matrix logarithm"),
        Featured("dx_g_dxx_r", "Steps of green with bends of red", "matrix logarithm"),
        Featured("dx_g_dx_g", "Steps of green", "log squared levels"),
    ),
)
