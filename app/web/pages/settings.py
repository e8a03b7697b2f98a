"""Settings: one's own password, how the photographs of a question are reviewed, and who may use this desk."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import ALL, Input, Output, State, ctx, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from app.domain import Role, User
from app.questions import question_named
from app.services.accounts import change_role, disable_user, enable_user, list_users
from app.services.auto_accept import auto_accept_promise
from app.services.deps import Deps
from app.services.hold import held_photos, hold
from app.services.one_time_password import give_one_time_password
from app.services.policies import change_policy, policy_of
from app.services.rule_effects import rule_effects
from app.web.auth import current_person
from app.web.components.held_list import LET_GO, held_list
from app.web.components.policy_form import FIELD, PROMISE, changes_of, policy_form, promise_words
from app.web.components.rule_table import rule_table
from app.web.components.user_table import RoleIds, handed_over, user_table
from app.web.guarded_dash import GuardedDash
from app.web.page import Page, Visit


class Ids(RoleIds):
    USERS = "settings-users"
    NAME = "settings-name"
    NEW_ROLE = "settings-new-role"
    ADD = "settings-add"
    HANDED = "settings-handed"
    QUESTION = "settings-question"
    SAVE = "settings-save"
    SAVED = "settings-saved"
    EFFECTS = "settings-effects"
    HELD = "settings-held"
    EFFECTS_OPENER = "settings-effects-opener"


def layout(deps: Deps, visit: Visit) -> Component:
    """Everyone finds their own account here; leads also how photographs are reviewed, and admins everyone else's account."""
    user = visit.user
    own = html.Section([
        html.H2("Your account"),
        html.P([html.Strong(user.name), f", {user.role}"]),
        html.A("Change password", href="/change-password", className="btn btn-secondary"),
    ])
    policy = _policy(deps, visit) if user.role.includes(Role.LEAD) else None
    people = _people(deps, user) if user.role.includes(Role.ADMIN) else None
    return html.Div([html.Header(html.H1("Settings")), own, policy, people], className="wide-page settings")


def _policy(deps: Deps, visit: Visit) -> Component:
    effects = html.Details([html.Summary("What each rule would have done so far"), html.Div(id=Ids.EFFECTS)], id=Ids.EFFECTS_OPENER,
                           className="effects")
    return html.Section(
        [
            dcc.Store(id=Ids.QUESTION, data=visit.question),
            html.H2("How photographs are reviewed"),
            html.P(f"For “{question_named(visit.question).title}”. A change holds from the next photograph that anybody is handed; "
                   "every change is on record.", className="soft"),
            policy_form(policy_of(deps, visit.user, visit.question), auto_accept_promise(deps, visit.user, visit.question)),
            effects,
            html.Div([html.Button("Save", id=Ids.SAVE, type="button", className="btn btn-primary"),
                      html.Span(id=Ids.SAVED, role="status", className="soft")], className="row-of-buttons save-row"),
            html.H2("Held back"),
            html.Div(held_list(held_photos(deps, visit.user, visit.question)), id=Ids.HELD),
        ]
    )


def _people(deps: Deps, user: User) -> Component:
    roles = dbc.Select(id=Ids.NEW_ROLE, value=Role.REVIEWER.value, options=[role.value for role in Role])
    name = dbc.Input(id=Ids.NAME, maxLength=80, autocomplete="off")
    return html.Section(
        [
            html.H2("People"),
            html.P("A reviewer judges photographs and sees their own decisions. A lead also sees everyone's, and how good the model is. "
                   "An admin also retrains, promotes and adds people.", className="soft"),
            html.Div(user_table(list_users(deps, user), user, Ids), id=Ids.USERS),
            html.Div(
                [
                    html.Div([html.Label("Name", htmlFor=Ids.NAME), name], className="filter"),
                    html.Div([html.Label("Role", htmlFor=Ids.NEW_ROLE), roles], className="filter"),
                    html.Button("Add", id=Ids.ADD, type="button", className="btn btn-primary"),
                ],
                className="add-user",
            ),
            html.Div(id=Ids.HANDED, role="status"),
        ]
    )


def register(app: GuardedDash, deps: Deps) -> None:
    """Each change goes through a service, which checks the role again; accounts protect the last admin."""
    register_policy(app, deps)
    users, handed = (Output(identifier, "children", allow_duplicate=True) for identifier in (Ids.USERS, Ids.HANDED))

    @app.callback(users, handed, Output(Ids.NAME, "value"), Input(Ids.ADD, "n_clicks"), State(Ids.NAME, "value"),
                  State(Ids.NEW_ROLE, "value"), role=Role.ADMIN, prevent_initial_call=True)
    def add(clicks: int | None, name: str | None, role: str) -> tuple:
        added, password = give_one_time_password(deps, current_person(), (name or "").strip(), new_role=Role(role))
        return table(deps), handed_over(added.name, password), ""

    @app.callback(users, Input({"type": Ids.ROLE, "name": ALL}, "value"), role=Role.ADMIN, prevent_initial_call=True)
    def give_role(values: list[str]) -> Component:
        change_role(deps, current_person(), pressed(), Role(ctx.triggered[0]["value"]))
        return table(deps)

    @app.callback(users, Input({"type": Ids.DISABLE, "name": ALL}, "n_clicks"), role=Role.ADMIN, prevent_initial_call=True)
    def disable(clicks: list[int]) -> Component:
        disable_user(deps, current_person(), pressed())
        return table(deps)

    @app.callback(users, Input({"type": Ids.ENABLE, "name": ALL}, "n_clicks"), role=Role.ADMIN, prevent_initial_call=True)
    def enable(clicks: list[int]) -> Component:
        enable_user(deps, current_person(), pressed())
        return table(deps)

    @app.callback(users, handed, Input({"type": Ids.RESET, "name": ALL}, "n_clicks"), role=Role.ADMIN, prevent_initial_call=True)
    def reset(clicks: list[int]) -> tuple:
        user, password = give_one_time_password(deps, current_person(), pressed())
        return table(deps), handed_over(user.name, password)


def register_policy(app: GuardedDash, deps: Deps) -> None:
    """The form is saved as a whole; the rules are simulated when somebody looks."""

    @app.callback(Output(Ids.SAVED, "children"), Output(PROMISE, "children"), Input(Ids.SAVE, "n_clicks"),
                  State({"type": FIELD, "name": ALL}, "value"), State({"type": FIELD, "name": ALL}, "id"), State(Ids.QUESTION, "data"),
                  role=Role.LEAD, prevent_initial_call=True)
    def save(clicks: int | None, values: list, names: list[dict], question: str) -> tuple[str, str]:
        if not clicks:
            raise PreventUpdate
        user = current_person()
        said = {one["name"]: value for one, value in zip(names, values, strict=True)}
        change_policy(deps, user, question, changes_of(said, policy_of(deps, user, question).auto_accept))
        promise = promise_words(auto_accept_promise(deps, user, question))
        return f"Saved at {deps.clock():%H:%M:%S} UTC. It holds from the next photograph on.", promise

    @app.callback(Output(Ids.HELD, "children"), Input({"type": LET_GO, "photo": ALL}, "n_clicks"), State(Ids.QUESTION, "data"),
                  role=Role.LEAD, prevent_initial_call=True)
    def let_go(clicks: list[int | None], question: str) -> Component:
        if not any(clicks) or not isinstance(ctx.triggered_id, dict):
            raise PreventUpdate
        hold(deps, current_person(), question, [ctx.triggered_id["photo"]], held=False)
        return held_list(held_photos(deps, current_person(), question))

    @app.callback(Output(Ids.EFFECTS, "children"), Input(Ids.EFFECTS_OPENER, "n_clicks"), State(Ids.QUESTION, "data"),
                  role=Role.LEAD, prevent_initial_call=True)
    def simulate(clicks: int | None, question: str) -> Component:
        if clicks != 1:
            raise PreventUpdate
        return rule_table(rule_effects(deps, current_person(), question))


def table(deps: Deps) -> Component:
    admin = current_person()
    return user_table(list_users(deps, admin), admin, Ids)


def pressed() -> str:
    """The name of the user whose control was used; a control that was only just drawn does nothing."""
    if not ctx.triggered or not ctx.triggered[0]["value"] or not isinstance(ctx.triggered_id, dict):
        raise PreventUpdate
    return ctx.triggered_id["name"]


PAGE = Page(path="/settings", title="Settings", role=Role.REVIEWER, layout=layout, register=register, in_navigation=False)
