"""The verdict: stored once, chained, with the next photo leased in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain import Decision, QueueState, Role, Stage, User, Verdict
from app.errors import AlreadyDecided, NotAllowed, NoteTooLong, ReasonRequired, RequestReused
from app.questions import Question, question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.policies import current_policy
from app.services.policy import Blind, Policy
from app.services.review_item import Decided, ReviewItem, VerdictRequest, item_of
from app.services.second_read import state_after_first, state_after_more
from app.store import chain, decisions, queue, scores
from app.store.decisions import NewDecision
from app.store.engine import Session
from app.store.queue import HandOut, QueueEntry
from app.store.queue_lanes import GOLD

LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Step:
    """What a verdict does to the photo.  supersedes: the id of the decision that it replaces, or None.

    others: what other reviewers answered, where that matters.  reveals: the reviewer sees the score next, and keeps or changes the answer.
    """

    stage: Stage
    supersedes: str | None = None
    others: tuple[Decision, ...] = ()
    reveals: bool = False


def decide(deps: Deps, user: User, request: VerdictRequest, lease_another: bool = True) -> Decided:
    """Stores the verdict and leases the next photo, in one transaction; the same request_id again changes nothing.

    Raises LeaseLost, AlreadyDecided, RequestReused, UnknownReason, ReasonRequired, UnknownLabel, NoteTooLong, PhotoErased,
    NotAllowed.
    """
    require(user, Role.REVIEWER)
    question = question_named(request.question)
    question.check_reasons(request.reasons)
    label = label_of(question, request.verdict, request.label)
    note = checked_note(request.note)
    now = deps.clock()
    following = None
    with deps.database.begin() as session:
        policy = current_policy(session, question.id)
        stored = decisions.by_request(session, request.request_id)
        if stored is None:
            entry = queue.held_lease(session, request.lease_id, user.id, question.id, request.photo_id, now)
            if policy.reason_required and request.verdict is Verdict.REJECT and not request.reasons:
                raise ReasonRequired
            step = step_for(session, user, policy, entry)
            decision = decisions.record(session, _new(session, user, request, entry, step, label, note, question.claim, now)).decision
            following = _settle(deps, session, user, policy, entry, step, decision)
        elif _same(stored, user, request, note):
            decision = stored
        else:
            raise RequestReused
        head = chain.head(session)
        if following is None and lease_another:
            following = lease_next(deps, session, user, policy, question.id, request.order, request.batch)
    deps.anchor.note(head, now)
    return Decided(decision, following, repeated=stored is not None)


def hand_out(policy: Policy) -> HandOut:
    """How the policy hands photos out."""
    return HandOut(policy.blind is Blind.OFF, policy.gold_rate, policy.audit_share)


def lease_next(deps: Deps, session: Session, user: User, policy: Policy, question: str, order: str, batch: str | None) -> ReviewItem | None:
    """The next photo in the caller's transaction; leads get what waits for a lead first."""
    order = order if order in queue.ORDERS else queue.ORDERS[0]
    now, minutes, how = deps.clock(), deps.settings.lease_minutes, hand_out(policy)
    entry = None
    if user.role.includes(Role.LEAD):
        entry = queue.next_waiting(session, question, user.id, order, batch, now, minutes, (QueueState.LEAD,), how)
    entry = entry or queue.next_waiting(session, question, user.id, order, batch, now, minutes, hand_out=how)
    return None if entry is None else item_of(session, user, policy, entry)


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


def step_for(session: Session, user: User, policy: Policy, entry: QueueEntry) -> Step:
    """A first or second answer, an answer anew, or a lead's settling; a settled photo is answered anew by leads only.

    Raises NotAllowed, AlreadyDecided.
    """
    lead, seen = user.role.includes(Role.LEAD), user.id in entry.seen_by
    own = decisions.own_standing(session, entry.photo_id, entry.question, user.id) if user.id in entry.not_for else None
    if entry.state == QueueState.LEAD and not entry.revealing:
        if not lead:
            raise NotAllowed("This photograph waits for a lead.")
        return Step(Stage.ADJUDICATED, own.id if own is not None and own.stage == Stage.ADJUDICATED else None)
    if own is not None:
        others = () if entry.state == QueueState.GOLD else _others(session, user, entry)
        if any(one.stage == Stage.ADJUDICATED for one in others) and not lead:
            raise AlreadyDecided("A lead has settled this photograph by now.")
        return Step(_stage_anew(own, seen), own.id, others)
    reveals = policy.blind is Blind.ON and not seen and entry.score_id is not None
    if entry.state == QueueState.SECOND:
        return Step(Stage.SECOND, None, _others(session, user, entry), reveals)
    if entry.state != QueueState.DECIDED or entry.decision_id is None:
        return Step(Stage.OPEN if seen else Stage.BLIND, reveals=reveals)
    if not lead:
        raise AlreadyDecided
    return Step(Stage.ADJUDICATED, entry.decision_id)


def _stage_anew(own: Decision, seen: bool) -> Stage:
    """The stage of a later answer of the same person: `revealed` says that the first one was given before the score was shown."""
    blind = own.stage in (Stage.BLIND, Stage.REVEALED) or (own.stage == Stage.SECOND and own.score_id is None)
    return Stage.REVEALED if blind and seen else own.stage if own.stage in (Stage.BLIND, Stage.SECOND, Stage.ADJUDICATED) else Stage.OPEN


def _others(session: Session, user: User, entry: QueueEntry) -> tuple[Decision, ...]:
    return tuple(one for one in decisions.standing(session, entry.photo_id, entry.question)
                 if one.reviewer_id != user.id and one.stage != Stage.AUTOMATIC)


def _settle(deps: Deps, session: Session, user: User, policy: Policy, entry: QueueEntry, step: Step,
            decision: Decision) -> ReviewItem | None:
    """Moves the photo to where the answer sends it; after a blind one it stays on the desk, and is returned with its score."""
    verdict = decision.verdict or Verdict.UNSURE
    if entry.state == QueueState.GOLD:
        state = QueueState.GOLD
    elif decision.stage == Stage.ADJUDICATED:
        state = QueueState.DECIDED
    elif step.others:
        state = state_after_more((*step.others, decision), policy)
    else:
        state = state_after_first(entry, verdict, policy)
    if not step.reveals:
        queue.settle(session, entry.question, entry.photo_id, state, decision.id, user.id)
        return None
    shown = queue.reveal(session, entry.question, entry.photo_id, state, decision.id, user.id, deps.clock(), deps.settings.lease_minutes)
    return item_of(session, user, policy, shown)


def _new(session: Session, user: User, request: VerdictRequest, entry: QueueEntry, step: Step, label: str | None, note: str | None,
         claim: str, now: datetime) -> NewDecision:
    shown = scores.get(session, request.score_id) if request.score_id and user.id in entry.seen_by else None
    if shown is not None and (shown.photo_id, shown.question) != (entry.photo_id, entry.question):
        shown = None  # an id from elsewhere says nothing about this photo
    stood = shown or scores.newest(session, entry.photo_id, entry.question)
    return NewDecision(
        request_id=request.request_id, photo_id=entry.photo_id, question=entry.question, verdict=request.verdict, label=label, claim=claim,
        stage=step.stage, reviewer_id=user.id, decided_at=now, now=now, shown_at=_shown_at(request.shown_at, entry.leased_at, now),
        reasons=request.reasons, note=note, score_id=shown.id if shown else None, model_version=stood.model_version if stood else None,
        probability=stood.probabilities.get(claim) if stood else None, suggestion=stood.suggestion if stood else None,
        supersedes=step.supersedes, lease_id=request.lease_id, drawn_by=GOLD if entry.state == QueueState.GOLD else entry.drawn_by,
    )


def _shown_at(said: datetime | None, leased_at: datetime | None, now: datetime) -> datetime | None:
    # a browser's clock may be wrong: what it says counts between the lease and now
    if said is None or leased_at is None:
        return leased_at
    return min(max(said, leased_at), now)


def _same(stored: Decision, user: User, request: VerdictRequest, note: str | None) -> bool:
    return (stored.photo_id, stored.question, stored.verdict, stored.reasons, stored.reviewer_id, stored.note) == (
        request.photo_id, request.question, request.verdict, request.reasons, user.id, note)
