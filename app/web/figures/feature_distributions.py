"""One feature of this photograph against what photographs of each label show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

import numpy as np
import plotly.graph_objects as go

from app.web.figures.template import INK, draw, label_colour, line, words

HEIGHT = 160
DASHES = ("solid", "dash", "dot")
SAMPLES = ("—", "- -", "· ·")  # the same strokes in text
TOP = 1.5     # of the outlines' height: where this photograph's line ends, above the names of the outlines
TITLE_LINE = 52  # characters of the axis title that fit beside each other in the panel
CLOSE = 0.2   # of the axis: nearer peaks than this would write their names over each other


def feature_figure(value: float, axis_title: str, edges: Sequence[float], shares: Mapping[str, Sequence[float]],
                   names: Mapping[str, str]) -> go.Figure:
    """Two outlines of the labels' distributions and a line where this photograph lies.

    edges: (bins + 1,) ascending, in the feature's unit.  shares: per label (bins,), each summing to 1; the claim first.
    names: per label the plural that names its outline.  A value outside the edges is drawn at the border and said so.
    """
    labels = list(shares)
    centres = (np.asarray(edges[:-1], dtype=float) + np.asarray(edges[1:], dtype=float)) / 2
    outlines = {label: smoothed(shares[label]) for label in labels}
    top = max(outline.max() for outline in outlines.values()) or 1.0
    traces = [
        {"type": "scatter", "mode": "lines", "x": centres, "y": outlines[label] / top, "name": names[label], "hoverinfo": "skip",
         "line": {"color": label_colour(label, labels), "width": 1.8, "shape": "spline", "smoothing": 0.6, "dash": DASHES[min(number, 2)]}}
        for number, label in enumerate(labels)
    ]
    place = min(max(value, edges[0]), edges[-1])
    left_half = place <= (edges[0] + edges[-1]) / 2
    mark = words(this_photo(value, edges), place, TOP, INK, yanchor="top", xanchor="left" if left_half else "right",
                 xshift=5 if left_half else -5)
    notes = [mark, *_names(outlines, names, centres, top, left_half)]
    return draw(
        traces, HEIGHT, shapes=[line(place, place, 0, TOP, INK, 1.6)], annotations=notes,
        xaxis={"title": {"text": "<br>".join(wrap(axis_title, TITLE_LINE))}, "range": [edges[0], edges[-1]], "showline": True, "nticks": 6,
               "tickfont": {"size": 10}},
        yaxis={"visible": False, "range": [0, TOP * 1.03]},
    )


def _names(outlines: Mapping[str, np.ndarray], names: Mapping[str, str], centres: np.ndarray, top: float, left_half: bool) -> list[dict]:
    """Names at the peaks where they are far enough apart; else above the outlines, on the side where this photograph's line is not."""
    labels = list(outlines)
    peaks = {label: int(np.argmax(outlines[label])) for label in labels}
    if max(peaks.values()) - min(peaks.values()) >= CLOSE * len(centres):
        return [
            words(names[label], centres[peak], outlines[label][peak] / top, label_colour(label, labels), yshift=9,
                  xanchor=_anchor(peak, len(centres)))
            for label, peak in peaks.items()
        ]
    return [
        words(f"{SAMPLES[min(number, 2)]} {names[label]}", 1 if left_half else 0, TOP, label_colour(label, labels), xref="paper",
              xanchor="right" if left_half else "left", yanchor="top", yshift=-13 * number)
        for number, label in enumerate(labels)
    ]


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
