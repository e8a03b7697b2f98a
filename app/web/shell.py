"""The frame around every page: the list of pages, the header, and the router that draws the page of an address."""

from __future__ import annotations

from urllib.parse import parse_qsl

from dash import ClientsideFunction, Input, Output, dcc, html, no_update
from dash.development.base_component import Component
from flask_login import current_user

from app.domain import Role
from app.questions import QUESTIONS
from app.services.batch_list import batch_list
from app.services.deps import Deps
from app.services.review import ORDERS, progress
from app.web.assets import NOTICE
from app.web.auth import current_person
from app.web.components.header import Ids as HeaderIds
from app.web.components.header import header, navigation
from app.web.components.work_menu import Ids as WorkIds
from app.web.components.work_menu import batch_options, progress_words
from app.web.guarded_dash import GuardedDash
from app.web.page import Page, Visit
from app.web.pages import adjudicate, decisions, desk, insights, models, photos, settings, upload

PAGES: tuple[Page, ...] = (desk.PAGE, upload.PAGE, photos.PAGE, decisions.PAGE, adjudicate.PAGE, insights.PAGE, models.PAGE, settings.PAGE)


class Ids:
    ADDRESS = "shell-address"
    PAGE = "shell-page"
    NOTICE = NOTICE


def layout() -> Component:
    """The frame; Dash asks for it once a visit, behind the gate, and once for nobody, to check it at the start."""
    if not current_user.is_authenticated:
        return html.Div()
    user = current_person()
    return html.Div(
        [
            dcc.Location(id=Ids.ADDRESS, refresh="callback-nav"),
            html.A("Skip to the page", href=f"#{Ids.PAGE}", className="visually-hidden"),
            header(user, [page for page in PAGES if page.in_navigation]),
            html.Main(id=Ids.PAGE, className="page", tabIndex="-1"),
            html.Div(id=Ids.NOTICE, className="notice", role="alert"),
        ],
        className="shell",
    )


def register(app: GuardedDash, deps: Deps) -> None:
    """Wire the router and every page, and set the layout."""
    app.layout = layout

    @app.callback(
        Output(Ids.PAGE, "children"), Output(HeaderIds.NAVIGATION, "children"), Output(WorkIds.PROGRESS, "children"),
        Output(Ids.NOTICE, "children"),
        Input(Ids.ADDRESS, "pathname"), Input(Ids.ADDRESS, "search"), Input(WorkIds.QUESTION, "value"), Input(WorkIds.BATCH, "value"),
        Input(WorkIds.ORDER, "value"), role=Role.REVIEWER,
    )
    def show(path: str | None, search: str | None, question: str | None, batch: str | None, order: str | None) -> tuple:
        user = current_person()
        query = dict(parse_qsl((search or "").lstrip("?")))
        visit = Visit(user, question if question in QUESTIONS else next(iter(QUESTIONS)), query, batch or None,
                      order if order in ORDERS else ORDERS[0])
        page = next((page for page in PAGES if page.path == path), None)
        if page is None:
            return missing(), navigation(user, PAGES, path), no_update, None
        if not user.role.includes(page.role):
            return closed(page), navigation(user, PAGES, path), no_update, None
        how_far = progress(deps, user, visit.question, visit.batch)
        return page.layout(deps, visit), navigation(user, PAGES, path), progress_words(how_far, visit.batch), None

    @app.callback(Output(WorkIds.BATCH, "options"), Input(WorkIds.OPENER, "n_clicks"), Input(WorkIds.QUESTION, "value"),
                  role=Role.REVIEWER, prevent_initial_call=True)
    def list_batches(clicks: int | None, question: str | None) -> list[dict]:
        return batch_options(batch_list(deps, current_person(), question or next(iter(QUESTIONS))))

    app.clientside_callback(ClientsideFunction("work", "take_from_address"), Output(WorkIds.BATCH, "value"), Input(Ids.ADDRESS, "search"),
                            Input(WorkIds.QUESTION, "value"))

    for page in PAGES:
        page.register(app, deps)


def missing() -> Component:
    return plain("There is no page at this address", dcc.Link("Go to the desk", href="/"))


def closed(page: Page) -> Component:
    return plain(f"{page.title} is for a {page.role}", "Your role does not allow it. An admin can change your role under Settings.")


def plain(title: str, *words: Component | str) -> Component:
    """A page that only says one thing."""
    return html.Section([html.H1(title), html.P(list(words))], className="plain-page")
