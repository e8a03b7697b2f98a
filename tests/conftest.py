"""Fixtures that every layer shares, and the list of what was skipped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app.store.engine import Database, open_database
from tests.migrated import migrated

settings.register_profile("loupe", deadline=None)  # a busy machine is no defect
settings.load_profile("loupe")

# In CI every skip is a failure unless its reason starts with one of these.
SKIPS_ALLOWED_IN_CI = ("no PostgreSQL server", "torch is not installed")


@pytest.fixture(scope="session")
def photographs() -> Path:
    """The folder of development photographs (photos.csv and badimages.csv are in it), or a loud skip."""
    folder = os.environ.get("LOUPE_DATA")
    if not folder or not (Path(folder) / "photos.csv").exists():
        pytest.skip("LOUPE_DATA is not set: the development photographs are missing")
    return Path(folder).resolve()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated SQLite database; tests/store has one that is PostgreSQL too."""
    url = f"sqlite:///{tmp_path / 'loupe.db'}"
    migrated(url)
    opened = open_database(url)
    yield opened
    opened.close()


def _skips(reporter) -> list[tuple[str, str]]:
    return [(report.nodeid, report.longrepr[2].removeprefix("Skipped: ")) for report in reporter.stats.get("skipped", [])]


def pytest_terminal_summary(terminalreporter) -> None:
    skips = _skips(terminalreporter)
    if skips:
        terminalreporter.section("skipped, and why")
        for where, why in skips:
            terminalreporter.write_line(f"{where}: {why}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return  # one process of several; what was skipped is judged where their reports meet
    unexpected = [skip for skip in _skips(reporter) if not skip[1].startswith(SKIPS_ALLOWED_IN_CI)]
    if os.environ.get("CI") and unexpected and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
