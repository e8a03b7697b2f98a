"""What is found at each share of false alarms, for one version or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.web.figures.percent import PERCENT_TICKS, percent
from app.web.figures.template import INK, LINE, SOFT_INK, draw, words

LOOKS = ((INK, "solid", "—"), (SOFT_INK, "dash", "- -"))
AT = 0.05  # of the originals, a share of false alarms that a desk can bear


@dataclass(frozen=True)
class Roc:
    """A version's curve: shares of the claim falsely called otherwise, ascending, and of the others found; 0 to 1."""

    version: str
    false_positives: Sequence[float]
    found: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    auc: float | None


def roc_figure(curves: Sequence[Roc], plural: str, label: str) -> go.Figure:
    """One or two curves; the first is the stronger line.  plural: of the claim, e.g. "originals".  label: "recaptured"."""
    diagonal = {"type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "hoverinfo": "skip",
                "line": {"color": LINE, "width": 1.5, "dash": "dot"}}
    lines = [{"type": "scatter", "mode": "lines", "x": list(curve.false_positives), "y": list(curve.found), "name": curve.version,
              "line": {"color": colour, "width": 2, "dash": dash}, "text": [curve.version] * len(curve.found),
              "hovertemplate": "%{text}: %{y:.0%} found at %{x:.0%}<extra></extra>"}
             for curve, (colour, dash, _) in zip(curves, LOOKS, strict=False)]
    names = [words(_named(curve, sample), 0.98, 0.06 + 0.08 * place, colour, xanchor="right")
             for place, (curve, (colour, _, sample)) in enumerate(zip(curves, LOOKS, strict=False))]
    return draw(
        [diagonal, *lines], 300, margin={"l": 4, "r": 18, "t": 8, "b": 4}, annotations=names,
        xaxis={"title": {"text": f"{plural} falsely called {label}"}, "range": [-0.02, 1.02], **PERCENT_TICKS, "showline": True},
        yaxis={"title": {"text": f"{label} photographs found"}, "range": [-0.02, 1.05], **PERCENT_TICKS, "showline": True,
               "showgrid": True},
    )


def _named(curve: Roc, sample: str) -> str:
    """The name of a curve beside a sample of its stroke."""
    return f"{sample} {curve.version}" + (f", pooled AUC {curve.auc:.3f}" if curve.auc is not None else "")


def roc_finding(curves: Sequence[Roc], plural: str, label: str) -> str:
    """What is found where 5 % of the claim's photographs are called otherwise."""
    if not curves:
        return "No ROC curve is kept for this version"
    told = " and ".join(percent(found_at(curve, AT)) + (f" by {curve.version}" if len(curves) > 1 else "") for curve in curves)
    return f"Where {percent(AT)} of the {plural} are called {label}, {told} of the {label} photographs are found"


def roc_rows(curves: Sequence[Roc]) -> list[tuple[str, ...]]:
    """The chart as text: falsely called, then each version's share found with its 95 % interval."""
    places = [place for place in range(len(curves[0].false_positives)) if place % 7 == 5] if curves else []
    return [(percent(curves[0].false_positives[place]), *(_found(curve, place) for curve in curves)) for place in places]


def _found(curve: Roc, place: int) -> str:
    return f"{percent(curve.found[place])} ({percent(curve.low[place])} to {percent(curve.high[place])})"


def found_at(curve: Roc, share: float) -> float:
    """The share found at the point nearest to a share of false alarms."""
    place = min(range(len(curve.found)), key=lambda at: abs(curve.false_positives[at] - share))
    return curve.found[place]
