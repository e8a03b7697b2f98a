"""What somebody with the database in hands can do: change rows with the triggers out of the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, text

from app.store.engine import Database, Session
from app.store.sqlite import sqlite_module


@contextmanager
def without_triggers(database: Database) -> Iterator[Session]:
    """A write transaction in which nothing is refused; PostgreSQL's triggers work again afterwards, SQLite's are gone."""
    # with the same SQLite library: two of them in one process take each other's file locks away
    intruder = create_engine(database.url, module=sqlite_module()) if database.is_sqlite else create_engine(database.url)
    with intruder.begin() as session:
        if database.is_sqlite:
            session.execute(text("PRAGMA ignore_check_constraints = ON"))
            for name in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
                session.execute(text(f"DROP TRIGGER {name}"))
        else:
            session.execute(text("SET LOCAL session_replication_role = replica"))
        yield session
    intruder.dispose()
