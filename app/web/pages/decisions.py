"""Decisions: the log with its filters, paged on the server, and the export of exactly what is shown."""

from __future__ import annotations

from typing import Any

import dash_ag_grid as dag
import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Input, Output, State, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from app.domain import Job, JobState, Role
from app.questions import question_named
from app.services.decision_log import page
from app.services.deps import Deps
from app.services.export_job import ask_export, latest_export
from app.web.auth import current_person
from app.web.components.export_menu import export_line, export_menu, is_large, size_words
from app.web.components.log_filter_bar import filter_bar
from app.web.components.log_grid import log_grid
from app.web.components.log_row import log_row
from app.web.guarded_dash import GuardedDash, library_address
from app.web.log_filters import export_address, filters_from
from app.web.page import Page, Visit

PAGE_ROWS = 100
SECOND = 1000  # milliseconds


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
    EXPORT_SIZE = "decisions-export-size"
    FORMAT = "decisions-format"
    PREPARE = "decisions-prepare"
    PREPARED = "decisions-prepared"
    TICK = "decisions-tick"
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
    export, job = export_menu(Ids, export_address({"question": question.id})), latest_export(deps, visit.user)
    return html.Div(
        [
            dcc.Store(id=Ids.CURSORS, data={}), dcc.Store(id=Ids.REFRESHED), dcc.Store(id=Ids.MOUNTED), dcc.Store(id=Ids.LOADED),
            dbc.Input(id=Ids.QUESTION, type="hidden", value=question.id),
            html.Header([html.Div([title, html.P(id=Ids.TOTAL, className="total", role="status")]), export], className="page-head"),
            dcc.Interval(id=Ids.TICK, interval=SECOND, disabled=not _is_active(job)),
            html.Div(export_line(job), id=Ids.PREPARED, className="export-line", role="status"),
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
        output=[Output(Ids.GRID, "getRowsResponse"), Output(Ids.CURSORS, "data"), Output(Ids.TOTAL, "children"),
                Output(Ids.EXPORT_SIZE, "children"), Output(Ids.EXPORT, "hidden"), Output(Ids.PREPARE, "hidden")],
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
        large = is_large(found.total, found.total_exact)
        total = f"{found.total:,} decision{'' if found.total == 1 else 's'}"
        words = total if found.total_exact else f"more than {total}"
        return [shown, known, words, size_words(found.total, found.total_exact), large, not large]

    _register_export(app, deps)


def _register_export(app: GuardedDash, deps: Deps) -> None:
    """The link follows the filters and the format; a prepared file is watched until it is there."""

    @app.callback(output=Output(Ids.EXPORT, "href"), inputs={"given": values(Input), "format": Input(Ids.FORMAT, "value")},
                  role=Role.REVIEWER, prevent_initial_call=True)
    def move_export(given: dict[str, Any], format: str) -> str:
        filters_from(given)
        return export_address(given, format)

    @app.callback(
        output=[Output(Ids.PREPARED, "children", allow_duplicate=True), Output(Ids.TICK, "disabled", allow_duplicate=True)],
        inputs={"clicks": Input(Ids.PREPARE, "n_clicks"), "given": values(State), "format": State(Ids.FORMAT, "value")},
        role=Role.REVIEWER, prevent_initial_call=True)
    def prepare(clicks: int | None, given: dict[str, Any], format: str) -> list:
        if not clicks:
            raise PreventUpdate
        return [export_line(ask_export(deps, current_person(), filters_from(given), format)), False]

    @app.callback(Output(Ids.PREPARED, "children"), Output(Ids.TICK, "disabled"), Input(Ids.TICK, "n_intervals"),
                  role=Role.REVIEWER, prevent_initial_call=True)
    def watch(ticks: int) -> tuple:
        job = latest_export(deps, current_person())
        return export_line(job), not _is_active(job)


def _is_active(job: Job | None) -> bool:
    return job is not None and job.state in (JobState.WAITING, JobState.RUNNING)


def values(kind: type) -> dict[str, Input | State]:
    """Every filter's value, by the filter's name."""
    return {name: kind(identifier, "value") for name, identifier in FILTERS.items()}


PAGE = Page(path="/decisions", title="Decisions", role=Role.REVIEWER, layout=layout, register=register)
