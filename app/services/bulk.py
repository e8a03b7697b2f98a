"""Bulk decisions: a lead's one answer to many photographs; a log row for each, and one press takes them all back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import Decision, QueueState, Role, Stage, User, Verdict
from app.errors import BadBulk, NothingToUndo
from app.questions import Question, question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.verdict import checked_note, label_of
from app.store import audit, chain, decisions, queue, scores
from app.store.decisions import NewDecision
from app.store.engine import Session
from app.store.ids import new_id

MOST = 500
AT_ONCE = 25  # decisions in one transaction: the desks of others wait for it
ACTION = "decisions.bulk"
HELD = "somebody has it on their desk"
WHY_NOT = {
    QueueState.DECIDED: "already decided", QueueState.SECOND: "waits for a second reader", QueueState.LEAD: "waits for a lead on the desk",
}


@dataclass(frozen=True)
class BulkRequest:
    """One answer to many photographs.  id: made once per press, so that a repeated request stores nothing twice."""

    id: str
    question: str
    photo_ids: tuple[str, ...]
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class BulkDone:
    """stored: photographs answered; left_out: how many were not, by the reason in words."""

    id: str
    stored: int
    left_out: dict[str, int]


def bulk_decide(deps: Deps, user: User, request: BulkRequest) -> BulkDone:
    """Stores the verdict for each waiting photograph that nobody holds; the others are left out and counted by reason.  Leads.

    Raises BadBulk (an unusable id, none or more than MOST photographs, UNSURE), UnknownReason, NoteTooLong, UnknownQuestion, NotAllowed.
    """
    require(user, Role.LEAD)
    question = _checked(request)
    note, now = checked_note(request.note), deps.clock()
    left_out: dict[str, int] = {}
    wanted = list(dict.fromkeys(request.photo_ids))
    for part in _parts(wanted):
        with deps.database.begin() as session:
            for photo_id in part:
                why = _answer(session, user, question, request, photo_id, note, now)
                if why is not None:
                    left_out[why] = left_out.get(why, 0) + 1
            head = chain.head(session)
        deps.anchor.note(head, now)
    with deps.database.begin() as session:
        audit.add(session, user.id, ACTION, request.id, now, {
            "question": question.id, "verdict": request.verdict.value, "photos": wanted, "left_out": left_out})
    return BulkDone(request.id, len(wanted) - sum(left_out.values()), left_out)


def take_back_bulk(deps: Deps, user: User, bulk_id: str) -> BulkDone:
    """Withdraws what is left of a bulk decision and puts the photographs back into the queue.  Leads.

    What somebody answered anew since stays.  Raises NothingToUndo.
    """
    require(user, Role.LEAD)
    now, stored = deps.clock(), 0
    left_out: dict[str, int] = {}
    with deps.database.read() as session:
        asked = audit.newest(session, ACTION, bulk_id)
    if asked is None:
        raise NothingToUndo("There is no such bulk decision.")
    for part in _parts(asked.details["photos"]):
        with deps.database.begin() as session:
            for photo_id in part:
                why = _withdraw(session, user, asked.details["question"], bulk_id, photo_id, now)
                if why is None:
                    stored += 1
                elif why:
                    left_out[why] = left_out.get(why, 0) + 1
            head = chain.head(session)
        deps.anchor.note(head, now)
    if not stored:
        raise NothingToUndo("All of these were answered anew or taken back before.")
    with deps.database.begin() as session:
        audit.add(session, user.id, f"{ACTION}.taken_back", bulk_id, now, {"stored": stored, "left_out": left_out})
    return BulkDone(bulk_id, stored, left_out)


def _parts(photo_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (photo_ids[start:start + AT_ONCE] for start in range(0, len(photo_ids), AT_ONCE))


def _checked(request: BulkRequest) -> Question:
    question = question_named(request.question)
    question.check_reasons(request.reasons)
    if not re.fullmatch(r"[0-9a-f]{8,24}", request.id):
        raise BadBulk("The request has no usable id.")
    if not request.photo_ids:
        raise BadBulk("No photograph is chosen.")
    if len(request.photo_ids) > MOST:
        raise BadBulk(f"{len(request.photo_ids):,} photographs are chosen; at most {MOST} can be answered at once.")
    if request.verdict is Verdict.UNSURE:
        raise BadBulk("Unsure says something about one photograph; accept or reject many.")
    return question


def _answer(session: Session, user: User, question: Question, request: BulkRequest, photo_id: str, note: str | None,
            now: datetime) -> str | None:
    """Stores one decision and says nothing, or says why not."""
    stored = decisions.by_request(session, request_id(request.id, photo_id))
    if stored is not None:
        return None
    entry = queue.get(session, question.id, photo_id)
    if entry is None:
        return "not in the queue of this question"
    if entry.state != QueueState.WAITING:
        return WHY_NOT.get(entry.state, "cannot be answered in bulk")
    if entry.lease_id and not entry.reserved and entry.leased_by != user.id and entry.lease_until and entry.lease_until > now:
        return HELD
    stood = scores.newest(session, photo_id, question.id)
    decision = decisions.record(session, NewDecision(
        request_id=request_id(request.id, photo_id), photo_id=photo_id, question=question.id, verdict=request.verdict,
        label=label_of(question, request.verdict, None), claim=question.claim, stage=Stage.BULK, reviewer_id=user.id, decided_at=now,
        now=now, reasons=request.reasons, note=note, model_version=stood.model_version if stood else None,
        probability=stood.probabilities.get(question.claim) if stood else None, suggestion=stood.suggestion if stood else None,
        drawn_by="bulk")).decision
    queue.settle(session, question.id, photo_id, QueueState.DECIDED, decision.id, user.id)
    return None


def _withdraw(session: Session, user: User, question: str, bulk_id: str, photo_id: str, now: datetime) -> str | None:
    """Takes one decision back and says nothing; says why not; "" where there was none."""
    made = decisions.by_request(session, request_id(bulk_id, photo_id))
    if made is None:
        return ""
    entry = queue.get(session, question, photo_id)
    if entry is None or entry.decision_id != made.id:
        return "answered anew since"
    if entry.lease_id and entry.lease_until and entry.lease_until > now:
        return HELD
    decisions.record(session, _withdrawal(made, user, now))
    queue.reopen(session, question, photo_id, QueueState.WAITING, None, made.reviewer_id)
    return None


def _withdrawal(made: Decision, user: User, now: datetime) -> NewDecision:
    return NewDecision(
        request_id=new_id(), photo_id=made.photo_id, question=made.question, verdict=None, label=None, claim=made.claim, stage=Stage.UNDONE,
        reviewer_id=user.id, decided_at=now, now=now, supersedes=made.id)


def request_id(bulk_id: str, photo_id: str) -> str:
    """What makes one photograph of a bulk decision unique."""
    return f"{bulk_id}:{photo_id}"

