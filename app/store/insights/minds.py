"""Answers before and after the score was revealed, beside the truth where it is known: what the bias meter counts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, or_, select

from app.domain import Stage
from app.store.engine import Session
from app.store.insights.filters import InsightFilters, passing
from app.store.insights.first_answers import LATER_READINGS, READINGS
from app.store.insights.truth import adjudicated_label, gold_label, other_readers_label
from app.store.tables import decisions, gold_photos

TOLD_BY = (*LATER_READINGS, Stage.ADJUDICATED.value)  # one of them is on every photo whose truth is known, but for gold


@dataclass(frozen=True)
class Mind:
    """So many reveals.  before, after: labels, None for UNSURE.  suggestion, truth: labels; suggestion may be cannot_tell or None.

    basis: what truth rests on: "gold", "lead" or "reader".
    """

    reviewer_id: str
    version: str | None
    before: str | None
    after: str | None
    suggestion: str | None
    truth: str
    basis: str
    reveals: int


def minds(session: Session, filters: InsightFilters) -> list[Mind]:
    """Reveals on photographs whose truth is known, grouped; withdrawn answers are left out."""
    shown, blind, later = decisions.alias("shown_one"), decisions.alias("blind_one"), decisions.alias("after_shown")
    rows = select(
        shown.c.reviewer_id, shown.c.model_version, blind.c.label.label("before_label"), shown.c.label.label("after_label"),
        shown.c.suggestion, gold_label(shown).label("gold"), adjudicated_label(shown, by_another=True).label("lead"),
        other_readers_label(shown).label("reader"),
    ).select_from(shown.join(blind, blind.c.id == shown.c.supersedes).join(later, later.c.supersedes == shown.c.id, isouter=True)).where(
        shown.c.photo_id.in_(_told(filters.question)), shown.c.stage == Stage.REVEALED.value, blind.c.stage.in_(READINGS),
        or_(later.c.id.is_(None), later.c.stage != Stage.UNDONE.value), *passing(shown, filters)).cte("told")
    rows = rows.prefix_with("MATERIALIZED")  # else each of the three labels is looked for three times
    truth = func.coalesce(rows.c.gold, rows.c.lead, rows.c.reader).label("truth")
    basis = case((rows.c.gold.is_not(None), "gold"), (rows.c.lead.is_not(None), "lead"), else_="reader").label("basis")
    known = select(rows.c.reviewer_id, rows.c.model_version, rows.c.before_label, rows.c.after_label, rows.c.suggestion, truth,
                   basis).where(truth.is_not(None)).subquery()
    return [Mind(*tuple(row)) for row in session.execute(select(*known.c, func.count()).group_by(*known.c))]


def reveals(session: Session, filters: InsightFilters) -> int:
    """How often a score was revealed, whether the truth is known or not; withdrawn answers too."""
    query = select(func.count()).select_from(decisions).where(decisions.c.stage == Stage.REVEALED.value, *passing(decisions, filters))
    return int(session.execute(query).scalar_one())


def _told(question: str) -> ColumnElement:
    gold = select(gold_photos.c.photo_id).where(gold_photos.c.question == question)
    return gold.union(select(decisions.c.photo_id).where(decisions.c.question == question, decisions.c.stage.in_(TOLD_BY)))  # type: ignore[return-value]
