"""Disagreements: the photographs that wait for a lead, with what was answered and not by whom; each is settled on the desk."""

from __future__ import annotations

from dash import Input, Output, State, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from app.domain import Role
from app.questions import Question, question_named
from app.services.adjudicate import Disagreements, list_disagreements
from app.services.deps import Deps
from app.web.auth import current_person
from app.web.components.disagreement_rows import disagreement_rows
from app.web.guarded_dash import GuardedDash
from app.web.page import Page, Visit


class Ids:
    QUESTION = "adjudicate-question"
    ROWS = "adjudicate-rows"
    CURSOR = "adjudicate-cursor"
    MORE = "adjudicate-more"


def layout(deps: Deps, visit: Visit) -> Component:
    """What waits longest comes first; the desk hands it to a lead in the same order."""
    question = question_named(visit.question)
    found = list_disagreements(deps, visit.user, question.id)
    return html.Div(
        [
            dcc.Store(id=Ids.QUESTION, data=question.id), dcc.Store(id=Ids.CURSOR, data=found.next_cursor),
            html.Header([html.Div([html.H1("Disagreements"), html.P(_words(found))]), _start(found)], className="page-head"),
            html.Ul(disagreement_rows(found.rows, question), id=Ids.ROWS, className="disagreements"),
            html.Button("More", id=Ids.MORE, type="button", className="btn btn-secondary" if found.next_cursor else "d-none"),
        ],
        className="wide-page",
    )


def register(app: GuardedDash, deps: Deps) -> None:
    """More rows are added below the others."""

    @app.callback(Output(Ids.ROWS, "children"), Output(Ids.CURSOR, "data"), Output(Ids.MORE, "className"), Input(Ids.MORE, "n_clicks"),
                  State(Ids.ROWS, "children"), State(Ids.CURSOR, "data"), State(Ids.QUESTION, "data"), role=Role.LEAD,
                  prevent_initial_call=True)
    def more(clicks: int | None, shown: list, cursor: str | None, question_id: str) -> tuple:
        if not clicks or cursor is None:
            raise PreventUpdate
        question: Question = question_named(question_id)
        found = list_disagreements(deps, current_person(), question.id, after=cursor)
        rows = [*shown, *disagreement_rows(found.rows, question)]
        return rows, found.next_cursor, "btn btn-secondary" if found.next_cursor else "d-none"


def _words(found: Disagreements) -> str:
    if not found.total:
        return "Nothing waits for a lead. Photographs come here when reviewers differ or stay unsure."
    wait = "1 photograph waits" if found.total == 1 else f"{found.total:,} photographs wait"
    elsewhere = found.total - len(found.rows) if found.next_cursor is None else 0
    rest = f" {elsewhere:,} of them on a lead's desk now." if elsewhere > 0 else ""
    return f"{wait} for a lead. Your verdict is the one that counts.{rest}"


def _start(found: Disagreements) -> Component | None:
    if not found.rows:
        return None
    return dcc.Link("Settle them on the desk", href=f"/?photo={found.rows[0].photo.id}", className="btn btn-primary")


PAGE = Page(path="/disagreements", title="Disagreements", role=Role.LEAD, layout=layout, register=register)
