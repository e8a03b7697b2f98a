"""How well the model does on each source that it was not fitted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.web.figures.template import CLAIM, INK, LINE, SOFT_INK, draw, line, words

ROW = 24


@dataclass(frozen=True)
class SourceAuc:
    """A source, its photographs, and the AUC with its 95 % interval; None where it is undefined."""

    source: str
    n: int
    auc: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class _Measured:
    """A source whose AUC is defined; without an interval, low and high are the AUC itself."""

    source: str
    n: int
    auc: float
    low: float
    high: float


def source_auc_figure(sources: Sequence[SourceAuc], mean: float | None) -> go.Figure:
    """One row a source, best at the top: the AUC with its interval, against chance at 0.5 and the mean."""
    rows = _ranked(sources)
    names = [f"{row.source} ({row.n})" for row in rows]
    points = {
        "type": "scatter", "mode": "markers", "x": [row.auc for row in rows], "y": names, "marker": {"size": 9, "color": CLAIM},
        "error_x": {"type": "data", "symmetric": False, "array": [row.high - row.auc for row in rows],
                    "arrayminus": [row.auc - row.low for row in rows], "color": CLAIM, "thickness": 1.4, "width": 4},
        "hovertemplate": "%{y}: %{x:.3f}<extra></extra>",
    }
    shapes, notes = [line(0.5, 0.5, 0, 1, LINE, 1, yref="paper")], [_above("chance", 0.5, SOFT_INK)]
    if mean is not None:
        shapes.append(line(mean, mean, 0, 1, SOFT_INK, 1, "dot", yref="paper"))
        notes.append(_above(f"mean AUC {mean:.2f}", mean, INK))
    lowest = min([0.45, *(row.low for row in rows)])
    return draw(
        [points], ROW * len(rows) + 62, shapes=shapes, annotations=notes, margin={"l": 4, "r": 14, "t": 20, "b": 4},
        xaxis={"title": {"text": "AUC on the source, fitted on the others"}, "range": [lowest - 0.03, 1.02], "showline": True},
        yaxis={"categoryorder": "array", "categoryarray": names[::-1], "ticks": "", "showgrid": True},
    )


def _above(text: str, x: float, colour: str) -> dict:
    return words(text, x, 1, colour, size=10, yref="paper", yanchor="bottom")


def source_auc_finding(sources: Sequence[SourceAuc], mean: float | None) -> str:
    """The chart in one sentence: the mean over sources and the weakest of them."""
    rows = _ranked(sources)
    if not rows or mean is None:
        return "No source could be measured on its own"
    weakest = rows[-1]
    return f"Mean AUC over {len(rows)} sources, each left out of the fit: {mean:.2f}; weakest is {weakest.source} with {weakest.auc:.2f}"


def source_auc_rows(sources: Sequence[SourceAuc]) -> list[tuple[str, str, str, str]]:
    """The chart as text: source, n, AUC, 95 % interval; a source without an AUC says so."""
    measured = [(row.source, f"{row.n}", f"{row.auc:.3f}", f"{row.low:.2f} to {row.high:.2f}") for row in _ranked(sources)]
    return measured + [(row.source, f"{row.n}", "not defined", "") for row in sources if row.auc is None]


def _ranked(sources: Sequence[SourceAuc]) -> list[_Measured]:
    measured = [
        _Measured(row.source, row.n, row.auc, row.auc if row.low is None else row.low, row.auc if row.high is None else row.high)
        for row in sources if row.auc is not None
    ]
    return sorted(measured, key=lambda row: -row.auc)
