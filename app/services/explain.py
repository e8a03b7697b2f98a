"""A score in plain words and numbers for the desk: what it says, how reliable that is, what speaks for and against."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import Score
from app.services.deps import Deps


@dataclass(frozen=True)
class Distribution:
    """Values of one feature over the photographs of one label.  counts[i] lie between edges[i] and edges[i + 1]."""

    label: str
    n: int
    edges: tuple[float, ...]
    counts: tuple[float, ...]
    quantiles: tuple[float, ...]  # 0, 1, ..., 100 %


@dataclass(frozen=True)
class FeatureView:
    """One feature of the photo against the two label distributions.

    log_odds: its share towards the second label.  standing: "Repeating pattern is stronger than in 96 of 100 originals".
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
    """A family's share of the score.  log_odds > 0 speaks for the second label; share names the label it speaks for."""

    id: str
    title: str
    log_odds: float
    label: str
    meaning: str
    misleads: str
    features: tuple[FeatureView, ...]


@dataclass(frozen=True)
class Explanation:
    """words: "Likely recaptured" or "Can't tell"; percent: the confidence, 0-100; detail: why it can't tell, or None.

    reliability: "Of 412 photographs scored like this, 358 were recaptured.", None under 30.  probability: of labels[1], 0-1.
    bias: the log-odds before any feature spoke; bias + the shares = logit of probability.
    unsure_between: the probabilities of labels[1] between which this version can't tell (conformal), None where it always answers.
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
        """The share of one family; None where it has none."""
        return next((family for family in self.families if family.id == family_id), None)


def explain_score(deps: Deps, score: Score) -> Explanation:
    """Explains a stored score with the very version that made it.  Raises VersionNotFound, VersionAltered, PhotoNotFound."""
    raise NotImplementedError
