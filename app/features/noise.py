"""Noise: its strength, its reach and how much the colours share of it."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews
from app.features.tiles import TILE

LAGS = (1, 2, 3, 4, 8)
NAMES = ("shared_rg", "shared_rb", "shared_gb", *(f"lag{lag}_{axis}" for lag in LAGS for axis in "xy"), "strength",
         "strength_r", "strength_g", "strength_b", "spread_lag8_x", "spread_lag8_y", "spread_strength")


def extract(planes: PlaneViews) -> np.ndarray:
    """What a 3x3 median removes at 1024: (20,) float32, finite.

    shared: correlation of the residuals of two colours, -1 to 1 (up when recaptured).  lag: autocorrelation of the grey residual.
    strength: log variance; of a colour: log of its ratio to grey.  spread: deviation over tiles of 256 px.  Camera noise reduction and
    messengers wash it out.  Source: ours; the wavelet statistics of Farid and Lyu (CVPRW 2003) were measured beside it and did not help.
    """
    residuals = [_residual(plane) for plane in cv2.split(planes.m1024)]
    residual = _residual(np.rint(planes.gray1024).astype(np.uint8))
    power = _mean_product(residual, residual) + 1e-6
    means = [cv2.mean(colour)[0] for colour in residuals]
    together = {(i, j): _mean_product(residuals[i], residuals[j]) - means[i] * means[j] for i in range(3) for j in range(i, 3)}
    shared = [_correlation(together[i, j], together[i, i], together[j, j]) for i, j in ((0, 1), (0, 2), (1, 2))]
    lags = [value for lag in LAGS for value in _lagged(residual, lag, power)]
    strengths = [np.log(power), *(np.log((together[i, i] + means[i] ** 2) / power + 1e-6) for i in range(3))]
    return np.nan_to_num(np.array([*shared, *lags, *strengths, *_spread(residual)], np.float32))


def _residual(plane: np.ndarray) -> np.ndarray:
    return cv2.subtract(plane, cv2.medianBlur(plane, 3), dtype=cv2.CV_32F)


def _mean_product(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.einsum("ij,ij->", first, second)) / first.size


def _correlation(shared: float, first: float, second: float) -> float:
    norm = np.sqrt(max(first, 0) * max(second, 0))
    return shared / norm if norm > 1e-9 else 0.0


def _lagged(residual: np.ndarray, lag: int, power: float) -> tuple[float, float]:
    return _mean_product(residual[:, lag:], residual[:, :-lag]) / power, _mean_product(residual[lag:], residual[:-lag]) / power


def _spread(residual: np.ndarray) -> np.ndarray:
    height, width = residual.shape
    side = min(TILE, height, width)
    rows, columns = (max(1, round((length - side) / TILE) + 1) for length in (height, width))
    tiles = []
    for top in np.linspace(0, height - side, rows).astype(int):
        for left in np.linspace(0, width - side, columns).astype(int):
            tile = residual[top:top + side, left:left + side]
            power = _mean_product(tile, tile) + 1e-6
            tiles.append((*_lagged(tile, 8, power), np.log(power)))
    return np.std(tiles, axis=0)


FAMILY = Family(
    id="noise",
    title="Noise",
    plane="m1024",
    names=NAMES,
    extract=extract,
    meaning="How strong the noise is, how far it reaches and how much of it the colours share; a second camera mixes it again.",
    misleads="Noise reduction by the phone and compression by messengers wash it out or spread it, and grey photographs share all of it.",
    telling=(
        Featured("spread_lag8_x", "Unevenness of noise 8 pixels apart", "correlation"),
        Featured("lag4_y", "Noise 4 pixels apart", "correlation"),
        Featured("strength_b", "Noise of blue beside grey", "logarithm of the ratio"),
        Featured("shared_rb", "Noise shared by red and blue", "correlation"),
    ),
)
