"""Local binary patterns of uint8 planes, by OpenCV comparisons of shifted views."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import cv2
import numpy as np

EIGHT = ((0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1), (1, 0), (1, 1))
# sixteen points on a circle of radius 2, rounded to pixels
SIXTEEN = ((0, 2), (-1, 2), (-1, 1), (-2, 1), (-2, 0), (-2, -1), (-1, -1), (-1, -2),
           (0, -2), (1, -2), (1, -1), (2, -1), (2, 0), (2, 1), (1, 1), (1, 2))
UNIFORM_BINS = 59
ROTATED_BINS = 18
BAND = 128  # rows at a time, so that the planes stay in the cache


def uniform_histogram(plane: np.ndarray) -> np.ndarray:
    """Share of each uniform pattern of the 8 neighbours: (59,) float64, sums to 1; the last bin holds the non-uniform patterns.

    plane : (H, W) uint8, at least 3 px a side.  Invariant to any rising tone curve.  Source: Ojala et al., IEEE TPAMI 24(7), 2002.
    """
    counts = np.zeros(256)
    for band in _bands(plane, 1):
        counts += level_counts(_codes(band, EIGHT, 1))
    return np.bincount(_uniform_table(), weights=counts, minlength=UNIFORM_BINS) / max(counts.sum(), 1)


def rotated_histogram(plane: np.ndarray) -> np.ndarray:
    """Share of each rotation-invariant uniform pattern of 16 neighbours at radius 2: (18,) float64, sums to 1."""
    counts = np.zeros(65536)
    for band in _bands(plane, 2):
        low, high = _codes(band, SIXTEEN[:8], 2), _codes(band, SIXTEEN[8:], 2)
        counts += np.bincount((low + (high.astype(np.uint16) << 8)).ravel(), minlength=65536)
    return np.bincount(_rotated_table(), weights=counts, minlength=ROTATED_BINS) / max(counts.sum(), 1)


def differing_neighbours(plane: np.ndarray, radius: int, threshold: int = 4) -> np.ndarray:
    """Share of pixels with 0, 1 ... 8 neighbours that differ by more than threshold: (9,) float64, sums to 1.

    Source: Zhu et al., local ternary count, Signal, Image and Video Processing 2021, doi 10.1007/s11760-021-01974-7.
    """
    counts = np.zeros(9)
    for band in _bands(plane, radius):
        centre = _shifted(band, 0, 0, radius)
        differing = np.zeros(centre.shape, np.uint8)
        for dy, dx in EIGHT:
            gap = cv2.absdiff(_shifted(band, dy * radius, dx * radius, radius), centre)
            cv2.add(differing, cv2.threshold(gap, threshold, 1, cv2.THRESH_BINARY)[1], differing)
        counts += level_counts(differing)[:9]
    return counts / max(counts.sum(), 1)


def level_counts(plane: np.ndarray) -> np.ndarray:
    """How many pixels have each of the 256 values of a uint8 plane: (256,) float64."""
    return cv2.calcHist([plane], [0], None, [256], [0, 256]).ravel().astype(np.float64)


def _codes(band: np.ndarray, neighbours: tuple, margin: int) -> np.ndarray:
    centre = _shifted(band, 0, 0, margin)
    code = np.zeros(centre.shape, np.uint8)
    for bit, (dy, dx) in enumerate(neighbours):
        reached = np.asarray(cv2.compare(_shifted(band, dy, dx, margin), centre, cv2.CMP_GE), np.uint8)
        np.bitwise_or(code, np.bitwise_and(reached, np.uint8(1 << bit)), out=code)
    return code


def _bands(plane: np.ndarray, margin: int) -> Iterator[np.ndarray]:
    for top in range(margin, plane.shape[0] - margin, BAND):
        yield plane[top - margin:min(top + BAND, plane.shape[0] - margin) + margin]


def _shifted(band: np.ndarray, dy: int, dx: int, margin: int) -> np.ndarray:
    height, width = band.shape
    return band[margin + dy:height - margin + dy, margin + dx:width - margin + dx]


def _transitions(code: int, bits: int) -> int:
    turned = (code >> 1) | ((code & 1) << (bits - 1))
    return (code ^ turned).bit_count()


@cache
def _uniform_table() -> np.ndarray:
    uniform = [code for code in range(256) if _transitions(code, 8) <= 2]
    table = np.full(256, UNIFORM_BINS - 1)
    table[uniform] = np.arange(len(uniform))
    return table


@cache
def _rotated_table() -> np.ndarray:
    return np.array([code.bit_count() if _transitions(code, 16) <= 2 else ROTATED_BINS - 1 for code in range(65536)])
