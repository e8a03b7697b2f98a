"""Decisions: the log with its filters, paged on the server, and the export of exactly what is shown."""

from __future__ import annotations

from typing import Any

import dash_ag_grid as dag
import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Input, Output, State, dcc, html
from dash.development.base_component import Component

from app.domain import Role
from app.questions import question_named
from app.services.decision_log import page
from app.services.deps import Deps
from app.web.auth import current_person
from app.web.components.icons import icon
from app.web.components.log_filter_bar import filter_bar
from app.web.components.log_grid import log_grid
from app.web.components.log_row import log_row
from app.web.guarded_dash import GuardedDash, library_address
from app.web.log_filters import export_address, filters_from
from app.web.page import Page, Visit

PAGE_ROWS = 100


class Ids:
    QUESTION = "decisions-question"
    VERDICT = "decisions-verdict"
    LABEL = "decisions-label"
    REASON = "decisions-reason"
    REVIEWER = "decisions-reviewer"
    SINCE = "decisions-since"
    UNTIL = "decisions-until"
    TEXT = "decisions-text"
    BATCH = "decisions-batch"
    CLEAR = "decisions-clear"
    TOTAL = "decisions-total"
    EXPORT = "decisions-export"
    GRID = "decisions-grid"
    CURSORS = "decisions-cursors"  # row number -> where that page begins
    REFRESHED = "decisions-refreshed"
    MOUNTED = "decisions-mounted"
    PLACE = "decisions-place"
    LOADED = "decisions-loaded"


FILTERS = {
    "question": Ids.QUESTION, "verdict": Ids.VERDICT, "label": Ids.LABEL, "reason": Ids.REASON, "reviewer": Ids.REVIEWER,
    "since": Ids.SINCE, "until": Ids.UNTIL, "text": Ids.TEXT, "batch": Ids.BATCH,
}


def layout(deps: Deps, visit: Visit) -> Component:
    """Filters above, the log below; a reviewer's log holds their own decisions."""
    question = question_named(visit.question)
    own = not visit.user.role.includes(Role.LEAD)
    title = html.H1("Your decisions" if own else "Decisions")
    export = html.A([icon("download"), "Export as CSV"], id=Ids.EXPORT, href=export_address({"question": question.id}),
                    className="btn btn-secondary", download=True)
    return html.Div(
        [
            dcc.Store(id=Ids.CURSORS, data={}), dcc.Store(id=Ids.REFRESHED), dcc.Store(id=Ids.MOUNTED), dcc.Store(id=Ids.LOADED),
            dbc.Input(id=Ids.QUESTION, type="hidden", value=question.id),
            html.Header([html.Div([title, html.P(id=Ids.TOTAL, className="total", role="status")]), export], className="page-head"),
            filter_bar(FILTERS, Ids.CLEAR, question, with_reviewer=not own),
            html.Div(id=Ids.PLACE, className="log-place", **{"data-script": library_address(dag, "dash_ag_grid.min.js")}),
        ],
        className="wide-page decisions",
    )


def register(app: GuardedDash, deps: Deps) -> None:
    """The grid comes once its library is there, then asks for its rows block by block; a changed filter empties it."""
    app.clientside_callback(ClientsideFunction("decisions", "load"), Output(Ids.LOADED, "data"), Input(Ids.PLACE, "data-script"))
    app.clientside_callback(ClientsideFunction("decisions", "mount"), Output(Ids.MOUNTED, "data"), Input(Ids.GRID, "id"))
    app.clientside_callback(
        ClientsideFunction("decisions", "refresh"), Output(Ids.REFRESHED, "data"),
        *(Input(identifier, "value") for identifier in FILTERS.values()), State(Ids.GRID, "id"), prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("decisions", "clear"),
        *(Output(identifier, "value") for name, identifier in FILTERS.items() if name != "question"),
        Input(Ids.CLEAR, "n_clicks"), prevent_initial_call=True,
    )

    @app.callback(Output(Ids.PLACE, "children"), Input(Ids.LOADED, "data"), role=Role.REVIEWER, prevent_initial_call=True)
    def draw(loaded: bool) -> Component:
        return log_grid(Ids.GRID, PAGE_ROWS)

    @app.callback(
        output=[Output(Ids.GRID, "getRowsResponse"), Output(Ids.CURSORS, "data"), Output(Ids.TOTAL, "children")],
        inputs={"request": Input(Ids.GRID, "getRowsRequest"), "cursors": State(Ids.CURSORS, "data"), "given": values(State)},
        role=Role.REVIEWER, prevent_initial_call=True,
    )
    def rows(request: dict | None, cursors: dict | None, given: dict[str, Any]) -> list:
        start = int((request or {}).get("startRow", 0))
        known = (cursors or {}) if start else {}
        found = page(deps, current_person(), filters_from(given), known.get(str(start)), PAGE_ROWS)
        known[str(start + PAGE_ROWS)] = found.next_cursor
        last = start + len(found.rows) if found.next_cursor is None else None
        shown = {"rowData": [log_row(row, question_named(row.question)) for row in found.rows], "rowCount": last}
        return [shown, known, f"{found.total:,} decision{'' if found.total == 1 else 's'}"]

    @app.callback(output=Output(Ids.EXPORT, "href"), inputs={"given": values(Input)}, role=Role.REVIEWER, prevent_initial_call=True)
    def move_export(given: dict[str, Any]) -> str:
        filters_from(given)
        return export_address(given)


def values(kind: type) -> dict[str, Input | State]:
    """Every filter's value, by the filter's name."""
    return {name: kind(identifier, "value") for name, identifier in FILTERS.items()}


PAGE = Page(path="/decisions", title="Decisions", role=Role.REVIEWER, layout=layout, register=register)
