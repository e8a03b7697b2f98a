"""Icons, drawn by masks in assets/pages.css, so that they take the colour of the text beside them."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component


def icon(name: str) -> Component:
    """A decorative icon; the words beside it, or an aria-label, say what it means."""
    return html.Span(className=f"icon icon-{name}", **{"aria-hidden": "true"})
