"""Models: which version scores, how good each is, the retrain button with its progress, promote and roll back."""

from __future__ import annotations

from collections.abc import Sequence

from dash import Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from app.domain import JobState, Role, User
from app.questions import question_named
from app.services.compare_job import ask_compare, comparison_of
from app.services.deps import Deps
from app.services.job_watch import JobView, ask_cancel, latest_job
from app.services.promote import promote, rollback
from app.services.retrain import ask_retrain
from app.services.versions import VersionRow, card_markdown, compare, list_versions
from app.web.auth import current_person
from app.web.components.card_charts import decisions_chart
from app.web.components.job_card import job_card
from app.web.components.version_compare import compare_form, comparison
from app.web.components.version_detail import version_detail
from app.web.components.version_list import pick_version, version_list
from app.web.guarded_dash import GuardedDash
from app.web.page import Page, Visit

ACTIVE = (JobState.WAITING, JobState.RUNNING)
SECOND = 1000  # milliseconds
BEHIND = {"rescore": "The queue is being scored again", "recompute": "Photographs are being measured again"}


class Ids:
    QUESTION = "models-question"
    SELECTED = "models-selected"
    BODY = "models-body"
    JOB = "models-job"
    JOB_ID = "models-job-id"
    TICK = "models-tick"
    RETRAIN = "models-retrain"
    CANCEL = "models-cancel"
    PROMOTE = "models-promote"
    ROLL_BACK = "models-roll-back"
    WHY = "models-why"
    FIRST = "models-first"
    SECOND_VERSION = "models-second"
    COMPARE = "models-compare"
    COMPARED = "models-compared"
    COMPARE_TICK = "models-compare-tick"


def layout(deps: Deps, visit: Visit) -> Component:
    """The job, if there is one, above the versions; the chosen version's figures beside them."""
    admin, title = visit.user.role.includes(Role.ADMIN), question_named(visit.question).title
    rows = list_versions(deps, visit.user, visit.question)
    job = latest_job(deps, visit.user, "retrain", visit.question) if admin else None
    busy = bool(job and job.active)
    retrain = html.Button("Retrain from decisions", id=Ids.RETRAIN, type="button", disabled=busy,
                          className="btn btn-primary" if admin else "d-none")
    return html.Div(
        [
            dcc.Store(id=Ids.QUESTION, data=visit.question), dcc.Store(id=Ids.SELECTED, data=visit.query.get("version")),
            dcc.Interval(id=Ids.TICK, interval=SECOND, disabled=not busy),
            html.Header([html.Div([html.H1("Models"), html.P(f"What scores photographs for “{title}”.")]), retrain], className="page-head"),
            html.Div(_job(job), id=Ids.JOB),
            html.Div(body(deps, visit.user, visit.question, visit.query.get("version"), rows), id=Ids.BODY, className="models-body"),
            compare_form(rows, Ids),
            dcc.Interval(id=Ids.COMPARE_TICK, interval=SECOND, disabled=True),
        ],
        className="wide-page models",
    )


def body(deps: Deps, user: User, question: str, wanted: str | None, rows: Sequence[VersionRow] | None = None) -> list[Component]:
    """The list of versions, and the chosen one: figures, comparison with the champion, and what can be done with it.

    rows : where they were listed already, since listing checks every file.
    """
    rows = list_versions(deps, user, question) if rows is None else rows
    chosen = pick_version(rows, wanted)
    if chosen is None:
        return [html.P("There is no model version yet; photographs are kept and can be judged, but are not scored.")]
    scoring = any(row.state == "champion" for row in rows)
    compared = compare(deps, user, question, chosen.version.name) if scoring and chosen.state != "champion" and not chosen.trouble else None
    card = card_markdown(deps, user, question, chosen.version.name)
    detail = version_detail(chosen, compared, card, question_named(question), Ids, may_act=user.role.includes(Role.ADMIN),
                            may_go_back=any(row.state == "former champion" for row in rows))
    learnt = decisions_chart(rows)
    brought = [html.Section([html.H2("What decisions have brought"), learnt], className="models-wide")] if learnt else []
    unscored = [] if scoring else [html.P("No version scores photographs now; promote one.", className="trouble models-wide")]
    return [*unscored, *_in_the_background(deps, user, question), version_list(rows, chosen, "/models"), detail, *brought]


def _in_the_background(deps: Deps, user: User, question: str) -> list[Component]:
    """A line for an admin while the queue is scored again, or photographs are measured again."""
    views = [latest_job(deps, user, kind, question) for kind in BEHIND] if user.role.includes(Role.ADMIN) else []
    return [html.P(f"{BEHIND[view.job.kind]}: {view.job.message or 'waits for a worker'}.", className="soft models-wide")
            for view in views if view and view.active]


def register(app: GuardedDash, deps: Deps) -> None:
    """Everything about the job comes from the database, so a reload shows it where it is; the clock ticks only while it runs."""
    question_asked, why = State(Ids.QUESTION, "data"), State(Ids.WHY, "value")
    job_again, body_again = (Output(identifier, "children", allow_duplicate=True) for identifier in (Ids.JOB, Ids.BODY))
    tick_again, retrain_again = (Output(identifier, "disabled", allow_duplicate=True) for identifier in (Ids.TICK, Ids.RETRAIN))

    @app.callback(Output(Ids.JOB, "children"), Output(Ids.TICK, "disabled"), Output(Ids.RETRAIN, "disabled"), Output(Ids.BODY, "children"),
                  Input(Ids.TICK, "n_intervals"), question_asked, State(Ids.SELECTED, "data"), role=Role.ADMIN, prevent_initial_call=True)
    def follow(ticks: int, question: str, selected: str | None) -> tuple:
        view = latest_job(deps, current_person(), "retrain", question)
        if view and view.active:
            return _job(view), False, True, no_update
        return _job(view), True, False, body(deps, current_person(), question, selected)

    @app.callback(job_again, tick_again, retrain_again, Input(Ids.RETRAIN, "n_clicks"), question_asked,
                  role=Role.ADMIN, prevent_initial_call=True)
    def retrain(clicks: int | None, question: str) -> tuple:
        pressed(clicks)
        ask_retrain(deps, current_person(), question)
        return _job(latest_job(deps, current_person(), "retrain", question)), False, True

    @app.callback(job_again, Input(Ids.CANCEL, "n_clicks"), State(Ids.JOB_ID, "data"), question_asked,
                  role=Role.ADMIN, prevent_initial_call=True)
    def cancel(clicks: int | None, job_id: str, question: str) -> Component | None:
        pressed(clicks)
        ask_cancel(deps, current_person(), job_id)
        return _job(latest_job(deps, current_person(), "retrain", question))

    @app.callback(body_again, Input(Ids.PROMOTE, "n_clicks"), State(Ids.PROMOTE, "name"), why, question_asked,
                  role=Role.ADMIN, prevent_initial_call=True)
    def make_champion(clicks: int | None, version: str, why: str | None, question: str) -> list[Component]:
        pressed(clicks)
        promote(deps, current_person(), question, version, why or None)
        return body(deps, current_person(), question, version)

    @app.callback(body_again, Input(Ids.ROLL_BACK, "n_clicks"), why, question_asked, role=Role.ADMIN, prevent_initial_call=True)
    def go_back(clicks: int | None, why: str | None, question: str) -> list[Component]:
        pressed(clicks)
        champion = rollback(deps, current_person(), question, why or None)
        return body(deps, current_person(), question, champion.name)

    compared, tick = Output(Ids.COMPARED, "children"), Output(Ids.COMPARE_TICK, "disabled")
    pair = (State(Ids.FIRST, "value"), State(Ids.SECOND_VERSION, "value"), question_asked)

    @app.callback(compared, tick, Input(Ids.COMPARE, "n_clicks"), *pair, role=Role.LEAD, prevent_initial_call=True)
    def compare_two(clicks: int | None, first: str, second: str, question: str) -> tuple:
        pressed(clicks)
        job = ask_compare(deps, current_person(), question, first, second)
        return comparison(job, question_named(question)), job.state not in ACTIVE

    @app.callback(Output(Ids.COMPARED, "children", allow_duplicate=True), Output(Ids.COMPARE_TICK, "disabled", allow_duplicate=True),
                  Input(Ids.COMPARE_TICK, "n_intervals"), *pair, role=Role.LEAD, prevent_initial_call=True)
    def follow_comparison(ticks: int, first: str, second: str, question: str) -> tuple:
        job = comparison_of(deps, current_person(), question, first, second)
        return (comparison(job, question_named(question)), job.state not in ACTIVE) if job else (no_update, True)


def pressed(clicks: int | None) -> None:
    """A button that has just been drawn reports itself once without having been pressed."""
    if not clicks:
        raise PreventUpdate


def _job(view: JobView | None) -> Component | None:
    return job_card(view, Ids.CANCEL, Ids.JOB_ID) if view else None


PAGE = Page(path="/models", title="Models", role=Role.LEAD, layout=layout, register=register)
