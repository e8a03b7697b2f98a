"""The one place that makes a dcc.Graph: titled by its finding, with a text twin, and never sent anywhere."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

CONFIG = {"showSendToCloud": False, "plotlyServerURL": "", "displaylogo": False, "displayModeBar": False, "responsive": True}


def graph(figure: go.Figure, finding: str, columns: Sequence[str], rows: Sequence[Sequence[str]],
          caption: str = "The figures") -> Component:
    """A chart of fixed height under its finding, with the same numbers as a table that opens on demand."""
    return html.Figure(
        [
            html.Figcaption(finding, className="finding"),
            html.Div(dcc.Graph(figure=figure, config=CONFIG, responsive=True, style={"height": f"{figure.layout.height}px"}),
                     className="chart", role="img", **{"aria-label": finding}),
            html.Details([html.Summary(caption), number_table(columns, rows)], className="figures"),
        ],
        className="charted",
    )


def number_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Component:
    """A plain table; the first column names the row."""
    head = html.Thead(html.Tr([html.Th(column, scope="col", className="num" if place else "") for place, column in enumerate(columns)]))
    body = [html.Tr([html.Th(row[0], scope="row"), *(html.Td(cell, className="num") for cell in row[1:])]) for row in rows]
    return html.Table([head, html.Tbody(body)], className="table table-sm")
