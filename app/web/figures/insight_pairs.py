"""Two counted shares a row, with their 95 % intervals: one as a disc, one as a diamond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.web.figures.insight_legend import LEGEND
from app.web.figures.percent import PERCENT_TICKS
from app.web.figures.template import AGAINST, CLAIM, draw

ROW = 40
MOST_ROWS = 10  # drawn; the table has all


@dataclass(frozen=True)
class Counted:
    """count of n; low and high: 95 % interval of the share."""

    count: int
    n: int
    low: float
    high: float


@dataclass(frozen=True)
class PairRow:
    """A share of either may be of nothing, n = 0; it is then not drawn."""

    name: str
    first: Counted
    second: Counted


def pairs_figure(rows: Sequence[PairRow], first: str, second: str, axis: str) -> go.Figure:
    """The first row on top.  first, second: the names of the two shares; axis: what both are shares of."""
    shown = [row for row in rows if row.first.n or row.second.n][:MOST_ROWS]
    places = list(range(len(shown)))[::-1]
    traces = [_shares([row.first for row in shown], [place + 0.14 for place in places], CLAIM, "circle", first),
              _shares([row.second for row in shown], [place - 0.14 for place in places], AGAINST, "diamond", second)]
    return draw(
        traces, ROW * len(shown) + 86, showlegend=True, margin={"l": 4, "r": 14, "t": 4, "b": 4},
        legend=LEGEND,
        xaxis={"title": {"text": axis}, "range": [-0.03, 1.03], **PERCENT_TICKS, "showline": True},
        yaxis={"tickvals": places, "ticktext": [row.name for row in shown], "range": [-0.6, len(shown) - 0.4], "ticks": ""},
    )


def _shares(counted: Sequence[Counted], places: Sequence[float], colour: str, symbol: str, name: str) -> dict:
    known = [(one, place) for one, place in zip(counted, places, strict=True) if one.n]
    values = [one.count / one.n for one, _ in known]
    return {
        "type": "scatter", "mode": "markers", "x": values, "y": [place for _, place in known], "name": name,
        "marker": {"size": 9, "color": colour, "symbol": symbol}, "text": [f"{one.count} of {one.n} {name}" for one, _ in known],
        "hovertemplate": "%{text}<extra></extra>",
        "error_x": {"type": "data", "symmetric": False, "array": [one.high - value for (one, _), value in zip(known, values, strict=True)],
                    "arrayminus": [value - one.low for (one, _), value in zip(known, values, strict=True)], "color": colour,
                    "thickness": 1.4, "width": 4},
    }


def pairs_table(rows: Sequence[PairRow]) -> list[tuple[str, str, str]]:
    """The chart as text: name, first share, second share."""
    return [(row.name, counted_words(row.first), counted_words(row.second)) for row in rows]


def counted_words(counted: Counted) -> str:
    """ "12 of 40 (18 to 45 %)"."""
    if not counted.n:
        return "none"
    return f"{counted.count} of {counted.n} ({100 * counted.low:.0f} to {100 * counted.high:.0f} %)"
