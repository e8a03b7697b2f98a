"""The probability as a place on a bar: original at one end, recaptured at the other, can't tell between them."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.questions import Question


def confidence_bar(probability: float, question: Question, unsure: tuple[float, float] | None) -> Component:
    """probability: of the second label, 0 to 1.  unsure: between which probabilities the model abstains, or None where it never does."""
    low, high = unsure or (0.5, 0.5)
    claim, against = question.labels[:2]
    zones = [("claim", 0.0, low), ("none", low, high), ("against", high, 1.0)]
    return html.Div(
        [
            html.Div(
                [_zone(side, start, end) for side, start, end in zones if end > start] + [html.I(style={"left": _percent(probability)})],
                className="confidence", role="img",
                **{"aria-label": f"{probability:.0%} {question.label_words[against]}, {1 - probability:.0%} {question.label_words[claim]}"},
            ),
            html.Div([html.Span(words) for words in (question.label_words[claim], "can't tell", question.label_words[against])],
                     className="ends", **{"aria-hidden": "true"}),
        ]
    )


def _zone(side: str, start: float, end: float) -> Component:
    return html.Span(className=f"zone {side}", style={"left": _percent(start), "width": _percent(end - start)})


def _percent(share: float) -> str:
    return f"{100 * min(max(share, 0.0), 1.0):.1f}%"
