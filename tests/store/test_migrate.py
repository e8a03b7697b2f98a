"""Migrations make exactly the tables that the code knows, and other versions' databases are refused."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from app.config import PROJECT
from app.domain import QueueState
from app.errors import DatabaseTooNew, DatabaseTooOld
from app.store import queue
from app.store.engine import Database, open_database
from app.store.migrate import CURRENT, check_current, upgrade
from app.store.sqlite import sqlite_module
from app.store.tables import metadata
from migrations.triggers import postgresql, sqlite
from tests.store.insights.story import CLAIM, OTHER, Story


def test_migrations_make_the_metadata(database: Database) -> None:
    with database.begin() as session:
        # the index of words is a virtual table on SQLite and has its own form on PostgreSQL: only migrations know it
        context = MigrationContext.configure(session, opts={
            "compare_type": True, "target_metadata": metadata, 
            "include_name": lambda name, *_: not str(name).startswith("log_search")})
        assert compare_metadata(context, metadata) == []


def test_sqlite_statements_are_the_same_to_the_letter(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'loupe.db'}"
    upgrade(url)
    plain = create_engine("sqlite://", module=sqlite_module())
    metadata.create_all(plain)
    query = text("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
                 " AND name <> 'alembic_version' AND name NOT LIKE 'log_search%'")
    with create_engine(url, module=sqlite_module()).connect() as migrated, plain.connect() as made:
        found, expected = ({name: " ".join(sql.split()) for name, sql in c.execute(query)} for c in (migrated, made))
    assert found == expected


def test_current_is_the_last_migration() -> None:
    assert ScriptDirectory(str(PROJECT / "migrations")).get_current_head() == CURRENT


def test_an_empty_or_older_database_is_refused_and_upgraded(database_url: str) -> None:
    database = open_database(database_url)
    with pytest.raises(DatabaseTooOld):
        check_current(database)
    upgrade(database_url, "0001")
    with pytest.raises(DatabaseTooOld):
        check_current(database)
    upgrade(database_url)
    upgrade(database_url)
    check_current(database)
    database.close()


def test_the_queue_of_an_older_database_is_kept(database_url: str) -> None:
    upgrade(database_url, "0003")
    database = open_database(database_url)
    with database.begin() as session:
        session.execute(text("INSERT INTO photos (id, type, bytes, width, height, uploaded_at) VALUES ('p', 'jpeg', 1, 1, 1, '')"))
        session.execute(text(
            "INSERT INTO queue_entries (photo_id, question, state, uncertainty, rank, enqueued_at, audit, held, reserved, not_for)"
            " VALUES ('p', 'recapture', 'waiting', 0.5, 0.25, '2026-11-21T12:00:00.000000Z', FALSE, FALSE, FALSE, ' a b')"))
    upgrade(database_url)
    with database.begin() as session:
        entry = queue.get(session, "recapture", "p")
        assert entry is not None and (entry.state, entry.uncertainty, entry.rank) == (QueueState.WAITING, 0.5, 0.25)
        assert (entry.not_for, entry.seen_by, entry.revealing) == (("a", "b"), (), False)
        session.execute(text("UPDATE queue_entries SET state = 'lead'"))
        assert queue.counts(session, "recapture") == {**dict.fromkeys(QueueState, 0), QueueState.LEAD: 1}
    database.close()


def test_totals_of_an_older_database_are_counted_anew_by_stage(database_url: str) -> None:
    upgrade(database_url, "0006")
    database = open_database(database_url)
    with database.begin() as session:
        story = Story(session)
        for _ in range(3):
            story.reveals("Ada", story.photo(), CLAIM, OTHER)
    upgrade(database_url)
    with database.begin() as session:
        story.session = session
        story.says("Ada", story.photo(), CLAIM)
        counted = session.execute(text("SELECT stage, label, sum(count), sum(replaced) FROM decision_counts GROUP BY stage, label"))
        assert {tuple(row) for row in counted} == {("blind", CLAIM, 4, 3), ("revealed", OTHER, 3, 0)}
    database.close()


@pytest.mark.parametrize("change", ["UPDATE policies SET policy = '{}'", "DELETE FROM policies"])
def test_a_policy_is_written_once(database: Database, change: str) -> None:
    with database.begin() as session:
        session.execute(text("INSERT INTO policies (question, number, policy, at) VALUES ('recapture', 1, '{}', '')"))
    with pytest.raises(DBAPIError, match="never changed"), database.begin() as session:
        session.execute(text(change))


def test_a_newer_database_is_refused(database: Database) -> None:
    with database.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew):
        check_current(database)
    with pytest.raises(DatabaseTooNew):
        upgrade(database.url.render_as_string(hide_password=False))


def test_a_failing_migration_leaves_nothing(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (sqlite, postgresql):
        monkeypatch.setattr(kind, "STATEMENTS", (*kind.STATEMENTS, "THIS IS NOT SQL"))
    with pytest.raises(DBAPIError, match="syntax error"):
        upgrade(database_url)
    database = open_database(database_url)
    with database.read() as session:
        assert inspect(session).get_table_names() == []
    database.close()
