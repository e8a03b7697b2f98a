"""Photos: one row an upload."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Row, bindparam, delete, insert, literal, select, update

from app.domain import Origin, Photo
from app.errors import PhotoErased, PhotoNotFound
from app.store import log_search
from app.store.engine import Session
from app.store.ids import new_id
from app.store.insert_new import insert_one_new
from app.store.tables import decisions, log_keys, photos, queue_entries

_ONE = select(photos).where(photos.c.id == bindparam("photo_id"))  # built once: that costs more than running it


def add(session: Session, photo: Photo) -> bool:
    """Stores a photo; False (and nothing stored) when one with the same sha256 is there.  photo.id comes from ids.new_id()."""
    return insert_one_new(session, photos, _values(photo))


def add_many(session: Session, new: Iterable[Photo]) -> None:
    """Stores photos known to be new, fast.  Raises sqlalchemy.exc.IntegrityError for a sha256 that is there."""
    rows = [_values(photo) for photo in new]
    if rows:
        session.execute(insert(photos), rows)


def get(session: Session, photo_id: str) -> Photo:
    """Raises PhotoNotFound; PhotoErased for one that was here."""
    row = session.execute(_ONE, {"photo_id": photo_id}).one_or_none()
    if row is None:
        raise PhotoNotFound
    if row.erased_at is not None:
        raise PhotoErased
    return _photo(row)


def by_sha256(session: Session, sha256: str) -> Photo | None:
    row = session.execute(select(photos).where(photos.c.sha256 == sha256)).one_or_none()
    return None if row is None else _photo(row)


def many(session: Session, photo_ids: Sequence[str]) -> dict[str, Photo]:
    """Those of the ids that exist and are not erased."""
    found: dict[str, Photo] = {}
    for start in range(0, len(photo_ids), 1000):
        some = select(photos).where(photos.c.id.in_(photo_ids[start:start + 1000]), photos.c.erased_at.is_(None))
        found.update((row.id, _photo(row)) for row in session.execute(some))
    return found


def set_origin(session: Session, photo_id: str, origin: Origin) -> None:
    """Replaces subject, group, batch, reference and source, and the batch where queue and log look for it.  Raises PhotoNotFound."""
    changed = update(photos).where(photos.c.id == photo_id, photos.c.erased_at.is_(None)).values(vars(origin))
    if session.execute(changed).rowcount == 0:
        raise PhotoNotFound
    session.execute(update(queue_entries).where(queue_entries.c.photo_id == photo_id).values(batch=origin.batch))
    forget_batch(session, photo_id)
    if origin.batch is not None:
        keys = select(literal("batch"), literal(origin.batch), decisions.c.decided_at, decisions.c.seq)
        session.execute(insert(log_keys).from_select(["kind", "value", "decided_at", "seq"], keys.where(decisions.c.photo_id == photo_id)))
    log_search.refresh(session, photo_id)


def forget_batch(session: Session, photo_id: str) -> None:
    """The decisions on a photo are not found under its batch any more."""
    mine = select(decisions.c.seq).where(decisions.c.photo_id == photo_id)
    session.execute(delete(log_keys).where(log_keys.c.kind == "batch", log_keys.c.seq.in_(mine)))


def of_subject(session: Session, subject: str) -> list[str]:
    """Ids of the photos of one person, oldest first."""
    query = select(photos.c.id).where(photos.c.subject == subject)
    return list(session.execute(query.order_by(photos.c.uploaded_at, photos.c.id)).scalars())


def mark_erased(session: Session, photo_id: str, now: datetime) -> str | None:
    """Empties every column that names the person; returns the sha256 there was, None when it was erased before.  Raises PhotoNotFound."""
    row = session.execute(select(photos.c.sha256).where(photos.c.id == photo_id).with_for_update()).one_or_none()
    if row is None:
        raise PhotoNotFound
    empty = dict.fromkeys(("name", "sha256", "salt", "subject", "group", "batch", "reference", "source", "metadata"))
    session.execute(update(photos).where(photos.c.id == photo_id).values(**empty, erased_at=now))
    return row.sha256


def _values(photo: Photo) -> dict[str, object]:
    values = {name: getattr(photo, name) for name in ("id", "sha256", "name", "type", "bytes", "width", "height", "uploader_id",
                                                      "uploaded_at", "metadata")}
    return {**values, **vars(photo.origin), "salt": new_id()}


def _photo(row: Row) -> Photo:
    fields = row._mapping
    origin = Origin(row.subject, fields["group"], row.batch, row.reference, row.source)
    return Photo(row.id, row.sha256 or "", row.name or "", row.type, row.bytes, row.width, row.height, origin, row.uploader_id,
                 row.uploaded_at, fields["metadata"] or {})
