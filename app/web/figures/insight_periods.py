"""Calibration over time: what was predicted, and what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from app.web.figures.insight_legend import LEGEND
from app.web.figures.percent import PERCENT_TICKS, percent
from app.web.figures.template import AGAINST, SOFT_INK, draw


@dataclass(frozen=True)
class PeriodRow:
    """A week or month from its first day: n photographs, the mean predicted share of the second label, the counted one with interval."""

    begins: date
    n: int
    predicted: float
    observed: float
    low: float
    high: float

    @property
    def off(self) -> bool:
        """Whether the prediction lies outside the interval of what was counted."""
        return not self.low <= self.predicted <= self.high


def periods_figure(rows: Sequence[PeriodRow], label: str) -> go.Figure:
    """Predicted as a line, counted as dots with 95 % intervals.  label: the word of the second label."""
    days = [row.begins.isoformat() for row in rows]
    predicted = {"type": "scatter", "mode": "lines", "x": days, "y": [row.predicted for row in rows], "name": "predicted",
                 "line": {"color": SOFT_INK, "width": 1.6, "dash": "dot"}, "hovertemplate": "predicted %{y:.0%}<extra></extra>"}
    counted = {
        "type": "scatter", "mode": "markers", "x": days, "y": [row.observed for row in rows], "name": "counted",
        "marker": {"size": 8, "color": AGAINST}, "text": [f"{percent(row.observed)} of {row.n}" for row in rows],
        "error_y": {"type": "data", "symmetric": False, "array": [row.high - row.observed for row in rows],
                    "arrayminus": [row.observed - row.low for row in rows], "color": AGAINST, "thickness": 1.2, "width": 3},
        "hovertemplate": "%{x|%d %b %Y}: %{text}<extra></extra>",
    }
    return draw(
        [predicted, counted], 260, showlegend=True, margin={"l": 4, "r": 12, "t": 4, "b": 4},
        legend=LEGEND,
        xaxis={"type": "date", "showline": True, "nticks": 7},
        yaxis={"title": {"text": f"share that was {label}"}, "range": [-0.03, 1.03], **PERCENT_TICKS, "showline": True,
               "showgrid": True})


def periods_finding(rows: Sequence[PeriodRow]) -> str:
    """The chart in one sentence."""
    off = [row for row in rows if row.off]
    if not off:
        return "Over time the score meant what it said: every period's prediction lies within what was counted"
    return f"In {len(off)} of {len(rows)} periods the score promised something else than was counted"


def periods_rows(rows: Sequence[PeriodRow]) -> list[tuple[str, str, str, str, str]]:
    """The chart as text: from, photographs, predicted, counted, 95 % interval."""
    return [(f"{row.begins:%d %b %Y}", f"{row.n:,}", percent(row.predicted), percent(row.observed),
             f"{percent(row.low)} to {percent(row.high)}")
            for row in rows]
