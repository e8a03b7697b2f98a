"""Accept sure photographs without a reviewer, where the policy says so and the champion can promise how few wrong ones slip through.

See docs/decisions/auto-accept.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain import QueueState, Role, Score, Stage, User, Verdict
from app.errors import NoChampion, VersionNotFound
from app.learning.acceptance import LARGEST_ERROR, Acceptance
from app.questions import Question, question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.insights.audit import wrongly_above
from app.services.insights.filters import InsightFilters
from app.services.policies import current_policy
from app.services.policy import Policy
from app.services.share import Share
from app.store import alerts, automatic, chain, champions, decisions, queue, versions
from app.store.decisions import NewDecision
from app.store.engine import Session
from app.store.insights.audited import audited

SMALLEST_AUDIT_SHARE = 0.01
CONTRADICTED = "auto_accept_contradicted"  # the key of the alert that stops it


@dataclass(frozen=True)
class Promise:
    """threshold: P(claim) above which a photo may be accepted, or None, and then refused says why.  photos: the promise rests on."""

    error: float
    version: str | None
    threshold: float | None
    photos: int
    refused: str | None


def auto_accept_promise(deps: Deps, user: User, question: str) -> Promise:
    """What switching it on would mean, or why it would accept nothing; whether it is on is the policy's.  Leads."""
    require(user, Role.LEAD)
    with deps.database.read() as session:
        return promise(session, question_named(question), current_policy(session, question))


def promise(session: Session, question: Question, policy: Policy) -> Promise:
    """What the champion's card promises, unless audited photographs contradicted it at the last watch."""
    stated = stated_promise(session, question, policy)
    contradicted = any(alert.key == f"{question.id}:{CONTRADICTED}" for alert in alerts.standing(session, question.id))
    if stated.refused is None and contradicted:
        return replace(stated, threshold=None, refused="Audited photographs contradict the promise; see the alerts.")
    return stated


def stated_promise(session: Session, question: Question, policy: Policy) -> Promise:
    """From the champion's card: photographs of the other label from sources that its fits had not seen, in full resolution."""
    error = policy.auto_accept.error
    try:
        version = champions.current(session, question.id)
        stored = versions.get(session, question.id, version).card.get("acceptance")
    except (NoChampion, VersionNotFound):
        return Promise(error, None, None, 0, "No model version scores this question.")
    acceptance = Acceptance.from_dict(stored) if stored else Acceptance(0, ())
    threshold = acceptance.threshold(error)
    refused = _refusal(question, policy, version, acceptance, threshold)
    return Promise(error, version, None if refused else threshold, acceptance.n, refused)


def accept_sure(deps: Deps, session: Session, question_id: str, scored: Iterable[Score]) -> int:
    """In the transaction that stored the scores: accepts those that the policy allows; how many.

    Never what abstains, is out of domain or of low resolution, nor a photo of the audit sample, nor one that anybody has or had.
    """
    policy = current_policy(session, question_id)
    if not policy.auto_accept.enabled:
        return 0
    question = question_named(question_id)
    allowed = promise(session, question, policy)
    if allowed.threshold is None:
        return 0
    accepted = 0
    for score in scored:
        sure = score.suggestion == question.claim and score.in_domain and not score.low_resolution
        if (sure and score.model_version == allowed.version and score.probabilities[question.claim] > allowed.threshold
                and automatic.may_be_taken(session, question.id, score.photo_id, policy.audit_share)):
            _accept(deps, session, question, score)
            accepted += 1
    if accepted:
        deps.anchor.note(chain.head(session), deps.clock())
    return accepted


def wrongly_acceptable(session: Session, question: Question, version: str | None, threshold: float) -> Share:
    """Of the version's audited photographs that turned out to have the other label, those that it would have accepted."""
    return wrongly_above(audited(session, InsightFilters(question.id, version=version)), question, threshold)


def _accept(deps: Deps, session: Session, question: Question, score: Score) -> None:
    now = deps.clock()
    reviewer = automatic.ensure_account(session, now)
    decision = decisions.record(session, NewDecision(
        request_id=f"automatic:{score.id}", photo_id=score.photo_id, question=question.id, verdict=Verdict.ACCEPT, label=question.claim,
        claim=question.claim, stage=Stage.AUTOMATIC, reviewer_id=reviewer, decided_at=now, now=now, score_id=score.id,
        model_version=score.model_version, probability=score.probabilities[question.claim], suggestion=score.suggestion,
        drawn_by=automatic.POLICY)).decision
    queue.settle(session, question.id, score.photo_id, QueueState.DECIDED, decision.id, reviewer)


def _refusal(question: Question, policy: Policy, version: str, acceptance: Acceptance, threshold: float | None) -> str | None:
    """The sentence why nothing is accepted, or None."""
    error = policy.auto_accept.error
    if len(question.labels) != 2:
        return "Only a question with two labels can be answered without a person."
    if not acceptance.n:
        return f"Version {version} was not measured on sources that it had not seen, so it can promise nothing."
    if error > LARGEST_ERROR:
        return f"No version promises more than {100 * LARGEST_ERROR:.0f} % wrong; choose a smaller error."
    if threshold is None:
        return (f"Version {version} was measured on {acceptance.n:,} photographs of the other label from unseen sources; to promise "
                f"{100 * error:.1f} %, at least {round(1 / error) - 1:,} are needed.")
    if policy.audit_share < SMALLEST_AUDIT_SHARE:
        least = f"{100 * SMALLEST_AUDIT_SHARE:.0f} %"
        return f"It needs an audit share of at least {least}: without it nobody would notice that the promise fails."
    return None
