"""Bands across the whole photograph, as a screen's refresh or a flickering lamp leaves them under a rolling shutter."""

from __future__ import annotations

from functools import cache

import numpy as np

from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews

TREND = 61  # pixels
FEWEST, MOST = 2, 120  # cycles over the photograph
_PER_AXIS = ("light_top", "light_cycles", "light_shared", "colour_top", "colour_shared", "depth")
NAMES = tuple(f"{axis}_{name}" for axis in ("rows", "columns") for name in _PER_AXIS)


def extract(planes: PlaneViews) -> np.ndarray:
    """Periodic change of light and of colour from row to row and from column to column, at 1024: (12,) float32, finite.

    Of the mean of each row less its trend (a parabola over 61 px): light_top, the strongest of 2 to 120 cycles in standard deviations of
    the logarithm of the spectrum; light_cycles, its number of cycles; light_shared, correlation of the left, middle and right third, -1 to
    1 (the scene does not repeat in all three, bands do); depth, deviation in grey levels.  colour: the same of red over blue.  Up for
    screens and under flickering light alike, so that bands need another sign beside them; does not vote.
    Source: rolling-shutter flicker, after Hajj-Ahmad et al., IEEE TIFS 10(12), 2015.
    """
    image = planes.m1024.astype(np.float32)
    tint = (image[..., 0] + 8) / (image[..., 2] + 8)
    return np.array([*_along(planes.gray1024, tint), *_along(planes.gray1024.T, tint.T)], np.float32)


def _along(gray: np.ndarray, tint: np.ndarray) -> list[float]:
    light, light_shared, depth = _profile(gray)
    colour, colour_shared, _ = _profile(np.log(tint))
    top, cycles = _strongest(light)
    return [top, cycles, light_shared, _strongest(colour)[0], colour_shared, depth]


def _profile(plane: np.ndarray) -> tuple[np.ndarray, float, float]:
    """The mean of each row less its trend, how far the three thirds agree on it, and its deviation."""
    thirds = [_without_trend(part.mean(axis=1, dtype=np.float64)) for part in np.array_split(plane, 3, axis=1)]
    pairs = [_correlation(thirds[i], thirds[j]) for i, j in ((0, 1), (0, 2), (1, 2))]
    whole = np.mean(thirds, axis=0)
    return whole, float(np.mean(pairs)), float(whole.std())


def _without_trend(profile: np.ndarray) -> np.ndarray:
    width = min(TREND, (len(profile) - 1) // 2 * 2 + 1)
    padded = np.pad(profile, width // 2, mode="reflect")
    return profile - np.convolve(padded, _smoothing(width), mode="valid")


@cache
def _smoothing(width: int) -> np.ndarray:
    """Weights by which the middle of a parabola fitted to so many points follows from them (Savitzky and Golay, 1964)."""
    at = np.arange(width) - width // 2
    return np.linalg.pinv(np.vander(at / width, 3))[-1]


def _correlation(first: np.ndarray, second: np.ndarray) -> float:
    norm = np.sqrt((first @ first) * (second @ second))
    return float(first @ second / norm) if norm > 1e-9 else 0.0


def _strongest(profile: np.ndarray) -> tuple[float, float]:
    """Height of the strongest frequency over the others, in deviations of the log spectrum, and its cycles."""
    spectrum = np.abs(np.fft.rfft(profile * np.hanning(len(profile))))[FEWEST:MOST + 1]
    if not spectrum.any():
        return 0.0, 0.0
    levels = np.log(spectrum + 1e-6 * spectrum.max() + 1e-9)
    best = int(levels.argmax())
    return float((levels[best] - levels.mean()) / max(levels.std(), 1e-9)), float(best + FEWEST)


FAMILY = Family(
    id="banding",
    title="Bands",
    plane="m1024",
    names=NAMES,
    extract=extract,
    meaning="Light or colour that goes up and down evenly over the whole width, as when a camera catches a screen in mid-refresh.",
    misleads="Lamps on mains current leave the same bands on real scenes, and blinds, stairs or shelves are bands themselves.",
    telling=(
        Featured("rows_light_shared", "Bands shared by left, middle and right", "correlation"),
        Featured("rows_light_top", "Strongest band", "standard deviations"),
        Featured("rows_colour_shared", "Coloured bands shared", "correlation"),
    ),
)
