"""Straight edges of a screen or a sheet inside the photograph."""

from __future__ import annotations

import cv2
import numpy as np

from app.features.family import Family, Featured
from app.features.plane_views import PlaneViews

NAMES = ("quadrilateral", "lines", "longest", "parallel", "upright", "edges")


def extract(planes: PlaneViews) -> np.ndarray:
    """Largest convex quadrilateral and long straight lines, at 512: (6,) float32, finite.

    quadrilateral: its share of the photograph, 0 to 1 (0: none over 5 %).  lines: log of 1 + the number of lines over
    0.35 of the short side.  longest: over the longest side.  parallel: log of 1 + the length in the fullest 12 degrees over height + width.
    upright: share of length within 3 degrees of level or plumb.  edges: share of edge pixels.  Present is strong, absent says nothing.
    Source: Canny 1986; Matas et al., CVIU 78(1), 2000 (progressive Hough).
    """
    gray = cv2.GaussianBlur(cv2.cvtColor(planes.s512, cv2.COLOR_RGB2GRAY), (5, 5), 0)
    edges = cv2.Canny(gray, 40, 120)
    return np.array([_quadrilateral(edges), *_lines(edges), edges.mean() / 255], np.float32)


def _quadrilateral(edges: np.ndarray) -> float:
    contours, _ = cv2.findContours(cv2.dilate(edges, np.ones((3, 3))), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    best = 0.0
    for contour in contours:
        share = cv2.contourArea(contour) / edges.size
        if share > max(best, 0.05):
            corners = cv2.approxPolyDP(contour, 0.02 * cv2.arcLength(contour, True), True)
            if len(corners) == 4 and cv2.isContourConvex(corners):
                best = share
    return best


def _lines(edges: np.ndarray) -> tuple[float, float, float, float]:
    height, width = edges.shape
    found = cv2.HoughLinesP(edges, 1, np.pi / 180, 80, minLineLength=int(0.35 * min(height, width)), maxLineGap=6)
    if found is None:
        return 0.0, 0.0, 0.0, 0.0
    ends = found.reshape(-1, 4).astype(np.float64)
    across, down = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    length, angle = np.hypot(across, down), np.degrees(np.arctan2(down, across)) % 180
    turns = np.bincount((angle / 6).astype(int) % 30, weights=length, minlength=30)
    parallel = np.log1p((turns + np.roll(turns, 1)).max() / (height + width))
    tilt = np.minimum(angle % 90, 90 - angle % 90)
    return np.log1p(len(length)), length.max() / max(height, width), parallel, length[tilt < 3].sum() / length.sum()


FAMILY = Family(
    id="border",
    title="Straight edges",
    plane="s512",
    names=NAMES,
    extract=extract,
    meaning="Long straight edges and four-cornered outlines, as the rim of a screen or a sheet leaves them.",
    misleads="Doors, windows, books and buildings have them too, and a recapture that fills the frame has none.",
    telling=(
        Featured("upright", "Level or plumb lines", "share of their length"),
        Featured("lines", "Long straight lines", "logarithm of their number"),
        Featured("edges", "Edges", "share of pixels"),
        Featured("quadrilateral", "Largest four-cornered outline", "share of the photograph"),
    ),
)
