"""A part of Insights: its title, its findings side by side, and calm words where there is not enough yet."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app.services.share import ENOUGH


def section(title: str, *findings: Component | None) -> Component:
    """Findings that are None are left out."""
    return html.Section([html.H2(title), html.Div([one for one in findings if one is not None], className="insight-grid")],
                        className="insight-part")


def not_enough(title: str, have: int, what: str, how: str, need: int = ENOUGH) -> Component:
    """ "Not enough yet: 3 of 30 audited photographs", and how more of them come about."""
    done = min(100 * have / need, 100)
    return html.Div(
        [
            html.H3(title),
            html.P(f"Not enough yet: {have:,} of {need:,} {what}.", className="soft"),
            html.Div(html.I(style={"width": f"{done:.0f}%"}), className="bar", role="presentation"),
            html.P(how, className="soft small"),
        ],
        className="insight-missing",
    )


def beside(chart: Component, *notes: str) -> Component:
    """A chart with what must be known to read it."""
    return html.Div([chart, *(html.P(note, className="soft small insight-note") for note in notes if note)], className="insight")


def wide_table(table: Component, name: str) -> Component:
    """A table that scrolls where it is too wide, with the keyboard too.  name: unlike any other on the page."""
    return html.Div(table, className="table-scroll", tabIndex="0", role="region", **{"aria-label": name})


def facts(pairs: Sequence[tuple[str, str]]) -> Component:
    """Names and their figures."""
    return html.Dl([part for name, value in pairs for part in (html.Dt(name), html.Dd(value))], className="facts")
