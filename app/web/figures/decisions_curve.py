"""What decisions have brought: each version's AUC over the number of decisions it was fitted on, as the gate measured it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.web.figures.template import INK, SOFT_INK, draw, words


@dataclass(frozen=True)
class Learnt:
    """A version and the gate's figures on photographs decided here: its AUC beside its champion's; difference with 95 % interval."""

    version: str
    decisions: int
    auc: float
    champion: float
    low: float
    high: float
    verdict: str


def decisions_figure(learnt: Sequence[Learnt]) -> go.Figure:
    """Filled: each version; hollow: the champion of its time on the same photographs.  Whiskers: the difference's interval."""
    rows = sorted(learnt, key=lambda row: row.decisions)
    decided = [row.decisions for row in rows]
    said = [f"{row.version}: {row.auc:.3f}, the champion {row.champion:.3f}" for row in rows]
    champion = {"type": "scatter", "mode": "markers", "x": decided, "y": [row.champion for row in rows], "hoverinfo": "skip",
                "marker": {"size": 9, "color": SOFT_INK, "symbol": "circle-open", "line": {"width": 1.6}}}
    versions = {
        "type": "scatter", "mode": "lines+markers", "x": decided, "y": [row.auc for row in rows], "line": {"color": INK, "width": 1.6},
        "marker": {"size": 8, "color": INK}, "text": said, "hovertemplate": "%{text}<extra></extra>",
        "error_y": {"type": "data", "symmetric": False, "array": [max(row.champion + row.high - row.auc, 0) for row in rows],
                    "arrayminus": [max(row.auc - row.champion - row.low, 0) for row in rows], "color": INK, "thickness": 1.2, "width": 3},
    }
    lowest = min(min(row.auc, row.champion, row.champion + row.low) for row in rows)
    return draw(
        [champion, versions], 280, margin={"l": 4, "r": 18, "t": 12, "b": 4},
        annotations=[words("● version   ○ the champion before it", 1, 0.02, SOFT_INK, xref="paper", yref="paper", xanchor="right",
                           yanchor="bottom")],
        xaxis={"title": {"text": "decisions it was fitted on"}, "rangemode": "tozero", "showline": True},
        yaxis={"title": {"text": "AUC on photographs decided here"}, "range": [max(lowest - 0.03, 0), 1.01], "showline": True,
               "showgrid": True},
    )


def decisions_finding(learnt: Sequence[Learnt]) -> str:
    """From the version with the fewest decisions to the one with the most."""
    rows = sorted(learnt, key=lambda row: row.decisions)
    last = rows[-1]
    if len(rows) == 1:
        return f"With {last.decisions:,} decisions AUC here is {last.auc:.2f}, beside {last.champion:.2f} before"
    return f"From {rows[0].decisions:,} to {last.decisions:,} decisions AUC here went from {rows[0].auc:.2f} to {last.auc:.2f}"


def decisions_rows(learnt: Sequence[Learnt]) -> list[tuple[str, ...]]:
    """The chart as text, the fewest decisions first."""
    return [(row.version, f"{row.decisions:,}", f"{row.auc:.3f}", f"{row.champion:.3f}",
             f"{row.low:+.3f} to {row.high:+.3f}".replace("-", "−"), row.verdict.replace("_", " "))
            for row in sorted(learnt, key=lambda row: row.decisions)]
