"""One row a thing: a figure with its 95 % interval, as a dot on a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.web.figures.percent import PERCENT_TICKS
from app.web.figures.template import CLAIM, LINE, SOFT_INK, draw, line, words

ROW = 26
MOST_ROWS = 14  # drawn; the table has all


@dataclass(frozen=True)
class Row:
    """name; n: what it was counted on; value with its interval, None where there is none."""

    name: str
    n: int
    value: float | None
    low: float | None = None
    high: float | None = None


def rows_figure(rows: Sequence[Row], axis: str, span: tuple[float, float] = (0.0, 1.0), shares: bool = True,
                reference: tuple[float, str] | None = None) -> go.Figure:
    """The first row on top.  axis: what is measured.  shares: written in per cent.  reference: a place on the axis and its name."""
    shown = [row for row in rows if row.value is not None][:MOST_ROWS]
    names = [f"{row.name} ({row.n:,})" for row in shown]
    values = [row.value or 0.0 for row in shown]
    lows, highs = ([value if edge is None else edge for value, edge in zip(values, edges, strict=True)]
                   for edges in ([row.low for row in shown], [row.high for row in shown]))
    points = {
        "type": "scatter", "mode": "markers", "x": values, "y": names, "marker": {"size": 9, "color": CLAIM},
        "error_x": {"type": "data", "symmetric": False, "array": [high - value for value, high in zip(values, highs, strict=True)],
                    "arrayminus": [value - low for value, low in zip(values, lows, strict=True)], "color": CLAIM, "thickness": 1.4,
                    "width": 4},
        "text": [f"{number(value, shares)}, {interval(low, high, shares)}" for value, low, high in zip(values, lows, highs, strict=True)],
        "hovertemplate": "%{y}: %{text}<extra></extra>",
    }
    shapes = [line(reference[0], reference[0], 0, 1, SOFT_INK, 1, "dot", yref="paper")] if reference else []
    notes = [words(reference[1], reference[0], 1, SOFT_INK, size=10, yref="paper", yanchor="bottom")] if reference else []
    low, high = min([span[0], *lows]), max([span[1], *highs])
    room = 0.03 * (high - low)
    return draw(
        [points], ROW * len(shown) + 60, shapes=shapes, annotations=notes, margin={"l": 4, "r": 14, "t": 18 if reference else 6, "b": 4},
        xaxis={"title": {"text": axis}, "range": [low - room, high + room], "showline": True, "zeroline": low < 0 < high,
               "zerolinecolor": LINE, **(PERCENT_TICKS if shares else {})},
        yaxis={"categoryorder": "array", "categoryarray": names[::-1], "ticks": "", "showgrid": True},
    )


def rows_table(rows: Sequence[Row], shares: bool = True) -> list[tuple[str, str, str, str]]:
    """The chart as text: name, n, value, 95 % interval; what cannot be said is said so."""
    return [(row.name, f"{row.n:,}", "not defined" if row.value is None else number(row.value, shares),
             "" if row.low is None or row.high is None else interval(row.low, row.high, shares)) for row in rows]


def number(value: float, shares: bool) -> str:
    """ "87 %" or "0.87", with a true minus."""
    return f"{_figure(value, shares)} %" if shares else _figure(value, shares)


def interval(low: float, high: float, shares: bool) -> str:
    """ "80 to 93 %" or "0.80 to 0.93"."""
    return f"{_figure(low, shares)} to {_figure(high, shares)}" + (" %" if shares else "")


def _figure(value: float, shares: bool) -> str:
    rounded = round(100 * value) if shares else round(value, 2)
    return (f"{rounded + 0:.0f}" if shares else f"{rounded + 0.0:.2f}").replace("-", "−")
