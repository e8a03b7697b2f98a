"""What became of photographs that somebody answered UNSURE."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from app.store.engine import Session
from app.store.insights.filters import InsightFilters
from app.store.insights.first_answers import first_answers
from app.store.tables import decisions, queue_entries


@dataclass(frozen=True)
class UnsureFate:
    """state: where the photo stands now; verdict, stage: of the decision that stands, None while there is none."""

    state: str
    verdict: str | None
    stage: str | None
    photos: int


def unsure_fates(session: Session, filters: InsightFilters) -> list[UnsureFate]:
    """Each photo once, also where two people were unsure."""
    answers = first_answers(filters, where=lambda answer: [answer.c.verdict == "UNSURE"]).subquery()
    unsure = select(answers.c.photo_id).distinct().subquery()
    entry, standing = queue_entries, decisions.alias("standing_one")
    keys = (entry.c.state, standing.c.verdict, standing.c.stage)
    tables = unsure.join(entry, (entry.c.photo_id == unsure.c.photo_id) & (entry.c.question == filters.question))
    query = select(*keys, func.count()).select_from(tables.join(standing, standing.c.id == entry.c.decision_id, isouter=True))
    return [UnsureFate(*row) for row in session.execute(query.group_by(*keys))]
