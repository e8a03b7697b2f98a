"""Bring a database to this version's tables, and refuse to work on another version's."""

from __future__ import annotations

from sqlalchemy import inspect, text

from app.config import PROJECT
from app.errors import DatabaseTooNew, DatabaseTooOld
from app.store.engine import Database, Session, open_database

CURRENT = "0007"  # revisions are numbered, so that older and newer can be told apart without reading the migrations


def upgrade(url: str, revision: str = CURRENT) -> None:
    """Makes or migrates the tables in one transaction; does nothing when they are current.  Raises DatabaseTooNew."""
    database = open_database(url)
    try:
        with database.begin() as session:
            if not database.is_sqlite:  # on SQLite the write transaction itself keeps a second migration out
                session.execute(text("SELECT pg_advisory_xact_lock(7103842)"))
            found = _revision(session)
            if found > revision:
                raise DatabaseTooNew
            if found < revision:
                _migrate(session, revision)
    finally:
        database.close()


def _migrate(session: Session, revision: str) -> None:
    from alembic import command  # half a second of imports that a start with current tables does without
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(PROJECT / "migrations"))
    config.attributes["connection"] = session
    command.upgrade(config, revision)


def check_current(database: Database) -> None:
    """Raises DatabaseTooOld (also for an empty database) or DatabaseTooNew unless the tables are this version's."""
    with database.read() as session:
        found = _revision(session)
    if found < CURRENT:
        raise DatabaseTooOld
    if found > CURRENT:
        raise DatabaseTooNew


def _revision(session: Session) -> str:
    if not inspect(session).has_table("alembic_version"):
        return ""
    return session.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or ""
