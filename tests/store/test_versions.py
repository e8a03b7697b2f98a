"""Versions are written once; champions move by promotion and go back by rollback; the audit trail only grows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.domain import ModelVersion
from app.errors import NoChampion, NothingToRollBack, VersionNotFound
from app.store import audit, champions, versions
from app.store.engine import Database, Session
from tests.store.makers import MINUTE, NOON, make_user

Q = "recapture"
FIRST = ModelVersion("2026.11-1", Q, "v1", "a" * 64, "s" * 64, "b" * 64, {"auc": {"mean": 0.9}}, None, True, NOON)


def make_versions(session: Session, count: int) -> list[str]:
    made = [replace(FIRST, name=f"2026.11-{number}", parent=None if number == 1 else "2026.11-1") for number in range(1, count + 1)]
    for version in made:
        versions.add(session, version)
    return [version.name for version in made]


def roll_back(session: Session) -> str:
    version = champions.before_current(session, Q)
    champions.promote(session, Q, version, None, NOON, kind=champions.ROLLED_BACK)
    return champions.current(session, Q)


def test_versions_come_back_and_names_are_free(database: Database) -> None:
    with database.begin() as session:
        assert versions.next_name(session, Q, "2026.11") == "2026.11-1"
        versions.add(session, FIRST)
        assert versions.get(session, Q, FIRST.name) == FIRST and versions.list_for(session, Q) == [FIRST]
        assert versions.exists(session, Q, FIRST.name) and not versions.exists(session, "film", FIRST.name)
        assert versions.next_name(session, Q, "2026.11") == "2026.11-2"
        with pytest.raises(VersionNotFound):
            versions.get(session, Q, "2026.11-2")


def test_promotion_and_rollback_go_back_step_by_step(database: Database) -> None:
    with database.begin() as session:
        ada = make_user(session)
        a, b, c = make_versions(session, 3)
        with pytest.raises(NoChampion):
            champions.current(session, Q)
        for version in (a, b, c):
            champions.promote(session, Q, version, ada.id, NOON, reason="better", gate={"verdict": "better"})
        assert champions.current(session, Q) == c
        assert roll_back(session) == b and roll_back(session) == a
        with pytest.raises(NothingToRollBack):
            roll_back(session)
        champions.promote(session, Q, c, ada.id, NOON)
        assert roll_back(session) == a
        history = champions.history(session, Q)
        assert [(step.version, step.previous, step.kind) for step in history[:2]] == [(a, c, "rolled_back"), (c, a, "promoted")]
        assert history[-1].user == "Ada" and history[-1].gate == {"verdict": "better"} and len(history) == 7


def test_only_a_version_on_record_can_be_promoted(database: Database) -> None:
    with pytest.raises(DBAPIError), database.begin() as session:
        champions.promote(session, Q, "2026.11-9", None, NOON)


def test_the_audit_trail_is_paged_newest_first(database: Database) -> None:
    with database.begin() as session:
        ada = make_user(session)
        for number in range(5):
            audit.add(session, ada.id if number else None, "role.changed", f"user {number}", NOON + number * MINUTE, {"to": "lead"})
        first = audit.page(session, 3)
        rest = audit.page(session, 3, (first[-1].at, first[-1].id))
        assert [entry.target for entry in first + rest] == [f"user {number}" for number in (4, 3, 2, 1, 0)]
        assert (first[0].user, first[0].details, rest[-1].user) == ("Ada", {"to": "lead"}, None)


@pytest.mark.parametrize("table", ["model_versions", "promotions", "audit_entries"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = 'x'", "DELETE FROM {}"])
def test_what_is_on_record_cannot_be_changed(database: Database, table: str, statement: str) -> None:
    column = {"model_versions": "signature", "promotions": "reason", "audit_entries": "action"}[table]
    with database.begin() as session:
        champions.promote(session, Q, make_versions(session, 1)[0], None, NOON)
        audit.add(session, None, "x", None, NOON)
    with pytest.raises(DBAPIError, match="never changed"), database.begin() as session:
        session.execute(text(statement.format(table, column)))
