"""Review: the next photo under a lease, those after it, giving one back, passing one on, and progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from app.domain import Photo, QueueState, Role, User
from app.errors import PhotoNotFound
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.policies import current_policy
from app.services.review_item import Decided, Read, ReviewItem, VerdictRequest, item_of
from app.services.score_gate import may_see_score
from app.services.undo import Undoable, undo, undoable
from app.services.verdict import decide, hand_out, lease_next
from app.store import decisions, photos, queue
from app.store.engine import Session
from app.store.queue import QueueEntry
from app.store.queue_leases import leased_besides

__all__ = ["ORDERS", "Decided", "Progress", "Read", "ReviewItem", "Undoable", "VerdictRequest", "coming_photos", "decide", "next_photo",
           "open_photo", "progress", "release", "skip", "undo", "undoable"]

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

    Leads get what waits for a lead first.  A photo that was answered blind and not yet kept or changed is still on the desk.
    """
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.begin() as session:
        return lease_next(deps, session, user, current_policy(session, question), question, order, batch)


def open_photo(deps: Deps, user: User, question: str, photo_id: str) -> ReviewItem:
    """One photo by id: leased when this person may answer it now, else to look at.  Raises PhotoNotFound, PhotoErased."""
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.begin() as session:
        policy, entry = current_policy(session, question), queue.get(session, question, photo_id)
        if entry is None:
            photos.get(session, photo_id)
            raise PhotoNotFound("This photograph is not in the queue of this question.")
        trouble = _why_not(session, user, entry)
        if trouble is None:
            shows = may_see_score(session, user, policy, entry)
            claimed = queue.claim(session, question, photo_id, user.id, deps.clock(), deps.settings.lease_minutes, shows)
            entry, trouble = (claimed, None) if claimed else (entry, "Somebody else has this photograph on their desk.")
        return item_of(session, user, policy, entry, trouble)


def coming_photos(deps: Deps, user: User, question: str, order: str = "uncertain", batch: str | None = None, count: int = 3,
                  on_desk: str | None = None) -> list[Photo]:
    """The photos after the one on the desk, reserved for 60 s so that the browser can decode them; does not count as seen.

    on_desk: its id; what else the reviewer holds comes before anything reserved, as it does when the next photo is handed out.
    """
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.begin() as session:
        how = hand_out(current_policy(session, question))
        entries = queue.reserve(session, question, user.id, order, batch, deps.clock(), count, RESERVED_SECONDS, how)
        held = leased_besides(session, question, user.id, on_desk, order, batch) if on_desk else []
        ids = [*held, *(entry.photo_id for entry in entries)][:count]
        known = photos.many(session, ids)
    return [known[photo_id] for photo_id in ids if photo_id in known]


def release(deps: Deps, user: User, question: str, photo_id: str, lease_id: str) -> None:
    """Gives a photo back to the queue undecided; a lease that is gone already is no error."""
    require(user, Role.REVIEWER)
    with deps.database.begin() as session:
        queue.release(session, lease_id, user.id)


def skip(deps: Deps, user: User, question: str, photo_id: str, lease_id: str, order: str = "uncertain",
         batch: str | None = None) -> ReviewItem | None:
    """Gives the photo back for others, not to be offered to this person again, and leases the next.  Raises LeaseLost.

    After an answer given blind there is nothing to pass on: that answer stands.
    """
    require(user, Role.REVIEWER)
    question_named(question)
    with deps.database.begin() as session:
        queue.held_lease(session, lease_id, user.id, question, photo_id, deps.clock())
        queue.pass_on(session, lease_id, user.id)
        return lease_next(deps, session, user, current_policy(session, question), question, order, batch)


def progress(deps: Deps, user: User, question: str, batch: str | None = None) -> Progress:
    """How far the queue is; photos that wait for a lead count for leads only.

    Gold photos that this person has not answered count as waiting while others wait, so that no number tells them apart.
    """
    require(user, Role.REVIEWER)
    now = deps.clock()
    midnight = datetime.combine(now.date(), time(), now.tzinfo)
    with deps.database.read() as session:
        judged = decisions.judged_since(session, user.id, question, midnight)
        counts = queue.counts(session, question, batch)
        gold = queue.gold_left(session, question, user.id, batch) if counts[QueueState.GOLD] else 0
        handed_out = gold and current_policy(session, question).gold_rate > 0
    open_states = (*queue.OPEN_STATES, *((QueueState.LEAD,) if user.role.includes(Role.LEAD) else ()))
    waiting = sum(counts[state] for state in open_states)
    return Progress(judged, waiting + gold if waiting and handed_out else waiting, sum(counts.values()))


def _why_not(session: Session, user: User, entry: QueueEntry) -> str | None:
    """The sentence why this person may only look, or None."""
    if entry.revealing and entry.leased_by == user.id:
        return None
    lead = user.role.includes(Role.LEAD)
    if entry.held and not lead:
        return "A lead holds this photograph back."
    if entry.state == QueueState.LEAD and not lead:
        return "This photograph waits for a lead."
    if entry.state == QueueState.DECIDED and not lead and decisions.own_standing(session, entry.photo_id, entry.question, user.id) is None:
        return "This photograph has already been decided by somebody else."
    if entry.state == QueueState.SECOND and decisions.own_standing(session, entry.photo_id, entry.question, user.id) is not None:
        return "This photograph waits for another reviewer's answer."
    return None
