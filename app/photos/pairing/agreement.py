"""Whether two photos show the same scene: one view must explain their keypoints, and what lies between those must agree too."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np

from app.photos.pairing.blocks import block_correlations, least_alike
from app.photos.pairing.keypoints import UNIT
from app.photos.pairing.sketch import Sketch
from app.photos.pairing.view import plausible, turned

RATIO = 0.8        # the nearest descriptor must be so much nearer than the second
REACH = 4.0        # pixels of the plane that a point may miss
LEAST_INLIERS = 12
LEAST_AGREEING = 0.05  # among the points that agree; below it lie most other pictures on the same card, and few recaptures
DOUBTFUL = 0.03        # what is left of the strength where the rest of the pictures differs


@dataclass(frozen=True)
class Agreement:
    """similarity: good matches over the smaller number of keypoints, 0 to 1.  inliers: matches that one view explains.

    rotation: degrees, 0 to 359, by which the second photo shows the scene turned clockwise against the first.
    agreeing: how alike the two look where they look least alike, -1 to 1; see blocks.py.  It may be low for a part of a scene in front of
    something else, so it ranks and does not refuse.
    """

    similarity: float
    inliers: int
    rotation: int
    agreeing: float

    @property
    def strength(self) -> float:
        """What partners are ranked by: inliers, as far as the rest of the picture bears them out."""
        return self.inliers * max(self.agreeing, DOUBTFUL)

    def the_other_way(self) -> Agreement:
        """The first photo against the second."""
        return replace(self, rotation=-self.rotation % 360)


def compare(first: Sketch, second: Sketch) -> Agreement | None:
    """None where no plausible view explains LEAST_INLIERS matches, or what lies between them differs."""
    ours, theirs = good_matches(first.descriptors, second.descriptors)
    if len(ours) < LEAST_INLIERS:
        return None
    start, end = first.points[ours], second.points[theirs]
    view, kept = cv2.findHomography(start, end, cv2.USAC_MAGSAC, REACH, maxIters=2000, confidence=0.999)
    if view is None:
        return None
    inliers = kept.ravel().astype(bool)
    if inliers.sum() < LEAST_INLIERS or not plausible(view, start[inliers]):
        return None
    similarity = len(ours) / min(len(first.points), len(second.points))
    alike, among = block_correlations(first.small, second.small, view, start[inliers])
    if least_alike(alike[among]) < LEAST_AGREEING:
        return None
    rotation = round(turned(view, start[inliers])) % 360
    return Agreement(similarity, int(inliers.sum()), rotation, least_alike(alike))


def good_matches(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(m,) rows of first and (m,) rows of second that match: nearest to each other both ways, by a clear margin.

    Exact, by one matrix product: for 600 descriptors that is faster than any tree.  first, second : (n, 128) uint8.
    """
    if len(first) < 2 or len(second) < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    alike = first.astype(np.float32) @ second.T.astype(np.float32)
    rows = np.arange(len(first))
    nearest = alike.argmax(axis=1)
    best = alike[rows, nearest]
    alike[rows, nearest] = -math.inf
    second_best = alike.max(axis=1)
    alike[rows, nearest] = best
    good = np.flatnonzero(UNIT**2 - best < RATIO**2 * (UNIT**2 - second_best))  # half the squared distance of two of length UNIT
    mutual = good[alike[:, nearest[good]].argmax(axis=0) == good]
    return mutual, nearest[mutual]
