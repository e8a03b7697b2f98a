"""Traces of a flatbed scanner: noise that repeats down each column, even light, dust and a white margin."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews
from app.features.residual_texture import wiener_residual

NAMES = ("columns_repeat", "rows_repeat", "columns_over_rows", "columns_halves", "rows_halves", "uneven_light", "slope_of_light",
         "dark_specks", "light_specks", "white_margin", "white_level")
SPECK, FAINTEST = 6.0, 20.0  # times what is usual; grey levels
BLOCK = 16


def extract(planes: PlaneViews) -> np.ndarray:
    """How much of the grain repeats along columns and rows, how even the light is, dust and margins, at 1024: (11,) float32, finite.

    repeat: log of the variance of the column (row) means of the Wiener residual times their length, over the residual's variance; 0 for
    white noise, up where a line sensor repeats its pattern.  halves: correlation of those means between the two halves.  uneven_light: log
    deviation from a parabolic surface of the brightest tenth of each block of 16 px; slope_of_light: log range of that surface (low for a
    scan's even lamp).  specks: log of 1 + pixels a million six times over the usual after a top-hat.  white_margin: share over 235 of the
    outer 3 %; white_level: 99th percentile of grey, levels.  The development photographs hold few scans, so it does not vote.
    Source: Khanna et al., IEEE TIFS 4(1), 2009 (row noise of line sensors).
    """
    gray = planes.gray1024
    residual = wiener_residual(gray)
    across, down = _repeats(residual), _repeats(residual.T)
    return np.array([across[0], down[0], across[0] - down[0], across[1], down[1], *_light(gray), *_specks(gray), *_white(gray)], np.float32)


def _repeats(residual: np.ndarray) -> tuple[float, float]:
    halves = [part.mean(axis=0, dtype=np.float64) for part in np.array_split(residual, 2, axis=0)]
    power = float(np.einsum("ij,ij->", residual, residual)) / residual.size
    means = (halves[0] + halves[1]) / 2
    first, second = (half - half.mean() for half in halves)
    norm = np.sqrt((first @ first) * (second @ second))
    return float(np.log((means.var() * len(residual) + 1e-6) / (power + 1e-6))), float(first @ second / norm) if norm > 1e-9 else 0.0


def _light(gray: np.ndarray) -> tuple[float, float]:
    bright = cv2.dilate(cv2.blur(gray, (5, 5)), np.ones((9, 9), np.uint8))
    grid = cv2.resize(bright, (max(2, gray.shape[1] // BLOCK), max(2, gray.shape[0] // BLOCK)), interpolation=cv2.INTER_AREA)
    y, x = np.mgrid[-1:1:grid.shape[0] * 1j, -1:1:grid.shape[1] * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).reshape(-1, 6)
    weights, *_ = np.linalg.lstsq(terms, grid.ravel().astype(np.float64), rcond=None)
    surface = terms @ weights
    return float(np.log((grid.ravel() - surface).std() + 0.1)), float(np.log(np.ptp(surface) + 0.1))


def _specks(gray: np.ndarray) -> list[float]:
    kernel, found = np.ones((5, 5), np.uint8), []
    for shape in (cv2.MORPH_BLACKHAT, cv2.MORPH_TOPHAT):
        hat = cv2.morphologyEx(gray, shape, kernel)
        usual = float(np.median(hat[::2, ::2])) / 0.6745
        found.append(float(np.log1p(1e6 * np.count_nonzero(hat > max(SPECK * usual, FAINTEST)) / hat.size)))
    return found


def _white(gray: np.ndarray) -> tuple[float, float]:
    inset = max(1, round(0.03 * min(gray.shape)))
    outer = np.concatenate([gray[:inset].ravel(), gray[-inset:].ravel(), gray[:, :inset].ravel(), gray[:, -inset:].ravel()])
    return float((outer > 235).mean()), float(np.percentile(gray[::2, ::2], 99))


FAMILY = Family(
    id="scan_rows",
    title="Traces of a scanner",
    plane="m1024",
    names=NAMES,
    extract=extract,
    meaning="Grain that repeats down the columns, dead even light, dust and a white margin, as a flatbed scanner leaves them.",
    misleads="Striped cloth and blinds repeat as well, studios have even light too, and a cropped scan keeps none of its margin.",
    telling=(
        Featured("columns_repeat", "Grain that repeats down columns", "logarithm of the ratio"),
        Featured("uneven_light", "Unevenness of the light", "log grey levels"),
        Featured("dark_specks", "Dark specks", "log of their number a million"),
    ),
)
