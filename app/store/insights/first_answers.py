"""First answers: what each reader said of a photo by themselves, before a reveal, an adjudication or anybody else's answer.

A withdrawn answer is none, and an answer that its reader replaced other than after the reveal is replaced.  Answers given in bulk, by a
lead who settles a disagreement, or by the program itself are no readings.  Gold is left out: it was not drawn from the queue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, FromClause, Select, and_, func, or_, select

from app.domain import Stage
from app.store.insights.filters import InsightFilters, passing
from app.store.tables import decisions

READINGS = (Stage.BLIND.value, Stage.OPEN.value, Stage.SECOND.value, Stage.IMPORTED.value)
LATER_READINGS = (Stage.SECOND.value, Stage.IMPORTED.value)  # one of them is on every photo that two people read
GOLD = "gold"  # in drawn_by
COLUMNS = ("photo_id", "question", "seq", "reviewer_id", "verdict", "label", "stage", "decided_at", "suggestion", "probability",
           "model_version", "score_id", "drawn_by")

Where = Callable[[FromClause], Sequence[ColumnElement[bool]]]


def first_answers(filters: InsightFilters, reviewer: bool = True, where: Where = lambda answer: ()) -> Select:
    """The COLUMNS of one row a reader and photo.  where: more conditions on the answer, here so that the database can start from them."""
    answer, later, last = decisions.alias("answer"), decisions.alias("later_answer"), decisions.alias("after_reveal")
    kept = or_(later.c.id.is_(None), later.c.reviewer_id != answer.c.reviewer_id,
               and_(later.c.stage == Stage.REVEALED.value, or_(last.c.id.is_(None), last.c.stage != Stage.UNDONE.value)))
    tables = answer.join(later, later.c.supersedes == answer.c.id, isouter=True).join(
        last, and_(last.c.supersedes == later.c.id, later.c.stage == Stage.REVEALED.value), isouter=True)
    return select(*(answer.c[name] for name in COLUMNS)).select_from(tables).where(
        answer.c.stage.in_(READINGS), func.coalesce(answer.c.drawn_by, "") != GOLD, kept, *where(answer),
        *passing(answer, filters, reviewer))
