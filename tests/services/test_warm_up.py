"""A new reviewer's warm-up: known photographs of both kinds, feedback each time, and none of it in the log."""

from __future__ import annotations

import pytest

from app.domain import User, Verdict
from app.errors import NoWarmUp
from app.services.deps import Deps
from app.services.gold import add_gold
from app.services.policies import change_policy
from app.services.review import decide, next_photo
from app.services.warm_up import WarmUp, answer_warm_up, next_warm_up, warm_up_state
from app.store import decisions, queue
from tests.services.desk import verdict

Q = "recapture"


@pytest.fixture
def known(deps: Deps, lead: User, add_photo) -> dict[str, str]:
    """Three originals and three recaptured ones that are gold, an ordinary photograph, and a warm-up of four."""
    labels = {add_photo(seed).id: ("original", "recaptured")[seed % 2] for seed in range(6)}
    for photo_id, label in labels.items():
        add_gold(deps, lead, Q, photo_id, label)
    add_photo(9)
    change_policy(deps, lead, Q, {"warm_up": 4})
    return labels


def test_it_ends_after_as_many_as_wanted_half_of_either_kind(deps: Deps, clock, alice: User, known) -> None:
    met = []
    while (photo := next_warm_up(deps, alice, Q)) is not None:
        assert next_warm_up(deps, alice, Q) == photo
        said = answer_warm_up(deps, alice, Q, photo.id, Verdict.REJECT)
        assert (said.label, said.right) == (known[photo.id], known[photo.id] == "recaptured")
        met.append(photo.id)
        clock.move(seconds=5)
    assert [known[one] for one in met].count("original") == 2 and len(met) == 4
    assert warm_up_state(deps, alice, Q) == WarmUp(4, 4, 2)
    with deps.database.read() as session:
        assert decisions.last_own(session, alice.id, Q, 20) == [] and not decisions.has_decided(session, alice.id, Q)
        assert queue.gold_left(session, Q, alice.id) == 2  # what it told is not handed out as gold


def test_an_answer_counts_once_and_only_in_its_turn(deps: Deps, alice: User, known) -> None:
    photo = next_warm_up(deps, alice, Q)
    first = answer_warm_up(deps, alice, Q, photo.id, Verdict.UNSURE)
    assert not first.right and answer_warm_up(deps, alice, Q, photo.id, Verdict.ACCEPT) == first
    following = next_warm_up(deps, alice, Q)
    with pytest.raises(NoWarmUp):
        answer_warm_up(deps, alice, Q, next(one for one in known if one not in (photo.id, following.id)), Verdict.ACCEPT)


def test_whoever_judged_before_needs_none_and_it_wants_no_more_than_there_is(deps: Deps, alice: User, lead: User, person, known) -> None:
    decide(deps, alice, verdict(next_photo(deps, alice, Q)))
    assert warm_up_state(deps, alice, Q).wanted == 0 and next_warm_up(deps, alice, Q) is None
    change_policy(deps, lead, Q, {"warm_up": 10})
    assert warm_up_state(deps, person("bob"), Q) == WarmUp(6, 0, 0)
    change_policy(deps, lead, Q, {"warm_up": 0})
    assert warm_up_state(deps, person("cleo"), Q) == WarmUp(0, 0, 0)
