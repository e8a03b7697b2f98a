"""Insights: how good the model is, how the score moves people, and how far people agree; for leads."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Input, Output, State, dcc, html
from dash.development.base_component import Component

from app.domain import Role, User
from app.questions import question_named
from app.services.alerts import standing_alerts
from app.services.deps import Deps
from app.services.gold import gold_results
from app.services.insights.filters import InsightFilters, choices
from app.services.insights.overview import read_insights
from app.services.latest_watch import latest_watch
from app.web.auth import current_person
from app.web.components.insights_filter_bar import insights_filter_bar
from app.web.components.insights_gold import gold_part
from app.web.components.insights_minds import minds_part
from app.web.components.insights_model import model_part
from app.web.components.insights_newest import newest_only
from app.web.components.insights_people import pace_part, reading_part
from app.web.components.insights_watch import alert_list, drift_part
from app.web.guarded_dash import GuardedDash
from app.web.insight_filters import insight_filters
from app.web.page import Page, Visit


class Ids:
    QUESTION = "insights-question"
    SINCE = "insights-since"
    UNTIL = "insights-until"
    REVIEWER = "insights-reviewer"
    SOURCE = "insights-source"
    BATCH = "insights-batch"
    VERSION = "insights-version"
    CLEAR = "insights-clear"
    BODY = "insights-body"


FILTERS = {"since": Ids.SINCE, "until": Ids.UNTIL, "reviewer": Ids.REVIEWER, "source": Ids.SOURCE, "batch": Ids.BATCH,
           "version": Ids.VERSION}


def layout(deps: Deps, visit: Visit) -> Component:
    """Alerts and filters above, findings below, each of which says on how much it rests; then what the newest watch saw."""
    title, offered = question_named(visit.question).title, choices(deps, visit.user, visit.question)
    return html.Div(
        [
            dcc.Store(id=Ids.QUESTION, data=visit.question),
            html.Header(html.Div([html.H1("Insights"), html.P(f"How judging “{title}” goes. Intervals hold 95 %.")]),
                        className="page-head"),
            alert_list(standing_alerts(deps, visit.user, visit.question), dict(offered.reviewers)),
            insights_filter_bar(FILTERS, Ids.CLEAR, offered, visit.query),
            html.Div(body(deps, visit.user, insight_filters(visit.question, visit.query)), id=Ids.BODY, className="insight-body"),
            gold_part(gold_results(deps, visit.user, visit.question), question_named(visit.question)),
            drift_part(latest_watch(deps, visit.user, visit.question)),
        ],
        className="wide-page insights",
    )


def body(deps: Deps, user: User, filters: InsightFilters) -> list[Component]:
    """Every finding under these filters."""
    found = read_insights(deps, user, filters)
    return [*newest_only(found.since), model_part(found.audit, question_named(filters.question)), minds_part(found.bias),
            reading_part(found.unsure, found.second, found.agreement), pace_part(found.pace)]


def register(app: GuardedDash, deps: Deps) -> None:
    """A changed filter counts everything anew."""
    app.clientside_callback(
        ClientsideFunction("insights", "clear"), *(Output(identifier, "value") for identifier in FILTERS.values()),
        Input(Ids.CLEAR, "n_clicks"), prevent_initial_call=True)

    @app.callback(output=Output(Ids.BODY, "children"),
                  inputs={"given": {name: Input(identifier, "value") for name, identifier in FILTERS.items()},
                          "question": State(Ids.QUESTION, "data")},
                  role=Role.LEAD, prevent_initial_call=True)
    def count(given: dict[str, Any], question: str) -> list[Component]:
        return body(deps, current_person(), insight_filters(question, given))


PAGE = Page(path="/insights", title="Insights", role=Role.LEAD, layout=layout, register=register)
