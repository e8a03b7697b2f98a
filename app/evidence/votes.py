"""What each part of the photograph speaks for, scored by itself as far as a part can be."""

from __future__ import annotations

import cv2
import numpy as np

from app.evidence.cells import grid_of, starts_of
from app.evidence.evidence_map import Judge, Map
from app.features.families import FAMILIES
from app.features.plane_views import PlaneViews

# Families that can be measured on a part.  On composites of an original and a recaptured half, 12 from each of six sources that the model
# had not seen, they told the halves apart with a mean AUC of 0.88, 0.48, 0.73, 0.75, 0.70 and 0.73.  Phase texture voted the wrong way
# round; peaks and layout need the whole photograph.
VOTING = ("sharpness", "residual_texture", "fine_covariance", "coarse_covariance", "noise")
WHOLE_ONLY = {"noise": "spread_"}                                # features of these names compare parts, so a part has none
CELL, SIDE = 160, 256
REACH = 3.0                                                      # log-odds at which a mark is at its largest
DRAWN, SMALLEST, LARGEST, EDGE = 64, 4, 17, 3                    # pixels of a cell, of a mark's radius and of its edge, as drawn
CLAIM, AGAINST = (0, 114, 178, 215), (230, 120, 0, 215)          # blue and orange, as the labels everywhere
WHITE = (255, 255, 255, 210)


class Part:
    """One window of the photograph as extractors see planes."""

    def __init__(self, planes: PlaneViews, top: int, left: int, side: tuple[int, int]) -> None:
        height, width = planes.gray1024.shape
        inside = (slice(top, top + side[0]), slice(left, left + side[1]))
        down, across = planes.s512.shape[0] / height, planes.s512.shape[1] / width
        small = (slice(round(top * down), round((top + side[0]) * down)), slice(round(left * across), round((left + side[1]) * across)))
        self.m1024 = self.native = np.ascontiguousarray(planes.m1024[inside])
        self.gray1024 = np.ascontiguousarray(planes.gray1024[inside])
        self.s512 = np.ascontiguousarray(planes.s512[small])
        self.face: np.ndarray | None = None  # a face is measured in the whole photograph
        self.face_box: tuple[int, int, int, int] | None = None


def vote(planes: PlaneViews, judge: Judge) -> np.ndarray:
    """(h, w, 4) uint8 RGBA of the photograph's proportions, 64 pixels a cell across, clear but for a mark in each cell.

    A disc speaks for the claim, a diamond against it; the larger, the surer.
    """
    votes = votes_of(planes, judge)
    rows, columns = votes.shape
    height, width = planes.gray1024.shape
    picture = np.zeros((round(columns * DRAWN * height / width), columns * DRAWN, 4), np.uint8)
    for (row, column), one in np.ndenumerate(votes):
        radius = round(SMALLEST + (LARGEST - SMALLEST) * min(abs(one) / REACH, 1))
        centre = (round((column + 0.5) * DRAWN), round((row + 0.5) * picture.shape[0] / rows))
        _mark(picture, centre, radius + EDGE, one > 0, WHITE)
        _mark(picture, centre, radius, one > 0, AGAINST if one > 0 else CLAIM)
    return picture


def _mark(picture: np.ndarray, centre: tuple[int, int], radius: int, diamond: bool, colour: tuple[int, int, int, int]) -> None:
    if not diamond:
        cv2.circle(picture, centre, radius, colour, cv2.FILLED)
        return
    x, y = centre
    reach = round(radius * 1.25)  # so that it covers as much as the disc
    cv2.fillConvexPoly(picture, np.array([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], np.int32), colour)


def votes_of(planes: PlaneViews, judge: Judge) -> np.ndarray:
    """Log-odds towards the second label of the 256 pixels around each cell: (rows, columns); their mean is the photograph's own."""
    rows, columns = grid_of(planes.gray1024, CELL)
    height, width = planes.gray1024.shape
    side = (min(SIDE, height), min(SIDE, width))
    parts = [Part(planes, top, left, side) for top in starts_of(height, rows, side[0]) for left in starts_of(width, columns, side[1])]
    measured = {family: _measured(family, parts) for family in VOTING if family in judge.families}
    return judge(measured).reshape(rows, columns)


def _measured(family: str, parts: list[Part]) -> np.ndarray:
    rows = np.stack([FAMILIES[family].extract(part) for part in parts])
    if family in WHOLE_ONLY:
        rows[:, [name.startswith(WHOLE_ONLY[family]) for name in FAMILIES[family].names]] = np.nan
    return rows


MAP = Map(
    id="votes",
    title="Votes",
    shows="Each part is scored by its own grain and sharpness; the larger the mark, the surer, and together they come to the score.",
    misleads="Out-of-focus and blank parts have little to judge, and a single part that disagrees proves nothing.",
    vote=vote,
)
