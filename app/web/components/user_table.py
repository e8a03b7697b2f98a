"""The people of a desk: name, role, and what an admin can do about each."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from app.domain import Role, User


class RoleIds:
    """Types of the controls in the table; each control's id also holds the user's name."""

    ROLE = "user-role"
    DISABLE = "user-disable"
    ENABLE = "user-enable"
    RESET = "user-reset"


def user_table(users: Sequence[User], me: User, ids: type[RoleIds]) -> Component:
    """me: the admin who looks; nobody locks themselves out from here."""
    rows = [html.Li(_row(user, user.id == me.id, ids), className="user off" if user.disabled else "user") for user in users]
    return html.Ul(rows, className="user-list")


def handed_over(name: str, password: str) -> Component:
    """A one-time password, shown this once."""
    return html.Div(
        [
            html.P([html.Strong(name), " signs in with this password once and then chooses their own. It is not shown again."]),
            html.Code(password, className="one-time"),
        ],
        className="alert alert-info handed",
    )


def _row(user: User, is_me: bool, ids: type[RoleIds]) -> list[Component | None]:
    since = f"since {user.created_at:%d %B %Y}" if user.created_at else ""
    unchosen = "password not chosen yet" if user.must_change_password else ""
    state = ", ".join(filter(None, (since, "disabled" if user.disabled else "", unchosen)))
    return [
        html.Span([html.Strong(user.name), html.Span(" you", className="soft") if is_me else None, html.Small(state, className="soft")],
                  className="who"),
        _role(user, is_me, ids),
        html.Span(
            [
                _button("Reset password", ids.RESET, user),
                _button("Enable", ids.ENABLE, user) if user.disabled else _button("Disable", ids.DISABLE, user),
            ],
            className="what" if not is_me else "d-none",
        ),
    ]


def _button(words: str, kind: str, user: User) -> Component:
    return html.Button(words, id={"type": kind, "name": user.name}, type="button", className="btn btn-secondary btn-sm")


def _role(user: User, is_me: bool, ids: type[RoleIds]) -> Component:
    choice = dbc.Select(id={"type": ids.ROLE, "name": user.name}, value=user.role.value, options=[role.value for role in Role],
                        disabled=is_me, size="sm")
    return html.Label([html.Span(f"Role of {user.name}", className="visually-hidden"), choice])
