"""Whether the score of a photo may reach a person yet: the one place where a question's blind policy is applied."""

from __future__ import annotations

from app.domain import QueueState, Role, User
from app.errors import ScoreWithheld
from app.services.policies import current_policy
from app.services.policy import Blind, Policy
from app.store import decisions, queue
from app.store.engine import Session
from app.store.queue import QueueEntry


def sees_scores(user: User, policy: Policy) -> bool:
    """Whether lists may show this person the scores of photos that they have not answered: leads, and all while nothing is blind."""
    return policy.blind is Blind.OFF or user.role.includes(Role.LEAD)


def may_see_score(session: Session, user: User, policy: Policy, entry: QueueEntry | None) -> bool:
    """On the desk: once it was shown, once the person's own answer is stored, or when the policy withholds nothing.

    entry: the photo's place in the question's queue.  A lease keeps what it began under, whatever the policy is now; a photo that
    waits for answers is withheld from leads too, since they answer it like anybody else.
    """
    if entry is None:
        return sees_scores(user, policy)
    if user.id in entry.seen_by or answered(session, user, entry):
        return True
    if entry.leased_by == user.id and not entry.reserved:
        return False
    return policy.blind is Blind.OFF or (user.role.includes(Role.LEAD) and entry.state == QueueState.DECIDED)


def answered(session: Session, user: User, entry: QueueEntry) -> bool:
    """Whether the person ever answered the photo; passing it on is no answer."""
    return user.id in entry.not_for and decisions.ever_answered(session, entry.photo_id, entry.question, user.id)


def require_score_visible(session: Session, user: User, question: str, photo_id: str) -> QueueEntry | None:
    """The photo's place in the queue.  Raises ScoreWithheld while its score must not reach this person."""
    entry = queue.get(session, question, photo_id)
    if not may_see_score(session, user, current_policy(session, question), entry):
        raise ScoreWithheld
    return entry
