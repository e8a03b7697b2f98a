"""What a homography says of how two photos lie to each other: turned by how much, and whether a camera can have seen it so."""

from __future__ import annotations

import math

import cv2
import numpy as np

LARGEST_SCALE = 6.0  # of lengths, either way
STRETCH = 3.0        # between the directions that are enlarged most and least
DEPTH = 3.0          # between the nearest and the farthest of what both see
LEAST_AREA = 0.005   # of a plane of 640 by 480 that matched points must span
PLANE = 640 * 480


def plausible(view: np.ndarray, points: np.ndarray) -> bool:
    """Whether a flat scene photographed twice can give this: not mirrored, folded, or squeezed to a line.

    view : (3, 3) from the first photo to the second.  points : (n, 2) of the first, in pixels.
    """
    hull = cv2.convexHull(points.astype(np.float32))[:, 0]
    if len(hull) < 3 or cv2.contourArea(hull) < LEAST_AREA * PLANE:
        return False
    depth = hull @ view[2, :2] + view[2, 2]
    if depth.min() * depth.max() <= 0 or np.abs(depth).max() > DEPTH * np.abs(depth).min():
        return False
    local = _around(view, points.mean(axis=0))
    (a, b), (c, d) = local.tolist()
    if not np.isfinite(local).all() or a * d <= b * c:
        return False
    along, across = math.hypot(a + d, c - b), math.hypot(a - d, b + c)  # sum and difference of the two singular values
    most, least = (along + across) / 2, (along - across) / 2
    return most < LARGEST_SCALE and least > 1 / LARGEST_SCALE and most < STRETCH * least


def turned(view: np.ndarray, points: np.ndarray) -> float:
    """Degrees, clockwise as seen, by which the second photo shows the scene turned against the first; -180 to 180."""
    (a, b), (c, d) = _around(view, points.mean(axis=0))
    return math.degrees(math.atan2(c - b, a + d))


def _around(view: np.ndarray, point: np.ndarray) -> np.ndarray:
    """(2, 2): how the view moves what lies next to a point."""
    x, y, depth = view @ (*point, 1.0)
    return (view[:2, :2] - np.outer((x / depth, y / depth), view[2, :2])) / depth
