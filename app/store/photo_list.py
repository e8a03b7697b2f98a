"""Photographs as the Photos page lists them: filtered, newest first, in pages by keyset, bounded at a million."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, Select, literal, or_, select, union_all

from app.domain import QueueState
from app.store.column_types import storable
from app.store.engine import Session
from app.store.tables import photos, queue_entries, scores

WINDOW = 5000  # photographs looked at for one page when a filter has no index: what bounds its time
ENTRY, PHOTO = queue_entries.c, photos.c


class Place(NamedTuple):
    """Where a page ends: the next one begins after this photograph."""

    moment: datetime
    photo_id: str


@dataclass(frozen=True)
class PhotoFilters:
    """None means no filter.  since is included, until is not.  text: part of the name, reference or subject.

    states: any of them, empty for all.  suggestion: a label or "cannot_tell"; confidence: at least this, 0 to 1; both look at the score
    that the queue goes by.
    """

    question: str
    states: tuple[QueueState, ...] = ()
    suggestion: str | None = None
    confidence: float | None = None
    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None
    batch: str | None = None
    text: str | None = None

    @property
    def needs_search(self) -> bool:
        """Whether a condition is left that no index answers."""
        beside = self.states and (self.source or self.batch)
        return bool(self.suggestion or self.confidence or self.text or beside or (self.source and self.batch))


class Listed(NamedTuple):
    """One photograph of the list; suggestion and confidence are None without a score."""

    photo_id: str
    name: str | None
    reference: str | None
    batch: str | None
    source: str | None
    uploaded_at: datetime
    state: QueueState
    not_for: tuple[str, ...]
    held: bool
    suggestion: str | None
    confidence: float | None


@dataclass(frozen=True)
class ListPage:
    """following: where to go on, None at the end.  complete: False when the search stopped at WINDOW before the page was full."""

    rows: tuple[Listed, ...]
    following: Place | None
    complete: bool


def list_photos(session: Session, filters: PhotoFilters, after: Place | None, limit: int) -> ListPage:
    """A page of at most limit photographs that are in the question's queue and not erased."""
    window = WINDOW if filters.needs_search else limit + 1
    keys = _keys(filters, after, window).subquery("keys")
    rows = session.execute(_listed(filters, keys).limit(limit + 1)).all()
    if len(rows) > limit:
        return ListPage(_records(rows[:limit]), Place(rows[limit - 1].moment, rows[limit - 1].id), True)
    last = session.execute(select(keys.c.moment, keys.c.id).order_by(keys.c.moment, keys.c.id).limit(1)).one_or_none()
    looked_at = session.execute(select(keys.c.id).offset(window - 1).limit(1)).one_or_none()
    more = Place(*last) if last is not None and looked_at is not None else None
    return ListPage(_records(rows), more, more is None)


def sources(session: Session, limit: int = 200) -> list[str]:
    """The sources that photographs name, by a loose scan: as many index steps as there are sources."""
    found: list[str] = []
    here = select(PHOTO.source).where(PHOTO.source.is_not(None)).order_by(PHOTO.source).limit(1)
    while len(found) < limit:
        next_one = session.execute(here.where(PHOTO.source > found[-1]) if found else here).scalar()
        if next_one is None:
            break
        found.append(next_one)
    return found


def _keys(filters: PhotoFilters, after: Place | None, window: int) -> Select:
    """(moment, id) of the newest photographs that the indexed filters let through, at most window."""
    if filters.states:
        ranges = [_of_state(filters, state, after, window) for state in filters.states]
        keys = union_all(*(select(one.subquery()) for one in ranges)).subquery() if len(ranges) > 1 else ranges[0].subquery()
        return select(keys.c.moment, keys.c.id).order_by(keys.c.moment.desc(), keys.c.id.desc()).limit(window)
    query = select(PHOTO.uploaded_at.label("moment"), PHOTO.id)
    if filters.batch is not None:
        query = query.where(PHOTO.batch == filters.batch)
    elif filters.source is not None:
        query = query.where(PHOTO.source == filters.source)
    return _span(query, PHOTO.uploaded_at, PHOTO.id, filters, after).limit(window)


def _of_state(filters: PhotoFilters, state: QueueState, after: Place | None, window: int) -> Select:
    query = select(ENTRY.enqueued_at.label("moment"), ENTRY.photo_id.label("id"))
    query = query.where(ENTRY.question == filters.question, ENTRY.state == state.value)
    return _span(query, ENTRY.enqueued_at, ENTRY.photo_id, filters, after).limit(window)


def _span(query: Select, moment: ColumnElement, key: ColumnElement, filters: PhotoFilters, after: Place | None) -> Select:
    if filters.since is not None:
        query = query.where(moment >= filters.since)
    if filters.until is not None:
        query = query.where(moment < filters.until)
    if after is not None:  # the first condition gives SQLite's planner the range, the second is the rest of the pair comparison
        query = query.where(moment <= after.moment, or_(moment < after.moment, key < after.photo_id))
    return query.order_by(moment.desc(), key.desc())


def _listed(filters: PhotoFilters, keys) -> Select:
    tables = keys.join(photos, PHOTO.id == keys.c.id)
    tables = tables.join(queue_entries, (ENTRY.photo_id == keys.c.id) & (ENTRY.question == filters.question))
    tables = tables.join(scores, scores.c.id == ENTRY.score_id, isouter=True)
    query = select(
        keys.c.moment, PHOTO.id, PHOTO.name, PHOTO.reference, PHOTO.batch, PHOTO.source, PHOTO.uploaded_at,
        ENTRY.state, ENTRY.not_for, ENTRY.held, scores.c.suggestion, scores.c.confidence,
    ).select_from(tables).where(PHOTO.erased_at.is_(None), *_conditions(filters))
    return query.order_by(keys.c.moment.desc(), keys.c.id.desc())


def _conditions(filters: PhotoFilters) -> list[ColumnElement[bool]]:
    """What no index of the keys answered."""
    found: list[ColumnElement[bool]] = []
    if filters.source is not None:
        found.append(PHOTO.source == filters.source)
    if filters.batch is not None:
        found.append(PHOTO.batch == filters.batch)
    if filters.suggestion is not None:
        found.append(scores.c.suggestion == filters.suggestion)
    if filters.confidence is not None:
        found.append(scores.c.confidence >= literal(filters.confidence))
    if filters.text:
        part = storable(filters.text)
        found.append(or_(*(column.icontains(part, autoescape=True) for column in (PHOTO.name, PHOTO.reference, PHOTO.subject))))
    return found


def _records(rows: Sequence[Row]) -> tuple[Listed, ...]:
    return tuple(Listed(row.id, row.name, row.reference, row.batch, row.source, row.uploaded_at, QueueState(row.state),
                        tuple(row.not_for.split()), row.held, row.suggestion, row.confidence) for row in rows)
