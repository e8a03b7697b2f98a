"""The header: where one is, which question is asked, how far the queue is, and who is signed in."""

from __future__ import annotations

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from app.domain import User
from app.questions import QUESTIONS
from app.services.review import Progress
from app.web.components.icons import icon
from app.web.page import Page


class Ids:
    NAVIGATION = "header-navigation"
    QUESTION = "header-question"
    PROGRESS = "header-progress"
    THEME = "header-theme"
    MENU = "header-menu"
    SIGN_OUT = "header-sign-out"


def header(user: User, pages: Sequence[Page]) -> Component:
    """Brand, navigation by role, question, progress of the queue, theme switch and the person's menu."""
    return html.Header(
        [
            dcc.Link([icon("loupe"), "Loupe"], href="/", className="brand"),
            html.Nav(navigation(user, pages, None), id=Ids.NAVIGATION, **{"aria-label": "Pages"}),
            html.Div([_question(), html.Div(id=Ids.PROGRESS, className="queue-progress", **{"aria-live": "off"})], className="header-work"),
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


def progress_words(progress: Progress) -> list[Component]:
    """ "142 judged today, 228 waiting", with a bar of how much of the question's photographs is done."""
    done = 0.0 if not progress.total else 100 * (progress.total - progress.waiting) / progress.total
    return [
        html.Span(f"{progress.judged_today:,} judged today", className="judged"),
        html.Span(f"{progress.waiting:,} waiting", className="waiting"),
        html.Span(html.I(style={"width": f"{done:.0f}%"}), className="bar",
                  title=f"{done:.0f} % of {progress.total:,} photographs are decided"),
    ]


def _question() -> Component:
    options = [{"label": question.title, "value": question.id} for question in QUESTIONS.values()]
    select = dbc.Select(options=options, value=options[0]["value"], id=Ids.QUESTION, persistence=True, size="sm")
    return html.Label([html.Span("Question", className="visually-hidden"), select], className="question" if len(options) > 1 else "d-none")


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
