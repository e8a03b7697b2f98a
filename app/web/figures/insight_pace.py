"""How many photographs were answered, day by day or week by week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from app.web.figures.template import SOFT_INK, draw


def pace_figure(spans: Sequence[tuple[date, int]], weekly: bool) -> go.Figure:
    """spans: (first day, answers), without gaps, oldest first."""
    bars = {
        "type": "bar", "x": [day.isoformat() for day, _ in spans], "y": [answers for _, answers in spans], "marker": {"color": SOFT_INK},
        "hovertemplate": ("week of " if weekly else "") + "%{x|%d %b %Y}: %{y:,}<extra></extra>",
    }
    return draw([bars], 220, margin={"l": 4, "r": 8, "t": 6, "b": 4}, xaxis={"type": "date", "showline": True, "nticks": 7},
                yaxis={"title": {"text": f"answers a {'week' if weekly else 'day'}"}, "rangemode": "tozero", "showgrid": True, "nticks": 5})
