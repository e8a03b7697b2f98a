"""Times as text that sorts: always UTC, always the same width."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

WIDTH = 27


def to_text(moment: datetime) -> str:
    """`2026-11-21T10:00:00.000000Z` of an aware datetime.  Raises ValueError for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without its zone cannot be stored")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_text(text: str) -> datetime:
    """The aware UTC datetime of a stored text."""
    return datetime.fromisoformat(text)


class UtcTime(TypeDecorator[datetime]):
    """A moment: aware datetime in and out, 27 characters of ISO 8601 in the database on both kinds of server."""

    impl = String(WIDTH)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else to_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_text(value)
