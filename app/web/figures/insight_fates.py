"""What became of photographs: one bar a fate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.web.figures.template import CLAIM, LINE, draw

ROW = 28


@dataclass(frozen=True)
class FateRow:
    """open: nobody has settled them yet; drawn pale."""

    words: str
    photos: int
    open: bool


def fates_figure(rows: Sequence[FateRow]) -> go.Figure:
    """The first row on top; settled ones dark, open ones pale, each with its number."""
    names = [row.words for row in rows]
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": [row.photos for row in rows], "text": [f"{row.photos:,}" for row in rows],
        "textposition": "outside", "cliponaxis": False, "hovertemplate": "%{y}: %{x}<extra></extra>",
        "marker": {"color": [LINE if row.open else CLAIM for row in rows]},
    }
    return draw([bars], ROW * len(rows) + 34, margin={"l": 4, "r": 44, "t": 4, "b": 4},
                xaxis={"visible": False, "range": [0, max([row.photos for row in rows], default=1)]},
                yaxis={"categoryorder": "array", "categoryarray": names[::-1], "ticks": ""})
