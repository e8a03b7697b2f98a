"""How the finest details of the three colours go together, at two scales: two families, because each must be heard by itself."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews
from app.features.shrink import shrunk

MAPS = ("dx", "dy", "dxx", "dyy", "dxy", "dxxx", "dyyy", "square")
COLUMNS = tuple(f"{name}_{colour}" for name in MAPS for colour in "rgb")
COARSE_SIDE = 256
LIMIT, FLOOR, BAND, MARGIN = 40, 0.05, 32, 2
SQUARE_GAIN = 12
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
    padded = cv2.copyMakeBorder(image, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_REFLECT_101)
    colours = np.stack(cv2.split(padded)).astype(np.int16)
    step = 2 if image.shape[0] >= 8 * BAND else 1  # every second band is enough of a large plane
    total, seen = np.zeros((len(COLUMNS), len(COLUMNS))), 0
    for top in range(0, image.shape[0], BAND * step):  # a band at a time stays in the cache
        band = colours[:, top:min(top + BAND, image.shape[0]) + 2 * MARGIN]
        total += _products(band)
        seen += (band.shape[1] - 2 * MARGIN) * image.shape[1]
    values, vectors = np.linalg.eigh(total / seen + FLOOR * np.eye(len(COLUMNS)))
    logarithm = (vectors * np.log(values)) @ vectors.T
    return (logarithm[_UPPER] * np.where(_UPPER[0] == _UPPER[1], 1, np.sqrt(2))).astype(np.float32)


def _products(band: np.ndarray) -> np.ndarray:
    """Sums of products of the clipped responses inside the margin of a band, (3, h + 4, w + 4) int16: (24, 24) float64."""
    height, width = band.shape[1] - 2 * MARGIN, band.shape[2] - 2 * MARGIN
    responses = np.empty((height, len(COLUMNS), width), np.float32)
    for place, response in enumerate(_responses(band)):
        limit = LIMIT * SQUARE_GAIN if MAPS[place] == "square" else LIMIT
        np.clip(response, -limit, limit, out=responses[:, 3 * place:3 * place + 3].transpose(1, 0, 2), casting="unsafe")
    responses[:, -3:] *= np.float32(1 / SQUARE_GAIN)
    turned, half = responses.transpose(0, 2, 1), len(COLUMNS) // 2
    # in two halves, because NumPy multiplies a matrix with its own transpose by a routine that is slow for so few rows
    return np.concatenate([(part @ turned).sum(axis=0, dtype=np.float64) for part in (responses[:, :half], responses[:, half:])])


def _responses(band: np.ndarray) -> Iterator[np.ndarray]:
    """The eight maps, (3, h, w) int16, by differences of differences; square is twelve times too large.

    Taps (1, -1) look one pixel back, (1, -3, 3, -1) two; square is minus the sum of the four diagonal neighbours of the mixed fourth
    difference and of twice itself.
    """
    inside = slice(MARGIN, -MARGIN)
    dx, dy = band[..., :-1] - band[..., 1:], band[:, :-1] - band[:, 1:]
    dxx, dyy = dx[..., :-1] - dx[..., 1:], dy[:, :-1] - dy[:, 1:]
    dxxy = dxx[:, :-1] - dxx[:, 1:]
    dxxyy = dxxy[:, :-1] - dxxy[:, 1:]
    diagonal = dxxyy[:, :-2] + dxxyy[:, 2:]
    yield dx[:, inside, 1:-2]
    yield dy[:, 1:-2, inside]
    yield dxx[:, inside, 1:-1]
    yield dyy[:, 1:-1, inside]
    yield dx[:, 1:-3, 1:-2] - dx[:, 2:-2, 1:-2]
    yield (dxx[..., :-1] - dxx[..., 1:])[:, inside, :-1]
    yield (dyy[:, :-1] - dyy[:, 1:])[:, :-1, inside]
    yield -(diagonal[..., :-2] + diagonal[..., 2:] + 2 * dxxyy[:, 1:-1, 1:-1])


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
