"""How much better the second of two versions is than the first, source by source, on the same photographs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.web.figures.template import INK, SOFT_INK, draw, line, words

ROW = 24


@dataclass(frozen=True)
class SourceDifference:
    """AUC of both versions on a source, and the second minus the first with its 95 % interval; None where it is undefined."""

    source: str
    n: int
    first: float | None
    second: float | None
    difference: float | None
    low: float | None
    high: float | None


def difference_figure(rows: Sequence[SourceDifference], second: str) -> go.Figure:
    """One row a source, in the order given, top to bottom; to the right of the line the second version is better."""
    shown = [row for row in rows if row.difference is not None]
    names = [f"{row.source} ({row.n})" for row in shown]
    values = [row.difference or 0.0 for row in shown]
    highs = [value if row.high is None else row.high for row, value in zip(shown, values, strict=True)]
    lows = [value if row.low is None else row.low for row, value in zip(shown, values, strict=True)]
    points = {
        "type": "scatter", "mode": "markers", "x": values, "y": names, "marker": {"size": 9, "color": INK},
        "error_x": {"type": "data", "symmetric": False, "array": [high - value for high, value in zip(highs, values, strict=True)],
                    "arrayminus": [value - low for low, value in zip(lows, values, strict=True)],
                    "color": INK, "thickness": 1.4, "width": 4},
        "hovertemplate": "%{y}: %{x:+.3f}<extra></extra>",
    }
    reach = max([0.05, *(abs(one) for one in (*lows, *highs))]) * 1.08
    return draw(
        [points], ROW * len(shown) + 62, margin={"l": 4, "r": 14, "t": 20, "b": 4},
        shapes=[line(0, 0, 0, 1, SOFT_INK, 1, "dot", yref="paper")],
        annotations=[words("no difference", 0, 1, SOFT_INK, size=10, yref="paper", yanchor="bottom")],
        xaxis={"title": {"text": f"AUC, to the right {second} is better"}, "range": [-reach, reach], "showline": True,
               "tickformat": "+.2f"},
        yaxis={"categoryorder": "array", "categoryarray": names[::-1], "ticks": "", "showgrid": True},
    )


def difference_rows(rows: Sequence[SourceDifference]) -> list[tuple[str, ...]]:
    """The chart as text: source, n, both AUCs, the difference and its interval."""
    return [(row.source, f"{row.n}", _number(row.first), _number(row.second), _signed(row.difference),
             f"{_signed(row.low)} to {_signed(row.high)}" if row.low is not None else "") for row in rows]


def _number(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.3f}".replace("-", "−")
