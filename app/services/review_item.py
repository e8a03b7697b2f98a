"""What the desk is handed and what it sends back: a photo under review, a verdict, the answer to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import Decision, Photo, QueueState, Role, Score, User, Verdict
from app.errors import NoChampion
from app.services.policy import Blind, Policy
from app.services.score_gate import may_see_score
from app.store import champions, decisions, photos, scores
from app.store.engine import Session
from app.store.queue import QueueEntry

SHOWN, HIDDEN, ASK = "shown", "hidden", "ask"


@dataclass(frozen=True)
class Read:
    """One reviewer's answer as a lead settles it: A, B, C in the order in which they were given, without a name."""

    name: str
    verdict: Verdict
    label: str | None
    reasons: tuple[str, ...]
    note: str | None


@dataclass(frozen=True)
class ReviewItem:
    """A photo on the desk.

    score: None while it is not scored or must not be seen yet.  lease_id: None when the photo was only opened to look at
    (held by somebody else, or decided by others).  trouble: the sentence why there is no lease, or None.
    state: waiting, decided or lead; a second read and a gold photo look like any other.  decided: the person's own standing answer;
    for leads, the answer that the photo has.
    blind: `shown`, `hidden` until the person's own answer is stored, or `ask`: shown when they ask for it.
    revealing: the own answer was given blind and the score is shown now; the next verdict keeps or changes it.
    reads: the answers that a lead is to settle; empty for everybody else.
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
    blind: str = SHOWN
    revealing: bool = False
    reads: tuple[Read, ...] = ()


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
    """repeated: the same request came before and nothing was stored again.

    next: the photo leased in the same step; after an answer given blind the same photo again, `revealing`.
    """

    decision: Decision
    next: ReviewItem | None
    repeated: bool = False


def item_of(session: Session, user: User, policy: Policy, entry: QueueEntry, trouble: str | None = None) -> ReviewItem:
    """The entry as this person may see it: its photo, the champion's score where it is stored, and the decision that stands."""
    leased = trouble is None and entry.leased_by == user.id
    decided = decisions.own_standing(session, entry.photo_id, entry.question, user.id) if user.id in entry.not_for else None
    lead = user.role.includes(Role.LEAD)
    seen = may_see_score(session, user, policy, entry)
    score = _champion_score(session, entry) if seen else None
    if decided is None and lead and entry.state == QueueState.DECIDED and entry.decision_id:
        decided = decisions.get(session, entry.decision_id)
    settling = lead and entry.state == QueueState.LEAD
    return ReviewItem(
        photo=photos.get(session, entry.photo_id), question=entry.question, score=score, lease_id=entry.lease_id if leased else None,
        lease_until=entry.lease_until if leased else None, state=_shown_state(entry, decided),
        model_version=score.model_version if score else None, trouble=trouble, decided=decided,
        blind=SHOWN if seen else ASK if policy.blind is Blind.ON_REQUEST else HIDDEN, revealing=leased and entry.revealing,
        reads=reads_of(decisions.standing(session, entry.photo_id, entry.question)) if settling else (),
    )


def reads_of(standing: Sequence[Decision]) -> tuple[Read, ...]:
    """Standing answers without their reviewers, oldest first."""
    return tuple(Read(chr(ord("A") + place), one.verdict, one.label, one.reasons, one.note)
                 for place, one in enumerate(standing) if one.verdict is not None)


def _shown_state(entry: QueueEntry, decided: Decision | None) -> QueueState:
    if entry.state in (QueueState.DECIDED, QueueState.LEAD):
        return entry.state
    return QueueState.WAITING if decided is None else QueueState.DECIDED


def _champion_score(session: Session, entry: QueueEntry) -> Score | None:
    try:
        champion = champions.current(session, entry.question)
    except NoChampion:
        return None
    return scores.by_version(session, entry.photo_id, entry.question, champion)
