"""Adjudicate: a lead sees what reviewers answered, without their names, and settles it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import Photo, QueueState, Role, User
from app.errors import BadFilter, NothingToSettle, PhotoNotFound
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.review import open_photo
from app.services.review_item import Decided, Read, ReviewItem, VerdictRequest, reads_of
from app.services.verdict import decide
from app.store import decisions, photos, queue, queue_steering
from app.store.times import from_text, to_text


@dataclass(frozen=True)
class Waiting:
    """A photograph that waits for a lead.  since: when it came into the queue.  reads: what was answered, oldest first."""

    photo: Photo
    since: datetime
    reads: tuple[Read, ...]


@dataclass(frozen=True)
class Disagreements:
    """rows: longest in the queue first.  total: all that wait.  next_cursor: for the following rows, None at the end."""

    rows: tuple[Waiting, ...]
    total: int
    next_cursor: str | None


def list_disagreements(deps: Deps, user: User, question: str, limit: int = 50, after: str | None = None) -> Disagreements:
    """Photographs that wait for a lead and that no other lead has on the desk.  Leads.  Raises UnknownQuestion, BadFilter."""
    require(user, Role.LEAD)
    question_named(question)
    with deps.database.read() as session:
        entries = queue_steering.for_leads(session, question, limit + 1, _place(after))
        known = photos.many(session, [entry.photo_id for entry in entries])
        rows = tuple(Waiting(known[entry.photo_id], entry.enqueued_at, reads_of(decisions.standing(session, entry.photo_id, question)))
                     for entry in entries[:limit] if entry.photo_id in known)
        total = queue.counts(session, question)[QueueState.LEAD]
    last = entries[limit - 1] if len(entries) > limit else None
    return Disagreements(rows, total, f"{to_text(last.enqueued_at)}_{last.photo_id}" if last else None)


def open_disagreement(deps: Deps, user: User, question: str, photo_id: str) -> ReviewItem:
    """One of them on the lead's desk: `reads` has the answers, and the score comes as the policy has it.  Leads.

    Raises PhotoNotFound, NothingToSettle when it waits for no lead (any more).
    """
    require(user, Role.LEAD)
    _check_waits(deps, question, photo_id)
    return open_photo(deps, user, question, photo_id)


def settle(deps: Deps, user: User, request: VerdictRequest) -> Decided:
    """Stores the lead's word, which is the photograph's final label; what was answered before stays on record beside it.  Leads.

    No next photograph is leased.  Raises NothingToSettle, and all that `decide` raises.
    """
    require(user, Role.LEAD)
    question_named(request.question)
    with deps.database.read() as session:
        repeated = decisions.by_request(session, request.request_id) is not None
    if not repeated:
        _check_waits(deps, request.question, request.photo_id)
    return decide(deps, user, request, lease_another=False)


def _check_waits(deps: Deps, question: str, photo_id: str) -> None:
    question_named(question)
    with deps.database.read() as session:
        entry = queue.get(session, question, photo_id)
    if entry is None:
        raise PhotoNotFound("This photograph is not in the queue of this question.")
    if entry.state != QueueState.LEAD:
        raise NothingToSettle


def _place(after: str | None) -> tuple[datetime, str] | None:
    if after is None:
        return None
    moment, _, photo_id = after.partition("_")
    try:
        return from_text(moment), photo_id
    except ValueError as error:
        raise BadFilter("This page does not exist.") from error
