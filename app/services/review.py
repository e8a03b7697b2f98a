"""Review: the next photo under a lease, the verdict, undo and progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from app.domain import Photo, QueueState, Role, User
from app.errors import PhotoNotFound
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.review_item import Decided, ReviewItem, VerdictRequest, item_of
from app.services.verdict import decide, lease_next, undo
from app.store import decisions, photos, queue
from app.store.engine import Session
from app.store.queue import QueueEntry

__all__ = ["ORDERS", "Decided", "Progress", "ReviewItem", "VerdictRequest", "coming_photos", "decide", "next_photo", "open_photo",
           "progress", "release", "undo"]

ORDERS = queue.ORDERS
RESERVED_SECONDS = 60.0


@dataclass(frozen=True)
class Progress:
    """judged_today: decisions of this user since midnight UTC; waiting: photos still in the queue; total: all of the question."""

    judged_today: int
    waiting: int
    total: int


def next_photo(deps: Deps, user: User, question: str, order: str = "uncertain", batch: str | None = None) -> ReviewItem | None:
    """The next photo of the queue, leased to the user for settings.lease_minutes; the one already held comes first.  None: all done.

    Leads get what waits for a lead first.
    """
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.begin() as session:
        return lease_next(deps, session, user, question, order, batch)


def open_photo(deps: Deps, user: User, question: str, photo_id: str) -> ReviewItem:
    """One photo by id: leased when this person may answer it now, else to look at.  Raises PhotoNotFound."""
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.begin() as session:
        entry = queue.get(session, question, photo_id)
        if entry is None:
            raise PhotoNotFound("This photograph is not in the queue of this question.")
        trouble = _why_not(session, user, entry)
        if trouble is None:
            claimed = queue.claim(session, question, photo_id, user.id, deps.clock(), deps.settings.lease_minutes)
            entry, trouble = (claimed, None) if claimed else (entry, "Somebody else has this photograph on their desk.")
        return item_of(session, user, entry, trouble)


def coming_photos(deps: Deps, user: User, question: str, order: str = "uncertain", batch: str | None = None, count: int = 3) -> list[Photo]:
    """The photos after the one on the desk, reserved for 60 s so that the browser can decode them; does not count as seen."""
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.begin() as session:
        entries = queue.reserve(session, question, user.id, order, batch, deps.clock(), count, RESERVED_SECONDS)
        known = photos.many(session, [entry.photo_id for entry in entries])
    return [known[entry.photo_id] for entry in entries if entry.photo_id in known]


def release(deps: Deps, user: User, question: str, photo_id: str, lease_id: str) -> None:
    """Gives a photo back to the queue undecided; a lease that is gone already is no error."""
    require(user, Role.REVIEWER)
    with deps.database.begin() as session:
        queue.release(session, lease_id, user.id)


def progress(deps: Deps, user: User, question: str, batch: str | None = None) -> Progress:
    """How far the queue is; photos that wait for a lead count for leads only."""
    require(user, Role.REVIEWER)
    now = deps.clock()
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    with deps.database.read() as session:
        judged = decisions.judged_since(session, user.id, question, midnight)
        counts = queue.counts(session, question, batch)
    open_states = (*queue.OPEN_STATES, *((QueueState.LEAD,) if user.role.includes(Role.LEAD) else ()))
    return Progress(judged, sum(counts[state] for state in open_states), sum(counts.values()))


def _why_not(session: Session, user: User, entry: QueueEntry) -> str | None:
    """The sentence why this person may only look, or None."""
    if entry.state == QueueState.LEAD and not user.role.includes(Role.LEAD):
        return "This photograph waits for a lead."
    decided = decisions.get(session, entry.decision_id) if entry.decision_id else None
    if entry.state == QueueState.DECIDED and decided and decided.reviewer_id != user.id and not user.role.includes(Role.LEAD):
        return "This photograph has already been decided by somebody else."
    if entry.state == QueueState.SECOND and user.id in entry.not_for:
        return "This photograph waits for another reviewer's answer."
    return None
