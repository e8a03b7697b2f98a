"""One feature of this photograph against what photographs of each label show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from app.web.figures.template import INK, empty_figure, label_colour

HEIGHT = 160
DASHES = ("solid", "dash", "dot")
TOP = 1.5     # of the outlines' height: where this photograph's line ends, above the names of the outlines
CLOSE = 0.2   # of the axis: nearer peaks than this would write their names over each other


def feature_figure(value: float, axis_title: str, edges: Sequence[float], shares: Mapping[str, Sequence[float]],
                   words: Mapping[str, str]) -> go.Figure:
    """Two outlines of the labels' distributions and a line where this photograph lies.

    edges: (bins + 1,) ascending, in the feature's unit.  shares: per label (bins,), each summing to 1; the claim first.
    words: per label the plural that names its outline.  A value outside the edges is drawn at the border and said so.
    """
    labels = list(shares)
    figure = empty_figure(HEIGHT)
    centres = (np.asarray(edges[:-1], dtype=float) + np.asarray(edges[1:], dtype=float)) / 2
    outlines = {label: smoothed(shares[label]) for label in labels}
    top = max(outline.max() for outline in outlines.values()) or 1.0
    for number, label in enumerate(labels):
        figure.add_scatter(
            x=centres, y=outlines[label] / top, mode="lines", name=words[label], hoverinfo="skip",
            line={"color": label_colour(label, labels), "width": 1.8, "shape": "spline", "smoothing": 0.6, "dash": DASHES[min(number, 2)]},
        )
    for label, (bin_, anchor) in name_places(outlines).items():
        figure.add_annotation(x=centres[bin_], y=outlines[label][bin_] / top, text=words[label], showarrow=False, xanchor=anchor, yshift=9,
                              xshift={"left": 5, "right": -5, "center": 0}[anchor], font={"color": label_colour(label, labels), "size": 11})
    _mark(figure, value, edges)
    figure.update_yaxes(visible=False, range=[0, TOP * 1.03])
    figure.update_xaxes(title_text=axis_title, range=[edges[0], edges[-1]], showline=True, nticks=6, tickfont_size=10)
    return figure


def _mark(figure: go.Figure, value: float, edges: Sequence[float]) -> None:
    place = min(max(value, edges[0]), edges[-1])
    left_half = place <= (edges[0] + edges[-1]) / 2
    figure.add_shape(type="line", x0=place, x1=place, y0=0, y1=TOP, line={"color": INK, "width": 1.6})
    figure.add_annotation(x=place, y=TOP, text=this_photo(value, edges), showarrow=False, xanchor="left" if left_half else "right",
                          xshift=5 if left_half else -5, yanchor="top", font={"color": INK, "size": 11})


def name_places(outlines: Mapping[str, np.ndarray]) -> dict[str, tuple[int, str]]:
    """For each label the bin where its name stands, and the name's anchor: at the peak, or on the outer slopes of close peaks."""
    peaks = {label: int(np.argmax(outline)) for label, outline in outlines.items()}
    bins = len(next(iter(outlines.values())))
    if max(peaks.values()) - min(peaks.values()) >= CLOSE * bins or len(peaks) < 2:
        return {label: (peak, _anchor(peak, bins)) for label, peak in peaks.items()}
    leftmost = min(peaks, key=lambda label: (peaks[label], reach(outlines[label])))
    rightmost = next(label for label in peaks if label != leftmost)
    places = {rightmost: (reach(outlines[rightmost]), "left" if reach(outlines[rightmost]) < 0.75 * bins else "right")}
    start = bins - 1 - reach(outlines[leftmost][::-1])
    places[leftmost] = (start, "right") if start > 0.25 * bins else (peaks[leftmost], "left" if peaks[leftmost] < 0.15 * bins else "center")
    return places


def reach(outline: np.ndarray) -> int:
    """The last bin that is at least half as high as the peak."""
    return int(np.flatnonzero(outline >= outline.max() / 2)[-1])


def _anchor(peak: int, bins: int) -> str:
    return "left" if peak < 0.12 * bins else "right" if peak > 0.88 * bins else "center"


def this_photo(value: float, edges: Sequence[float]) -> str:
    """The line's name, with an arrow where the photograph lies beyond the axis."""
    if value < edges[0]:
        return "← this photo"
    return "this photo →" if value > edges[-1] else "this photo"


def smoothed(share: Sequence[float]) -> np.ndarray:
    """A histogram's outline, (bins,) float: each bin averaged with its neighbours (weights 1, 2, 1), ends kept."""
    padded = np.pad(np.asarray(share, dtype=float), 1, mode="edge")
    return (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
