"""Undo is a decision of its own: it takes the last answer back and hides nothing."""

from __future__ import annotations

import dataclasses

import pytest

from app.domain import QueueState, Stage, User, Verdict
from app.errors import NothingToUndo, UndoRefused
from app.services.access import OPERATOR
from app.services.deps import Deps
from app.services.import_decisions import import_decisions
from app.services.review import decide, next_photo, open_photo, progress, undo, undoable
from app.store import decisions, versions
from app.store.erase import erase_photo
from tests.services.desk import Clock, verdict


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


def test_twenty_can_be_taken_back_in_any_order_and_no_more(deps: Deps, clock: Clock, alice: User, add_photo) -> None:
    photos = [add_photo(seed, width=70, height=64).id for seed in range(21)]
    item, made = next_photo(deps, alice, "recapture"), []
    while item is not None:
        clock.move(seconds=1)
        done = decide(deps, alice, verdict(item))
        made.append(done.decision)
        item = done.next
    listed = undoable(deps, alice, "recapture")
    assert [one.decision.id for one in listed] == [one.id for one in made[:0:-1]] and not any(one.refused for one in listed)
    with pytest.raises(NothingToUndo, match="20"):
        undo(deps, alice, "recapture", made[0].id)
    back = undo(deps, alice, "recapture", made[5].id)
    assert back.photo.id == made[5].photo_id and back.lease_id and len(photos) == 21
    with pytest.raises(NothingToUndo):
        undo(deps, alice, "recapture", made[5].id)
    assert made[5].id not in {one.decision.id for one in undoable(deps, alice, "recapture")}


def test_what_others_rely_on_stays_and_the_reason_is_said(deps: Deps, clock: Clock, alice: User, lead: User, person, add_photo) -> None:
    settled, learnt, erased, held = (add_photo(seed).id for seed in range(4))
    for photo_id in (settled, learnt, erased, held):
        answer = Verdict.UNSURE if photo_id == settled else Verdict.REJECT
        decide(deps, alice, verdict(open_photo(deps, alice, "recapture", photo_id), answer))
        clock.move(seconds=1)
    bob = person("bob")
    decide(deps, bob, verdict(open_photo(deps, bob, "recapture", settled), Verdict.UNSURE))
    decide(deps, lead, verdict(open_photo(deps, lead, "recapture", settled), Verdict.ACCEPT))
    open_photo(deps, lead, "recapture", held)
    with deps.database.begin() as session:
        versions.add_photos(session, "recapture", deps.models.champion_name("recapture"), [learnt])
        erase_photo(session, erased, clock.now)
    why = {one.decision.photo_id: one.refused for one in undoable(deps, alice, "recapture")}
    assert "lead has settled" in why[settled] and "erased" in why[erased] and "Somebody else" in why[held]
    for one in undoable(deps, alice, "recapture"):
        if one.refused:
            with pytest.raises(UndoRefused) as refused:
                undo(deps, alice, "recapture", one.decision.id)
            assert str(refused.value) == one.refused
    assert why[learnt] is None  # a version from before the answer did not learn from it
    with deps.database.begin() as session:
        before = versions.list_for(session, "recapture")[0]
        versions.add(session, dataclasses.replace(before, name="2026.03-1", shipped=False, created_at=clock.now))
        versions.add_photos(session, "recapture", "2026.03-1", [learnt])
    why = {one.decision.photo_id: one.refused for one in undoable(deps, alice, "recapture")}
    assert "2026.03-1 has learnt" in why[learnt]
