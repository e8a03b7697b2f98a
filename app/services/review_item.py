"""What the desk is handed and what it sends back: a photo under review, a verdict, the answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import Decision, Photo, QueueState, Role, Score, User, Verdict
from app.errors import NoChampion
from app.store import champions, decisions, photos, scores
from app.store.engine import Session
from app.store.queue import QueueEntry


@dataclass(frozen=True)
class ReviewItem:
    """A photo on the desk.

    score: None while it is not scored or must not be seen yet.  lease_id: None when the photo was only opened to look at
    (held by somebody else, or decided by others: see decided).  trouble: the sentence why there is no lease, or None.
    """

    photo: Photo
    question: str
    score: Score | None
    lease_id: str | None
    lease_until: datetime | None
    state: QueueState
    model_version: str | None = None
    trouble: str | None = None
    decided: Decision | None = None

    @property
    def second(self) -> bool:
        """An UNSURE, or a disagreement, waits for this answer."""
        return self.state in (QueueState.SECOND, QueueState.LEAD)


@dataclass(frozen=True)
class VerdictRequest:
    """What the desk sends.  request_id: a uuid made once per keypress; score_id: the score that was on screen, or None.

    label: only for a question with more than two labels; otherwise it follows from the verdict.  shown_at: when it was painted.
    """

    request_id: str
    photo_id: str
    question: str
    verdict: Verdict
    lease_id: str
    reasons: tuple[str, ...] = ()
    note: str | None = None
    score_id: str | None = None
    shown_at: datetime | None = None
    label: str | None = None
    order: str = "uncertain"
    batch: str | None = None


@dataclass(frozen=True)
class Decided:
    """repeated: the same request came before and nothing was stored again; next is the photo leased in the same step."""

    decision: Decision
    next: ReviewItem | None
    repeated: bool = False


def may_see_score(user: User, question: str, decided: Decision | None) -> bool:
    """The one place that decides whether a score may reach this person yet; a question's blind policy belongs here."""
    return user.role.includes(Role.REVIEWER)


def item_of(session: Session, user: User, entry: QueueEntry, trouble: str | None = None) -> ReviewItem:
    """The entry with its photo, the champion's score where it is stored, and the decision that stands."""
    leased = trouble is None and entry.leased_by == user.id
    decided = decisions.get(session, entry.decision_id) if entry.decision_id else None
    score = None
    if may_see_score(user, entry.question, decided):
        score = _champion_score(session, entry)
    return ReviewItem(
        photo=photos.get(session, entry.photo_id), question=entry.question, score=score, lease_id=entry.lease_id if leased else None,
        lease_until=entry.lease_until if leased else None, state=entry.state, model_version=score.model_version if score else None,
        trouble=trouble, decided=decided,
    )


def _champion_score(session: Session, entry: QueueEntry) -> Score | None:
    try:
        champion = champions.current(session, entry.question)
    except NoChampion:
        return None
    return scores.by_version(session, entry.photo_id, entry.question, champion)
