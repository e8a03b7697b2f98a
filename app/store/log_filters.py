"""What the decision log is filtered by, and the conditions and index that this means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, or_, select

from app.domain import Stage, Verdict
from app.store.column_types import storable
from app.store.tables import decision_notes, decisions, log_keys, photos
from app.store.times import to_text

LATER = decisions.alias("later_one")
BY_BATCH, BY_REASON = log_keys.alias("by_batch"), log_keys.alias("by_reason")


@dataclass(frozen=True)
class LogFilters:
    """None means no filter.  since is included, until is not.  text: part of a photo's name, reference, subject or of the note.

    standing: only decisions that count, neither superseded nor a withdrawal.
    """

    question: str | None = None
    verdict: Verdict | None = None
    label: str | None = None
    reviewer_id: str | None = None
    reason: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    model_version: str | None = None
    batch: str | None = None
    stage: Stage | None = None
    standing: bool = False

    @property
    def countable_by_day(self) -> bool:
        """Whether the daily totals know the answer: no filter that they do not have, and since and until at midnight UTC."""
        midnights = all(moment is None or to_text(moment)[10:] == "T00:00:00.000000Z" for moment in (self.since, self.until))
        return midnights and self.reason is None and self.text is None and self.batch is None

    @property
    def counted(self) -> dict[str, str]:
        """The filters that the daily totals have a column for."""
        wanted = {"question": self.question, "verdict": self.verdict, "label": self.label, "reviewer_id": self.reviewer_id,
                  "model_version": self.model_version, "stage": self.stage}
        return {name: str(value) for name, value in wanted.items() if value is not None}

    @property
    def looks_at_decisions(self) -> bool:
        """Whether the index of batches or reasons alone cannot answer."""
        return bool(self.standing or self.counted or (self.batch is not None and self.reason is not None))


def driver_of(filters: LogFilters) -> FromClause:
    """The table in whose order the log is read: the batch's or the reason's entries, else the decisions.

    A reviewer has fewer decisions than a reason has, so they come first.
    """
    if filters.batch is not None:
        return BY_BATCH
    return decisions if filters.reason is None or filters.reviewer_id is not None else BY_REASON


def where(filters: LogFilters, found: ColumnElement[bool] | None = None) -> list[ColumnElement[bool]]:
    """The conditions on the driver, on decisions and on what is joined to them.  found: stands for the text, if the index knows it."""
    place = driver_of(filters)
    conditions: list[ColumnElement[bool]] = []
    for name in ("question", "verdict", "label", "reviewer_id", "model_version", "stage"):
        wanted = getattr(filters, name)
        if wanted is not None:
            conditions.append(decisions.c[name] == str(wanted))
    if filters.batch is not None:
        conditions += [BY_BATCH.c.kind == "batch", BY_BATCH.c.value == filters.batch]
    if filters.reason is not None:
        mine = (BY_REASON.c.kind == "reason", BY_REASON.c.value == filters.reason)
        beside = select(BY_REASON.c.seq).where(*mine, BY_REASON.c.decided_at == decisions.c.decided_at, BY_REASON.c.seq == decisions.c.seq)
        conditions += mine if place is BY_REASON else [beside.exists()]
    if filters.since is not None:
        conditions.append(place.c.decided_at >= filters.since)
    if filters.until is not None:
        conditions.append(place.c.decided_at < filters.until)
    if filters.standing:
        conditions += [decisions.c.stage != Stage.UNDONE.value, ~select(LATER.c.id).where(LATER.c.supersedes == decisions.c.id).exists()]
    if filters.text:
        conditions.append(_mentions(filters.text) if found is None else found)
    return conditions


def _mentions(part: str) -> ColumnElement[bool]:
    columns = (photos.c.name, photos.c.reference, photos.c.subject, decision_notes.c.text)
    return or_(*(column.icontains(storable(part), autoescape=True) for column in columns))
