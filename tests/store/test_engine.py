"""Connections have the settings that a decision's safety needs, and writers wait for each other instead of failing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.errors import BadSetting, DiskFull, UnsafeSQLite
from app.store import sqlite
from app.store.engine import Database, open_database

EXPECTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0, "busy_timeout": 10000}


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 52, 0)])
def test_unsafe_versions_are_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(UnsafeSQLite):
        sqlite.check_version(version)


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4)])
def test_safe_versions_are_accepted(version: tuple[int, ...]) -> None:
    sqlite.check_version(version)


@pytest.mark.parametrize("url", ["sqlite://", "mysql://localhost/x", "nonsense"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(BadSetting):
        open_database(url)


def test_every_connection_has_the_settings(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'loupe.db'}")
    with database.begin() as writer, database.read() as reader, database.read() as second_reader:
        for session in (writer, reader, second_reader):
            assert {name: session.execute(text(f"PRAGMA {name}")).scalar_one() for name in EXPECTED} == EXPECTED
    database.close()


def test_a_setting_that_does_not_hold_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sqlite.SETTINGS, "journal_mode", ("DELETE", "wal"))
    database = open_database(f"sqlite:///{tmp_path / 'loupe.db'}")
    with pytest.raises(UnsafeSQLite), database.begin():
        pass
    database.close()


def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError), database.read() as session:
        session.execute(text("INSERT INTO users VALUES ('x', 'x', 'x', 'x', 'x', FALSE, FALSE, 'x')"))


def test_tables_made_in_a_failed_transaction_are_gone(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.begin() as session:
        session.execute(text("CREATE TABLE spare (a INTEGER)"))
        raise ZeroDivisionError
    with pytest.raises(DBAPIError), database.read() as session:
        session.execute(text("SELECT * FROM spare"))


def test_threads_that_read_and_then_write_all_succeed(database: Database) -> None:
    with database.begin() as session:
        session.execute(text("CREATE TABLE counter (n INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    def add_one(_: int) -> None:
        with database.begin() as session:
            lock = "" if database.is_sqlite else " FOR UPDATE"
            n = session.execute(text("SELECT n FROM counter" + lock)).scalar_one()
            session.execute(text("UPDATE counter SET n = :n"), {"n": n + 1})

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add_one, range(80)))
    with database.read() as session:
        assert session.execute(text("SELECT n FROM counter")).scalar_one() == 80


def test_threads_open_a_new_file_at_once(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'deep' / 'loupe.db'}")

    def look(_: int) -> int:
        with database.read() as session:
            return session.execute(text("SELECT 1")).scalar_one()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(look, range(8))) == [1] * 8
    database.close()


def test_a_read_sees_one_moment(database: Database) -> None:
    with database.begin() as session:
        session.execute(text("CREATE TABLE spare (a INTEGER)"))
    with database.read() as session:
        before = session.execute(text("SELECT count(*) FROM spare")).scalar_one()
        with database.begin() as other:
            other.execute(text("INSERT INTO spare VALUES (1)"))
        assert session.execute(text("SELECT count(*) FROM spare")).scalar_one() == before


def test_a_full_disk_is_said_so_and_stores_nothing(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'small.db'}")
    with database.begin() as session:
        session.execute(text("CREATE TABLE notes (words TEXT)"))
    with pytest.raises(DiskFull), database.begin() as session:
        session.execute(text("PRAGMA max_page_count = 8"))  # SQLite then fails as on a full disk
        for _ in range(100):
            session.execute(text("INSERT INTO notes VALUES (:words)"), {"words": "x" * 4000})
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM notes")).scalar_one() == 0
    database.close()
