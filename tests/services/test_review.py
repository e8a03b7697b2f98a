"""The desk: one verdict a key, stored once, with the next photograph at hand."""

from __future__ import annotations

import dataclasses
import threading
from datetime import timedelta

import pytest

from app.domain import QueueState, Stage, User, Verdict
from app.errors import (
    LeaseLost,
    LoupeError,
    NoteTooLong,
    PhotoNotFound,
    RequestReused,
    UnknownQuestion,
    UnknownReason,
)
from app.services.deps import Deps
from app.services.review import (
    Decided,
    ReviewItem,
    coming_photos,
    decide,
    next_photo,
    open_photo,
    progress,
    release,
)
from app.services.score import score_photo
from app.store import decisions, queue
from tests.services.desk import Clock, verdict


def state_of(deps: Deps, photo_id: str) -> QueueState:
    with deps.database.read() as session:
        return queue.get(session, "recapture", photo_id).state


@pytest.fixture
def three(add_photo) -> list[str]:
    return [add_photo(seed).id for seed in range(3)]


def test_deciding_stores_the_verdict_and_leases_the_next(deps: Deps, clock: Clock, alice: User, three: list[str]) -> None:
    item = next_photo(deps, alice, "recapture")
    score = score_photo(deps, item.photo.id, "recapture")
    clock.move(seconds=9)
    shown_at = clock.now - timedelta(seconds=4)
    done = decide(deps, alice, verdict(item, Verdict.REJECT, reasons=("screen",), note=" grid ", score_id=score.id, shown_at=shown_at))
    assert (done.decision.verdict, done.decision.label, done.decision.claim) == (Verdict.REJECT, "recaptured", "original")
    assert (done.decision.reasons, done.decision.note, done.decision.stage) == (("screen",), "grid", Stage.OPEN)
    assert (done.decision.score_id, done.decision.shown_at, done.decision.decided_at) == (score.id, shown_at, clock.now)
    assert done.next is not None and done.next.photo.id != item.photo.id and done.next.lease_id
    assert state_of(deps, item.photo.id) == QueueState.DECIDED
    assert next_photo(deps, alice, "recapture").photo.id == done.next.photo.id


def test_the_queue_ends_and_progress_counts(deps: Deps, alice: User, three: list[str]) -> None:
    assert dataclasses.astuple(progress(deps, alice, "recapture")) == (0, 3, 3)
    item: ReviewItem | None = next_photo(deps, alice, "recapture")
    seen = []
    while item:
        seen.append(item.photo.id)
        item = decide(deps, alice, verdict(item)).next
    assert sorted(seen) == sorted(three)
    assert dataclasses.astuple(progress(deps, alice, "recapture")) == (3, 0, 3)
    assert next_photo(deps, alice, "recapture") is None


def test_the_same_request_again_changes_nothing_and_another_under_its_id_is_refused(deps: Deps, alice: User, lead: User, three) -> None:
    request = verdict(next_photo(deps, alice, "recapture"), note="seen")
    first, again = decide(deps, alice, request), decide(deps, alice, request)
    assert again == Decided(first.decision, first.next, repeated=True)
    for other in (dataclasses.replace(request, verdict=Verdict.REJECT), dataclasses.replace(request, note="other"),
                  dataclasses.replace(request, reasons=("print",))):
        with pytest.raises(RequestReused):
            decide(deps, alice, other)
    with pytest.raises(RequestReused):
        decide(deps, lead, request)
    assert progress(deps, alice, "recapture").judged_today == 1


def test_racing_submits_of_one_verdict_store_it_once(deps: Deps, alice: User, three: list[str]) -> None:
    request = verdict(next_photo(deps, alice, "recapture"))
    results: list[Decided | LoupeError] = []

    def submit() -> None:
        try:
            results.append(decide(deps, alice, request))
        except LoupeError as error:
            results.append(error)

    threads = [threading.Thread(target=submit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(isinstance(result, Decided) for result in results)
    assert len({result.decision.id for result in results}) == 1 and sum(not result.repeated for result in results) == 1


def test_two_reviewers_never_hold_the_same_photo(deps: Deps, alice: User, person, three: list[str]) -> None:
    bob = person("bob")
    mine, theirs = next_photo(deps, alice, "recapture"), next_photo(deps, bob, "recapture")
    assert mine.photo.id != theirs.photo.id
    with pytest.raises(LeaseLost):
        decide(deps, bob, verdict(mine))
    looked = open_photo(deps, bob, "recapture", mine.photo.id)
    assert looked.lease_id is None and "desk" in looked.trouble


def test_a_lease_that_ran_out_is_lost_and_the_photo_goes_to_another(deps: Deps, clock: Clock, alice: User, person, add_photo) -> None:
    add_photo(1)
    item = next_photo(deps, alice, "recapture")
    clock.move(minutes=deps.settings.lease_minutes, seconds=1)
    bob = person("bob")
    assert next_photo(deps, bob, "recapture").photo.id == item.photo.id
    with pytest.raises(LeaseLost):
        decide(deps, alice, verdict(item))


def test_what_cannot_be_stored_is_refused_and_nothing_changes(deps: Deps, alice: User, three: list[str]) -> None:
    item = next_photo(deps, alice, "recapture")
    for bad, error in ((verdict(item, reasons=("ghost",)), UnknownReason), (verdict(item, note="x" * 2001), NoteTooLong),
                       (dataclasses.replace(verdict(item), question="weather"), UnknownQuestion),
                       (dataclasses.replace(verdict(item), photo_id=three[0] if item.photo.id != three[0] else three[1]), LeaseLost)):
        with pytest.raises(error):
            decide(deps, alice, bad)
    assert progress(deps, alice, "recapture").judged_today == 0
    with pytest.raises(PhotoNotFound):
        open_photo(deps, alice, "recapture", "no such photo")


def test_a_score_of_another_photo_does_not_count_as_seen(deps: Deps, alice: User, three: list[str]) -> None:
    item = next_photo(deps, alice, "recapture")
    other = score_photo(deps, next(one for one in three if one != item.photo.id), "recapture")
    assert decide(deps, alice, verdict(item, score_id=other.id)).decision.score_id is None


def test_a_browser_with_a_wrong_clock_cannot_bend_the_time_taken(deps: Deps, clock: Clock, alice: User, three: list[str]) -> None:
    item, leased = next_photo(deps, alice, "recapture"), clock.now
    clock.move(seconds=5)
    early = decide(deps, alice, verdict(item, shown_at=leased - timedelta(days=1)))
    assert early.decision.shown_at == leased
    late = decide(deps, alice, verdict(early.next, shown_at=clock.now + timedelta(hours=2)))
    assert late.decision.shown_at == clock.now


def test_unsure_goes_to_another_reviewer_then_to_a_lead(deps: Deps, alice: User, lead: User, person, add_photo) -> None:
    photo = add_photo(1)
    bob = person("bob")
    assert decide(deps, alice, verdict(next_photo(deps, alice, "recapture"), Verdict.UNSURE)).next is None
    assert state_of(deps, photo.id) == QueueState.SECOND
    assert open_photo(deps, alice, "recapture", photo.id).lease_id is None
    second = next_photo(deps, bob, "recapture")
    assert second.state == QueueState.WAITING and decide(deps, bob, verdict(second, Verdict.UNSURE)).decision.stage == Stage.SECOND
    assert state_of(deps, photo.id) == QueueState.LEAD
    assert next_photo(deps, person("carol"), "recapture") is None
    final = decide(deps, lead, verdict(next_photo(deps, lead, "recapture"), Verdict.REJECT))
    assert final.decision.stage == Stage.ADJUDICATED and state_of(deps, photo.id) == QueueState.DECIDED


def test_a_decided_photo_is_answered_anew_by_its_reviewer_or_a_lead_only(deps: Deps, alice: User, lead: User, person, add_photo) -> None:
    photo = add_photo(1)
    first = decide(deps, alice, verdict(next_photo(deps, alice, "recapture"))).decision
    assert "decided by somebody else" in open_photo(deps, person("bob"), "recapture", photo.id).trouble
    mine = open_photo(deps, alice, "recapture", photo.id)
    assert mine.decided.id == first.id
    changed = decide(deps, alice, verdict(mine, Verdict.REJECT)).decision
    assert changed.supersedes == first.id
    final = decide(deps, lead, verdict(open_photo(deps, lead, "recapture", photo.id), Verdict.ACCEPT)).decision
    assert (final.supersedes, final.stage) == (changed.id, Stage.ADJUDICATED)
    with deps.database.read() as session:
        assert [one.id for one in decisions.standing(session, photo.id, "recapture")] == [final.id]


def test_photos_that_come_next_are_kept_back_and_not_seen(deps: Deps, alice: User, person, three: list[str]) -> None:
    item = next_photo(deps, alice, "recapture")
    coming = coming_photos(deps, alice, "recapture")
    assert {photo.id for photo in coming} == set(three) - {item.photo.id}
    assert next_photo(deps, person("bob"), "recapture") is None
    assert decide(deps, alice, verdict(item)).next.photo.id == coming[0].id
    assert progress(deps, alice, "recapture").judged_today == 1


def test_what_a_reviewer_holds_already_comes_before_what_is_reserved(deps: Deps, alice: User, add_photo) -> None:
    """Two photos opened one after the other: the browser must foresee the one that the server will hand out."""
    for seed in range(5):
        add_photo(seed)
    first = next_photo(deps, alice, "recapture")
    other = coming_photos(deps, alice, "recapture")[-1]
    open_photo(deps, alice, "recapture", other.id)
    foreseen = coming_photos(deps, alice, "recapture", on_desk=first.photo.id)
    assert foreseen[0].id == other.id and len(foreseen) == 3
    assert decide(deps, alice, verdict(first)).next.photo.id == other.id


def test_a_released_photo_is_free_again(deps: Deps, alice: User, person, add_photo) -> None:
    add_photo(1)
    item = next_photo(deps, alice, "recapture")
    release(deps, alice, "recapture", item.photo.id, item.lease_id)
    release(deps, alice, "recapture", item.photo.id, item.lease_id)
    assert next_photo(deps, person("bob"), "recapture").photo.id == item.photo.id
    with pytest.raises(LeaseLost):
        decide(deps, alice, verdict(item))


def test_a_batch_is_reviewed_by_itself(deps: Deps, alice: User, add_photo) -> None:
    add_photo(1)
    wanted = add_photo(2, batch="monday")
    assert next_photo(deps, alice, "recapture", batch="monday").photo.id == wanted.id
    assert progress(deps, alice, "recapture", "monday").total == 1


def test_the_head_of_the_log_is_anchored_after_each_decision(deps: Deps, alice: User, three: list[str]) -> None:
    done = decide(deps, alice, verdict(next_photo(deps, alice, "recapture")))
    assert deps.anchor.heads()[-1].hash == done.decision.hash


