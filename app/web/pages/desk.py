"""The desk: one photograph, its score, one verdict."""

from __future__ import annotations

import json

from dash import ClientsideFunction, Input, Output, State, dcc, html, no_update
from dash._no_update import NoUpdate
from dash.development.base_component import Component

from app.domain import Role
from app.errors import LoupeError
from app.questions import question_named
from app.services.assign import assignable
from app.services.deps import Deps
from app.services.explain import explain_score
from app.services.found_pair import pair_if_seen
from app.services.information_cards import information_cards as cards_of_photo
from app.services.policies import policy_of
from app.services.reveal import score_for
from app.services.show import show_photo
from app.web.auth import current_person
from app.web.components.adding_up import adding_up
from app.web.components.before_answer import WORDS as WITHHELD
from app.web.components.before_answer import before_answer
from app.web.components.feature_card import feature_card
from app.web.components.information_cards import information_cards
from app.web.components.key_help import key_help
from app.web.components.last_answers import last_answers
from app.web.components.map_strip import map_strip
from app.web.components.metadata_card import Ids as CardIds
from app.web.components.other_reads import other_reads
from app.web.components.photo_stage import photo_stage
from app.web.components.score_panel import Ids as PanelIds
from app.web.components.score_panel import score_panel, unscored_panel
from app.web.components.steering import steering
from app.web.components.verdict_bar import verdict_bar
from app.web.guarded_dash import GuardedDash
from app.web.page import Page, Visit


class Ids:
    DESK = "desk"
    MOUNTED = "desk-mounted"
    QUESTION = "desk-question"
    PHOTO = "desk-photo"      # {photo: id, view: shown, hidden, ask or warm_up} of what is on the table, set by assets/desk.js
    FAMILY = "desk-family"    # the family of features that was chosen, and for which photograph
    PANEL = "desk-panel"


def layout(deps: Deps, visit: Visit) -> Component:
    """The empty desk; assets/desk.js fetches the photograph, and the panel follows it."""
    question, policy = question_named(visit.question), policy_of(deps, visit.user, visit.question)
    return html.Div(
        [
            dcc.Store(id=Ids.QUESTION, data=question.id), dcc.Store(id=Ids.PHOTO), dcc.Store(id=Ids.FAMILY), dcc.Store(id=Ids.MOUNTED),
            html.H1("Desk", className="visually-hidden"),
            html.Section(
                [photo_stage(), *map_strip(question), html.P(className="hint", role="alert", **{"data-desk": "hint"}),
                 verdict_bar(question), last_answers()],
                className="stage", **{"aria-label": "Photograph and verdict"},
            ),
            html.Aside([other_reads(question), html.Div(id=Ids.PANEL, **{"data-desk": "panel"}),
                        steering(assignable(deps, visit.user)) if visit.user.role.includes(Role.LEAD) else None],
                       className="panel", **{"aria-label": "Score and evidence"}),
            html.Div(className="visually-hidden", role="status", **{"data-desk": "live"}),
            key_help(question),
        ],
        id=Ids.DESK, className="desk",
        **{"data-question": question.id, "data-photo": visit.query.get("photo", ""), "data-batch": visit.batch or "",
           "data-order": visit.order, "data-reviewer": visit.user.id, "data-labels": json.dumps(question.label_words),
           "data-reason-required": str(policy.reason_required).lower(), "data-warm-up": str(policy.warm_up),
           "data-photo-store": Ids.PHOTO, "data-family-store": Ids.FAMILY, "data-state": "loading", "data-view": "hidden"},
    )


def register(app: GuardedDash, deps: Deps) -> None:
    """The score follows the photograph; the feature chart follows the chosen family."""
    app.clientside_callback(ClientsideFunction("desk", "mount"), Output(Ids.MOUNTED, "data"), Input(Ids.DESK, "id"))

    @app.callback(Output(Ids.PANEL, "children"), Input(Ids.PHOTO, "data"), State(Ids.QUESTION, "data"),
                  role=Role.REVIEWER, prevent_initial_call=True)
    def show_score(on_table: dict | None, question_id: str) -> Component | None:
        if not on_table:
            return None
        photo = show_photo(deps, current_person(), on_table["photo"])
        if on_table["view"] in WITHHELD:
            return before_answer(photo, on_table["view"])
        try:
            score = score_for(deps, current_person(), photo.id, question_id)
            pair = pair_if_seen(deps, current_person(), photo.id)
            return score_panel(photo, score, explain_score(deps, score), question_named(question_id), pair)
        except LoupeError as trouble:
            return unscored_panel(photo, str(trouble))

    @app.callback(Output(PanelIds.FEATURE, "children"), Input(Ids.FAMILY, "data"), State(Ids.QUESTION, "data"),
                  role=Role.REVIEWER, prevent_initial_call=True)
    def show_family(chosen: dict, question_id: str) -> Component:
        explanation = explain_score(deps, score_for(deps, current_person(), chosen["photo"], question_id))
        return feature_card(explanation.family(chosen["family"]), question_named(question_id))

    @app.callback(Output(PanelIds.SUM, "children"), Input(PanelIds.SUM_OPENER, "n_clicks"), State(Ids.PHOTO, "data"),
                  State(Ids.QUESTION, "data"), role=Role.REVIEWER, prevent_initial_call=True)
    def show_sum(clicks: int | None, on_table: dict, question_id: str) -> Component | NoUpdate:
        if clicks != 1:
            return no_update
        score = score_for(deps, current_person(), on_table["photo"], question_id)
        return adding_up(explain_score(deps, score), question_named(question_id))

    @app.callback(Output(CardIds.CARDS, "children"), Input(CardIds.CARDS_OPENER, "n_clicks"), State(Ids.PHOTO, "data"),
                  State(Ids.QUESTION, "data"), role=Role.REVIEWER, prevent_initial_call=True)
    def show_cards(clicks: int | None, on_table: dict, question_id: str) -> Component | NoUpdate:
        if clicks != 1:
            return no_update
        return information_cards(cards_of_photo(deps, current_person(), on_table["photo"], question_id))


PAGE = Page(path="/", title="Desk", role=Role.REVIEWER, layout=layout, register=register)
