"""How many photographs were answered, day by day or week by week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import plotly.graph_objects as go

from app.web.figures.template import SOFT_INK, draw

FEWEST = 7  # spans that the axis has room for, so that the first day is a bar and not a wall


def pace_figure(spans: Sequence[tuple[date, int]], weekly: bool) -> go.Figure:
    """spans: (first day, answers), without gaps, oldest first."""
    step = timedelta(days=7 if weekly else 1)
    last = datetime.combine(spans[-1][0], time())
    first = min(datetime.combine(spans[0][0], time()), last - (FEWEST - 1) * step)
    bars = {
        "type": "bar", "x": [day.isoformat() for day, _ in spans], "y": [answers for _, answers in spans], "marker": {"color": SOFT_INK},
        "width": 800 * step.total_seconds(),  # in milliseconds: four fifths of a span
        "hovertemplate": ("week of " if weekly else "") + "%{x|%d %b %Y}: %{y:,}<extra></extra>",
    }
    return draw([bars], 220, margin={"l": 4, "r": 8, "t": 6, "b": 4},
                xaxis={"type": "date", "showline": True, "nticks": FEWEST, "tickformat": "%d %b",
                       "range": [(first - step / 2).isoformat(), (last + step / 2).isoformat()]},
                yaxis={"title": {"text": f"answers a {'week' if weekly else 'day'}"}, "rangemode": "tozero", "showgrid": True, "nticks": 5})
