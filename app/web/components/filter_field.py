"""The parts of a filter bar: a field with its name, a text that filters once the typing stops, a choice, a day."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from app.web.log_filters import ANY


def field(identifier: str, title: str, control: Component, extra: str = "") -> Component:
    """A control under its name."""
    return html.Div([html.Label(title, htmlFor=identifier), control], className=f"filter {extra}".strip())


def words(identifier: str, kind: str = "text", value: str = "") -> Component:
    """A text of at most 120 letters."""
    return dbc.Input(id=identifier, type=kind, debounce=0.3, maxLength=120, value=value, autocomplete="off")


def choice(identifier: str, options: Sequence[tuple[str, str]], value: str | None = None) -> Component:
    """One of (value, words), or all."""
    choices = [{"label": "All", "value": ANY}, *({"label": title, "value": key} for key, title in options)]
    return dbc.Select(id=identifier, value=value if value in dict(options) else ANY, options=choices)


def day(identifier: str, value: str = "") -> Component:
    """A day, as the browser lets one be picked."""
    return dbc.Input(id=identifier, type="date", value=value)


def more_filters() -> Component:
    """On a narrow screen: shows the other filters."""
    return html.Button("Filters", type="button", className="btn btn-secondary more-filters",
                       **{"data-more-filters": "", "aria-expanded": "false"})
