"""Decisions: stored once, never changed; what replaces one is a later row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Row, Select, func, select

from app.domain import Decision, Stage, Verdict
from app.store.engine import Session
from app.store.tables import decision_counts, decision_notes, decisions
from app.store.times import to_text

LATER = decisions.alias("later")
SUPERSEDED = select(LATER.c.id).where(LATER.c.supersedes == decisions.c.id).exists()
STANDING = (~SUPERSEDED, decisions.c.stage != Stage.UNDONE.value)
WITH_NOTE = select(decisions, decision_notes.c.text.label("note")).join(decision_notes, isouter=True)


def get(session: Session, decision_id: str) -> Decision | None:
    return _one(session, WITH_NOTE.where(decisions.c.id == decision_id))


def by_request(session: Session, request_id: str) -> Decision | None:
    return _one(session, WITH_NOTE.where(decisions.c.request_id == request_id))


def of_photo(session: Session, photo_id: str, question: str) -> list[Decision]:
    """All decisions on a photo, oldest first, superseded ones too."""
    return _all(session, _of(photo_id, question))


def standing(session: Session, photo_id: str, question: str) -> list[Decision]:
    """Decisions on a photo that were not superseded and are no withdrawal, oldest first."""
    return _all(session, _of(photo_id, question).where(*STANDING))


def superseded_by(session: Session, decision_id: str) -> Decision | None:
    """The decision that replaced it, or None while it stands."""
    return _one(session, WITH_NOTE.where(decisions.c.supersedes == decision_id))


def last_own(session: Session, reviewer_id: str, question: str, limit: int = 1) -> list[Decision]:
    """The reviewer's latest standing decisions, newest first: what can be undone.  Imported ones are left out."""
    query = WITH_NOTE.where(decisions.c.reviewer_id == reviewer_id, decisions.c.question == question, *STANDING,
                            decisions.c.stage != Stage.IMPORTED.value)
    return _all(session, query.order_by(decisions.c.decided_at.desc(), decisions.c.seq.desc()).limit(limit))


def judged_since(session: Session, reviewer_id: str, question: str | None, since: datetime) -> int:
    """How many verdicts the reviewer gave since the UTC day of `since`; superseded ones and withdrawals are left out."""
    query = select(func.coalesce(func.sum(decision_counts.c.count - decision_counts.c.replaced), 0)).where(
        decision_counts.c.reviewer_id == reviewer_id, decision_counts.c.day >= to_text(since)[:10], decision_counts.c.verdict != "")
    if question is not None:
        query = query.where(decision_counts.c.question == question)
    return int(session.execute(query).scalar_one())


def labelled(session: Session, question: str) -> Iterator[Decision]:
    """Standing decisions that name a label, oldest first, streamed; whether one may be learnt from is the caller's policy."""
    query = WITH_NOTE.where(decisions.c.question == question, decisions.c.label.is_not(None), *STANDING).order_by(decisions.c.seq)
    return (decision_of(row) for row in session.execute(query, execution_options={"yield_per": 1000}))


def count_labelled(session: Session, question: str) -> dict[str, int]:
    """Label -> standing decisions that name it."""
    count = func.sum(decision_counts.c.count - decision_counts.c.replaced)
    query = select(decision_counts.c.label, count).where(decision_counts.c.question == question, decision_counts.c.label != "")
    return {label: int(number) for label, number in session.execute(query.group_by(decision_counts.c.label)) if number}


def decision_of(row: Row) -> Decision:
    """A row of decisions with its note as the record."""
    verdict = None if row.verdict is None else Verdict(row.verdict)
    return Decision(
        row.id, row.seq, row.photo_id, row.question, verdict, row.label, row.claim, tuple(row.reasons), Stage(row.stage), row.score_id,
        row.supersedes, row.lease_id, row.reviewer_id, row.shown_at, row.decided_at, row.previous_hash, row.hash, row.note)


def _of(photo_id: str, question: str) -> Select:
    return WITH_NOTE.where(decisions.c.photo_id == photo_id, decisions.c.question == question).order_by(decisions.c.seq)


def _one(session: Session, query: Select) -> Decision | None:
    row = session.execute(query).one_or_none()
    return None if row is None else decision_of(row)


def _all(session: Session, query: Select) -> list[Decision]:
    return [decision_of(row) for row in session.execute(query)]
