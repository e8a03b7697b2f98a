"""Photos: everything that came in, as a grid with filters; leads answer many at once, and take that back."""

from __future__ import annotations

import secrets
from typing import Any

from dash import ClientsideFunction, Input, Output, Patch, State, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from app.domain import Role, Verdict
from app.questions import question_named
from app.services.assign import assign, assignable, take_back_assigned
from app.services.bulk import BulkRequest, bulk_decide, take_back_bulk
from app.services.deps import Deps
from app.services.gold import set_gold
from app.services.hold import hold
from app.services.photo_list import PhotoPage, may_search_scores, photo_page, photo_sources, states_for
from app.web.auth import current_person
from app.web.components.bulk_bar import (
    EVERYBODY,
    NOT_GOLD,
    batch_held_words,
    bulk_bar,
    bulk_words,
    counted,
    given_words,
    gold_words,
    held_words,
)
from app.web.components.photo_card import photo_card
from app.web.components.photo_filter_bar import photo_filter_bar
from app.web.guarded_dash import GuardedDash
from app.web.page import Page, Visit
from app.web.photo_filters import photo_filters


class Ids:
    QUESTION = "photos-question"
    TEXT = "photos-text"
    STATE = "photos-state"
    SUGGESTION = "photos-suggestion"
    CONFIDENCE = "photos-confidence"
    SOURCE = "photos-source"
    BATCH = "photos-batch"
    SINCE = "photos-since"
    UNTIL = "photos-until"
    CLEAR = "photos-clear"
    GRID = "photos-grid"
    MORE = "photos-more"
    FOLLOWING = "photos-following"  # where the next page begins
    CHANGED = "photos-changed"      # the newest bulk answer, so that the grid is drawn anew
    CHOSEN = "photos-chosen"        # ids of the chosen photographs, set by assets/photos.js
    MOUNTED = "photos-mounted"
    ACCEPT = "photos-accept"
    REJECT = "photos-reject"
    REASONS = "photos-reasons"
    NOTE = "photos-note"
    REVIEWER = "photos-reviewer"
    GIVE = "photos-give"
    GIVE_BATCH = "photos-give-batch"
    HOLD = "photos-hold"
    HOLD_BATCH = "photos-hold-batch"
    FREE_BATCH = "photos-free-batch"
    KNOWN = "photos-known"
    SET_GOLD = "photos-set-gold"
    DONE = "photos-done"
    TAKE_BACK = "photos-take-back"  # the bulk answer that is to be taken back, and the assignment
    GIVE_BACK = "photos-give-back"


FILTERS = {
    "text": Ids.TEXT, "state": Ids.STATE, "suggestion": Ids.SUGGESTION, "confidence": Ids.CONFIDENCE, "source": Ids.SOURCE,
    "batch": Ids.BATCH, "since": Ids.SINCE, "until": Ids.UNTIL,
}


def layout(deps: Deps, visit: Visit) -> Component:
    """Filters above, the grid below; for leads a bar for what is chosen."""
    question, lead = question_named(visit.question), visit.user.role.includes(Role.LEAD)
    return html.Div(
        [
            dcc.Store(id=Ids.QUESTION, data=question.id), dcc.Store(id=Ids.FOLLOWING), dcc.Store(id=Ids.CHANGED),
            dcc.Store(id=Ids.CHOSEN, data=[]), dcc.Store(id=Ids.MOUNTED), dcc.Store(id=Ids.TAKE_BACK),
            dcc.Store(id=Ids.GIVE_BACK),
            html.Header([html.Div([html.H1("Photos"), html.P("Newest first.  A photograph opens on the desk.")])], className="page-head"),
            photo_filter_bar(FILTERS, Ids.CLEAR, question, states_for(visit.user), photo_sources(deps, visit.user),
                             may_search_scores(deps, visit.user, question.id), visit.query),
            html.Div(id=Ids.DONE, className="bulk-done", role="status"),
            html.Ul(id=Ids.GRID, className="photo-grid"),
            html.Button("Show more", id=Ids.MORE, type="button", className="btn btn-secondary more-photos", hidden=True),
            *([bulk_bar(Ids, question, assignable(deps, visit.user))] if lead else []),
        ],
        className="wide-page photos",
    )


def register(app: GuardedDash, deps: Deps) -> None:
    """The grid follows the filters and grows at its end; an answer to the chosen ones draws it anew."""
    app.clientside_callback(ClientsideFunction("photos", "mount"), Output(Ids.MOUNTED, "data"), Input(Ids.GRID, "children"),
                            State(Ids.CHANGED, "data"))
    app.clientside_callback(
        ClientsideFunction("photos", "clear"), *(Output(identifier, "value") for identifier in FILTERS.values()),
        Input(Ids.CLEAR, "n_clicks"), prevent_initial_call=True)
    given = {name: Input(identifier, "value") for name, identifier in FILTERS.items()}
    asked = {name: State(identifier, "value") for name, identifier in FILTERS.items()}

    @app.callback(
        output=[Output(Ids.GRID, "children"), Output(Ids.FOLLOWING, "data"), Output(Ids.MORE, "children"), Output(Ids.MORE, "hidden")],
        inputs={"given": given, "changed": Input(Ids.CHANGED, "data"), "question": State(Ids.QUESTION, "data")}, role=Role.REVIEWER)
    def show(given: dict[str, Any], changed: str | None, question: str) -> list:
        found = photo_page(deps, current_person(), photo_filters(question, given))
        asked = any(value not in (None, "", "any") for value in given.values())
        nothing = "No photograph passes these filters." if asked else "There are no photographs yet."
        cards = _cards(found, question) or ([html.Li(nothing, className="no-photos")] if found.following is None else [])
        return [cards, *_end(found)]

    @app.callback(
        output=[Output(Ids.GRID, "children", allow_duplicate=True), Output(Ids.FOLLOWING, "data", allow_duplicate=True),
                Output(Ids.MORE, "children", allow_duplicate=True), Output(Ids.MORE, "hidden", allow_duplicate=True)],
        inputs={"clicks": Input(Ids.MORE, "n_clicks"), "given": asked, "following": State(Ids.FOLLOWING, "data"),
                "question": State(Ids.QUESTION, "data")},
        role=Role.REVIEWER, prevent_initial_call=True)
    def go_on(clicks: int | None, given: dict[str, Any], following: str | None, question: str) -> list:
        if not clicks or not following:
            raise PreventUpdate
        found, grid = photo_page(deps, current_person(), photo_filters(question, given), following), Patch()
        grid.extend(_cards(found, question))
        return [grid, *_end(found)]

    _register_bulk(app, deps)
    _register_steering(app, deps)


def _register_bulk(app: GuardedDash, deps: Deps) -> None:
    asked = (State(Ids.CHOSEN, "data"), State(Ids.REASONS, "value"), State(Ids.NOTE, "value"), State(Ids.QUESTION, "data"))
    for button, verdict, did in ((Ids.ACCEPT, Verdict.ACCEPT, "accepted"), (Ids.REJECT, Verdict.REJECT, "rejected")):

        @app.callback(
            Output(Ids.DONE, "children", allow_duplicate=True), Output(Ids.CHANGED, "data", allow_duplicate=True),
            Input(button, "n_clicks"), *asked, role=Role.LEAD, prevent_initial_call=True)
        def answer(clicks: int | None, chosen: list[str], reasons: list[str], note: str | None, question: str,
                   verdict: Verdict = verdict, did: str = did) -> tuple:
            if not clicks or not chosen:
                raise PreventUpdate
            why = tuple(reasons or ()) if verdict is Verdict.REJECT else ()
            done = bulk_decide(deps, current_person(), BulkRequest(secrets.token_hex(8), question, tuple(chosen), verdict, why, note))
            back = html.Button("Take back", type="button", className="btn btn-link", **{"data-take-back": done.id})
            return [html.Span(bulk_words(done, did)), *([back] if done.stored else [])], done.id

    @app.callback(
        Output(Ids.DONE, "children", allow_duplicate=True), Output(Ids.CHANGED, "data", allow_duplicate=True), Input(Ids.TAKE_BACK, "data"),
        role=Role.LEAD, prevent_initial_call=True)
    def take_back(bulk_id: str | None) -> tuple:
        if not bulk_id:
            raise PreventUpdate
        return html.Span(bulk_words(take_back_bulk(deps, current_person(), bulk_id), "put back into the queue")), f"{bulk_id}-back"


def _register_steering(app: GuardedDash, deps: Deps) -> None:
    app.clientside_callback(ClientsideFunction("photos", "batch"), Output(Ids.GIVE_BATCH, "children"),
                            *(Output(one, "hidden") for one in (Ids.GIVE_BATCH, Ids.HOLD_BATCH, Ids.FREE_BATCH)), Input(Ids.BATCH, "value"))
    told = {"done": Output(Ids.DONE, "children", allow_duplicate=True), "changed": Output(Ids.CHANGED, "data", allow_duplicate=True)}
    asked = {"chosen": State(Ids.CHOSEN, "data"), "question": State(Ids.QUESTION, "data")}
    given = asked | {"reviewer": State(Ids.REVIEWER, "value"), "batch": State(Ids.BATCH, "value")}

    for button in (Ids.GIVE, Ids.GIVE_BATCH):

        @app.callback(output=told, inputs={"clicks": Input(button, "n_clicks"), **given}, role=Role.LEAD, prevent_initial_call=True)
        def give(clicks: int | None, chosen: list[str], question: str, reviewer: str, batch: str | None, button: str = button) -> dict:
            of_batch = batch if button == Ids.GIVE_BATCH else None
            if not clicks or not (of_batch or chosen):
                raise PreventUpdate
            name = None if reviewer == EVERYBODY else reviewer
            made = assign(deps, current_person(), question, name, () if of_batch else chosen, of_batch)
            back = html.Button("Take back", type="button", className="btn btn-link", **{"data-give-back": made.id})
            return {"done": [html.Span(given_words(made.photos, name, of_batch)), *([back] if made.moved else [])], "changed": made.id}

    @app.callback(output=told, inputs={"assignment": Input(Ids.GIVE_BACK, "data")}, role=Role.LEAD, prevent_initial_call=True)
    def give_back(assignment: str | None) -> dict:
        if not assignment:
            raise PreventUpdate
        words = f"{counted(take_back_assigned(deps, current_person(), assignment))} given back."
        return {"done": html.Span(words), "changed": f"{assignment}-back"}

    @app.callback(output=told, inputs={"clicks": Input(Ids.HOLD, "n_clicks"), **asked}, role=Role.LEAD, prevent_initial_call=True)
    def hold_back(clicks: int | None, chosen: list[str], question: str) -> dict:
        if not clicks or not chosen:
            raise PreventUpdate
        return {"done": html.Span(held_words(hold(deps, current_person(), question, chosen))), "changed": secrets.token_hex(8)}

    known = asked | {"label": State(Ids.KNOWN, "value")}

    @app.callback(output=told, inputs={"clicks": Input(Ids.SET_GOLD, "n_clicks"), **known}, role=Role.LEAD, prevent_initial_call=True)
    def mark_gold(clicks: int | None, chosen: list[str], question: str, label: str) -> dict:
        if not clicks or not chosen:
            raise PreventUpdate
        changed = set_gold(deps, current_person(), question, chosen, None if label == NOT_GOLD else label)
        return {"done": html.Span(gold_words(changed, len(chosen), label != NOT_GOLD)), "changed": secrets.token_hex(8)}

    whole = {"batch": State(Ids.BATCH, "value"), "question": State(Ids.QUESTION, "data")}
    for button, held in ((Ids.HOLD_BATCH, True), (Ids.FREE_BATCH, False)):

        @app.callback(output=told, inputs={"clicks": Input(button, "n_clicks"), **whole}, role=Role.LEAD, prevent_initial_call=True)
        def hold_batch(clicks: int | None, batch: str | None, question: str, held: bool = held) -> dict:
            if not clicks or not batch:
                raise PreventUpdate
            changed = hold(deps, current_person(), question, held=held, batch=batch)
            return {"done": html.Span(batch_held_words(changed, batch, held)), "changed": secrets.token_hex(8)}


def _cards(found: PhotoPage, question: str) -> list[Component]:
    lead = current_person().role.includes(Role.LEAD)
    return [photo_card(photo, question_named(question), lead) for photo in found.photos]


def _end(found: PhotoPage) -> tuple:
    """Where to go on, and the button that does: its words, and whether it is hidden."""
    return found.following, "Show more" if found.complete else "Look further back", found.following is None


PAGE = Page(path="/photos", title="Photos", role=Role.REVIEWER, layout=layout, register=register)
