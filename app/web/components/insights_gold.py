"""What Insights says of gold: how reviewers answer photographs whose label is known."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app.questions import Question
from app.services.gold import GoldResult
from app.services.share import ENOUGH
from app.web.components.graph import graph, number_table
from app.web.components.insights_minds import counted
from app.web.components.insights_section import beside, section, wide_table
from app.web.figures.insight_pairs import PairRow, pairs_figure, pairs_table
from app.web.figures.insight_rows import interval, number

TITLE = "Gold"
NO_FILTERS = "Gold is counted over all time; the filters above do not apply."


def gold_part(results: Sequence[GoldResult], question: Question) -> Component:
    """Sensitivity, specificity and d' of each reviewer; calm words where nobody has met gold yet."""
    if not results:
        words = ("Nobody has answered a gold photograph yet. Leads mark photographs whose label is known; the policy says how often "
                 "reviewers meet one, without being told.")
        return section(TITLE, html.Div([html.H3("How good are reviewers?"), html.P(words, className="soft")], className="insight-missing"))
    bad, good = (question.label_words[label] for label in (question.labels[1], question.claim))
    rows = [PairRow(one.reviewer, counted(one.specificity), counted(one.sensitivity)) for one in results]
    names = (f"{good}, accepted (specificity)", f"{bad}, rejected (sensitivity)")
    chart = graph(pairs_figure(rows, *names, "share of right answers on gold"), _finding(results, bad),
                  ("Reviewer", *(name.capitalize() for name in names)), pairs_table(rows))
    return section(TITLE, beside(chart, f"{sum(one.n for one in results):,} first answers to gold photographs. {NO_FILTERS}"),
                   _table(results))


def _finding(results: Sequence[GoldResult], bad: str) -> str:
    enough = [one for one in results if one.sensitivity.n >= ENOUGH]
    if not enough:
        most = max(one.sensitivity.n for one in results)
        return f"Not enough yet to compare reviewers: at most {most} of {ENOUGH} gold photographs that were {bad}"
    weakest = min(enough, key=lambda one: one.sensitivity.value or 0)
    found = weakest.sensitivity
    return f"{weakest.reviewer} finds the fewest: {number(found.value or 0, True)} of {found.n:,} that were {bad}"


def _table(results: Sequence[GoldResult]) -> Component:
    rows = [(one.reviewer, f"{one.n:,}", f"{one.unsure:,}", "–" if one.d_prime is None else
             f"{number(one.d_prime.value, False)} ({interval(one.d_prime.low, one.d_prime.high, False)})") for one in results]
    table = wide_table(number_table(("Reviewer", "Answers", "Unsure", "d′ (95 %)"), rows), "Gold by reviewer")
    note = html.P("d′ says how well the two kinds are told apart: 0 is guessing, 3 is 93 % right without a bias. Unsure counts in neither.",
                  className="soft small")
    return html.Div([html.H3("By reviewer"), table, note], className="insight")
