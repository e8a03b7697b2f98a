"""How often the score changed a mind: when it was right, and when it was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.web.figures.insight_legend import LEGEND
from app.web.figures.template import AGAINST, CLAIM, draw

ROW = 40
MOST_ROWS = 10  # drawn; the table has all


@dataclass(frozen=True)
class Changed:
    """Of n answers, count were changed; low and high: 95 % interval of the share."""

    count: int
    n: int
    low: float
    high: float


@dataclass(frozen=True)
class MindRow:
    """helped: answers that were not right and that a right score set right; harmed: that a wrong score made worse."""

    name: str
    helped: Changed
    harmed: Changed


def minds_figure(rows: Sequence[MindRow]) -> go.Figure:
    """Two shares a row: set right by a right score (disc) above made worse by a wrong one (diamond)."""
    shown = [row for row in rows if row.helped.n or row.harmed.n][:MOST_ROWS]
    places = list(range(len(shown)))[::-1]
    traces = [_shares([row.helped for row in shown], [place + 0.14 for place in places], CLAIM, "circle", "set right by a right score"),
              _shares([row.harmed for row in shown], [place - 0.14 for place in places], AGAINST, "diamond", "made worse by a wrong score")]
    return draw(
        traces, ROW * len(shown) + 86, showlegend=True, margin={"l": 4, "r": 14, "t": 4, "b": 4},
        legend=LEGEND,
        xaxis={"title": {"text": "share of answers that the score changed"}, "range": [-0.03, 1.03], "tickformat": ".0%", "showline": True},
        yaxis={"tickvals": places, "ticktext": [row.name for row in shown], "range": [-0.6, len(shown) - 0.4], "ticks": ""},
    )


def _shares(changed: Sequence[Changed], places: Sequence[float], colour: str, symbol: str, name: str) -> dict:
    known = [(one, place) for one, place in zip(changed, places, strict=True) if one.n]
    values = [one.count / one.n for one, _ in known]
    return {
        "type": "scatter", "mode": "markers", "x": values, "y": [place for _, place in known], "name": name,
        "marker": {"size": 9, "color": colour, "symbol": symbol}, "text": [f"{one.count} of {one.n} {name}" for one, _ in known],
        "hovertemplate": "%{text}<extra></extra>",
        "error_x": {"type": "data", "symmetric": False, "array": [one.high - value for (one, _), value in zip(known, values, strict=True)],
                    "arrayminus": [value - one.low for (one, _), value in zip(known, values, strict=True)], "color": colour,
                    "thickness": 1.4, "width": 4},
    }


def minds_table(rows: Sequence[MindRow]) -> list[tuple[str, str, str]]:
    """The chart as text: name, set right, made worse."""
    return [(row.name, _words(row.helped), _words(row.harmed)) for row in rows]


def _words(changed: Changed) -> str:
    if not changed.n:
        return "none"
    return f"{changed.count} of {changed.n} ({100 * changed.low:.0f} to {100 * changed.high:.0f} %)"
