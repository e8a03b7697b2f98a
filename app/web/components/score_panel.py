"""The panel beside the photograph: confidence, what speaks for and against, the features behind it, the metadata."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.domain import CANNOT_TELL, Photo, Score
from app.questions import Question
from app.services.explain import Explanation, FamilyShare
from app.web.components.confidence_bar import confidence_bar
from app.web.components.contribution_rows import contribution_rows
from app.web.components.feature_card import feature_card
from app.web.components.graph import graph
from app.web.components.label_words import label_mark, label_side
from app.web.components.metadata_card import metadata_card
from app.web.figures.contributions import Share, contributions_figure, contributions_finding
from app.web.figures.log_odds import probability, signed


def score_panel(photo: Photo, score: Score, explanation: Explanation, question: Question, feature_place: str) -> Component:
    """feature_place: id of the part that changes when another family is chosen."""
    loudest = loudest_family(explanation.families)
    return html.Div(
        [
            _says(score, explanation, question),
            confidence_bar(explanation.probability, question, explanation.unsure_between),
            html.H2("What speaks for and against"),
            contribution_rows(explanation.families, loudest.id if loudest else None, question),
            html.Div(feature_card(loudest, question) if loudest else None, id=feature_place, className="ruled"),
            _adding_up(explanation, question),
            metadata_card(photo, f"{question.id} {explanation.model_version}"),
        ],
        **{"data-photo": photo.id, "data-score": score.id},
    )


def unscored_panel(photo: Photo, sentence: str) -> Component:
    """A photograph without a score: why, and what the file says."""
    words = html.Header([html.P("No score", className="says"), html.P(sentence, className="reliability")])
    return html.Div([words, metadata_card(photo, None)], **{"data-photo": photo.id})


def loudest_family(families: tuple[FamilyShare, ...]) -> FamilyShare | None:
    """The family with the largest share either way."""
    return max(families, key=lambda family: abs(family.log_odds), default=None)


def _says(score: Score, explanation: Explanation, question: Question) -> Component:
    side = label_side(None if score.suggestion == CANNOT_TELL else score.suggestion, question)
    words: list = [explanation.words]
    if side != "none":
        start, found, rest = explanation.words.partition(question.label_words[score.suggestion])
        words = [start, html.Em(found, className=f"label-{side}"), f"{rest}, {explanation.percent} %"]
    sentences = [sentence for sentence in (explanation.detail, explanation.reliability) if sentence]
    says = html.P([label_mark(side), html.Span(words)], className="says")
    return html.Header([says, *(html.P(one, className="reliability") for one in sentences)])


def _adding_up(explanation: Explanation, question: Question) -> Component:
    shares = [Share(family.title, family.log_odds) for family in explanation.families]
    claim, against = (question.label_words[label] for label in question.labels[:2])
    figure = contributions_figure(explanation.bias, shares, f"Score {explanation.probability:.0%}", against)
    rows = [("Start", signed(explanation.bias), f"{probability(explanation.bias):.0%}")]
    reached = explanation.bias
    for share in sorted(shares, key=lambda share: -abs(share.log_odds)):
        reached += share.log_odds
        rows.append((share.title, signed(share.log_odds), f"{probability(reached):.0%}"))
    chart = graph(figure, contributions_finding(shares, against, claim), ("Family", "Log-odds", f"Reaches, {against}"), rows)
    return html.Details([html.Summary("How this adds up"), chart], className="adding-up")
