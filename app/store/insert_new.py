"""Insert what is not there yet; both databases know the same clause, SQLAlchemy spells it per dialect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from app.store.engine import Session


def insert_new(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Inserts the rows that break no unique constraint, and says how many that were (for one row; -1 or more for many)."""
    if not rows:
        return 0
    dialect = sqlite if session.dialect.name == "sqlite" else postgresql
    return session.execute(dialect.insert(table).on_conflict_do_nothing(), list(rows)).rowcount


def replace(session: Session, table: Table, row: Mapping[str, Any]) -> None:
    """Inserts a row, or gives the row of the same primary key these values."""
    dialect = sqlite if session.dialect.name == "sqlite" else postgresql
    keys = [column.name for column in table.primary_key]
    values = {name: value for name, value in row.items() if name not in keys}
    session.execute(dialect.insert(table).values(row).on_conflict_do_update(index_elements=keys, set_=values))
