"""Halftones: dots of several inks, each in rows at an angle of its own."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.peaks import whitened
from app.features.plane_views import PlaneViews
from app.features.tiles import TILE, cut_tiles, frequencies, log_power, useful_tiles

INKS = ("cyan", "magenta", "yellow", "black")
STRONGEST = 12
NEAR_AXIS = np.deg2rad(4)
TILES = 6
NAMES = (*(f"{ink}_{what}" for ink in INKS for what in ("top", "top12", "frequency", "gathered", "right_angle")),
         "angle_cyan_magenta", "angle_magenta_yellow", "angle_cyan_yellow", "inks")


def extract(planes: PlaneViews) -> np.ndarray:
    """Peaks off the axes in the spectra of the inks, over tiles of 256 px of the photograph as it is: (24,) float32, finite.

    Cyan, magenta and yellow are the negatives of red, green and blue, black is the negative of grey.  top, top12: strongest peak and mean
    of the twelve strongest of the mean whitened spectrum, standard deviations (up for prints).  frequency: of the strongest, cycles per
    pixel.  gathered: how much the twelve share one angle modulo 90 degrees, 0 to 1.  right_angle: height at the strongest turned by 90
    degrees, over the strongest.  angle: between the strongest of two inks modulo 90, 0 to 45 degrees (15 to 45 in offset prints, about 0
    where light and dark alone repeat).  inks: number with a peak over 6.
    A halftone needs about 300 pixels to the printed inch; it is gone at 1024 unless one photographed from near.  Measured at native scale,
    whose numbers compare between cameras only roughly.  Source: ISO 12647-1 (screen angles).
    """
    tiles = cut_tiles(planes.native, TILES)
    grey = np.stack([cv2.cvtColor(tile, cv2.COLOR_RGB2GRAY) for tile in tiles])
    inks = (*np.moveaxis(tiles, 3, 0), grey)
    common = [whitened(log_power(useful_tiles(ink.astype(np.float32)))).mean(axis=0) for ink in inks]
    described = [_describe(white) for white in common]
    angles = [one[-1] for one in described[:3]]
    between = [_apart(angles[i], angles[j]) for i, j in ((0, 1), (1, 2), (0, 2))]
    return np.array([*(value for one in described for value in one[:-1]), *between, sum(one[0] > 6 for one in described)], np.float32)


def _describe(white: np.ndarray) -> tuple[float, float, float, float, float, float]:
    """top, top12, frequency, gathered, right_angle, and the angle of the strongest, radians modulo 90 degrees."""
    fy, fx = frequencies()
    angle = np.arctan2(fy, fx)
    away = np.abs(np.mod(angle + np.pi / 4, np.pi / 2) - np.pi / 4) > NEAR_AXIS  # edges of the scene and JPEG's blocks lie on the axes
    deviation = max(float(white[white != 0].std()), 1e-6) if (white != 0).any() else 1.0
    off = np.where(away, white, 0) / deviation
    maxima = np.flatnonzero((off == cv2.dilate(off, np.ones((5, 5), np.uint8))) & (off > 1))
    if not len(maxima):
        return 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    best = maxima[np.argsort(-off.ravel()[maxima], kind="stable")[:STRONGEST]]
    heights, turns = off.ravel()[best], angle.ravel()[best]
    gathered = abs((heights * np.exp(4j * turns)).sum()) / heights.sum()
    y, x = float(fy.ravel()[best[0]]), float(fx.ravel()[best[0]])
    turned = _height_at(off, -x if y > 0 else x, abs(y))
    return float(heights[0]), float(heights.mean()), float(np.hypot(y, x)), float(gathered), turned / float(heights[0]), float(turns[0])


def _height_at(off: np.ndarray, y: float, x: float) -> float:
    row, column = round(TILE / 2 + TILE * y), round(TILE * x)
    part = off[max(row - 1, 0):row + 2, max(column - 1, 0):column + 2]
    return float(part.max()) if part.size else 0.0


def _apart(first: float, second: float) -> float:
    """Angle between two directions modulo 90, in degrees, 0 to 45."""
    return float(np.degrees(abs(np.mod(first - second + np.pi / 4, np.pi / 2) - np.pi / 4)))


FAMILY = Family(
    id="halftone",
    title="Printed dots",
    plane="native",
    names=NAMES,
    extract=extract,
    meaning="Rows of dots at an angle, one for each ink, as offset prints have them; peaks in several inks at several angles are a print.",
    misleads="Inkjet prints scatter their dots, most photographs are too coarse to show any, and woven cloth has slanted rows too.",
    telling=(
        Featured("black_top", "Strongest slanted repetition", "standard deviations"),
        Featured("inks", "Inks that repeat", "of 4"),
        Featured("angle_cyan_magenta", "Angle between cyan and magenta", "degrees"),
    ),
)
