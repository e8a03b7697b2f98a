"""Undo: a reviewer takes one of their last answers back by a later row, unless others rely on it by now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain import Decision, Photo, QueueState, Role, Stage, User
from app.errors import NothingToUndo, UndoRefused
from app.questions import question_named
from app.services.access import require
from app.services.deps import Deps
from app.services.policies import current_policy
from app.services.review_item import ReviewItem, item_of
from app.services.score_gate import may_see_score
from app.store import chain, decisions, photos, queue, versions
from app.store.decisions import NewDecision
from app.store.engine import Session
from app.store.ids import new_id
from app.store.queue import QueueEntry

MOST = 20


@dataclass(frozen=True)
class Undoable:
    """One of a reviewer's last answers.  photo: None once it was erased.  refused: the sentence why it stays, or None."""

    decision: Decision
    photo: Photo | None
    refused: str | None


def undoable(deps: Deps, user: User, question: str, limit: int = MOST) -> list[Undoable]:
    """The user's last standing answers, newest first, at most MOST; imported and bulk ones are left out.  Reviewers."""
    require(user, Role.REVIEWER)
    question_named(question)
    now = deps.clock()
    with deps.database.read() as session:
        own = decisions.last_own(session, user.id, question, min(limit, MOST))
        known = photos.many(session, [one.photo_id for one in own])
        return [Undoable(one, known.get(one.photo_id), _why_not(session, user, one, _entry(session, one), now)) for one in own]


def undo(deps: Deps, user: User, question: str, decision_id: str | None = None) -> ReviewItem:
    """Takes one of the user's last MOST answers back, the newest unless told, and leases the photo to them again.

    Raises NothingToUndo; UndoRefused with the reason when a lead settled it, a model learnt from it, or somebody else answered since.
    """
    require(user, Role.REVIEWER)
    question_named(question)
    now = deps.clock()
    with deps.database.begin() as session:
        wanted = _wanted(decisions.last_own(session, user.id, question, MOST), decision_id)
        entry = _entry(session, wanted)
        refused = _why_not(session, user, wanted, entry, now)
        if refused is not None or entry is None:
            raise UndoRefused(refused)
        decisions.record(session, NewDecision(
            request_id=new_id(), photo_id=wanted.photo_id, question=question, verdict=None, label=None, claim=wanted.claim,
            stage=Stage.UNDONE, reviewer_id=user.id, decided_at=now, now=now, supersedes=wanted.id))
        left = [] if entry.state == QueueState.GOLD else decisions.standing(session, wanted.photo_id, question)
        queue.reopen(session, question, wanted.photo_id, _state_before(wanted, entry, left), left[-1].id if left else None, user.id)
        item = _on_the_desk(deps, session, user, question, wanted.photo_id, now)
        head = chain.head(session)
    deps.anchor.note(head, now)
    return item


def _wanted(own: Sequence[Decision], decision_id: str | None) -> Decision:
    found = next((one for one in own if decision_id in (None, one.id)), None)
    if found is None:
        raise NothingToUndo(f"Only your last {MOST} answers that still stand can be taken back." if decision_id else None)
    return found


def _entry(session: Session, decision: Decision) -> QueueEntry | None:
    return queue.get(session, decision.question, decision.photo_id)


def _why_not(session: Session, user: User, decision: Decision, entry: QueueEntry | None, now: datetime) -> str | None:
    """The sentence why the answer stays, or None."""
    if entry is None:
        return "This photograph was erased."
    if entry.leased_by not in (None, user.id) and entry.lease_until is not None and entry.lease_until > now:
        return "Somebody else has this photograph on their desk by now; your answer stays."
    if entry.state == QueueState.GOLD:
        return None  # others' answers to it have nothing to do with this one, and nothing is learnt from it
    later = [one for one in decisions.standing(session, decision.photo_id, decision.question) if one.seq > decision.seq]
    if any(one.stage == Stage.ADJUDICATED for one in later):
        return "A lead has settled this photograph by now; your answer stays."
    version = versions.learnt_from(session, decision.question, decision.photo_id, decision.decided_at)
    if version is not None:
        return f"The model version {version} has learnt from this answer; it stays."
    return "Somebody else has answered this photograph by now; your answer stays." if later else None


def _state_before(undone: Decision, entry: QueueEntry, left: Sequence[Decision]) -> QueueState:
    if entry.state == QueueState.GOLD:
        return QueueState.GOLD
    if undone.stage == Stage.ADJUDICATED:
        return QueueState.LEAD
    return QueueState.SECOND if left else QueueState.WAITING


def _on_the_desk(deps: Deps, session: Session, user: User, question: str, photo_id: str, now: datetime) -> ReviewItem:
    policy = current_policy(session, question)
    entry = queue.get(session, question, photo_id)
    shows = may_see_score(session, user, policy, entry)
    claimed = queue.claim(session, question, photo_id, user.id, now, deps.settings.lease_minutes, shows)
    if claimed is None:
        raise UndoRefused
    return item_of(session, user, policy, claimed)
