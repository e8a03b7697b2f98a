"""Model versions on record; written once, their files lie in a folder."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Row, insert, select

from app.domain import ModelVersion
from app.errors import VersionNotFound
from app.store.engine import Session
from app.store.tables import model_versions


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


def next_name(session: Session, question: str, month: str) -> str:
    """The first free name of a month: 2026.11-1, 2026.11-2, …  month: `2026.11`."""
    taken = set(session.execute(select(model_versions.c.name).where(model_versions.c.question == question)).scalars())
    number = 1
    while f"{month}-{number}" in taken:
        number += 1
    return f"{month}-{number}"


def _version(row: Row) -> ModelVersion:
    return ModelVersion(**row._mapping)
