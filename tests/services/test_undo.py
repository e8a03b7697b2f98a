"""Undo is a decision of its own: it takes the last answer back and hides nothing."""

from __future__ import annotations

import pytest

from app.domain import QueueState, Stage, User, Verdict
from app.errors import NothingToUndo
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.import_decisions import import_decisions
from app.services.review import decide, next_photo, progress, undo
from app.store import decisions
from tests.services.desk import verdict


@pytest.fixture
def three(add_photo) -> list[str]:
    return [add_photo(seed).id for seed in range(3)]


def test_undo_puts_the_photo_back_on_the_desk_of_the_same_reviewer(deps: Deps, alice: User, three: list[str]) -> None:
    item = next_photo(deps, alice, "recapture")
    done = decide(deps, alice, verdict(item, Verdict.REJECT))
    back = undo(deps, alice, "recapture")
    assert back.photo.id == item.photo.id and back.lease_id and back.decided is None and back.state == QueueState.WAITING
    with deps.database.read() as session:
        rows = decisions.of_photo(session, item.photo.id, "recapture")
        assert decisions.standing(session, item.photo.id, "recapture") == []
    assert [(row.stage, row.supersedes) for row in rows] == [(Stage.OPEN, None), (Stage.UNDONE, done.decision.id)]
    again = decide(deps, alice, verdict(back, Verdict.ACCEPT))
    assert again.decision.label == "original" and again.next.photo.id == done.next.photo.id
    assert progress(deps, alice, "recapture").judged_today == 1


def test_undo_goes_back_step_by_step_and_ends(deps: Deps, alice: User, lead: User, three: list[str]) -> None:
    first = next_photo(deps, alice, "recapture")
    second = decide(deps, alice, verdict(first)).next
    decide(deps, alice, verdict(second))
    assert undo(deps, alice, "recapture").photo.id == second.photo.id
    assert undo(deps, alice, "recapture").photo.id == first.photo.id
    for user in (alice, lead):
        with pytest.raises(NothingToUndo):
            undo(deps, user, "recapture")


def test_an_answer_that_another_has_answered_since_stays(deps: Deps, alice: User, person, add_photo) -> None:
    add_photo(1)
    bob = person("bob")
    decide(deps, alice, verdict(next_photo(deps, alice, "recapture"), Verdict.UNSURE))
    item = next_photo(deps, bob, "recapture")
    with pytest.raises(NothingToUndo, match="Somebody else"):
        undo(deps, alice, "recapture")
    decide(deps, bob, verdict(item))
    with pytest.raises(NothingToUndo, match="Somebody else"):
        undo(deps, alice, "recapture")


def test_an_imported_decision_is_not_taken_back_by_a_key(deps: Deps, alice: User, add_photo, tmp_path) -> None:
    (tmp_path / "d.csv").write_text(f"sha256,question,label,reviewer\n{add_photo(1).sha256},recapture,original,alice\n")
    import_decisions(deps, OPERATOR, tmp_path / "d.csv")
    with pytest.raises(NothingToUndo):
        undo(deps, alice, "recapture")
