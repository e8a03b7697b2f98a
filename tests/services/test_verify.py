"""Verify finds what was changed behind the desk's back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.domain import User
from app.errors import ChainBroken, NotAllowed
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.review import decide, next_photo
from app.services.verify import Verified, verify_log
from tests.services.desk import verdict


@pytest.fixture
def log(deps: Deps, alice: User, add_photo) -> str:
    """Three decisions; the hash of the last."""
    for seed in range(3):
        add_photo(seed)
    return [decide(deps, alice, verdict(next_photo(deps, alice, "recapture"))) for _ in range(3)][-1].decision.hash


def tamper(deps: Deps, *statements: str) -> None:
    with deps.database.begin() as session:
        triggers = session.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'decisions'")
        for trigger in triggers.scalars().all():
            session.exec_driver_sql(f'DROP TRIGGER "{trigger}"')
        for statement in statements:
            session.exec_driver_sql(statement)


def test_an_untouched_log_verifies(deps: Deps, lead: User, log: str) -> None:
    assert verify_log(deps, lead) == Verified(3, log)


def test_an_empty_log_verifies(deps: Deps) -> None:
    assert verify_log(deps, OPERATOR) == Verified(0, None)


@pytest.mark.parametrize("statement", [
    "UPDATE decisions SET label = 'recaptured' WHERE seq = 2",
    "UPDATE decisions SET reviewer_id = (SELECT id FROM users WHERE name = 'lena') WHERE seq = 3",
    "UPDATE decisions SET decided_at = '2020-01-01T00:00:00.000000Z' WHERE seq = 1",
])
def test_an_altered_row_is_found(deps: Deps, lead: User, log: str, statement: str) -> None:
    tamper(deps, statement)
    with pytest.raises(ChainBroken):
        verify_log(deps, OPERATOR)


def test_a_cut_off_end_is_found_by_the_anchor_and_by_a_copy_of_it(deps: Deps, log: str, tmp_path: Path) -> None:
    copy = Path(shutil.copy(deps.anchor.latest, tmp_path / "elsewhere.txt"))
    tamper(deps, "PRAGMA defer_foreign_keys = ON", "UPDATE queue_entries SET decision_id = NULL", "DELETE FROM decisions WHERE seq = 3",
           "UPDATE chain_head SET seq = 2, hash = (SELECT hash FROM decisions WHERE seq = 2)")
    with pytest.raises(ChainBroken):
        verify_log(deps, OPERATOR)
    shutil.rmtree(deps.settings.home / "anchors")
    assert verify_log(deps, OPERATOR).rows == 2  # whoever removes the anchor too can only be caught by a copy of it
    with pytest.raises(ChainBroken):
        verify_log(deps, OPERATOR, against=copy)


def test_only_leads_verify(deps: Deps, alice: User) -> None:
    with pytest.raises(NotAllowed):
        verify_log(deps, alice)
