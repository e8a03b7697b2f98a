"""The answers on photographs that several people read."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, FromClause, select

from app.store.engine import Session
from app.store.insights.filters import InsightFilters
from app.store.insights.first_answers import LATER_READINGS, first_answers
from app.store.tables import decisions

VERDICTS = ("ACCEPT", "REJECT", "UNSURE")


class Reading(NamedTuple):
    """One reader's first answer."""

    photo_id: str
    reviewer_id: str
    verdict: str


def readings(session: Session, filters: InsightFilters) -> list[Reading]:
    """Photo by photo, in the order of the answers, whoever the filter by reviewer names.

    Only photographs with a second or an imported reading are looked at: no other has two readers.
    """
    later = select(decisions.c.photo_id).where(decisions.c.question == filters.question, decisions.c.stage.in_(LATER_READINGS))

    def where(answer: FromClause) -> list[ColumnElement[bool]]:
        return [answer.c.photo_id.in_(later)]

    answers = first_answers(filters, reviewer=False, where=where).subquery()
    query = select(answers.c.photo_id, answers.c.reviewer_id, answers.c.verdict).order_by(answers.c.photo_id, answers.c.seq)
    return [Reading(*row) for row in session.execute(query)]
