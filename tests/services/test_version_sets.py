"""A retrain starts from the first version of its line, or from a newer shipped one where the families have changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.services.version_sets import base_version, first_ancestor
from app.store import versions
from app.store.engine import Database
from tests.store.test_versions import FIRST, Q

OLD, NEW = ["peaks", "noise"], ["peaks", "noise", "halftone"]


@pytest.fixture
def line(database: Database) -> Database:
    """A shipped version with two families, one that a desk made from it, then shipped versions with three, the newest last."""
    made = [("loupe-1", None, True, OLD), ("2026.11-1", "loupe-1", False, OLD), ("2026.11-2", "2026.11-1", False, OLD),
            ("loupe-2", None, True, NEW), ("loupe-3", None, True, NEW)]
    with database.begin() as session:
        for name, parent, shipped, families in made:
            versions.add(session, replace(FIRST, name=name, parent=parent, shipped=shipped, card={"families": families}))
    return database


@pytest.mark.parametrize(("champion", "families", "base"), [
    ("2026.11-2", OLD, "loupe-1"), ("2026.11-2", NEW, "loupe-3"), ("loupe-2", NEW, "loupe-2"), ("loupe-1", NEW, "loupe-3"),
    ("2026.11-1", [*NEW, "moon"], "loupe-1"),
])
def test_where_a_retrain_starts(line: Database, champion: str, families: list[str], base: str) -> None:
    with line.read() as session:
        assert base_version(session, Q, champion, families) == base


def test_a_line_goes_back_to_its_beginning(line: Database) -> None:
    with line.read() as session:
        assert first_ancestor(session, Q, "2026.11-2") == "loupe-1"
