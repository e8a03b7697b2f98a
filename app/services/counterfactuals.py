"""What would have to be taken away before a score reads otherwise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import CANNOT_TELL
from app.questions import Question
from app.services.explain import Explanation, FamilyShare


@dataclass(frozen=True)
class Counterfactual:
    """families: the smallest set whose share must be taken away, the strongest first; empty where no such set exists.

    reading: a label or "cannot_tell", what is read then, or now where the set is empty.  sentence: the same in words.
    """

    families: tuple[str, ...]
    reading: str
    sentence: str


def counterfactual(question: Question, explanation: Explanation) -> Counterfactual | None:
    """The smallest set of families without which the score would read otherwise; a share taken away is 0, that of an average photograph.

    None where the reading does not follow from the probability: the photograph is out of domain, or no family had a say.
    Shares add up in log-odds, so among sets of one size the strongest shares move it farthest.
    """
    now = _reading(explanation, _log_odds(explanation, ()))
    out_of_domain = now != CANNOT_TELL and explanation.words == "Can't tell"
    if not explanation.families or out_of_domain:
        return None
    ways = [_fewest(explanation, now, explanation.labels[0], sign=1), _fewest(explanation, now, explanation.labels[1], sign=-1)]
    found = sorted((way for way in ways if way), key=len)
    if not found:
        return Counterfactual((), now, "It would read the same whichever families were taken away.")
    removed = found[0]
    reading = _reading(explanation, _log_odds(explanation, removed))
    return Counterfactual(tuple(family.id for family in removed), reading, _sentence(question, removed, reading))


def _fewest(explanation: Explanation, now: str, towards: str, sign: int) -> tuple[FamilyShare, ...]:
    """The strongest shares against the label `towards`, as many as must go before something else is read; () where that never happens."""
    if now == towards:
        return ()
    against = sorted((family for family in explanation.families if sign * family.log_odds > 0), key=lambda family: -abs(family.log_odds))
    for count in range(1, len(against) + 1):
        if _reading(explanation, _log_odds(explanation, against[:count])) != now:
            return tuple(against[:count])
    return ()


def _log_odds(explanation: Explanation, without: Sequence[FamilyShare]) -> float:
    gone = {family.id for family in without}
    return explanation.bias + sum(family.log_odds for family in explanation.families if family.id not in gone)


def _reading(explanation: Explanation, log_odds: float) -> str:
    probability = 1 / (1 + math.exp(-max(min(log_odds, 500.0), -500.0)))
    low, high = explanation.unsure_between or (1.0, 0.0)
    if low <= probability <= high:
        return CANNOT_TELL
    return explanation.labels[int(probability >= 0.5)]


def _sentence(question: Question, removed: Sequence[FamilyShare], reading: str) -> str:
    words = "can't tell" if reading == CANNOT_TELL else question.label_words[reading]
    titles = [f"“{family.title}”" for family in removed]
    if len(titles) == 1:
        return f"Without {titles[0]} it would read “{words}”."
    together = f"{', '.join(titles[:-1])} and {titles[-1]}"
    return f"No single family decides: only without {together} would it read “{words}”."
