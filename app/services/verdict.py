"""The verdict: stored once, chained, with the next photo leased in the same transaction; and its undoing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import Decision, QueueState, Role, Stage, User, Verdict
from app.errors import AlreadyDecided, NotAllowed, NoteTooLong, NothingToUndo, RequestReused
from app.questions import Question, question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.review_item import Decided, ReviewItem, VerdictRequest, item_of
from app.store import chain, decisions, queue, scores
from app.store.decisions import NewDecision
from app.store.engine import Session
from app.store.ids import new_id
from app.store.queue import QueueEntry

LONGEST_NOTE = 2000
FORMER_STATE = {Stage.SECOND: QueueState.SECOND, Stage.ADJUDICATED: QueueState.LEAD}


@dataclass(frozen=True)
class Step:
    """What a verdict does to the photo.  supersedes: the id of the decision that it replaces, or None."""

    stage: Stage
    state: QueueState
    supersedes: str | None


def decide(deps: Deps, user: User, request: VerdictRequest) -> Decided:
    """Stores the verdict and leases the next photo, in one transaction; the same request_id again changes nothing.

    Raises LeaseLost, AlreadyDecided, RequestReused, UnknownReason, UnknownLabel, NoteTooLong, PhotoNotFound, NotAllowed.
    """
    require(user, Role.REVIEWER)
    question = question_named(request.question)
    question.check_reasons(request.reasons)
    label = label_of(question, request.verdict, request.label)
    note = checked_note(request.note)
    now = deps.clock()
    with deps.database.begin() as session:
        stored = decisions.by_request(session, request.request_id)
        if stored is None:
            entry = queue.held_lease(session, request.lease_id, user.id, question.id, request.photo_id, now)
            step = step_for(session, user, entry, request.verdict)
            decision = decisions.record(session, _new(session, user, request, entry, step, label, note, question.claim, now)).decision
            queue.settle(session, question.id, entry.photo_id, step.state, decision.id, user.id)
        elif _same(stored, user, request, note):
            decision = stored
        else:
            raise RequestReused
        head = chain.head(session)
        following = lease_next(deps, session, user, question.id, request.order, request.batch)
    deps.anchor.note(head, now)
    return Decided(decision, following, repeated=stored is not None)


def undo(deps: Deps, user: User, question: str) -> ReviewItem:
    """Takes the user's last decision back by a superseding row and leases the photo to them again.

    Raises NothingToUndo, also when somebody has answered or is answering the photo since.
    """
    require(user, Role.REVIEWER)
    now = deps.clock()
    with deps.database.begin() as session:
        last = next(iter(decisions.last_own(session, user.id, question, 1)), None)
        if last is None or last.stage == Stage.IMPORTED:
            raise NothingToUndo
        entry = queue.get(session, question, last.photo_id)
        if entry is None or entry.decision_id != last.id or _held_by_another(entry, user, now):
            raise NothingToUndo("Somebody else has this photograph by now; your last answer can no longer be taken back.")
        decisions.record(session, NewDecision(
            request_id=new_id(), photo_id=last.photo_id, question=question, verdict=None, label=None, claim=last.claim, stage=Stage.UNDONE,
            reviewer_id=user.id, decided_at=now, now=now, supersedes=last.id))
        standing = decisions.standing(session, last.photo_id, question)
        queue.reopen(session, question, last.photo_id, FORMER_STATE.get(last.stage, QueueState.WAITING),
                     standing[-1].id if standing else None, user.id)
        claimed = queue.claim(session, question, last.photo_id, user.id, now, deps.settings.lease_minutes)
        if claimed is None:
            raise NothingToUndo
        head = chain.head(session)
        item = item_of(session, user, claimed)
    deps.anchor.note(head, now)
    return item


def lease_next(deps: Deps, session: Session, user: User, question: str, order: str, batch: str | None) -> ReviewItem | None:
    """The next photo in the caller's transaction; leads get what waits for a lead first."""
    order = order if order in queue.ORDERS else queue.ORDERS[0]
    now, minutes = deps.clock(), deps.settings.lease_minutes
    entry = None
    if user.role.includes(Role.LEAD):
        entry = queue.next_waiting(session, question, user.id, order, batch, now, minutes, states=(QueueState.LEAD,))
    entry = entry or queue.next_waiting(session, question, user.id, order, batch, now, minutes)
    return None if entry is None else item_of(session, user, entry)


def label_of(question: Question, verdict: Verdict, label: str | None) -> str | None:
    """What the verdict names: the claim, its opposite, the label picked among many, or nothing.  Raises UnknownLabel."""
    if verdict is Verdict.ACCEPT:
        return question.claim
    if verdict is Verdict.UNSURE:
        return None
    if len(question.labels) == 2:
        return question.labels[1]
    return None if label is None else question.check_label(label)


def checked_note(note: str | None) -> str | None:
    """The note without spaces around it; None for nothing.  Raises NoteTooLong."""
    text = (note or "").strip()
    if len(text) > LONGEST_NOTE:
        raise NoteTooLong
    return text or None


def step_for(session: Session, user: User, entry: QueueEntry, verdict: Verdict) -> Step:
    """UNSURE goes to a second reviewer, then to a lead; a decided photo is answered anew by its reviewer or a lead only.

    Raises NotAllowed, AlreadyDecided.
    """
    lead = user.role.includes(Role.LEAD)
    if entry.state == QueueState.LEAD:
        if not lead:
            raise NotAllowed("This photograph waits for a lead.")
        return Step(Stage.ADJUDICATED, QueueState.DECIDED, None)
    if entry.state == QueueState.SECOND:
        return Step(Stage.SECOND, QueueState.LEAD if verdict is Verdict.UNSURE else QueueState.DECIDED, None)
    after = QueueState.SECOND if verdict is Verdict.UNSURE else QueueState.DECIDED
    if entry.state == QueueState.WAITING or entry.decision_id is None:
        return Step(Stage.OPEN, after, None)
    before = decisions.get(session, entry.decision_id)
    own = before is not None and before.reviewer_id == user.id
    if not own and not lead:
        raise AlreadyDecided
    return Step(Stage.OPEN, after, entry.decision_id) if own else Step(Stage.ADJUDICATED, QueueState.DECIDED, entry.decision_id)


def _new(session: Session, user: User, request: VerdictRequest, entry: QueueEntry, step: Step, label: str | None, note: str | None,
         claim: str, now: datetime) -> NewDecision:
    shown = scores.get(session, request.score_id) if request.score_id else None
    if shown is not None and (shown.photo_id, shown.question) != (entry.photo_id, entry.question):
        shown = None  # an id from elsewhere says nothing about this photo
    stood = shown or scores.newest(session, entry.photo_id, entry.question)
    return NewDecision(
        request_id=request.request_id, photo_id=entry.photo_id, question=entry.question, verdict=request.verdict, label=label, claim=claim,
        stage=step.stage, reviewer_id=user.id, decided_at=now, now=now, shown_at=_shown_at(request.shown_at, entry.leased_at, now),
        reasons=request.reasons, note=note, score_id=shown.id if shown else None, model_version=stood.model_version if stood else None,
        probability=stood.probabilities.get(claim) if stood else None, suggestion=stood.suggestion if stood else None,
        supersedes=step.supersedes, lease_id=request.lease_id, drawn_by=entry.drawn_by,
    )


def _shown_at(said: datetime | None, leased_at: datetime | None, now: datetime) -> datetime | None:
    # a browser's clock may be wrong: what it says counts between the lease and now
    if said is None or leased_at is None:
        return leased_at
    return min(max(said, leased_at), now)


def _same(stored: Decision, user: User, request: VerdictRequest, note: str | None) -> bool:
    return (stored.photo_id, stored.question, stored.verdict, stored.reasons, stored.reviewer_id, stored.note) == (
        request.photo_id, request.question, request.verdict, request.reasons, user.id, note)


def _held_by_another(entry: QueueEntry, user: User, now: datetime) -> bool:
    return entry.leased_by not in (None, user.id) and entry.lease_until is not None and entry.lease_until > now
