"""Show a score: to whom it may be shown, or to whoever asks where the policy lets them; what was shown is remembered."""

from __future__ import annotations

from app.domain import Role, Score, User
from app.errors import ScoreWithheld
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.policies import current_policy
from app.services.policy import Blind
from app.services.review_item import ReviewItem, item_of
from app.services.score import score_photo
from app.services.score_gate import may_see_score, require_score_visible, sees_scores
from app.store import queue

__all__ = ["ask_score", "score_for", "sees_scores"]


def ask_score(deps: Deps, user: User, question: str, photo_id: str, lease_id: str) -> ReviewItem:
    """Shows the score before the answer, where the policy lets people ask; the answer is then not a blind one.  Reviewers.

    Raises ScoreWithheld where it must not be shown yet, LeaseLost when the photo is not under this lease of theirs.
    """
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.begin() as session:
        policy = current_policy(session, question)
        entry = queue.held_lease(session, lease_id, user.id, question, photo_id, deps.clock())
        if policy.blind is Blind.ON and not may_see_score(session, user, policy, entry):
            raise ScoreWithheld
        return item_of(session, user, policy, queue.show_score(session, entry, user.id))


def score_for(deps: Deps, user: User, photo_id: str, question: str) -> Score:
    """The champion's score of a photo for a person who looks at it on the desk.  Reviewers.

    Raises ScoreWithheld while it must not reach them, and all that `score_photo` raises.
    """
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.read() as session:
        entry = require_score_visible(session, user, question, photo_id)
    if entry is not None and user.id not in entry.seen_by:
        with deps.database.begin() as session:
            found = queue.get(session, question, photo_id)
            if found is not None:
                queue.show_score(session, found, user.id)
    return score_photo(deps, photo_id, question)
