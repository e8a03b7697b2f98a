"""Audited photographs: drawn at random, so that what they show holds for all; one row each."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import String, func, literal_column, select, type_coerce

from app.store.engine import Session
from app.store.insights.filters import InsightFilters
from app.store.insights.first_answers import first_answers
from app.store.insights.truth import adjudicated_label, gold_label, standing_label
from app.store.tables import decisions, photos

AUDIT = "audit"  # in drawn_by
DRAWN = "answer.drawn_by IN ('audit', 'gold')"


class Audited(NamedTuple):
    """decided: UTC text of the first answer.  probability: of the claim.  label: that stands, None while it is not settled.

    reasons: JSON text, of the last answer that named a label.  score_seen: the first answer was given with the score on screen.
    """

    decided: str
    probability: float
    suggestion: str | None
    version: str
    label: str | None
    reasons: str
    source: str | None
    score_seen: bool


def audited(session: Session, filters: InsightFilters, limit: int = 20_000) -> list[Audited]:
    """The newest audited photographs that had a score, newest first."""
    # the first condition is spelled as in the index, or it would not be used
    answers = first_answers(filters, where=lambda answer: [literal_column(DRAWN), answer.c.drawn_by == AUDIT]).subquery()
    first = select(answers.c.photo_id, func.min(answers.c.seq).label("seq")).group_by(answers.c.photo_id).subquery()
    drawn, latest = decisions.alias("drawn_one"), decisions.alias("latest_one")
    tables = first.join(drawn, drawn.c.seq == first.c.seq).join(photos, photos.c.id == first.c.photo_id)
    reasons = select(latest.c.reasons).where(
        latest.c.photo_id == drawn.c.photo_id, latest.c.question == filters.question, latest.c.label.is_not(None)).order_by(
        latest.c.seq.desc()).limit(1).scalar_subquery()
    query = select(
        type_coerce(drawn.c.decided_at, String), drawn.c.probability, drawn.c.suggestion, drawn.c.model_version,
        func.coalesce(gold_label(drawn), adjudicated_label(drawn), standing_label(drawn)),
        func.coalesce(type_coerce(reasons, String), "[]"), photos.c.source, drawn.c.score_id.is_not(None),
    ).select_from(tables).where(drawn.c.probability.is_not(None)).order_by(drawn.c.seq.desc()).limit(limit)
    return [Audited(*row) for row in session.execute(query)]
