"""Reflected light: how much of it, in patches of what shape, and how it changes from pixel to pixel."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.binary_patterns import level_counts
from app.features.family import Family, Featured
from app.features.gradient import steepness
from app.features.plane_views import PlaneViews

NAMES = ("share", "brightness", "evenness", "largest", "patches", "soft_rim", "ratio_mean", "ratio_std", "ratio_p99",
         "laplace_over_rayleigh", "gradient_mean", "gradient_kurtosis")
DEVIATIONS, DARKEST = 1.5, 96
SMALLEST_GRADIENT = 1e-4


def extract(planes: PlaneViews) -> np.ndarray:
    """Highlights and the gradient of the specular ratio, at 512: (12,) float32, finite.

    Highlights: pixels whose darkest channel lies 1.5 deviations over its mean and over 96: their share, mean level and its deviation, the
    largest patch's share, log of 1 + the number of patches, and the mean gradient on their rim (levels; low: a soft-edged glare).  ratio:
    darkest channel less its median, over the sum, at least 0 (0 to 1/3).  laplace_over_rayleigh: mean log-likelihood of its gradient under
    the one fitted law less the other (nats a pixel): original surfaces lie nearer to Laplace, glossy and rough prints nearer to Rayleigh
    (down).  The lamp and the scene decide much of it: alone it tells little, beside the others it added 0.01 to the mean AUC.
    Source: Yu, Ng and Sun, ICIP 2008 (gradient of the specular ratio); Wen, Han and Jain, IEEE TIFS 10(4), 2015 (highlights).
    """
    red, green, blue = cv2.split(planes.s512)
    darkest = cv2.min(cv2.min(red, green), blue)
    total = cv2.add(cv2.add(red, green, dtype=cv2.CV_32F), blue, dtype=cv2.CV_32F) + np.float32(1)
    levels = darkest.astype(np.float32)
    ratio = np.maximum(levels - np.float32(_median(darkest)), 0) / total
    return np.array([*_highlights(levels), *_ratio(ratio)], np.float32)


def _median(plane: np.ndarray) -> float:
    """The median of a uint8 plane, as numpy has it."""
    rising, size = level_counts(plane).cumsum(), plane.size
    low, high = np.searchsorted(rising, (np.array([(size - 1) // 2, size // 2]) + 1))
    return float(low + high) / 2


def _highlights(darkest: np.ndarray) -> list[float]:
    smooth = cv2.blur(darkest, (3, 3))
    mask = (smooth > max(float(smooth.mean() + DEVIATIONS * smooth.std()), DARKEST)).astype(np.uint8)
    if not mask.any():
        return [0.0] * 6
    inside = mask > 0
    number, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    rim = (mask - cv2.erode(mask, np.ones((3, 3), np.uint8), borderValue=1)) > 0
    gradient = steepness(darkest)
    soft = float(gradient[rim].mean()) if rim.any() else 0.0
    return [inside.mean(), darkest[inside].mean(), darkest[inside].std(), stats[1:, cv2.CC_STAT_AREA].max() / mask.size,
            np.log1p(number - 1), soft]


def _ratio(ratio: np.ndarray) -> list[float]:
    gradient = steepness(ratio).ravel()
    gradient = gradient[gradient > np.float32(SMALLEST_GRADIENT)]
    summary = [ratio.mean(), ratio.std(), np.percentile(ratio, 99)]
    if len(gradient) < 100:
        return [*summary, 0.0, 0.0, 0.0]
    mean, square = float(gradient.mean(dtype=np.float64)), float(np.square(gradient).mean(dtype=np.float64)) / 2
    laplace = -np.log(mean) - 1  # of the one-sided law that a Laplace distribution's size follows, at its best fit
    rayleigh = float(np.log(gradient).mean(dtype=np.float64)) - np.log(square) - 1
    spread = np.square(gradient - np.float32(mean))
    kurtosis = float(np.square(spread).mean(dtype=np.float64)) / max(float(spread.mean(dtype=np.float64)) ** 2, 1e-12)
    return [*summary, laplace - rayleigh, mean, np.log1p(kurtosis)]



FAMILY = Family(
    id="specularity",
    title="Reflected light",
    plane="s512",
    names=NAMES,
    extract=extract,
    meaning="Where light is reflected and how sharply it begins; glass and glossy paper lay a soft glare over whatever they show.",
    misleads="Lamps, windows and white clothes in the scene shine as well, and matt media under soft light do not.",
    telling=(
        Featured("laplace_over_rayleigh", "Highlights as of real surfaces", "log-likelihood a pixel"),
        Featured("largest", "Largest highlight", "share of the photograph"),
        Featured("soft_rim", "Sharpness of the highlights' rim", "grey levels"),
    ),
)
