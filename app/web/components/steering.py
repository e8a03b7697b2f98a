"""For leads: the photograph on the table is given to one reviewer, or held back from everybody; assets/steering.js does it."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

NAME = "steering-name"


def steering(names: Sequence[str]) -> Component:
    """Small and closed, because it is seldom needed.  names: who can be given photographs."""
    field = dbc.Select(id=NAME, placeholder="Choose", options=[{"label": name, "value": name} for name in names])
    return html.Details(
        [
            html.Summary("Give to somebody, or hold back"),
            html.Div(
                [
                    html.Label(["Reviewer", field]),
                    html.Button("Give", type="button", className="btn btn-secondary", **{"data-action": "assign"}),
                    html.Button("Hold back", type="button", className="btn btn-secondary", **{"data-action": "hold"},
                                title="Nobody is handed it until it is let go, under Settings"),
                ],
                className="steering-row",
            ),
        ],
        className="steering", **{"data-desk": "steering"},
    )
