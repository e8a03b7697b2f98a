"""Second reads beside the first answer and, where a lead settled it, the lead's."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from app.domain import Stage
from app.store.engine import Session
from app.store.insights.filters import InsightFilters
from app.store.insights.first_answers import first_answers
from app.store.tables import decisions


@dataclass(frozen=True)
class SecondRead:
    """Photographs first answered and then read so; settled: the verdict of the lead, None where there was none."""

    first: str
    second: str
    settled: str | None
    photos: int


def second_reads(session: Session, filters: InsightFilters) -> list[SecondRead]:
    """Photographs with an answer of stage second, that answer beside the earliest of somebody else.  The filters hold for the second."""
    seconds = first_answers(filters, where=lambda answer: [answer.c.stage == Stage.SECOND.value]).subquery("seconds")
    earliest = decisions.alias("earliest")
    first_seq = select(func.min(earliest.c.seq)).where(
        earliest.c.photo_id == seconds.c.photo_id, earliest.c.question == filters.question, earliest.c.reviewer_id != seconds.c.reviewer_id,
        earliest.c.verdict.is_not(None), earliest.c.seq < seconds.c.seq).scalar_subquery()
    lead, later, first = decisions.alias("lead_one"), decisions.alias("after_lead"), decisions.alias("first_one")
    settled = select(func.max(lead.c.verdict)).where(
        lead.c.photo_id == seconds.c.photo_id, lead.c.question == filters.question, lead.c.stage == Stage.ADJUDICATED.value,
        ~select(later.c.id).where(later.c.supersedes == lead.c.id).exists()).scalar_subquery()
    rows = select(first.c.verdict, seconds.c.verdict.label("second"), settled.label("settled")).select_from(
        seconds.join(first, first.c.seq == first_seq)).subquery()
    return [SecondRead(*tuple(row)) for row in session.execute(select(*rows.c, func.count()).group_by(*rows.c))]
