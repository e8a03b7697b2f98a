"""What each part of the photograph speaks for, judged by its grain."""

from __future__ import annotations

import cv2
import numpy as np

from app.evidence.cells import grid_of, windows_of
from app.evidence.evidence_map import Judge, Map
from app.features.families import FAMILIES
from app.features.plane_views import PlaneViews

# The one family whose votes hold on parts: on composites of an original and a recaptured half, from sources that the model had not seen,
# it told the halves apart with a median AUC of 0.68 to 0.97.  Colour texture voted the wrong way round on four of five sources.
FAMILY = "residual_texture"
CELL, SIDE = 128, 256
REACH = 3.0                                                      # log-odds at which a mark is at its largest
DRAWN, SMALLEST, LARGEST, EDGE = 64, 4, 17, 3                    # pixels of a cell, of a mark's radius and of its edge, as drawn
CLAIM, AGAINST = (0, 114, 178, 215), (230, 120, 0, 215)          # blue and orange, as the labels everywhere
WHITE = (255, 255, 255, 210)


class Part:
    """One window of the photograph as the extractor sees planes."""

    def __init__(self, gray: np.ndarray) -> None:
        self.gray1024 = gray


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
    """Log-odds towards the second label, (rows, columns), if the whole photograph had the grain of the 256 pixels around each cell."""
    rows, columns = grid_of(planes.gray1024, CELL)
    windows = windows_of(planes.gray1024, rows, columns, SIDE)
    grain = np.stack([FAMILIES[FAMILY].extract(Part(np.ascontiguousarray(window))) for window in windows])  # type: ignore[arg-type]
    return judge(FAMILY, grain).reshape(rows, columns)


MAP = Map(
    id="votes",
    title="Votes",
    shows="Each part is scored as if the whole photograph had its grain; the larger the mark, the surer. A recapture votes alike.",
    misleads="Out-of-focus and blank parts have little grain to judge, and one part that disagrees proves nothing.",
    vote=vote,
)
