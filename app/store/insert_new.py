"""Insert what is not there yet; both databases know the same clause, SQLAlchemy spells it per dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from app.store.engine import Session


def insert_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts those of the rows that break no unique constraint."""
    if rows:
        session.execute(_dialect(session).insert(table).on_conflict_do_nothing(), list(rows))


def insert_one_new(session: Session, table: Table, row: Mapping[str, Any]) -> bool:
    """Inserts a row and says so, or leaves everything as it is because a unique constraint would break."""
    statement = _dialect(session).insert(table).on_conflict_do_nothing().returning(*table.primary_key)
    return session.execute(statement, dict(row)).first() is not None


def replace(session: Session, table: Table, row: Mapping[str, Any]) -> None:
    """Inserts a row, or gives the row of the same primary key these values."""
    keys = [column.name for column in table.primary_key]
    values = {name: value for name, value in row.items() if name not in keys}
    session.execute(_dialect(session).insert(table).values(row).on_conflict_do_update(index_elements=keys, set_=values))


def _dialect(session: Session):
    return sqlite if session.dialect.name == "sqlite" else postgresql
