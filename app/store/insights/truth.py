"""What is known of a photo's label without asking the reader of the row: gold, else a lead, else the other readers."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, case, func, or_, select

from app.domain import Stage
from app.store.insights.first_answers import READINGS
from app.store.tables import decisions, gold_photos


def gold_label(place: FromClause) -> ColumnElement:
    """The known label of the row's photo, or null."""
    return select(gold_photos.c.label).where(
        gold_photos.c.photo_id == place.c.photo_id, gold_photos.c.question == place.c.question).scalar_subquery()


def adjudicated_label(place: FromClause, by_another: bool = False) -> ColumnElement:
    """What a lead settled the photo as; null where none did or that answer was replaced.  by_another: than the row's own reader."""
    lead, later = decisions.alias("lead_answer"), decisions.alias("after_lead")
    return select(func.max(lead.c.label)).where(
        lead.c.photo_id == place.c.photo_id, lead.c.question == place.c.question, lead.c.stage == Stage.ADJUDICATED.value,
        *([lead.c.reviewer_id != place.c.reviewer_id] if by_another else []),
        ~select(later.c.id).where(later.c.supersedes == lead.c.id).exists()).scalar_subquery()


def standing_label(place: FromClause) -> ColumnElement:
    """What people's standing decisions on the row's photo name with one voice, its own reader's too; null where they do not."""
    standing, later = decisions.alias("standing_one"), decisions.alias("after_standing")
    return select(_one_label(standing)).where(
        standing.c.photo_id == place.c.photo_id, standing.c.question == place.c.question, standing.c.label.is_not(None),
        standing.c.stage != Stage.AUTOMATIC.value,
        ~select(later.c.id).where(later.c.supersedes == standing.c.id).exists()).scalar_subquery()


def other_readers_label(place: FromClause) -> ColumnElement:
    """What the other readers of the photo said by themselves, where they named one and the same label; else null.

    Never the reader's own final answer: whoever follows a score would make it right.
    """
    other, later = decisions.alias("other_answer"), decisions.alias("after_other")
    kept = or_(later.c.id.is_(None), later.c.reviewer_id != other.c.reviewer_id, later.c.stage == Stage.REVEALED.value)
    return select(_one_label(other)).select_from(other.join(later, later.c.supersedes == other.c.id, isouter=True)).where(
        other.c.photo_id == place.c.photo_id, other.c.question == place.c.question, other.c.reviewer_id != place.c.reviewer_id,
        other.c.label.is_not(None), other.c.stage.in_(READINGS), kept).scalar_subquery()


def _one_label(place: FromClause) -> ColumnElement:
    return case((func.min(place.c.label) == func.max(place.c.label), func.min(place.c.label)))
