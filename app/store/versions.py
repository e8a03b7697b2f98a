"""Model versions on record; written once, their files lie in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Row, insert, select

from app.domain import ModelVersion
from app.errors import VersionNotFound
from app.store import photos
from app.store.engine import Session
from app.store.insert_new import insert_new
from app.store.tables import model_versions, version_photos


def add(session: Session, version: ModelVersion) -> None:
    """Raises sqlalchemy.exc.IntegrityError for a name that the question has already; see `exists` and `next_name`."""
    session.execute(insert(model_versions).values(**asdict(version)))


def get(session: Session, question: str, name: str) -> ModelVersion:
    """Raises VersionNotFound."""
    row = session.execute(select(model_versions).where(model_versions.c.question == question, model_versions.c.name == name)).one_or_none()
    if row is None:
        raise VersionNotFound(f"There is no version {name!r} for {question}.")
    return _version(row)


def exists(session: Session, question: str, name: str) -> bool:
    query = select(model_versions.c.name).where(model_versions.c.question == question, model_versions.c.name == name)
    return session.execute(query).one_or_none() is not None


def list_for(session: Session, question: str) -> list[ModelVersion]:
    """Newest first."""
    query = select(model_versions).where(model_versions.c.question == question)
    return [_version(row) for row in session.execute(query.order_by(model_versions.c.created_at.desc(), model_versions.c.name.desc()))]


def add_photos(session: Session, question: str, name: str, photo_ids: Sequence[str]) -> None:
    """The desk's photos that a version was fitted on; one erased since the labels were gathered is left out."""
    there = photos.many(session, photo_ids)
    insert_new(session, version_photos, [{"question": question, "version": name, "photo_id": one} for one in photo_ids if one in there])


def learnt_from(session: Session, question: str, photo_id: str, decided_at: datetime) -> str | None:
    """The first version that was fitted on a photo since that moment, or None."""
    query = select(model_versions.c.name).join(version_photos, (version_photos.c.question == model_versions.c.question)
                                               & (version_photos.c.version == model_versions.c.name))
    query = query.where(version_photos.c.question == question, version_photos.c.photo_id == photo_id,
                        model_versions.c.created_at >= decided_at)
    return session.execute(query.order_by(model_versions.c.created_at).limit(1)).scalar_one_or_none()


def next_name(session: Session, question: str, month: str) -> str:
    """The first free name of a month: 2026.11-1, 2026.11-2, …  month: `2026.11`."""
    taken = set(session.execute(select(model_versions.c.name).where(model_versions.c.question == question)).scalars())
    number = 1
    while f"{month}-{number}" in taken:
        number += 1
    return f"{month}-{number}"


def _version(row: Row) -> ModelVersion:
    return ModelVersion(**row._mapping)
