"""Show the pair that was found for a photo: evidence, so it stays back as long as the score of either photo does."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import Photo, Role, User
from app.errors import PhotoNotFound, ScoreWithheld
from app.questions import QUESTIONS
from app.services.access import require
from app.services.deps import Deps
from app.services.policies import current_policy
from app.services.score_gate import may_see_score
from app.store import pairs, photos, queue
from app.store.engine import Session


@dataclass(frozen=True)
class FoundPair:
    """partner: the other photo.  similarity: 0 to 1.  inliers: points that agree.

    rotation: degrees, 0 to 359, by which the partner shows the scene turned clockwise.
    """

    partner: Photo
    similarity: float
    inliers: int
    rotation: int


def found_pair(deps: Deps, user: User, photo_id: str) -> FoundPair | None:
    """None where none was found, and where the partner still waits for this person's own answer.

    Reviewers, once they may see the photo's score under every question in whose queue it is.  Raises PhotoNotFound, ScoreWithheld.
    """
    require(user, Role.REVIEWER)
    with deps.database.read() as session:
        photos.get(session, photo_id)
        if not _may_see(session, user, photo_id):
            raise ScoreWithheld("Answer first: the pair is shown after your own verdict.")
        stored = pairs.get(session, photo_id)
        if stored is None or stored.partner_id is None or not _may_see(session, user, stored.partner_id):
            return None
        try:
            partner = photos.get(session, stored.partner_id)
        except PhotoNotFound:
            return None
    return FoundPair(partner, stored.similarity, stored.inliers, stored.rotation)


def pair_if_seen(deps: Deps, user: User, photo_id: str) -> FoundPair | None:
    """The same, and None too while it must stay back."""
    try:
        return found_pair(deps, user, photo_id)
    except ScoreWithheld:
        return None


def _may_see(session: Session, user: User, photo_id: str) -> bool:
    entries = [queue.get(session, question, photo_id) for question in QUESTIONS]
    return all(may_see_score(session, user, current_policy(session, entry.question), entry) for entry in entries if entry is not None)
