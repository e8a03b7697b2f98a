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


def draw(traces: Sequence[dict], height: int, **layout: object) -> go.Figure:
    """A figure of the shared template and of a fixed height in pixels, so that nothing jumps while it is drawn.

    It is made in one go: adding traces and axes one by one checks everything again and takes eight times as long.
    """
    return go.Figure(data=list(traces), layout={"template": TEMPLATE, "height": height, **layout})


def line(x0: object, x1: object, y0: object, y1: object, colour: str, width: float, dash: str = "solid", yref: str = "y") -> dict:
    """A straight line as a layout shape."""
    return {"type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "yref": yref, "line": {"color": colour, "width": width, "dash": dash}}


def words(text: str, x: object, y: object, colour: str, size: int = 11, **place: object) -> dict:
    """A few words on a chart as a layout annotation."""
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": {"color": colour, "size": size}, **place}
