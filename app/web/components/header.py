"""The header: where one is, what one works on and how far it is, and who is signed in."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from app.domain import User
from app.web.components.icons import icon
from app.web.components.work_menu import work_menu
from app.web.page import Page


class Ids:
    NAVIGATION = "header-navigation"
    THEME = "header-theme"
    MENU = "header-menu"
    SIGN_OUT = "header-sign-out"


def header(user: User, pages: Sequence[Page]) -> Component:
    """Brand, navigation by role, the work and its progress, theme switch and the person's menu."""
    return html.Header(
        [
            dcc.Link([icon("loupe"), "Loupe"], href="/", className="brand"),
            html.Nav(navigation(user, pages, None), id=Ids.NAVIGATION, **{"aria-label": "Pages"}),
            work_menu(),
            html.Button([icon("sun"), icon("moon")], id=Ids.THEME, className="icon-button", type="button", title="Light or dark",
                        **{"aria-label": "Switch between light and dark"}),
            _menu(user, pages),
        ],
        className="header",
    )


def navigation(user: User, pages: Sequence[Page], path: str | None) -> list[Component]:
    """A link to each page that the user may open; the open one is marked."""
    return [
        dcc.Link(page.title, href=page.path, className="on" if page.path == path else "")
        for page in pages if page.in_navigation and user.role.includes(page.role)
    ]


def _menu(user: User, pages: Sequence[Page]) -> Component:
    """The person's menu; on a narrow screen the stylesheet shows the navigation in it as well."""
    return html.Details(
        [
            html.Summary([icon("menu"), icon("person"), html.Span(user.name, className="name")], **{"aria-label": f"Menu of {user.name}"}),
            html.Div(
                [
                    html.P([html.Strong(user.name), html.Span(user.role.capitalize())], className="who"),
                    html.Div(navigation(user, pages, None), className="menu-pages"),
                    dcc.Link("Settings", href="/settings"),
                    html.A("Change password", href="/change-password"),
                    html.Button("Sign out", id=Ids.SIGN_OUT, type="button"),
                ],
                className="menu",
            ),
        ],
        id=Ids.MENU, className="person",
    )
