"""Blind first: the score comes after the reviewer's own answer, both answers are kept, and a change of policy tells no lie."""

from __future__ import annotations

import pytest

from app.domain import QueueState, Stage, User, Verdict
from app.errors import LeaseLost, ReasonRequired, ScoreWithheld
from app.services.deps import Deps
from app.services.policies import change_policy
from app.services.reveal import ask_score, score_for
from app.services.review import decide, next_photo, open_photo, progress, skip, undo
from app.services.score import score_photo
from app.store import decisions, queue
from tests.services.desk import Clock, verdict

Q = "recapture"


@pytest.fixture
def scored(deps: Deps, lead: User, add_photo) -> list[str]:
    """Three photographs with scores, and a question that is blind."""
    ids = [add_photo(seed).id for seed in range(3)]
    for photo_id in ids:
        score_photo(deps, photo_id, Q)
    change_policy(deps, lead, Q, {"blind": "on"})
    return ids


def stages(deps: Deps, photo_id: str) -> list[Stage]:
    with deps.database.read() as session:
        return [one.stage for one in decisions.of_photo(session, photo_id, Q)]


@pytest.mark.parametrize("second", [Verdict.ACCEPT, Verdict.REJECT])
def test_the_own_answer_comes_first_and_is_kept_or_changed_by_one_more(deps: Deps, clock: Clock, alice: User, scored, second) -> None:
    item = next_photo(deps, alice, Q)
    assert (item.score, item.model_version, item.blind, item.revealing) == (None, None, "hidden", False)
    for withheld in (lambda: score_for(deps, alice, item.photo.id, Q), lambda: ask_score(deps, alice, Q, item.photo.id, item.lease_id)):
        with pytest.raises(ScoreWithheld):
            withheld()
    first = decide(deps, alice, verdict(item, Verdict.ACCEPT, score_id=score_photo(deps, item.photo.id, Q).id))
    shown = first.next
    assert first.decision.stage == Stage.BLIND and first.decision.score_id is None
    assert (shown.photo.id, shown.lease_id, shown.revealing, shown.blind) == (item.photo.id, item.lease_id, True, "shown")
    assert shown.score == score_for(deps, alice, item.photo.id, Q) and shown.decided.id == first.decision.id
    clock.move(seconds=3)
    kept = decide(deps, alice, verdict(shown, second, score_id=shown.score.id))
    assert (kept.decision.stage, kept.decision.supersedes, kept.decision.score_id) == (Stage.REVEALED, first.decision.id, shown.score.id)
    assert (kept.decision.decided_at - first.decision.decided_at).total_seconds() == 3
    assert kept.next.photo.id != item.photo.id and not kept.next.revealing and kept.next.score is None
    assert progress(deps, alice, Q).judged_today == 1


def test_what_is_revealed_is_still_there_after_a_reload_and_nobody_else_gets_it(deps: Deps, alice: User, person, scored) -> None:
    first = decide(deps, alice, verdict(next_photo(deps, alice, Q), Verdict.UNSURE))
    bob = person("bob")
    others = []
    while (item := next_photo(deps, bob, Q)) is not None:
        others.append(item.photo.id)
        done = decide(deps, bob, verdict(item))
        decide(deps, bob, verdict(done.next))
    assert sorted([*others, first.next.photo.id]) == sorted(scored)
    again = next_photo(deps, alice, Q)
    assert (again.photo.id, again.revealing, again.lease_id) == (first.next.photo.id, True, first.next.lease_id)


def test_an_answer_that_was_never_kept_stands_as_it_was_given(deps: Deps, clock: Clock, alice: User, scored) -> None:
    done = decide(deps, alice, verdict(next_photo(deps, alice, Q), Verdict.REJECT))
    clock.move(minutes=deps.settings.lease_minutes, seconds=1)
    assert next_photo(deps, alice, Q).photo.id != done.next.photo.id
    with pytest.raises(LeaseLost):
        decide(deps, alice, verdict(done.next))
    with deps.database.read() as session:
        assert queue.get(session, Q, done.next.photo.id).state == QueueState.DECIDED
        assert [one.id for one in decisions.standing(session, done.next.photo.id, Q)] == [done.decision.id]
    later = open_photo(deps, alice, Q, done.next.photo.id)
    assert later.score is not None and decide(deps, alice, verdict(later)).decision.stage == Stage.REVEALED


def test_the_same_blind_request_again_shows_the_same_reveal(deps: Deps, alice: User, scored) -> None:
    request = verdict(next_photo(deps, alice, Q))
    first, again = decide(deps, alice, request), decide(deps, alice, request)
    assert again.repeated and again.decision == first.decision and again.next == first.next


def test_a_photo_without_a_score_has_nothing_to_reveal(deps: Deps, alice: User, lead: User, add_photo) -> None:
    add_photo(1)
    change_policy(deps, lead, Q, {"blind": "on"})
    done = decide(deps, alice, verdict(next_photo(deps, alice, Q)))
    assert done.decision.stage == Stage.BLIND and done.next is None


def test_on_request_asking_is_remembered_also_after_giving_the_photo_back(deps: Deps, alice: User, lead: User, person, scored) -> None:
    change_policy(deps, lead, Q, {"blind": "on_request"})
    item = next_photo(deps, alice, Q)
    assert item.blind == "ask" and item.score is None
    with pytest.raises(LeaseLost):
        ask_score(deps, person("bob"), Q, item.photo.id, item.lease_id)
    asked = ask_score(deps, alice, Q, item.photo.id, item.lease_id)
    assert asked.blind == "shown" and asked.score is not None and asked.lease_id == item.lease_id
    with deps.database.begin() as session:
        queue.release(session, item.lease_id, alice.id)
    back = open_photo(deps, alice, Q, item.photo.id)
    assert back.blind == "shown"
    done = decide(deps, alice, verdict(back, score_id=asked.score.id))
    assert (done.decision.stage, done.decision.score_id) == (Stage.OPEN, asked.score.id)
    plain = decide(deps, alice, verdict(done.next))
    assert plain.decision.stage == Stage.BLIND and plain.next.photo.id != done.next.photo.id


def test_a_lease_keeps_what_it_was_handed_out_under(deps: Deps, alice: User, lead: User, scored) -> None:
    hidden = next_photo(deps, alice, Q)
    change_policy(deps, lead, Q, {"blind": "off"})
    assert next_photo(deps, alice, Q).blind == "hidden"
    with pytest.raises(ScoreWithheld):
        score_for(deps, alice, hidden.photo.id, Q)
    done = decide(deps, alice, verdict(hidden))
    assert done.decision.stage == Stage.BLIND and done.next.blind == "shown" and done.next.score is not None
    change_policy(deps, lead, Q, {"blind": "on"})
    assert next_photo(deps, alice, Q).score == done.next.score
    seen = decide(deps, alice, verdict(done.next, score_id=done.next.score.id))
    assert (seen.decision.stage, seen.decision.score_id) == (Stage.OPEN, done.next.score.id)
    assert seen.next.blind == "hidden"


def test_leads_who_review_are_blind_too(deps: Deps, lead: User, scored) -> None:
    item = next_photo(deps, lead, Q)
    assert item.score is None
    with pytest.raises(ScoreWithheld):
        score_for(deps, lead, item.photo.id, Q)
    with pytest.raises(ScoreWithheld):  # nor before they have it on the desk
        score_for(deps, lead, next(one for one in scored if one != item.photo.id), Q)


def test_undoing_forgets_no_score_that_was_seen(deps: Deps, alice: User, scored) -> None:
    done = decide(deps, alice, verdict(next_photo(deps, alice, Q)))
    back = undo(deps, alice, Q)
    assert back.blind == "shown" and not back.revealing
    again = decide(deps, alice, verdict(back, Verdict.REJECT))
    assert again.decision.stage == Stage.OPEN and again.next.photo.id != done.next.photo.id
    assert stages(deps, back.photo.id) == [Stage.BLIND, Stage.UNDONE, Stage.OPEN]


def test_skipping_leaves_the_photo_to_others(deps: Deps, alice: User, person, scored) -> None:
    item = next_photo(deps, alice, Q)
    following = skip(deps, alice, Q, item.photo.id, item.lease_id)
    assert following.photo.id != item.photo.id
    with pytest.raises(LeaseLost):
        skip(deps, alice, Q, item.photo.id, item.lease_id)
    assert item.photo.id in {open_photo(deps, person("bob"), Q, item.photo.id).photo.id}
    with pytest.raises(ScoreWithheld):  # passing on is no answer
        score_for(deps, alice, item.photo.id, Q)


def test_a_reason_can_be_required(deps: Deps, alice: User, lead: User, scored) -> None:
    change_policy(deps, lead, Q, {"reason_required": True})
    item = next_photo(deps, alice, Q)
    with pytest.raises(ReasonRequired):
        decide(deps, alice, verdict(item, Verdict.REJECT))
    assert decide(deps, alice, verdict(item, Verdict.REJECT, reasons=("screen",))).decision.reasons == ("screen",)
