"""How the families' shares add up, from even odds to the score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.web.figures.log_odds import LARGEST, log_odds, probability, signed
from app.web.figures.percent import percent
from app.web.figures.template import AGAINST, CLAIM, INK, LINE, draw, line

ROW = 30
TICKS = (0.01, 0.1, 0.5, 0.9, 0.99)


@dataclass(frozen=True)
class Share:
    """One family's title and its share in log-odds; above zero speaks against the claim."""

    title: str
    log_odds: float


def contributions_figure(start: float, shares: Sequence[Share], end: str, against: str) -> go.Figure:
    """A waterfall in log-odds: each family pushes the score on from where the one before left it.

    start: log-odds before any family speaks (what is left of the score when the shares are taken away).
    end: the words of the result, e.g. "Score 87 %".  against: the word of the second label, e.g. "recaptured".
    Beyond 99.9 % the chart is cut, the numbers are not.
    """
    steps = sorted(shares, key=lambda share: -abs(share.log_odds))
    names = ["Start", *(share.title for share in steps), end]
    position, bars, edges = start, [], [0.0, start]
    for share in steps:
        bars.append(_bar(share, position))
        position += share.log_odds
        edges.append(position)
    marks = {
        "type": "scatter", "mode": "markers", "y": ["Start", end], "x": [start, position], "hovertemplate": "%{y}<extra></extra>",
        "marker": {"color": INK, "symbol": ["line-ns-open", "diamond"], "size": [13, 9], "line": {"width": 2, "color": INK}},
    }
    reach = min(max(1.2, *(abs(edge) for edge in edges)) * 1.1, LARGEST)
    return draw(
        [*bars, marks], ROW * len(names) + 46, margin={"l": 4, "r": 18, "t": 8, "b": 4}, shapes=[line(0, 0, 0, 1, LINE, 1, yref="paper")],
        xaxis={"range": [-reach, reach], "tickvals": [log_odds(tick) for tick in TICKS], "ticktext": [percent(tick) for tick in TICKS],
               "title": {"text": f"probability of {against}"}, "showline": True},
        yaxis={"categoryorder": "array", "categoryarray": names[::-1], "ticks": "", "tickfont": {"size": 12}},
    )


def _bar(share: Share, position: float) -> dict:
    return {
        "type": "bar", "y": [share.title], "x": [share.log_odds], "base": [position], "orientation": "h", "width": 0.5,
        "marker": {"color": AGAINST if share.log_odds > 0 else CLAIM},
        "hovertemplate": f"{share.title}: {signed(share.log_odds)}, to {percent(probability(position + share.log_odds))}<extra></extra>",
    }


def contributions_finding(shares: Sequence[Share], against_words: str, claim_words: str) -> str:
    """The chart in one sentence, e.g. "Repeating pattern speaks most for recaptured"."""
    if not shares:
        return "No family of features had a say"
    loudest = max(shares, key=lambda share: abs(share.log_odds))
    if abs(loudest.log_odds) < 0.05:
        return "No family of features speaks clearly either way"
    return f"{loudest.title} speaks most, for {against_words if loudest.log_odds > 0 else claim_words}"
