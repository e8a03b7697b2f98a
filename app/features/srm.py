"""Co-occurrences of a coarsely rounded noise residual, as steganalysis uses them, at the scale to which every photograph is brought."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from app.features.binary_patterns import level_counts
from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews

LEVELS = 5  # -2 to 2
_ZERO = LEVELS // 2


@cache
def _classes() -> tuple[tuple[str, ...], np.ndarray]:
    """A name for each triple up to sign and direction, and the class of each of the 125 codes: 25 a + 5 b + c."""
    triples = [(a - _ZERO, b - _ZERO, c - _ZERO) for a in range(LEVELS) for b in range(LEVELS) for c in range(LEVELS)]
    alike = [max(one, one[::-1], tuple(-x for x in one), tuple(-x for x in one[::-1])) for one in triples]
    distinct = sorted(set(alike))
    names = tuple("triple_" + "_".join(f"{'m' if value < 0 else 'p' if value else ''}{abs(value)}" for value in one) for one in distinct)
    return names, np.array([distinct.index(one) for one in alike])


NAMES = _classes()[0]


def extract(planes: PlaneViews) -> np.ndarray:
    """Square roots of the shares of triples of neighbouring residuals, at 1024: (39,) float32, 0 to 1; their squares sum to 1.

    The residual of four pixels in a row or a column, (-a + 3b - 3c + d) / 2, rounded and cut off at 2; three in a row make a triple, and a
    triple counts with its mirror image and its negative.  More demosaicing, scaling and compression leave fewer triples of changing sign
    (down when recaptured in most collections, up in some).  Tells collections apart better than recaptures, so it does not vote.
    Source: Fridrich and Kodovsky, IEEE TIFS 7(3), 2012; Pevny, Bas and Fridrich, IEEE TIFS 5(2), 2010 (SPAM).
    """
    gray = np.rint(planes.gray1024).astype(np.int16)
    counts = sum(level_counts(_codes(plane))[:LEVELS ** 3] for plane in (gray, np.ascontiguousarray(gray.T)))
    shares = np.bincount(_classes()[1], weights=counts, minlength=len(NAMES))
    return np.sqrt(shares / max(shares.sum(), 1)).astype(np.float32)


def _codes(gray: np.ndarray) -> np.ndarray:
    """(H, W - 5) uint8, 0 to 124, of the triples along the rows of (H, W) int16."""
    third = gray[:, 3:] - gray[:, :-3] + 3 * (gray[:, 1:-2] - gray[:, 2:-1])
    halves = np.sign(third) * ((np.abs(third) + 1) // 2)  # away from zero, so that a negative counts like its positive
    levels = (np.clip(halves, -_ZERO, _ZERO) + _ZERO).astype(np.uint8)
    return cv2.add(cv2.add(levels[:, :-2] * np.uint8(LEVELS ** 2), levels[:, 1:-1] * np.uint8(LEVELS)), levels[:, 2:])


FAMILY = Family(
    id="srm",
    title="Steps of the noise",
    plane="m1024",
    names=NAMES,
    extract=extract,
    meaning="How the noise goes from one pixel to the next and the one after; every camera and every compression smooths it its own way.",
    misleads="It tells one phone's files from another's at least as well as a recapture from an original.",
    telling=(
        Featured("triple_0_0_0", "No step three times running", "square root of the share"),
        Featured("triple_p2_m2_p2", "Strong steps to and fro", "square root of the share"),
        Featured("triple_p1_0_m1", "A slow turn", "square root of the share"),
    ),
)
