"""The last twenty answers of the person, each of which can be taken back or says why not; assets/recent.js fills the list."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.web.components.icons import icon


def last_answers() -> Component:
    close = html.Button(icon("close"), type="button", className="icon-button", **{"data-action": "recent", "aria-label": "Close"})
    return html.Section(
        [html.Div([html.H2("Your last answers"), close], className="recent-head"), html.Ol(**{"data-desk": "recent-list"})],
        className="recent", hidden=True, **{"data-desk": "recent", "aria-label": "Your last answers"},
    )
