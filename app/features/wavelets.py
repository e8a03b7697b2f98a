"""Noise in wavelet bands: its strength, its tails and how much of it the colours share."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews

# Daubechies' wavelet with four vanishing moments: the low-pass filter, which sums to the root of 2
LOW = np.array([0.23037781330885523, 0.7148465705525415, 0.6308807679295904, -0.02798376941698385, -0.18703481171888114,
                0.030841381835986965, 0.032883011666982945, -0.010597401784997278], np.float32)
HIGH = (LOW[::-1] * np.array([1, -1] * 4, np.float32)).astype(np.float32)
LEVELS, BANDS, COLOURS = 3, ("across", "down", "diagonal"), ("red", "green", "blue")
NAMES = (*(f"{band}{level + 1}_{what}_{colour}" for colour in COLOURS for level in range(LEVELS) for band in BANDS
           for what in ("noise", "tails")),
         *(f"{band}{level + 1}_shared_{pair}" for level in range(LEVELS) for band in BANDS for pair in ("rg", "rb", "gb")))


def extract(planes: PlaneViews) -> np.ndarray:
    """Three levels of the db4 wavelet of each colour, at 1024: (81,) float32, finite.

    noise: log of the median absolute coefficient over 0.6745 (the deviation that Gaussian noise would have, grey levels).  tails: log
    kurtosis (log 3 for Gaussian noise, more where edges stand out).  shared: correlation of two colours' coefficients, -1 to 1 (up when
    recaptured: a second camera mixes the colours again).  Camera noise reduction and messengers wash it out.  Measured out of source it
    did not help beside the noise family, so it does not vote.
    Source: Donoho and Johnstone, Biometrika 81(3), 1994; Farid and Lyu, CVPRW 2003.
    """
    decomposed = [_decompose(plane.astype(np.float32)) for plane in cv2.split(planes.m1024)]
    alone = [value for bands in decomposed for band in bands for value in _describe(band)]
    shared = [_correlation(decomposed[i][place], decomposed[j][place]) for place in range(LEVELS * len(BANDS))
              for i, j in ((0, 1), (0, 2), (1, 2))]
    return np.nan_to_num(np.array([*alone, *shared], np.float32))


def _decompose(plane: np.ndarray) -> list[np.ndarray]:
    """The bands of each level, finest first; every second row and column of the filtered plane, its border reflected."""
    bands: list[np.ndarray] = []
    for _ in range(LEVELS):
        smooth, steps = (np.ascontiguousarray(cv2.filter2D(plane, cv2.CV_32F, taps[None])[:, ::2]) for taps in (LOW, HIGH))
        bands.extend(cv2.filter2D(half, cv2.CV_32F, taps[:, None])[::2] for half, taps in ((steps, LOW), (smooth, HIGH), (steps, HIGH)))
        plane = np.ascontiguousarray(cv2.filter2D(smooth, cv2.CV_32F, LOW[:, None])[::2])
    return bands


def _describe(band: np.ndarray) -> tuple[float, float]:
    size = np.abs(band).ravel()
    middle = len(size) // 2
    noise = np.log(np.partition(size, middle)[middle] / 0.6745 + 0.05)
    square = size * size
    return float(noise), float(np.log((square @ square / len(size) + 1e-6) / (square.mean() ** 2 + 1e-6)))


def _correlation(first: np.ndarray, second: np.ndarray) -> float:
    norm = np.sqrt(np.einsum("ij,ij->", first, first) * np.einsum("ij,ij->", second, second))
    return float(np.einsum("ij,ij->", first, second) / norm) if norm > 1e-3 else 0.0


FAMILY = Family(
    id="wavelets",
    title="Noise by scale",
    plane="m1024",
    names=NAMES,
    extract=extract,
    meaning="The noise at three scales, how even it is and how much of it the colours share; a second camera mixes it again.",
    misleads="Noise reduction by the phone and compression by messengers change it more than a recapture does.",
    telling=(
        Featured("diagonal1_noise_green", "Finest noise of green", "log grey levels"),
        Featured("diagonal1_shared_rb", "Finest noise shared by red and blue", "correlation"),
        Featured("diagonal2_tails_green", "Edges over noise", "logarithm"),
    ),
)
