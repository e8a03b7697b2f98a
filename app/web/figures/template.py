"""The palette and the Plotly template that every chart shares.

Charts are drawn in the light palette; assets/charts.css repaints exactly these colours in the dark theme,
so that changing the theme needs no server and no second drawing.  A test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

INK = "rgb(27, 27, 27)"
SOFT_INK = "rgb(85, 85, 85)"
LINE = "rgb(217, 217, 217)"
PAPER = "rgb(255, 255, 255)"
CLAIM = "rgb(0, 114, 178)"
AGAINST = "rgb(184, 76, 0)"
PALETTE = {"ink": INK, "ink-2": SOFT_INK, "line": LINE, "paper": PAPER, "claim": CLAIM, "against": AGAINST}

FONT = 'system-ui, -apple-system, "Segoe UI", Inter, Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
TRANSPARENT = "rgba(0, 0, 0, 0)"


def label_colour(label: str, labels: Sequence[str]) -> str:
    """Blue for the claim (the first label), orange for any other."""
    return CLAIM if label == labels[0] else AGAINST


def _axis() -> dict:
    return {
        "showgrid": False, "zeroline": False, "linecolor": LINE, "gridcolor": LINE, "tickcolor": LINE, "ticks": "outside", "ticklen": 3,
        "tickfont": {"size": 11, "color": SOFT_INK}, "title": {"font": {"size": 11, "color": SOFT_INK}, "standoff": 6}, "automargin": True,
        "fixedrange": True,
    }


TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 12, "color": INK},
        "paper_bgcolor": TRANSPARENT,
        "plot_bgcolor": TRANSPARENT,
        "colorway": [CLAIM, AGAINST, SOFT_INK],
        "margin": {"l": 4, "r": 4, "t": 8, "b": 4},
        "xaxis": _axis(),
        "yaxis": _axis(),
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": LINE, "font": {"color": INK, "size": 12, "family": FONT}},
        "dragmode": False,
        "bargap": 0.35,
    }
)


def empty_figure(height: int) -> go.Figure:
    """A figure of the shared template and of a fixed height in pixels, so that nothing jumps while it is drawn."""
    return go.Figure(layout={"template": TEMPLATE, "height": height})
