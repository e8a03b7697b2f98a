"""What the filters of Insights can be set to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from app.store.engine import Session
from app.store.tables import decision_counts, photos, queue_counts, users

MOST = 200  # of each


@dataclass(frozen=True)
class Choices:
    """reviewers: (id, name) of everybody who decided.  versions, batches, sources: names, at most MOST."""

    reviewers: tuple[tuple[str, str], ...]
    versions: tuple[str, ...]
    batches: tuple[str, ...]
    sources: tuple[str, ...]


def choices(session: Session, question: str) -> Choices:
    """Read from totals, but for the sources."""
    of = decision_counts.c.question == question
    named = select(decision_counts.c.model_version).where(of, decision_counts.c.model_version != "").distinct().order_by(
        decision_counts.c.model_version.desc())
    batch = select(queue_counts.c.batch).where(queue_counts.c.question == question, queue_counts.c.batch != "").group_by(
        queue_counts.c.batch).having(func.sum(queue_counts.c.count) > 0).order_by(queue_counts.c.batch)
    source = select(photos.c.source).where(photos.c.source.is_not(None)).distinct().order_by(photos.c.source)
    lists = [tuple(session.execute(query.limit(MOST)).scalars()) for query in (named, batch, source)]
    return Choices(tuple(reviewer_names(session, question).items())[:MOST], *lists)


def reviewer_names(session: Session, question: str) -> dict[str, str]:
    """Id -> name of everybody who ever decided on the question, by name."""
    decided = select(decision_counts.c.reviewer_id).where(decision_counts.c.question == question)
    query = select(users.c.id, users.c.name).where(users.c.id.in_(decided)).order_by(users.c.name_key)
    return {one: name for one, name in session.execute(query)}
