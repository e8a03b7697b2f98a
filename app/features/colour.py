"""Colour moments, diversity and highlights."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.plane_views import PlaneViews

CHANNELS = ("red", "green", "blue", "hue", "saturation", "value", "lightness", "green_red", "blue_yellow")
NAMES = (*(f"{channel}_{moment}" for channel in CHANNELS for moment in ("mean", "std", "skew", "p1", "p99")),
         "colours", "top100", "entropy", "highlight_share", "highlight_mean", "highlight_std", "highlight_largest")


def extract(planes: PlaneViews) -> np.ndarray:
    """Moments of RGB, HSV and LAB, variety of colours and highlights at 512: (52,) float32, finite.

    Source: Wen, Han and Jain, IEEE TIFS 10(4), 2015.
    """
    small = planes.s512
    planes_ = (*cv2.split(small), *cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2HSV)), *cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2LAB)))
    moments = [_moments(plane) for plane in planes_]
    return np.concatenate([*moments, _diversity(small), _highlights(small)]).astype(np.float32)


def _moments(plane: np.ndarray) -> np.ndarray:
    counts = np.bincount(plane.ravel(), minlength=256) / plane.size
    levels = np.arange(256)
    mean = counts @ levels
    deviation = np.sqrt(counts @ (levels - mean) ** 2)
    skew = counts @ (levels - mean) ** 3 / deviation ** 3 if deviation > 1e-6 else 0.0
    rising = counts.cumsum()
    return np.array([mean, deviation, skew, np.searchsorted(rising, 0.01), np.searchsorted(rising, 0.99)])


def _diversity(small: np.ndarray) -> np.ndarray:
    coarse = (small >> 3).astype(np.int64)
    counts = np.bincount(((coarse[..., 0] << 10) | (coarse[..., 1] << 5) | coarse[..., 2]).ravel())
    counts = counts[counts > 0] / counts.sum()
    return np.array([np.log(len(counts)), np.sort(counts)[-100:].sum(), -(counts * np.log(counts)).sum()])


def _highlights(small: np.ndarray) -> np.ndarray:
    darkest = small.min(axis=2).astype(np.float32)
    mask = darkest > darkest.mean() + 1.5 * darkest.std()
    if not mask.any():
        return np.zeros(4)
    areas = cv2.connectedComponentsWithStats(mask.astype(np.uint8))[2][1:, cv2.CC_STAT_AREA]
    return np.array([mask.mean(), darkest[mask].mean(), darkest[mask].std(), areas.max() / mask.size])
