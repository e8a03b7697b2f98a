"""How the families' shares add up to the score, as a chart and as figures."""

from __future__ import annotations

from dash.development.base_component import Component

from app.questions import Question
from app.services.explain import Explanation
from app.web.components.graph import graph
from app.web.figures.contributions import Share, contributions_figure, contributions_finding
from app.web.figures.log_odds import probability, signed
from app.web.figures.percent import percent


def adding_up(explanation: Explanation, question: Question) -> Component:
    """From even odds through each family to the probability of the second label."""
    shares = [Share(family.title, family.log_odds) for family in explanation.families]
    claim, against = (question.label_words[label] for label in question.labels[:2])
    figure = contributions_figure(explanation.bias, shares, f"Score {percent(explanation.probability)}", against)
    reached = explanation.bias
    rows = [("Start", signed(reached), percent(probability(reached)))]
    for share in sorted(shares, key=lambda share: -abs(share.log_odds)):
        reached += share.log_odds
        rows.append((share.title, signed(share.log_odds), percent(probability(reached))))
    return graph(figure, contributions_finding(shares, against, claim), ("Family", "Log-odds", f"Reaches, {against}"), rows)
