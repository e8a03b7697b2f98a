"""The spectrum of the photograph with its peaks marked."""

from __future__ import annotations

import cv2
import numpy as np

from app.evidence.evidence_map import Map
from app.evidence.periodic import FAINT, STRONG, local_peaks
from app.evidence.tile_spectra import BINS, SIDE, searched
from app.features.plane_views import PlaneViews

ENLARGED = 4
MARK = (240, 228, 66)  # Okabe-Ito yellow
MOST_MARKS = 24


def make(planes: PlaneViews) -> np.ndarray:
    """(512, 512, 3) uint8: coarse detail in the middle, the finest that the photograph can hold at 1024 at the edges."""
    peaks = local_peaks(planes.gray1024)
    highest, usual = full_spectrum(peaks.max(axis=(0, 1))), full_spectrum(peaks.mean(axis=(0, 1)))
    levels = 26 + 24 * np.clip(usual, 0, 2) + 180 * np.clip((highest - FAINT / 2) / (STRONG - FAINT / 2), 0, 1) ** 2
    grey = cv2.resize(np.clip(levels, 0, 255).astype(np.uint8), None, fx=ENLARGED, fy=ENLARGED, interpolation=cv2.INTER_CUBIC)
    picture = cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)
    for row, column in peaks_of(highest):
        centre = (round((column + 0.5) * ENLARGED), round((row + 0.5) * ENLARGED))
        cv2.circle(picture, centre, 10, MARK, 1, cv2.LINE_AA)
    return picture


def full_spectrum(heights: np.ndarray) -> np.ndarray:
    """(bins,) heights of the searched bins as a whole spectrum: (128, 128) float32, 0 where nothing is searched.

    Row r, column c lie at ((r - 64) / 128, (c - 64) / 128) cycles per pixel; it is symmetric about (64, 64).
    """
    half = np.zeros(BINS, np.float32)
    half.ravel()[searched()] = heights
    full = np.zeros((SIDE, SIDE), np.float32)
    full[:, SIDE // 2:] = half[:, :-1]
    full[1:, 1:SIDE // 2] = half[:0:-1, SIDE // 2 - 1:0:-1]
    return full


def peaks_of(highest: np.ndarray) -> list[tuple[int, int]]:
    """(row, column) of the local maxima that stand out, the highest first, at most 24."""
    around = cv2.dilate(highest, np.ones((5, 5), np.uint8))
    rows, columns = np.nonzero((highest == around) & (highest > (FAINT + STRONG) / 2))
    order = np.argsort(-highest[rows, columns], kind="stable")[:MOST_MARKS]
    return list(zip(rows[order].tolist(), columns[order].tolist(), strict=True))


MAP = Map(
    id="spectrum",
    title="Spectrum",
    shows="Every repetition as a point, coarse ones near the middle and fine ones outside; rings mark those that stand out somewhere.",
    misleads="A single striped shirt can set a pair of rings; screens and prints tend to set several at equal distances.",
    make=make,
    type="jpeg",
    overlays=False,
)
