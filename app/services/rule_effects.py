"""What each rule for differing answers would have done with the photographs that were read twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain import Decision, Role, Stage, User, Verdict
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.final_label import Outcome, final_label
from app.services.policies import current_policy
from app.services.policy import Rule
from app.services.share import Share
from app.store import decisions


@dataclass(frozen=True)
class RuleEffect:
    """A rule on the photos that had two answers or more, as the reviewers gave them.

    to_lead: left to a lead.  third_reads: of those, how many `majority` would first have asked a third reader about.
    rejected: rejected without a lead.  changed: settled otherwise than they are now.
    sensitivity, precision: of the photos that a lead settled: rejected by the rule of those the lead rejected, and right of those it
    rejected; what the rule leaves to a lead counts as the lead settled it.
    """

    rule: Rule
    photos: int
    to_lead: int
    third_reads: int
    rejected: int
    changed: int
    sensitivity: Share
    precision: Share


def rule_effects(deps: Deps, user: User, question: str) -> list[RuleEffect]:
    """One for each rule, on all photographs of the question that were read twice.  Leads.  Raises UnknownQuestion."""
    require(user, Role.LEAD)
    question_named(question)
    with deps.database.read() as session:
        now = current_policy(session, question).rule
        by_photo: dict[str, list[Decision]] = {}
        for decision in decisions.read_twice(session, question):
            by_photo.setdefault(decision.photo_id, []).append(decision)
    return [effect_of(rule, now, by_photo.values()) for rule in Rule]


def effect_of(rule: Rule, now: Rule, photos: Iterable[Sequence[Decision]]) -> RuleEffect:
    """photos: the standing decisions of each, oldest first, a lead's too.  now: the rule that holds."""
    seen: Counter[str] = Counter()
    for standing in photos:
        reads = [one for one in standing if one.stage != Stage.ADJUDICATED]
        if len(reads) > 1:
            seen.update(_counted(final_label(reads, rule), final_label(standing, now), standing, reads, rule))
    return RuleEffect(rule, seen["photos"], seen["to_lead"], seen["third"], seen["rejected"], seen["changed"],
                      Share(seen["caught"], seen["bad"]), Share(seen["caught"], seen["called bad"]))


def _counted(by_rule: Outcome, today: Outcome, standing: Sequence[Decision], reads: Sequence[Decision], rule: Rule) -> Mapping[str, int]:
    lead = next((one for one in reversed(standing) if one.stage == Stage.ADJUDICATED), None)
    open_ = by_rule.by is None
    sure = sum(one.verdict is not Verdict.UNSURE for one in reads)
    counted = {
        "photos": 1, "to_lead": open_, "third": open_ and rule is Rule.MAJORITY and len(reads) == 2 and sure == 2,
        "rejected": by_rule.verdict is Verdict.REJECT,
        "changed": not open_ and (by_rule.verdict, by_rule.label) != (today.verdict, today.label),
    }
    if lead is not None and lead.verdict in (Verdict.ACCEPT, Verdict.REJECT):
        called = lead.verdict if open_ else by_rule.verdict
        bad, called_bad = lead.verdict is Verdict.REJECT, called is Verdict.REJECT
        counted |= {"bad": bad, "called bad": called_bad, "caught": bad and called_bad}
    return {name: int(value) for name, value in counted.items()}
