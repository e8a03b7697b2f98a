"""Warm-up answers: what new reviewers said to known photos, with feedback; no decisions."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from app.domain import QueueState, Verdict
from app.store.engine import Session
from app.store.insert_new import insert_one_new
from app.store.queue_order import ENTRY
from app.store.tables import gold_photos, queue_entries, warm_up_answers

ANSWER, GOLD = warm_up_answers.c, gold_photos.c


class WarmUpAnswer(NamedTuple):
    """label: what was answered, None for UNSURE or where the verdict names none.  known: the photo's true label."""

    photo_id: str
    verdict: Verdict
    label: str | None
    known: str


class Known(NamedTuple):
    """A gold photo that could come up."""

    photo_id: str
    label: str


def answers(session: Session, question: str, user_id: str) -> list[WarmUpAnswer]:
    """A person's answers, oldest first."""
    query = select(ANSWER.photo_id, ANSWER.verdict, ANSWER.label, GOLD.label).select_from(warm_up_answers).join(
        gold_photos, (GOLD.photo_id == ANSWER.photo_id) & (GOLD.question == ANSWER.question))
    rows = session.execute(query.where(ANSWER.user_id == user_id, ANSWER.question == question).order_by(ANSWER.at, ANSWER.photo_id))
    return [WarmUpAnswer(photo_id, Verdict(verdict), label, known) for photo_id, verdict, label, known in rows]


def unknown_to(session: Session, question: str, user_id: str) -> list[Known]:
    """The gold photos in use that the person has not met, in an order that says nothing and stays the same."""
    query = select(ENTRY.photo_id, GOLD.label).select_from(queue_entries).join(
        gold_photos, (GOLD.photo_id == ENTRY.photo_id) & (GOLD.question == ENTRY.question))
    query = query.where(ENTRY.question == question, ENTRY.state == QueueState.GOLD.value, ENTRY.not_for.not_like(f"%{user_id}%"))
    return [Known(*row) for row in session.execute(query.order_by(ENTRY.rank))]


def add(session: Session, question: str, user_id: str, photo_id: str, verdict: Verdict, label: str | None, now: datetime) -> bool:
    """Stores an answer; False when there is one already, which stays."""
    return insert_one_new(session, warm_up_answers, {
        "user_id": user_id, "question": question, "photo_id": photo_id, "verdict": verdict.value, "label": label, "at": now})
