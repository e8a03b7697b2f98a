"""Bring a database to this version's tables, and refuse to work on another version's."""

from __future__ import annotations

from app.store.engine import Database


def upgrade(url: str) -> None:
    """Makes or migrates the tables in one transaction; does nothing when they are current.  Raises DatabaseTooNew."""
    raise NotImplementedError


def check_current(database: Database) -> None:
    """Raises DatabaseTooOld (also for an empty database) or DatabaseTooNew unless the tables are this version's."""
    raise NotImplementedError
