"""An empty, migrated database: SQLite always, PostgreSQL where a server answers.  Migrated once, then copied or emptied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.engine import Database, open_database
from app.store.migrate import upgrade
from tests.store.servers import empty_again, scratch_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'loupe.db'}"
    else:
        with scratch_postgresql() as url:
            yield url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "loupe.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_server() -> Iterator[str]:
    with scratch_postgresql() as url:
        upgrade(url)
        yield url


@pytest.fixture
def sqlite_database(migrated_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A migrated SQLite database."""
    path = tmp_path / "loupe.db"
    shutil.copy(migrated_file, path)
    opened = open_database(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def postgresql_database(migrated_server: str) -> Iterator[Database]:
    """A migrated PostgreSQL database."""
    opened = open_database(migrated_server)
    yield opened
    opened.close()
    empty_again(migrated_server)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """Each kind of database, migrated."""
    return request.getfixturevalue(f"{request.param}_database")
