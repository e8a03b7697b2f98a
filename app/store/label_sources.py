"""Decisions that a model may be fitted on, before any policy: what a person said of a photograph whose label was not known already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from app.domain import Decision, Stage
from app.store.decisions import STANDING, WITH_NOTE, decision_of
from app.store.engine import Session
from app.store.tables import decisions, gold_photos

GOLD = "gold"  # in drawn_by
IN_USE = gold_photos.c.retired_at.is_(None)
_IS_GOLD = select(gold_photos.c.photo_id).where(
    gold_photos.c.photo_id == decisions.c.photo_id, gold_photos.c.question == decisions.c.question, IN_USE).exists()


@dataclass(frozen=True)
class LabelSource:
    """drawn_by: why the photograph came up, None where nobody knows."""

    decision: Decision
    drawn_by: str | None


def label_sources(session: Session, question: str) -> Iterator[LabelSource]:
    """Standing decisions that name a label, oldest first, streamed.  Never on gold photographs, never the program's own."""
    query = WITH_NOTE.where(
        decisions.c.question == question, decisions.c.label.is_not(None), *STANDING, decisions.c.stage != Stage.AUTOMATIC.value,
        func.coalesce(decisions.c.drawn_by, "") != GOLD, ~_IS_GOLD).order_by(decisions.c.seq)
    rows = session.execute(query, execution_options={"yield_per": 1000})
    return (LabelSource(decision_of(row), row.drawn_by) for row in rows)


def blind_before(session: Session, question: str) -> dict[str, str | None]:
    """Id of each blind answer that a later one replaced -> the label that it named."""
    query = select(decisions.c.id, decisions.c.label).where(decisions.c.question == question, decisions.c.stage == Stage.BLIND.value,
                                                            ~STANDING[0])
    return {row.id: row.label for row in session.execute(query)}


def gold_labels(session: Session, question: str) -> dict[str, str]:
    """Photo id -> known label, of the gold photographs in use."""
    query = select(gold_photos.c.photo_id, gold_photos.c.label).where(gold_photos.c.question == question, IN_USE)
    return {row.photo_id: row.label for row in session.execute(query)}


def readings(session: Session, question: str) -> list[tuple[str, str, str]]:
    """(photo id, reviewer id, label) of every standing answer that names one, on gold photographs too: what reviewers are measured by."""
    query = select(decisions.c.photo_id, decisions.c.reviewer_id, decisions.c.label).where(
        decisions.c.question == question, decisions.c.label.is_not(None), *STANDING,
        decisions.c.stage.not_in([Stage.AUTOMATIC.value, Stage.ADJUDICATED.value])).order_by(decisions.c.seq)
    return [(row.photo_id, row.reviewer_id, row.label) for row in session.execute(query)]
