"""What became of photographs that were scored alike: predicted against counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.web.figures.percent import PERCENT_TICKS, percent
from app.web.figures.template import AGAINST, LINE, draw


@dataclass(frozen=True)
class Band:
    """Photographs scored alike: their mean probability of the second label, how many, how many had it, and a 95 % interval."""

    predicted: float
    n: int
    count: int
    low: float
    high: float

    @property
    def observed(self) -> float:
        return self.count / self.n if self.n else 0.0


def reliability_figure(bands: Sequence[Band], label: str) -> go.Figure:
    """Counted share against predicted probability with 95 % intervals; on the diagonal the score means what it says.

    bands: any number with n > 0.  label: the word of the second label, e.g. "recaptured".
    """
    shown = [band for band in bands if band.n]
    diagonal = {"type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "hoverinfo": "skip",
                "line": {"color": LINE, "width": 1.5, "dash": "dot"}}
    counted = {
        "type": "scatter", "mode": "lines+markers", "x": [band.predicted for band in shown], "y": [band.observed for band in shown],
        "line": {"color": AGAINST, "width": 1.6}, "marker": {"size": 8, "color": AGAINST},
        "error_y": {"type": "data", "symmetric": False, "array": [band.high - band.observed for band in shown],
                    "arrayminus": [band.observed - band.low for band in shown], "color": AGAINST, "thickness": 1.2, "width": 3},
        "text": [f"of {band.n} scored about {percent(band.predicted)}, {band.count} were {label}" for band in shown],
        "hovertemplate": "%{text}<extra></extra>",
    }
    return draw(
        [diagonal, counted], 300, margin={"l": 4, "r": 18, "t": 8, "b": 4},
        xaxis={"title": {"text": f"probability of {label}, as scored"}, "range": [-0.02, 1.02], **PERCENT_TICKS, "showline": True},
        yaxis={"title": {"text": f"share that was {label}"}, "range": [-0.02, 1.05], **PERCENT_TICKS, "showline": True,
               "showgrid": True},
    )


def reliability_finding(bands: Sequence[Band]) -> str:
    """The chart in one sentence, with the largest gap among bands of at least 30 photographs."""
    counted = [band for band in bands if band.n >= 30]
    if not counted:
        return "Too few photographs to say how reliable the score is"
    worst = max(counted, key=lambda band: abs(band.observed - band.predicted))
    gap = worst.observed - worst.predicted
    if abs(gap) < 0.05:
        return "The score means what it says: no band is off by 5 points or more"
    return f"Scores near {percent(worst.predicted)} are {abs(gap) * 100:.0f} points too {'low' if gap > 0 else 'high'}"


def reliability_rows(bands: Sequence[Band]) -> list[tuple[str, str, str, str]]:
    """The chart as text: scored about, counted, n, 95 % interval."""
    return [
        (percent(band.predicted), percent(band.observed), f"{band.n}", f"{percent(band.low)} to {percent(band.high)}")
        for band in bands if band.n
    ]
