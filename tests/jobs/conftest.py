"""A desk with a real database, for workers; its clock is moved by the tests that need it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.config import Settings
from app.services.deps import Deps, build_deps
from tests.migrated import migrated


class MovableClock:
    """The real time plus what a test added to it."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    home = tmp_path / "desk"
    home.mkdir()
    return Settings(home=home, database_url=f"sqlite:///{home / 'loupe.db'}", shipped_models=tmp_path / "models", decode_processes=1)


@pytest.fixture
def deps(settings: Settings, clock: MovableClock) -> Iterator[Deps]:
    migrated(settings.database_url)
    built = build_deps(settings, clock)
    yield built
    built.close()
