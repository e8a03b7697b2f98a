"""An empty, migrated database: SQLite always, PostgreSQL where a server answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.engine import Database, open_database
from app.store.migrate import upgrade
from tests.store.servers import scratch_postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'loupe.db'}"
    else:
        with scratch_postgresql() as url:
            yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Each kind of database, migrated."""
    upgrade(database_url)
    opened = open_database(database_url)
    yield opened
    opened.close()
