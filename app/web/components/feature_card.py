"""One family's features: the most telling against the two label distributions, and what they mean and when they mislead."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.questions import Question
from app.services.explain import FamilyShare, FeatureView
from app.web.components.graph import graph
from app.web.figures.feature_distributions import feature_figure
from app.web.figures.log_odds import signed


def feature_card(family: FamilyShare, question: Question) -> Component:
    """The family's loudest feature as a chart, the others of it as a table."""
    told = sorted((feature for feature in family.features if feature.distributions), key=lambda feature: -abs(feature.log_odds))
    chart = [_chart(told[0], told, question)] if told else [html.P("No distribution is stored for this family.")]
    return html.Section(
        [*chart, html.P(family.meaning, className="meaning"), html.P([html.Strong("It misleads: "), family.misleads], className="meaning")],
        className="feature-card", **{"aria-label": family.title, "data-family-shown": family.id},
    )


def _chart(feature: FeatureView, features: list[FeatureView], question: Question) -> Component:
    order = sorted(feature.distributions, key=lambda distribution: question.labels.index(distribution.label))
    figure = feature_figure(
        feature.value, axis_words(feature), order[0].edges, {each.label: share_of(each.counts) for each in order},
        {each.label: question.label_plural[each.label].split()[0] for each in order},
    )
    rows = [
        (one.title, _number(one.value), *(_number(middle(one, label)) for label in question.labels[:2]), signed(one.log_odds))
        for one in features
    ]
    columns = ("Feature", "This photo", *(f"Middle of {question.label_plural[label].split()[0]}" for label in question.labels[:2]), "Share")
    return graph(figure, feature.standing, columns, rows, caption="All figures of this family")


def axis_words(feature: FeatureView) -> str:
    """The axis title, with the unit where the feature has one."""
    return f"{feature.title} ({feature.unit})" if feature.unit else feature.title


def share_of(counts: tuple[float, ...]) -> list[float]:
    """Counts as shares of their sum, so that labels with different numbers of photographs compare."""
    total = sum(counts) or 1.0
    return [count / total for count in counts]


def middle(feature: FeatureView, label: str) -> float | None:
    """The median of the feature among photographs of the label."""
    for distribution in feature.distributions:
        if distribution.label == label:
            return distribution.quantiles[len(distribution.quantiles) // 2]
    return None


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"
