"""What each part of the photograph speaks for, judged by its grain."""

from __future__ import annotations

import numpy as np

from app.evidence.cells import grid_of, windows_of
from app.evidence.evidence_map import Judge, Map
from app.features.families import FAMILIES
from app.features.plane_views import PlaneViews

# The one family whose votes hold on parts: on composites of an original and a recaptured half, from sources that the model had not seen,
# it told the halves apart with a median AUC of 0.68 to 0.97.  Colour texture voted the wrong way round on four of five sources.
FAMILY = "residual_texture"
CELL, SIDE = 128, 256
REACH = 3.0                                          # log-odds at which a vote is at its densest
DENSEST = 0.7
CLAIM, AGAINST = (0, 114, 178), (230, 120, 0)        # blue and orange, as the labels everywhere


class Part:
    """One window of the photograph as the extractor sees planes."""

    def __init__(self, gray: np.ndarray) -> None:
        self.gray1024 = gray


def vote(planes: PlaneViews, judge: Judge) -> np.ndarray:
    """(rows, columns, 4) uint8 RGBA, one pixel a cell of about 128 pixels at 1024."""
    votes = votes_of(planes, judge)
    strength = np.clip(np.abs(votes) / REACH, 0, 1)
    colours = np.where((votes > 0)[..., None], AGAINST, CLAIM)
    return np.dstack([colours, np.rint(255 * DENSEST * strength)]).astype(np.uint8)


def votes_of(planes: PlaneViews, judge: Judge) -> np.ndarray:
    """Log-odds towards the second label, (rows, columns), if the whole photograph had the grain of the 256 pixels around each cell."""
    rows, columns = grid_of(planes.gray1024, CELL)
    windows = windows_of(planes.gray1024, rows, columns, SIDE)
    grain = np.stack([FAMILIES[FAMILY].extract(Part(np.ascontiguousarray(window))) for window in windows])  # type: ignore[arg-type]
    return judge(FAMILY, grain).reshape(rows, columns)


MAP = Map(
    id="votes",
    title="Votes",
    shows="Each part is scored as if the whole photograph had its grain; a recaptured photograph should vote alike nearly everywhere.",
    misleads="Out-of-focus and blank parts have little grain to judge, and one part that disagrees proves nothing.",
    vote=vote,
)
