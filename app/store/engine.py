"""Open the database: SQLite that survives a power cut, or PostgreSQL; the same code runs on both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

Session = Connection  # what every query function takes first: one open transaction


class Database:
    """Hands out transactions; safe to share between threads, not between processes (open it after a fork).

    begin(): a write transaction (BEGIN IMMEDIATE on SQLite), committed at the end of the block, rolled back on any exception.
    read(): a read-only transaction with one consistent view; writing in it fails.
    """

    @contextmanager
    def begin(self) -> Iterator[Session]:
        raise NotImplementedError

    @contextmanager
    def read(self) -> Iterator[Session]:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


def open_database(url: str) -> Database:
    """sqlite:///path or postgresql://…; the folder of a SQLite file is made.  Raises UnsafeSQLite, BadSetting."""
    raise NotImplementedError
