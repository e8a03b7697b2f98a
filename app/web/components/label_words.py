"""A label's mark and class: a disc for the claim, a diamond against it, a ring where nothing can be told."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.questions import Question


def label_side(label: str | None, question: Question) -> str:
    """"claim", "against" or "none", as assets/controls.css knows them."""
    if label not in question.labels:
        return "none"
    return "claim" if label == question.claim else "against"


def label_mark(side: str) -> Component:
    """The icon of a side; words stand beside it, so screen readers skip it."""
    return html.Span(className=f"mark {side}", **{"aria-hidden": "true"})
