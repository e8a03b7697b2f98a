"""Gold photographs look like any other, reach each reviewer once, measure them, and teach nothing."""

from __future__ import annotations

import dataclasses
from functools import partial

import pytest
from sqlalchemy import event

from app.domain import QueueState, Stage, User, Verdict
from app.errors import BadGold, NotAllowed, PhotoNotFound, UnknownLabel
from app.services.deps import Deps
from app.services.gold import add_gold, gold_results, list_gold, retire_gold
from app.services.policies import change_policy
from app.services.policy import HIGHEST_GOLD_RATE
from app.services.review import coming_photos, decide, next_photo, open_photo, progress, undo
from app.store import decisions, queue
from app.store.label_sources import label_sources
from tests.services.desk import verdict

Q = "recapture"


@pytest.fixture
def always_gold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every draw falls into the gold lane as long as the rate is not zero."""
    monkeypatch.setattr("app.store.queue_lanes.random.random", lambda: 0.0)


@pytest.fixture
def hidden(deps: Deps, lead: User, add_photo, always_gold) -> list[str]:
    """Four ordinary photographs and two gold ones, an original and a recaptured one."""
    ids = [add_photo(seed).id for seed in range(6)]
    for photo_id, label in zip(ids, ("original", "recaptured"), strict=False):
        add_gold(deps, lead, Q, photo_id, label)
    change_policy(deps, lead, Q, {"gold_rate": HIGHEST_GOLD_RATE})
    return ids[:2]


def labels_learnt(deps: Deps) -> list[str]:
    with deps.database.read() as session:
        return [one.decision.photo_id for one in label_sources(session, Q)]


def test_each_reviewer_meets_each_gold_photo_once(deps: Deps, alice: User, person, hidden) -> None:
    bob, met = person("bob"), {}
    for reviewer in (alice, bob):
        item, met[reviewer.name] = next_photo(deps, reviewer, Q), []
        while item is not None:
            met[reviewer.name].append(item.photo.id)
            item = decide(deps, reviewer, verdict(item)).next
    assert set(met["alice"][:2]) == set(met["bob"]) == set(hidden) and len(met["alice"]) == len(set(met["alice"])) == 6


def test_nothing_that_is_handed_out_tells_gold_apart(deps: Deps, alice: User, lead: User, hidden) -> None:
    waiting, seen = [progress(deps, alice, Q)], []
    item = next_photo(deps, alice, Q)
    while item is not None:
        done = decide(deps, alice, verdict(item))
        waiting.append(progress(deps, alice, Q))
        seen.append((item.photo.id in hidden, dataclasses.replace(item, photo=None, lease_id=None), done.decision.stage))
        item = done.next
    gold, plain = ([rest for is_gold, *rest in seen if is_gold is wanted] for wanted in (True, False))
    assert len(gold) == 2 and all(one == plain[0] for one in gold + plain)
    assert [one.waiting for one in waiting] == [6, 5, 4, 3, 2, 1, 0] and {one.total for one in waiting} == {6}
    for photo_id in (hidden[0], labels_learnt(deps)[0]):
        again = open_photo(deps, alice, Q, photo_id)
        assert again.state == QueueState.DECIDED and again.lease_id and again.decided and again.decided.reviewer_id == alice.id


def test_handing_gold_out_and_storing_its_answer_take_as_many_statements(deps: Deps, alice: User, lead: User, person, hidden) -> None:
    def statements(act) -> int:
        counted: list[str] = []
        event.listen(deps.database._writer, "before_cursor_execute", counter := lambda *more: counted.append(more[2]))
        act()
        event.remove(deps.database._writer, "before_cursor_execute", counter)
        return len(counted)

    asked: dict[str, list[int]] = {"gold": [], "plain": []}
    for rate, kind in ((HIGHEST_GOLD_RATE, "gold"), (0, "plain")):
        user = person(kind)
        change_policy(deps, lead, Q, {"gold_rate": rate})
        asked[kind].append(statements(partial(next_photo, deps, user, Q)))
        change_policy(deps, lead, Q, {"gold_rate": 0})
        item = next_photo(deps, user, Q)
        assert (item.photo.id in hidden) == (kind == "gold")
        asked[kind].append(statements(partial(decide, deps, user, verdict(item))))
    assert asked["gold"] == asked["plain"]


def test_the_answers_measure_and_teach_nothing(deps: Deps, alice: User, lead: User, hidden) -> None:
    for answer in (Verdict.ACCEPT, Verdict.ACCEPT):
        decide(deps, alice, verdict(next_photo(deps, alice, Q), answer))
    assert labels_learnt(deps) == []
    (result,) = gold_results(deps, lead, Q)
    assert (result.reviewer, result.n, result.unsure) == ("alice", 2, 0)
    assert (result.sensitivity.count, result.sensitivity.n, result.specificity.count, result.specificity.n) == (0, 1, 1, 1)
    assert result.d_prime is not None and result.d_prime.low < 0 == result.d_prime.value < result.d_prime.high
    assert [(one.label, one.answers) for one in list_gold(deps, lead, Q)].count(("original", 1)) == 1


def test_the_first_answer_counts_unless_it_was_taken_back(deps: Deps, alice: User, lead: User, hidden) -> None:
    item = next_photo(deps, alice, Q)
    decide(deps, alice, verdict(item, Verdict.UNSURE))
    back = undo(deps, alice, Q)
    assert back.photo.id == item.photo.id and back.state == QueueState.WAITING
    decide(deps, alice, verdict(back, Verdict.ACCEPT))
    decide(deps, alice, verdict(open_photo(deps, alice, Q, item.photo.id), Verdict.REJECT))
    (result,) = gold_results(deps, lead, Q)
    assert (result.n, result.unsure, result.sensitivity.n + result.specificity.n) == (1, 0, 1)
    with deps.database.read() as session:
        rows = decisions.of_photo(session, item.photo.id, Q)
        assert [row.stage for row in rows] == [Stage.OPEN, Stage.UNDONE, Stage.OPEN, Stage.OPEN]
        assert queue.get(session, Q, item.photo.id).state == QueueState.GOLD


def test_gold_is_prefetched_like_any_other_and_switched_off_live(deps: Deps, alice: User, lead: User, hidden) -> None:
    next_photo(deps, alice, Q)
    assert len({photo.id for photo in coming_photos(deps, alice, Q)} & set(hidden)) == 1
    change_policy(deps, lead, Q, {"gold_rate": 0})
    with deps.database.begin() as session:
        queue.release_all(session, alice.id)
    item, handed = next_photo(deps, alice, Q), []
    while item is not None:
        handed.append(item.photo.id)
        item = decide(deps, alice, verdict(item)).next
    assert not set(handed) & set(hidden) and progress(deps, alice, Q).waiting == 0


def test_a_retired_photo_is_an_ordinary_one_again(deps: Deps, alice: User, lead: User, person, hidden) -> None:
    decide(deps, alice, verdict(next_photo(deps, alice, Q)))
    for photo_id in hidden:
        retire_gold(deps, lead, Q, photo_id)
    with pytest.raises(BadGold):
        retire_gold(deps, lead, Q, hidden[0])
    with deps.database.read() as session:
        assert {queue.get(session, Q, one).state for one in hidden} == {QueueState.WAITING}
    assert list_gold(deps, lead, Q) == [] and len(list_gold(deps, lead, Q, retired=True)) == 2
    assert labels_learnt(deps) == []
    bob = person("bob")
    done = decide(deps, bob, verdict(open_photo(deps, bob, Q, hidden[0])))
    assert done.decision.photo_id in labels_learnt(deps)


def test_what_was_decided_before_is_decided_again_after_it(deps: Deps, alice: User, lead: User, add_photo) -> None:
    photo = add_photo(1)
    before = decide(deps, alice, verdict(next_photo(deps, alice, Q), Verdict.REJECT)).decision
    assert labels_learnt(deps) == [photo.id]
    add_gold(deps, lead, Q, photo.id, "original")
    assert labels_learnt(deps) == []
    retire_gold(deps, lead, Q, photo.id)
    with deps.database.read() as session:
        entry = queue.get(session, Q, photo.id)
    assert (entry.state, entry.decision_id) == (QueueState.DECIDED, before.id) and labels_learnt(deps) == [photo.id]


def test_only_leads_and_only_what_is_there(deps: Deps, alice: User, lead: User, add_photo) -> None:
    photo = add_photo(1)
    for forbidden in (lambda: add_gold(deps, alice, Q, photo.id, "original"), lambda: list_gold(deps, alice, Q),
                      lambda: gold_results(deps, alice, Q), lambda: retire_gold(deps, alice, Q, photo.id)):
        with pytest.raises(NotAllowed):
            forbidden()
    with pytest.raises(UnknownLabel):
        add_gold(deps, lead, Q, photo.id, "fake")
    with pytest.raises(PhotoNotFound):
        add_gold(deps, lead, Q, "0" * 32, "original")
    next_photo(deps, alice, Q)
    with pytest.raises(BadGold, match="desk"):
        add_gold(deps, lead, Q, photo.id, "original")
