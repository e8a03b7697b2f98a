"""One feature of this photograph against what photographs of each label show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from app.web.figures.template import INK, SOFT_INK, TRANSPARENT, empty_figure, label_colour

HEIGHT = 150
DASHES = ("solid", "dash", "dot")


def feature_figure(value: float, axis_title: str, edges: Sequence[float], shares: Mapping[str, Sequence[float]], words: Mapping[str, str],
                   ) -> go.Figure:
    """Two outlines of the labels' distributions and a line where this photograph lies.

    edges: (bins + 1,) ascending, in the feature's unit.  shares: per label (bins,), each summing to 1; the claim first.
    words: per label the plural that names its outline.  A value outside the edges is drawn at the border and said so.
    """
    labels = list(shares)
    figure = empty_figure(HEIGHT)
    centres = (np.asarray(edges[:-1], dtype=float) + np.asarray(edges[1:], dtype=float)) / 2
    top = max(max(share) for share in shares.values()) or 1.0
    for number, label in enumerate(labels):
        outline = smoothed(shares[label])
        colour = label_colour(label, labels)
        figure.add_scatter(
            x=centres, y=outline / top, mode="lines", name=words[label], hoverinfo="skip",
            line={"color": colour, "width": 1.8, "shape": "spline", "smoothing": 0.6, "dash": DASHES[min(number, 2)]},
        )
        peak = int(np.argmax(outline))
        figure.add_annotation(x=centres[peak], y=outline[peak] / top, text=words[label], showarrow=False, yshift=9, font={"color": colour, "size": 11})
    place = min(max(value, edges[0]), edges[-1])
    figure.add_shape(type="line", x0=place, x1=place, y0=0, y1=1.22, line={"color": INK, "width": 1.6})
    to_left = place > (edges[0] + edges[-1]) / 2
    figure.add_annotation(x=place, y=1.22, text=this_photo(value, edges), showarrow=False, xanchor="right" if to_left else "left",
                          xshift=-5 if to_left else 5, yanchor="top", font={"color": INK, "size": 11}, bgcolor=TRANSPARENT)
    figure.update_yaxes(visible=False, range=[0, 1.3])
    figure.update_xaxes(title_text=axis_title, range=[edges[0], edges[-1]], showline=True, nticks=6, tickfont={"size": 10, "color": SOFT_INK})
    return figure


def this_photo(value: float, edges: Sequence[float]) -> str:
    """The line's name, with an arrow where the photograph lies beyond the axis."""
    if value < edges[0]:
        return "← this photo"
    return "this photo →" if value > edges[-1] else "this photo"


def smoothed(share: Sequence[float]) -> np.ndarray:
    """A histogram's outline, (bins,) float: each bin averaged with its neighbours (weights 1, 2, 1), ends kept."""
    padded = np.pad(np.asarray(share, dtype=float), 1, mode="edge")
    return (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
