"""Colour moments, diversity and highlights."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.binary_patterns import level_counts
from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews

CHANNELS = ("red", "green", "blue", "hue", "saturation", "value", "lightness", "green_red", "blue_yellow")
NAMES = (*(f"{channel}_{moment}" for channel in CHANNELS for moment in ("mean", "std", "skew", "p1", "p99")),
         "colours", "top100", "entropy", "highlight_share", "highlight_mean", "highlight_std", "highlight_largest")


def extract(planes: PlaneViews) -> np.ndarray:
    """Moments of RGB, HSV and LAB, variety of colours and highlights at 512: (52,) float32, finite.

    Moments in 8-bit levels (hue 0 to 179), p1 and p99 are percentiles.  colours: logarithm of the number of colours of 5 bits a channel;
    top100: share of the hundred commonest; entropy in nats.  highlight: pixels whose darkest channel lies 1.5 deviations over its mean.
    Screens: bluer, clipped; prints: lifted black, fewer dark colours.  The likeliest family to learn the scene instead of the medium.
    Source: Wen, Han and Jain, IEEE TIFS 10(4), 2015, doi 10.1109/TIFS.2015.2400395.
    """
    small = planes.s512
    planes_ = (*cv2.split(small), *cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2HSV)), *cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2LAB)))
    moments = [_moments(plane) for plane in planes_]
    return np.concatenate([*moments, _diversity(small), _highlights(small)]).astype(np.float32)


def _moments(plane: np.ndarray) -> np.ndarray:
    counts = level_counts(plane) / plane.size
    levels = np.arange(256)
    mean = counts @ levels
    deviation = np.sqrt(counts @ (levels - mean) ** 2)
    skew = counts @ (levels - mean) ** 3 / deviation ** 3 if deviation > 1e-6 else 0.0
    rising = counts.cumsum()
    return np.array([mean, deviation, skew, np.searchsorted(rising, 0.01), np.searchsorted(rising, 0.99)])


def _diversity(small: np.ndarray) -> np.ndarray:
    red, green, blue = (channel.astype(np.uint16) >> 3 for channel in cv2.split(small))
    counts = np.bincount(((red << 10) | (green << 5) | blue).ravel())
    counts = counts[counts > 0] / counts.sum()
    return np.array([np.log(len(counts)), np.sort(counts)[-100:].sum(), -(counts * np.log(counts)).sum()])


def _highlights(small: np.ndarray) -> np.ndarray:
    red, green, blue = cv2.split(small)
    darkest = cv2.min(cv2.min(red, green), blue)
    levels = np.arange(256)
    counts = level_counts(darkest)
    mean, deviation = _mean_and_deviation(levels, counts)
    bright = counts * (levels > mean + 1.5 * deviation)
    if not bright.any():
        return np.zeros(4)
    mask = cv2.threshold(darkest, int(mean + 1.5 * deviation), 1, cv2.THRESH_BINARY)[1]
    areas = cv2.connectedComponentsWithStats(mask)[2][1:, cv2.CC_STAT_AREA]
    return np.array([bright.sum() / mask.size, *_mean_and_deviation(levels, bright), areas.max() / mask.size])


def _mean_and_deviation(levels: np.ndarray, counts: np.ndarray) -> tuple[float, float]:
    total = counts.sum()
    mean = counts @ levels / total
    return mean, float(np.sqrt(counts @ (levels - mean) ** 2 / total))


FAMILY = Family(
    id="colour",
    title="Colours and highlights",
    plane="s512",
    names=NAMES,
    extract=extract,
    meaning="The range and balance of colours; screens look bluer and clip, prints lift the black.",
    misleads="Much of it is the scene itself: a blue room or a white wall can look the same, so take it as a weak hint.",
    telling=(
        Featured("blue_yellow_mean", "Blue to yellow", "level, 128 is neutral"),
        Featured("colours", "Number of colours", "natural logarithm"),
        Featured("value_p1", "Darkest tone", "level of 255"),
        Featured("saturation_mean", "Saturation", "level of 255"),
    ),
)
