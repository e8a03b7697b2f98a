"""Open the database: SQLite that survives a power cut, or PostgreSQL; the same code runs on both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from app.errors import BadSetting, DiskFull
from app.store.sqlite import begin_immediate, check_version, prepare_connection, sqlite_module

Session = Connection  # what every query function takes first: one open transaction

TURN_SECONDS = 30.0
POOL = {"pool_size": 10, "max_overflow": 20, "pool_timeout": 30}


class Database:
    """Hands out transactions; safe to share between threads, not between processes (open it after a fork).

    begin(): a write transaction (BEGIN IMMEDIATE on SQLite), committed at the end of the block, rolled back on any exception.
    Raises DiskFull, and has then stored nothing.
    read(): a read-only transaction with one consistent view; writing in it fails.
    """

    def __init__(self, url: URL, writer: Engine, reader: Engine) -> None:
        self.url = url
        self._writer = writer
        self._reader = reader
        self._turn = Lock()

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def begin(self) -> Iterator[Session]:
        # SQLite lets waiting writers sleep and the luckiest wake: threads of one process queue up here instead.  A turn that does not
        # come in time (a write transaction inside another one) is left to SQLite, whose own timeout says what is wrong.
        queued = self.is_sqlite and self._turn.acquire(timeout=TURN_SECONDS)
        try:
            with self._writer.begin() as session:
                yield session
        except OperationalError as error:
            if "disk is full" in str(error.orig) or "No space left" in str(error.orig):  # SQLite's and PostgreSQL's words
                raise DiskFull from error
            raise
        finally:
            if queued:
                self._turn.release()

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self._reader.begin() as session:
            yield session

    def checkpoint(self) -> bool:
        """Moves SQLite's write-ahead log into the file and empties it; False when a reader stands in the way."""
        connection = self._writer.raw_connection()  # a checkpoint cannot run inside a transaction
        try:
            (busy, *_), = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
        return busy == 0

    def close(self) -> None:
        self._writer.dispose()
        self._reader.dispose()


def open_database(url: str) -> Database:
    """sqlite:///path or postgresql://…; the folder of a SQLite file is made.  Raises UnsafeSQLite, BadSetting."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadSetting("DATABASE_URL is not a database address such as sqlite:///path or postgresql://user@host/name.") from error
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed)
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        return _open_postgresql(parsed.set(drivername="postgresql+psycopg"))
    raise BadSetting(f"DATABASE_URL names {parsed.get_backend_name()}; Loupe runs on sqlite and postgresql.")


def _open_sqlite(url: URL) -> Database:
    if not url.database or url.database == ":memory:":
        raise BadSetting("A SQLite database must be a file: every connection would see its own database in memory.")
    check_version()
    Path(url.database).resolve().parent.mkdir(parents=True, exist_ok=True)
    # two pools, since only the reader's connections are switched to query_only
    writer = create_engine(url, module=sqlite_module(), connect_args={"timeout": 10}, **POOL)
    reader = create_engine(url, module=sqlite_module(), connect_args={"timeout": 10}, **POOL)
    event.listen(writer, "connect", lambda raw, _: prepare_connection(raw, read_only=False))
    event.listen(reader, "connect", lambda raw, _: prepare_connection(raw, read_only=True))
    event.listen(writer, "begin", _begin_writing)
    event.listen(reader, "begin", lambda session: session.exec_driver_sql("BEGIN"))
    return Database(url, writer, reader)


def _begin_writing(session: Session) -> None:
    # a deferred transaction that turns into a writing one fails at once with "database is locked", whatever the timeout
    if not begin_immediate(session.connection.driver_connection):
        session.exec_driver_sql("BEGIN IMMEDIATE")  # which says what is wrong


def _open_postgresql(url: URL) -> Database:
    writer = create_engine(url, pool_pre_ping=True, **POOL)
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(url, writer, reader)
