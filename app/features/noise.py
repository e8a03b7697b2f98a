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
    image = planes.m1024
    colours = [np.ascontiguousarray(image[..., channel]) for channel in range(3)]
    residuals = [cv2.subtract(plane, cv2.medianBlur(plane, 3), dtype=cv2.CV_32F) for plane in colours]
    gray = np.rint(planes.gray1024).astype(np.uint8)
    residual = cv2.subtract(gray, cv2.medianBlur(gray, 3), dtype=cv2.CV_32F)
    power = float(np.square(residual).mean()) + 1e-6
    shared = [_correlation(residuals[i], residuals[j]) for i, j in ((0, 1), (0, 2), (1, 2))]
    lags = [value for lag in LAGS for value in _lagged(residual, lag, power)]
    strengths = [np.log(power), *(np.log(float(np.square(colour).mean()) / power + 1e-6) for colour in residuals)]
    return np.nan_to_num(np.array([*shared, *lags, *strengths, *_spread(residual)], np.float32))


def _correlation(first: np.ndarray, second: np.ndarray) -> float:
    a, b = first - first.mean(), second - second.mean()
    norm = float(np.sqrt(np.vdot(a, a) * np.vdot(b, b)))
    return float(np.vdot(a, b)) / norm if norm > 1e-6 else 0.0


def _lagged(residual: np.ndarray, lag: int, power: float) -> tuple[float, float]:
    return (float((residual[:, lag:] * residual[:, :-lag]).mean()) / power, float((residual[lag:] * residual[:-lag]).mean()) / power)


def _spread(residual: np.ndarray) -> np.ndarray:
    height, width = residual.shape
    side = min(TILE, height, width)
    rows, columns = (max(1, round((length - side) / TILE) + 1) for length in (height, width))
    tiles = []
    for top in np.linspace(0, height - side, rows).astype(int):
        for left in np.linspace(0, width - side, columns).astype(int):
            tile = residual[top:top + side, left:left + side]
            power = float(np.square(tile).mean()) + 1e-6
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
