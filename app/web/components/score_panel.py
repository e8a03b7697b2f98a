"""The panel beside the photograph: confidence, what speaks for and against, the features behind it, the metadata."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from app.domain import CANNOT_TELL, Photo, Score
from app.questions import Question
from app.services.counterfactuals import counterfactual
from app.services.explain import Explanation, FamilyShare
from app.services.found_pair import FoundPair
from app.web.components.confidence_bar import confidence_bar
from app.web.components.contribution_rows import contribution_rows
from app.web.components.feature_card import feature_card
from app.web.components.label_words import label_mark, label_side
from app.web.components.metadata_card import metadata_card
from app.web.components.pair_line import pair_line


class Ids:
    FEATURE = "score-feature"      # changes when another family is chosen
    SUM = "score-sum"              # drawn when it is opened
    SUM_OPENER = "score-sum-opener"


def score_panel(photo: Photo, score: Score, explanation: Explanation, question: Question, pair: FoundPair | None = None) -> Component:
    """Everything about one score; the sum is only a place, because few open it and its chart costs time."""
    loudest = loudest_family(explanation.families)
    return html.Div(
        [
            _says(score, explanation, question),
            confidence_bar(explanation.probability, question, explanation.unsure_between),
            html.H2("What speaks for and against"),
            contribution_rows(explanation.families, loudest.id if loudest else None, question),
            _hangs_on(explanation, question),
            html.Div(feature_card(loudest, question) if loudest else None, id=Ids.FEATURE, className="ruled"),
            html.Details([html.Summary("How this adds up"), html.Div(id=Ids.SUM)], id=Ids.SUM_OPENER, className="adding-up"),
            pair_line(pair),
            metadata_card(photo, f"{question.id} {explanation.model_version}", cards=True),
        ],
        **{"data-photo": photo.id, "data-score": score.id, "data-view": "shown"},
    )


def _hangs_on(explanation: Explanation, question: Question) -> Component | None:
    found = counterfactual(question, explanation)
    return html.P(found.sentence, className="counterfactual") if found else None


def unscored_panel(photo: Photo, sentence: str) -> Component:
    """A photograph without a score: why, and what the file says."""
    words = html.Header([html.P("No score", className="says"), html.P(sentence, className="reliability")])
    return html.Div([words, metadata_card(photo, None, cards=True)], **{"data-photo": photo.id, "data-view": "shown"})


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
