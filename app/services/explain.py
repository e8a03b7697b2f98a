"""A score in plain words and numbers for the desk: what it says, how reliable that is, what speaks for and against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.domain import CANNOT_TELL, Abstention, Score
from app.features.external import family_named
from app.questions import Question, question_named
from app.services.deps import Deps
from app.services.feature_row import schema_of_model
from app.services.score import features_of
from app.services.standing import Distribution, distributions_of, standing_sentence
from app.store import photos

if TYPE_CHECKING:
    from app.learning.fitted_model import FittedModel, Prediction

FEWEST = 30  # photographs scored alike, below which their share is not told
WHY = {
    Abstention.CONFORMAL: "Photographs that score like this are too often of either kind for a suggestion.",
    Abstention.OUT_OF_DOMAIN: "This photograph is unlike those that the model learnt from, so its score says little.",
    Abstention.LOW_RESOLUTION: "The photograph is small (its longest side has fewer than 1,024 pixels): fine traces cannot be measured.",
}


@dataclass(frozen=True)
class FeatureView:
    """One feature of the photo against the two label distributions.

    log_odds: its share towards the second label.  standing: "Peak height: higher than in 96 of 100 originals".
    """

    id: str
    title: str
    unit: str
    value: float
    log_odds: float
    distributions: tuple[Distribution, ...]
    standing: str


@dataclass(frozen=True)
class FamilyShare:
    """A family's share of the score.  log_odds > 0 speaks for the second label; label: the one that it speaks for."""

    id: str
    title: str
    log_odds: float
    label: str
    meaning: str
    misleads: str
    features: tuple[FeatureView, ...]


@dataclass(frozen=True)
class Explanation:
    """words: "Likely recaptured" or "Can't tell"; percent: the confidence, 0-100; leaning: the label it is about.

    detail: why it can't tell, or None.  reliability: "Of 412 photographs scored like this, 358 were recaptured.", None under 30.
    probability: of labels[1], 0-1; bias + the families' log-odds = its logit.  unsure_between: the probabilities of labels[1]
    between which this model cannot tell, None where there is no such range.  families: the largest share first.
    """

    words: str
    percent: int
    leaning: str
    detail: str | None
    reliability: str | None
    probability: float
    labels: tuple[str, str]
    bias: float
    families: tuple[FamilyShare, ...]
    model_version: str
    unsure_between: tuple[float, float] | None = None

    def family(self, family_id: str) -> FamilyShare | None:
        """The share of one family, or None."""
        return next((share for share in self.families if share.id == family_id), None)


def explain_score(deps: Deps, score: Score) -> Explanation:
    """Explains a stored score with the very version that made it.  Raises VersionNotFound, VersionAltered, PhotoNotFound."""
    question = question_named(score.question)
    model = deps.models.version(score.question, score.model_version).model
    with deps.database.read() as session:
        photo = photos.get(session, score.photo_id)
    row, _ = features_of(deps, photo, schema_of_model(model))
    return explain(question, model, row, score.low_resolution, score.model_version)


def explain(question: Question, model: FittedModel, row: np.ndarray, low_resolution: bool, version: str) -> Explanation:
    """The same from a feature vector, (d,) float32."""
    said = model.predict(row, low_resolution)
    low, high = model.unsure_between(low_resolution)
    leaning = max(said.probabilities, key=lambda label: said.probabilities[label])
    confidence = said.probabilities[leaning]
    shares = [_family(question, model, row, said, family) for family in said.contributions]
    return Explanation(
        words="Can't tell" if said.suggestion == CANNOT_TELL else f"Likely {question.label_words[said.suggestion]}",
        percent=min(99, round(100 * confidence)),  # nothing is certain
        leaning=leaning, detail=WHY[said.abstention] if said.abstention else None,
        reliability=reliability_sentence(question, model.scored_like(confidence, leaning)),
        probability=said.probabilities[question.labels[1]], labels=(question.labels[0], question.labels[1]), bias=said.bias,
        families=tuple(sorted(shares, key=lambda share: -abs(share.log_odds))), model_version=version,
        unsure_between=(low, high) if high > low else None,
    )


def reliability_sentence(question: Question, band: dict | None) -> str | None:
    """How often photographs scored like this were of that label, counted on sources the model had not seen; None under thirty."""
    if band is None or band["n"] < FEWEST:
        return None
    return f"Of {band['n']:,} photographs scored like this, {band['correct']:,} were {question.label_words[band['label']]}."


def _family(question: Question, model: FittedModel, row: np.ndarray, said: Prediction, family_id: str) -> FamilyShare:
    family, log_odds = family_named(family_id), said.contributions[family_id]
    label = question.labels[1] if log_odds > 0 else question.labels[0]
    against = question.labels[0] if log_odds > 0 else question.labels[1]
    views = []
    for name in family.featured:
        feature = f"{family_id}.{name}"
        if feature not in model.feature_names:
            continue
        index = model.feature_names.index(feature)
        value, told = float(row[index]), distributions_of(model.summary_of(feature))
        title = family.titles.get(name, name.replace("_", " "))
        views.append(FeatureView(feature, title, family.units.get(name, ""), value, float(said.feature_contributions[index]), told,
                                 standing_sentence(title, value, told, against, question.label_plural[against])))
    return FamilyShare(family_id, family.title, float(log_odds), label, family.meaning, family.misleads, tuple(views))
