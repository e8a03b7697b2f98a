"""The desk: one photograph, its score, one verdict."""

from __future__ import annotations

from dash import ClientsideFunction, Input, Output, State, dcc, html, no_update
from dash._no_update import NoUpdate
from dash.development.base_component import Component

from app.domain import Role
from app.errors import LoupeError
from app.questions import question_named
from app.services.deps import Deps
from app.services.explain import explain_score
from app.services.score import score_photo
from app.services.show import show_photo
from app.web.auth import current_person
from app.web.components.adding_up import adding_up
from app.web.components.feature_card import feature_card
from app.web.components.key_help import key_help
from app.web.components.map_strip import map_strip
from app.web.components.photo_stage import photo_stage
from app.web.components.score_panel import Ids as PanelIds
from app.web.components.score_panel import score_panel, unscored_panel
from app.web.components.verdict_bar import verdict_bar
from app.web.guarded_dash import GuardedDash
from app.web.page import Page, Visit


class Ids:
    DESK = "desk"
    MOUNTED = "desk-mounted"
    QUESTION = "desk-question"
    PHOTO = "desk-photo"      # the id of the photograph on the table, set by assets/desk.js
    FAMILY = "desk-family"    # the family of features that was chosen, and for which photograph
    PANEL = "desk-panel"


def layout(deps: Deps, visit: Visit) -> Component:
    """The empty desk; assets/desk.js fetches the photograph, and the panel follows it."""
    question = question_named(visit.question)
    return html.Div(
        [
            dcc.Store(id=Ids.QUESTION, data=question.id), dcc.Store(id=Ids.PHOTO), dcc.Store(id=Ids.FAMILY), dcc.Store(id=Ids.MOUNTED),
            html.H1("Desk", className="visually-hidden"),
            html.Section(
                [photo_stage(), *map_strip(question), html.P(className="hint", role="alert", **{"data-desk": "hint"}),
                 verdict_bar(question)],
                className="stage", **{"aria-label": "Photograph and verdict"},
            ),
            html.Aside(html.Div(id=Ids.PANEL, **{"data-desk": "panel"}), className="panel", **{"aria-label": "Score and evidence"}),
            html.Div(className="visually-hidden", role="status", **{"data-desk": "live"}),
            key_help(question),
        ],
        id=Ids.DESK, className="desk",
        **{"data-question": question.id, "data-photo": visit.query.get("photo", ""), "data-batch": visit.batch or "",
           "data-order": visit.order, "data-reviewer": visit.user.id,
           "data-photo-store": Ids.PHOTO, "data-family-store": Ids.FAMILY, "data-state": "loading"},
    )


def register(app: GuardedDash, deps: Deps) -> None:
    """The score follows the photograph; the feature chart follows the chosen family."""
    app.clientside_callback(ClientsideFunction("desk", "mount"), Output(Ids.MOUNTED, "data"), Input(Ids.DESK, "id"))

    @app.callback(Output(Ids.PANEL, "children"), Input(Ids.PHOTO, "data"), State(Ids.QUESTION, "data"),
                  role=Role.REVIEWER, prevent_initial_call=True)
    def show_score(photo_id: str | None, question_id: str) -> Component | None:
        if not photo_id:
            return None
        photo = show_photo(deps, current_person(), photo_id)
        try:
            score = score_photo(deps, photo_id, question_id)
            return score_panel(photo, score, explain_score(deps, score), question_named(question_id))
        except LoupeError as trouble:
            return unscored_panel(photo, str(trouble))

    @app.callback(Output(PanelIds.FEATURE, "children"), Input(Ids.FAMILY, "data"), State(Ids.QUESTION, "data"),
                  role=Role.REVIEWER, prevent_initial_call=True)
    def show_family(chosen: dict, question_id: str) -> Component:
        explanation = explain_score(deps, score_photo(deps, chosen["photo"], question_id))
        return feature_card(explanation.family(chosen["family"]), question_named(question_id))

    @app.callback(Output(PanelIds.SUM, "children"), Input(PanelIds.SUM_OPENER, "n_clicks"), State(Ids.PHOTO, "data"),
                  State(Ids.QUESTION, "data"), role=Role.REVIEWER, prevent_initial_call=True)
    def show_sum(clicks: int | None, photo_id: str, question_id: str) -> Component | NoUpdate:
        if clicks != 1:
            return no_update
        return adding_up(explain_score(deps, score_photo(deps, photo_id, question_id)), question_named(question_id))


PAGE = Page(path="/", title="Desk", role=Role.REVIEWER, layout=layout, register=register)
