"""Gold: photos whose label is known, hidden in the queue, and the answers that reviewers gave to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select, update

from app.domain import QueueState, Stage
from app.store.engine import Session
from app.store.insert_new import replace
from app.store.queue_order import ENTRY
from app.store.tables import decisions, gold_photos, photos, queue_entries, users

GOLD_DECISION = "gold"  # what drawn_by says of an answer to a gold photo
FIRST_ANSWERS = (Stage.BLIND.value, Stage.OPEN.value)


@dataclass(frozen=True)
class GoldPhoto:
    """photo: its name, None once erased.  added_by: who marked it, None for the command line."""

    photo_id: str
    photo: str | None
    label: str
    added_by: str | None
    at: datetime
    retired_at: datetime | None
    answers: int


class GoldAnswer(NamedTuple):
    """A reviewer's first answer to a gold photo."""

    reviewer_id: str
    reviewer: str
    verdict: str
    label: str


def mark(session: Session, question: str, photo_id: str, label: str, user_id: str | None, now: datetime) -> None:
    """Makes a photo of the question's queue gold, whatever its state was; a new label replaces the former one."""
    replace(session, gold_photos, {"question": question, "photo_id": photo_id, "label": label, "added_by": user_id, "at": now,
                                   "retired_at": None})
    session.execute(update(queue_entries).where(ENTRY.question == question, ENTRY.photo_id == photo_id).values(
        state=QueueState.GOLD.value, decision_id=None, assigned_to=None, held=False))


def retire(session: Session, question: str, photo_id: str, state: QueueState, decision_id: str | None, now: datetime) -> None:
    """The photo is an ordinary one again, in that state; its answers as gold stay what they were."""
    this = (gold_photos.c.question == question, gold_photos.c.photo_id == photo_id)
    session.execute(update(gold_photos).where(*this).values(retired_at=now))
    session.execute(update(queue_entries).where(ENTRY.question == question, ENTRY.photo_id == photo_id).values(
        state=state.value, decision_id=decision_id))


def label_of(session: Session, question: str, photo_id: str) -> str | None:
    """The known label of a gold photo that is in use, or None."""
    query = select(gold_photos.c.label).where(gold_photos.c.question == question, gold_photos.c.photo_id == photo_id,
                                              gold_photos.c.retired_at.is_(None))
    return session.execute(query).scalar_one_or_none()


def gold_list(session: Session, question: str, retired: bool) -> list[GoldPhoto]:
    """Newest first; those in use, or with retired all."""
    answers = select(func.count()).where(
        decisions.c.photo_id == gold_photos.c.photo_id, decisions.c.question == question, decisions.c.drawn_by == GOLD_DECISION,
        decisions.c.stage.in_(FIRST_ANSWERS)).scalar_subquery()
    tables = gold_photos.join(photos, photos.c.id == gold_photos.c.photo_id).join(
        users, users.c.id == gold_photos.c.added_by, isouter=True)
    query = select(gold_photos, photos.c.name, users.c.name.label("added"), answers.label("answers")).select_from(tables).where(
        gold_photos.c.question == question)
    if not retired:
        query = query.where(gold_photos.c.retired_at.is_(None), photos.c.erased_at.is_(None))
    rows = session.execute(query.order_by(gold_photos.c.at.desc(), gold_photos.c.photo_id))
    return [GoldPhoto(row.photo_id, row.name, row.label, row.added, row.at, row.retired_at, row.answers) for row in rows]


def first_answers(session: Session, question: str) -> list[GoldAnswer]:
    """Each reviewer's first answer to each gold photo, unless they took it back.  label: the known one."""
    taken_back = decisions.alias("taken_back")
    undone = select(taken_back.c.id).where(taken_back.c.supersedes == decisions.c.id, taken_back.c.stage == Stage.UNDONE.value).exists()
    first = select(func.min(decisions.c.seq)).where(
        decisions.c.question == question, decisions.c.drawn_by == GOLD_DECISION, decisions.c.stage.in_(FIRST_ANSWERS), ~undone,
    ).group_by(decisions.c.photo_id, decisions.c.reviewer_id)
    tables = decisions.join(users, users.c.id == decisions.c.reviewer_id).join(
        gold_photos, (gold_photos.c.photo_id == decisions.c.photo_id) & (gold_photos.c.question == decisions.c.question))
    query = select(decisions.c.reviewer_id, users.c.name, decisions.c.verdict, gold_photos.c.label).select_from(tables)
    return [GoldAnswer(*row) for row in session.execute(query.where(decisions.c.seq.in_(first)).order_by(users.c.name_key))]
