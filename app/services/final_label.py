"""The label that a photo's decisions give together: defined here, and used wherever a photo's outcome matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain import Decision, Stage, Verdict
from app.services.policy import Rule


class Settled(StrEnum):
    """How an outcome came about."""

    ALONE = "alone"              # one answer
    AGREED = "agreed"            # all answers that name something name the same
    RULE = "rule"                # they differ, and the rule settles it
    ADJUDICATED = "adjudicated"  # a lead settled it


@dataclass(frozen=True)
class Outcome:
    """verdict, label: what the photo is held to be; both None while that is open.  by: None where there is no answer that settles it."""

    verdict: Verdict | None
    label: str | None
    by: Settled | None


OPEN = Outcome(None, None, None)


def final_label(standing: Sequence[Decision], rule: Rule = Rule.ARBITRATE) -> Outcome:
    """standing: the photo's decisions that no later one replaced or withdrew, oldest first; answers to gold photos left out.

    The latest word of a lead holds; what people say goes before what the program accepted by itself.  UNSURE names nothing; answers
    that name the same settle it; among different ones the rule decides: any rejection, what at least two and more than any other say,
    or nobody, until a lead does.
    """
    settled = [one for one in standing if one.stage == Stage.ADJUDICATED]
    if settled:
        return Outcome(settled[-1].verdict, settled[-1].label, Settled.ADJUDICATED)
    people = [one for one in standing if one.stage != Stage.AUTOMATIC]
    sure = [one for one in people or standing if one.verdict in (Verdict.ACCEPT, Verdict.REJECT)]
    if not sure:
        return OPEN
    said = Counter((one.verdict, one.label) for one in sure)
    first = said.most_common(1)[0][0]
    if len(said) == 1:
        return Outcome(*first, Settled.ALONE if len(sure) == 1 else Settled.AGREED)
    return _by_rule(said, rule)


def _by_rule(said: Counter[tuple[Verdict | None, str | None]], rule: Rule) -> Outcome:
    if rule is Rule.ANY_REJECT:
        labels = {label for verdict, label in said if verdict is Verdict.REJECT}
        return Outcome(Verdict.REJECT, labels.pop() if len(labels) == 1 else None, Settled.RULE)
    (most, votes), (_, next_votes) = said.most_common(2)
    if rule is Rule.MAJORITY and votes > next_votes:
        return Outcome(*most, Settled.RULE)
    return OPEN
